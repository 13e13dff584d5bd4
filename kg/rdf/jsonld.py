"""JSON-LD 1.1, compact with our context: one line a thing, written as the triples come."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import InputError
from kg.lang import Text
from kg.rdf.context import context, entry, keys
from kg.rdf.vocab import prefixes, term

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what a double holds, as JSON readers have it
_BOOLEAN = {"true": True, "false": False}


def write(triples: Iterable[Triple], stream: IO[bytes], base: str) -> None:
    """``triples`` grouped by subject, as :func:`kg.rdf.quads.in_order` gives them."""
    writer = _Writer(base)
    stream.write(b'{"@context": ' + _json(context(base)) + b',\n"@graph": [')
    separator = b"\n"
    for _, group in groupby(triples, key=lambda triple: triple.subject):
        stream.write(separator + _json(writer.thing(group)))
        separator = b",\n"
    stream.write(b"\n]}\n")


class _Writer:
    def __init__(self, base: str) -> None:
        known = prefixes(base)
        # The longest namespace first: one may begin with another.
        self._prefixes = sorted(known.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._keys = {term(path).value: (key, entry(path)) for path, key in keys().items()}

    def thing(self, triples: Iterable[Triple]) -> dict[str, object]:
        """One node object; keys in the order of the triples."""
        made: dict[str, object] = {}
        values: defaultdict[str, list[object]] = defaultdict(list)
        maps: defaultdict[str, defaultdict[str, list[object]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in triples:
            made["@id"] = self._node(triple.subject)
            value = triple.object
            if triple.predicate == term("rdf:type") and not isinstance(value, Literal):
                values["@type"].append(self._node(value))
                made["@type"] = values["@type"]
                continue
            key, kind = self._keys.get(triple.predicate.value, ("", ""))
            if isinstance(kind, dict) and "@container" in kind:
                if isinstance(value, Literal) and value.language:
                    maps[key][value.language].append(value.value)
                    made[key] = maps[key]
                    continue
                key = ""  # a language map has no place for it
            key = key or self._short(triple.predicate.value)
            values[key].append(self._value(value, kind))
            made[key] = values[key]
        return {key: _unpacked(value) for key, value in made.items()}

    def _value(self, value: object, kind: object) -> object:
        coerced = kind.get("@type", "") if isinstance(kind, dict) else ""
        if not isinstance(value, Literal):
            node = self._node(value)
            return node if coerced == "@id" else {"@id": node}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = self._short(value.datatype.value)
        if datatype == coerced:
            return value.value
        if not coerced:
            if datatype == "xsd:string":
                return value.value
            if datatype == "xsd:integer" and _INTEGER.fullmatch(value.value):
                return int(value.value)
            if datatype == "xsd:boolean" and value.value in _BOOLEAN:
                return _BOOLEAN[value.value]
        return {"@value": value.value, "@type": datatype}

    def _node(self, node: object) -> str:
        if isinstance(node, NamedNode):
            return self._short(node.value)
        if isinstance(node, BlankNode):
            return f"_:{node.value}"
        raise InputError(
            "JSON-LD",
            Text(f"放不下三元组项 {node}", f"has no place for the triple term {node}"),
        )

    def _short(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri


def _unpacked(value: object) -> object:
    """A list of one value as the value, in language maps too."""
    if isinstance(value, list):
        return value[0] if len(value) == 1 else value
    if isinstance(value, dict):
        return {language: _unpacked(words) for language, words in sorted(value.items())}
    return value


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
