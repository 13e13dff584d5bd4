"""Values as literals, in the lexical form that a store keeps: no parser finds another triple.

Oxigraph folds the derived integer types to xsd:integer and numbers to their canonical form when
it stores them, so that is what is written.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from pyoxigraph import Literal

from kg.graph import plain
from kg.rdf.vocab import term
from kg.text import simplify

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", re.ASCII)


def named(words: str) -> Literal:
    """A name with the tag of its script, in lower case as Oxigraph keeps it.

    >>> named("发展改革委").language, named("發展改革委").language
    ('zh-hans', 'zh-hant')
    """
    return Literal(words, language="zh-hans" if simplify(words) == words else "zh-hant")


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd:integer"))


def decimal(value: Decimal | float) -> Literal:
    """
    >>> decimal(0.85).value, decimal(1.0).value, decimal(Decimal("8E+9")).value
    ('0.85', '1', '8000000000')
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return Literal(plain(exact), datatype=term("xsd:decimal"))


def moment(printed: str) -> Literal:
    """A date as precise as printed: xsd:date or xsd:dateTime; a year or a month stays plain text.

    Comparing xsd:gYear fails in rdflib; ``zt:year`` beside it has the year as a number.

    >>> moment("2021-07-06").datatype.value.split("#")[1], moment("2021-07").value
    ('date', '2021-07')
    >>> moment("2021-07-06T05:46:21.50+00:00").value
    '2021-07-06T05:46:21.5Z'
    """
    if _DAY.fullmatch(printed) and _is_valid(date, printed):
        return Literal(printed, datatype=term("xsd:date"))
    parts = _MOMENT.fullmatch(printed)
    if parts and _is_valid(datetime, printed):
        fraction = (parts[2] or "").rstrip("0").rstrip(".")
        zone = "Z" if parts[3] in ("+00:00", "-00:00") else parts[3] or ""
        return Literal(f"{parts[1]}{fraction}{zone}", datatype=term("xsd:dateTime"))
    return Literal(printed)


def year(printed: str) -> int | None:
    """The year of an ISO 8601 date of any precision."""
    match = re.match(r"[0-9]{4}(?![0-9])", printed)
    return int(match[0]) if match else None


def _is_valid(kind: type[date], printed: str) -> bool:
    try:
        kind.fromisoformat(printed)
    except ValueError:
        return False
    return True
