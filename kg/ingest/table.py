"""Rows of a table to drafts: which row is the header, which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain

from kg.errors import InputError
from kg.ingest import fields
from kg.ingest.article import Draft
from kg.lang import Text
from kg.types import Skip

Row = tuple[int, Sequence[str]]  # its number as a spreadsheet shows it, its cells
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
    above: list[Row] = []
    for row in filled:
        above.append(row)
        places = _places(tuple(row[1]), columns)
        # below the first row it may be a cell that happens to end in 正文
        if "text" in places and (len(above) == 1 or len(places) > 1):
            break
        if len(above) == _HEADER_WITHIN:
            break
    if not above:
        raise InputError(where, Text("空表", "empty table"))
    if "text" not in places or (len(above) > 1 and len(places) == 1):
        raise _no_text(where, above[0][1], columns)
    empty = True
    for number, cells in filled:
        empty = False
        place, name = f"{where}, row {number}", f"{stem}-{number}"
        yield _draft(cells, places, place, name, joined="text" in columns)
    if empty:
        raise InputError(where, Text("只有表头，没有行", "a header and no rows"))


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
