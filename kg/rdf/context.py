"""The JSON-LD context, computed from the data model. ``kg/rdf/context.jsonld`` is its default."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.rdf.profile import KINDS, LANGUAGE, local, ranges
from kg.rdf.vocab import prefixes
from kg.schema import ID_BASE, derived

Entry = str | Mapping[str, str]

# JSON has numbers of its own, and plain text needs no type.
_PLAIN = {"xsd:integer", "xsd:string", "xsd:boolean"}


def context(base: str = ID_BASE) -> dict[str, object]:
    """Prefixes, then a short key for every property: its local name, ours before others'.

    Of two with one local name the later has none and keeps its prefix, as does one that is
    named like a prefix: ``zt:region``.
    """
    known: dict[str, object] = {"@version": 1.1, **prefixes(base)}
    return {**known, **{key: entry(path) for path, key in keys().items()}}


@derived
def keys() -> Mapping[str, str]:
    """The short key of each property that has one."""
    taken = set(prefixes())
    found = {}
    for path in sorted(ranges(), key=lambda path: (not path.startswith("zt:"), path)):
        key = local(path)
        if key not in taken:
            found[path] = key
            taken.add(key)
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1])))


@derived
def entry(path: str) -> Entry:
    """What the context says of a property: a plain IRI, or with the type of its values."""
    kinds = ranges()[path]
    if kinds == (LANGUAGE,):
        return {"@id": path, "@container": "@language"}
    if not kinds or all(kind in KINDS or kind in _CLASSES for kind in kinds):
        return {"@id": path, "@type": "@id"}
    if len(kinds) == 1 and kinds[0] not in _PLAIN:
        return {"@id": path, "@type": kinds[0]}
    return path


_CLASSES = frozenset(("eli:LegalResource", "rdf:Property"))  # of values, described elsewhere
