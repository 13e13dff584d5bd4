"""The page: template, style, program and data in one file that asks the network for nothing."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import networkx as nx

from kg.explorer.held import LIMITS, Limits, held
from kg.graph import aside
from kg.schema import ID_BASE

_HOLE = re.compile(r"@@([A-Z]+)@@")  # a place in the template that is filled
# What ends a script element or, in old engines, a line; and halves of UTF-16 pairs, which
# no UTF-8 file can hold. As JSON escapes they are the same text.
_UNSAFE = re.compile("[<\u2028\u2029\ud800-\udfff]")

# Columns that the first picture does without (src/halves.ts has the same); none: the whole table.
_LATER: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "articles": frozenset({"body"}),
        "nodes": frozenset(
            {
                "sentences",
                "aliases",
                "simplified",
                "pinyin",
                "code",
                "register",
                "link",
                "iri",
                "region",
                "parent",
                "target",
                "instrument",
                "policy",
            }
        ),
        "sentences": frozenset(),
        "evidence": frozenset(),
        "series": frozenset(),
        "conflicts": frozenset(),
    }
)


def render(
    graph: nx.MultiDiGraph,
    base: str = ID_BASE,
    limits: Limits = LIMITS,
    language: str = "both",
) -> str:
    """One HTML document with all that it needs, under a policy that forbids everything else.

    A graph beyond ``limits`` is cut to its strongest entities, and the page says so.
    ``language`` ("zh" or "en") is what a reader sees who chose none; "both": as the browser is set.
    """
    folder = files("kg.explorer")
    style = folder.joinpath("bundle.css").read_text("utf-8")
    program = folder.joinpath("bundle.js").read_text("utf-8")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(program)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    first, rest = halves(held(graph, base, limits))
    parts = {
        "LANGUAGE": language,
        "POLICY": policy,
        "STYLE": style,
        "DATA": embed(first),
        "REST": embed(rest),
        "PROGRAM": program,
    }
    template = folder.joinpath("template.html").read_text("utf-8")
    return _HOLE.sub(lambda hole: parts[hole[1]], template)


def halves(data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page parses to draw its first picture, and what it parses when that is asked for.

    >>> halves({"base": "b", "nodes": {"x": [1.0], "code": {}}, "series": []})
    ({'base': 'b', 'nodes': {'x': [1.0]}}, {'nodes': {'code': {}}, 'series': []})
    """
    first: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, table in data.items():
        later = _LATER.get(name)
        if later is None:
            first[name] = table
        elif not later:
            rest[name] = table
        else:
            first[name] = {key: column for key, column in table.items() if key not in later}
            rest[name] = {key: column for key, column in table.items() if key in later}
    return first, rest


def fragment(node: str) -> str:
    """What follows the page's address so that it opens at a node.

    >>> fragment("policy/某方案~某省")
    '#n=policy/%E6%9F%90%E6%96%B9%E6%A1%88~%E6%9F%90%E7%9C%81'
    """
    return "#n=" + quote(node, safe="/!~*'()")  # as encodeURIComponent does


def write(graph: nx.MultiDiGraph, path: Path, base: str = ID_BASE, language: str = "both") -> None:
    """Write the page of ``graph``. The file appears whole or not at all."""
    with aside(path) as part:
        part.write_text(render(graph, base, language=language), encoding="utf-8", newline="\n")


def embed(data: object) -> str:
    r"""JSON that is safe inside a script element and in any UTF-8 file.

    >>> embed({"name": "</script>"})
    '{"name":"\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _hash(code: str) -> str:
    """The source expression that lets just this inline code run (CSP level 2)."""
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
