"""Ids of the graph as IRIs that people can read and every parser takes."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

from kg.errors import UnknownNameError
from kg.lang import Text
from kg.schema import CLASSES, ID_BASE, derived

_ONLY_RDF = (  # names these
    "article",
    "sentence",
    "mention",
    "statement",
    "membership",
    "role",
    "cluster",
    "pipeline",
    "scheme",
    "annotation",
)
_UCSCHAR = (  # RFC 3987, section 2.2
    (0xA0, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFEF),
    *((plane << 16, (plane << 16) + 0xFFFD) for plane in range(1, 14)),
    (0xE1000, 0xEFFFD),
)
_UNSEEN = ("Cf", "Zs", "Zl", "Zp")  # format and bidi characters, white space


@derived
def kinds() -> tuple[str, ...]:
    """First part of an id: the classes of the schema, and what only RDF names."""
    return (*(known.prefix for known in CLASSES.values()), *_ONLY_RDF)


def iri(entity_id: str, base: str = ID_BASE) -> str:
    """The IRI of a node: NFC; what is no RFC 3987 iunreserved, or cannot be seen, is escaped.

    >>> iri("region/440000")
    'https://w3id.org/zhengtu/id/region/440000'
    >>> iri("policy/某方案（100%）")
    'https://w3id.org/zhengtu/id/policy/某方案（100%25）'

    Raises:
        UnknownNameError: the id does not begin with a known type.
    """
    kind, _, key = entity_id.partition("/")
    if kind not in kinds():
        raise UnknownNameError(Text("编号类型", "type of id"), entity_id, kinds())
    path = "".join(map(_escaped, unicodedata.normalize("NFC", key)))
    whole = path.rstrip(".")  # rdflib reads no prefixed name that ends in a dot: 某某 Inc.
    return f"{base}{kind}/{whole}" + "%2E" * (len(path) - len(whole))


def id_of(iri: str, base: str = ID_BASE) -> str:
    """The id that an IRI of ours was made of; what is not ours stays as it is.

    >>> id_of(ID_BASE + "policy/某方案（100%25）"), id_of("https://example.org/一")
    ('policy/某方案（100%）', 'https://example.org/一')
    """
    if not iri.startswith(base):
        return iri
    return unquote(iri.removeprefix(base), errors="surrogatepass")


def readable(name: str) -> str:
    """A part of an IRI for people: escapes as characters, but for those that cannot be seen.

    >>> readable("某方案（100%25）"), readable("甲%E2%80%AE乙"), readable("50%")
    ('某方案（100%）', '甲%E2%80%AE乙', '50%')
    """
    decoded = unquote(name)
    return (
        decoded if all(character == " " or _is_seen(character) for character in decoded) else name
    )


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in (*_UNSEEN, "Cc", "Cn", "Co", "Cs")


def _escaped(character: str) -> str:
    if character.isascii():
        plain = character.isalnum() or character in "-._~"
    else:
        code = ord(character)
        plain = (
            any(first <= code <= last for first, last in _UCSCHAR)
            and unicodedata.category(character) not in _UNSEEN
        )
    if plain:
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
