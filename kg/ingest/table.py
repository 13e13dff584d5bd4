"""Rows of a table to drafts: which row is the header, which column is what: by name, else by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice

from kg.errors import InputError
from kg.ingest import fields, guess
from kg.ingest.article import Draft
from kg.lang import Text
from kg.types import Skip

Row = tuple[int, Sequence[str]]  # its number as a spreadsheet shows it, its cells
_Found = tuple[Mapping[str, tuple[int, ...]], int]  # where each key stands, the first row below
_HEADER_WITHIN = 10  # rows: above the header there may be a title and a note
_SHOWN = 12  # column names in a message


def read_rows(
    rows: Iterable[Row], where: str, stem: str, columns: Mapping[str, tuple[str, ...]]
) -> Iterator[Draft | Skip]:
    """One draft a row, one skip for each row without text; empty rows are passed over.

    ``columns`` is :attr:`kg.ingest.options.Options.columns`.

    Raises:
        InputError: no row, or no column for the text.
    """
    filled = ((number, cells) for number, cells in rows if any(map(str.strip, cells)))
    above = list(islice(filled, guess.SAMPLE))
    if not above:
        raise InputError(where, Text("空表", "empty table"))
    places, header = _named(above, columns) or _guessed(above, columns) or ({}, 0)
    if not places:
        place = guess.header_of([cells for _, cells in above])
        raise _no_text(where, above[place or 0][1], columns)
    empty = True
    for number, cells in chain(above[header:], filled):
        empty = False
        yield _draft(
            cells, places, f"{where}#{number}", f"{stem}-{number}", joined="text" in columns
        )
    if empty:
        raise InputError(where, Text("只有表头，没有行", "a header and no rows"))


def _named(rows: Sequence[Row], columns: Mapping[str, tuple[str, ...]]) -> _Found | None:
    """By the first row whose names are known. Below the first it must know two of them: a single
    cell may happen to end in 正文."""
    for place, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        places = _places(tuple(cells), columns)
        if "text" in places and (place == 0 or len(places) > 1):
            return places, place + 1
    return None


def _guessed(rows: Sequence[Row], columns: Mapping[str, tuple[str, ...]]) -> _Found | None:
    """By what stands in the columns; what a name tells is not guessed."""
    if columns:
        return None
    cells = [held for _, held in rows]
    header = guess.header_of(cells)
    start = 0 if header is None else header + 1
    names = cells[0] if header is None else cells[header]
    seen = guess.columns(names, cells[start:])
    if not seen:
        return None
    told = {} if header is None else fields.order(tuple(names))
    return {**seen, **told}, start


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells name a column for the text and another one that is known."""
    places = fields.order(tuple(cells))
    return "text" in places and len(places) > 1


def cell(value: object) -> str:
    """The text of a value as a spreadsheet or a typed table holds it.

    >>> cell(2021.0), cell(None), cell(datetime(2021, 7, 6)), cell(["甲", "乙"])
    ('2021', '', '2021-07-06', '甲；乙')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        day = value.isoformat(timespec="seconds")
        return day.removesuffix("T00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | tuple):
        return "；".join(filter(None, map(cell, value)))
    return str(value)


def _places(
    names: tuple[str, ...], columns: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """Where each key stands; empty if a column that the user named is not there."""
    known = [fields.normal(name) for name in names]
    wanted = {key: [fields.normal(name) for name in given] for key, given in columns.items()}
    if any(name not in known for name in chain.from_iterable(wanted.values())):
        return {}
    given = {key: tuple(map(known.index, some)) for key, some in wanted.items()}
    return {**fields.order(names), **given}


def _draft(
    cells: Sequence[str],
    places: Mapping[str, tuple[int, ...]],
    where: str,
    name: str,
    *,
    joined: bool,
) -> Draft | Skip:
    values = {
        key: [cells[place] for place in some if place < len(cells)] for key, some in places.items()
    }
    if joined:
        values["text"] = ["\n".join(filter(None, values["text"]))]
    try:
        return fields.draft(values, where, name)
    except InputError as error:
        return Skip(where, error.problem)


def _no_text(
    where: str, header: Sequence[str], columns: Mapping[str, tuple[str, ...]]
) -> InputError:
    names = [name.strip() for name in header if name.strip()]
    listed = "、".join(name[:20] for name in names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    if columns:
        missing = "、".join(chain.from_iterable(columns.values()))
        return InputError(
            where,
            Text(f"没有列 {missing}，有：{listed}", f"no column {missing}; there are: {listed}"),
        )
    return InputError(
        where,
        Text(
            f"认不出正文是哪一列：{listed}；用 --column text=列名 指定",
            f"which column holds the text? there are: {listed}; name it with --column text=NAME",
        ),
    )
