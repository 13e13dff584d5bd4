"""JavaScript files that carry a page in a template literal, as test data of scrapers do."""

from __future__ import annotations

import re

from kg.ingest import sniff

SUFFIXES = (".js", ".mjs", ".cjs", ".ts")
# Possessive, and the last one may stay open: so one pass over the file is enough.
_LITERAL = re.compile(r"`((?:[^`\\]++|\\.)*+)(?:`|\\?\Z)", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r?\n)|(.))"
)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_LEAST = 200  # characters; shorter ones are pieces of a user interface


def pages(text: str) -> list[str]:
    """The literals that are pages or pieces of one, their escapes undone."""
    found = (match[1] for match in _LITERAL.finditer(text))
    return [
        _ESCAPE.sub(_unescaped, literal)
        for literal in found
        if len(literal) >= _LEAST and sniff.starts_as_html(literal)
    ]


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(number) if (number := int(code, 16)) < 0x110000 else "\ufffd"
    return "" if match[4] else _LETTERS.get(match[5], match[5])
