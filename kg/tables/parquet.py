"""Documents as Parquet tables, and back, equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import StoreError
from kg.graph import aside, distinct, plain
from kg.lang import Text
from kg.tables.columns import REDIRECTS, ROWS, SCHEMAS, Row, merge_row, span, spans
from kg.tables.lazy import MISSING, Table, broken
from kg.tables.sheets import Sheet
from kg.types import (
    Anaphor,
    Article,
    Document,
    Entity,
    Enumeration,
    Fact,
    Instrument,
    Link,
    Mention,
    Merge,
    PolicyRecord,
    Target,
)

ROWS_AT_ONCE = 1 << 16  # rows of a group: a reader's unit, about 10 MB of sentences
Tables = dict[str, dict[str, list[Row]]]  # table -> article -> rows


def write(documents: Iterable[Document], directory: Path, merges: Iterable[Merge] = ()) -> None:
    """Write ``directory/<table>.parquet``; equal documents give equal bytes, in any order.

    ``merges`` across articles stand at the end of the table of them, with no article, and as
    redirects in a table of their own.
    """
    once = distinct(documents)
    across = [merge_row(merge) for merge in merges]
    for name in SCHEMAS:
        more = [{"article": "", **row} for row in across if name == "merges"]
        rows = chain(_rows(once, name), more)
        write_rows(rows, SCHEMAS[name], directory / f"{name}.parquet")
    redirects = ({"old": row["old"], "new": row["kept"]} for row in across)
    write_rows(redirects, REDIRECTS, directory / "redirects.parquet")


def part_table(documents: Iterable[Document], name: str) -> Table:
    """One of these tables in memory."""
    return Table.of(list(_rows(distinct(documents), name)), SCHEMAS[name], name)


def write_rows(rows: Iterable[Row], schema: pa.Schema, path: Path) -> None:
    """One table in zstd. The file appears whole or not at all."""
    with aside(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema))


def write_sheet(sheet: Sheet, path: Path) -> None:
    """A sheet under its English column names; figures that are exact stay text."""
    names = [en.replace(" ", "_") for _, en in sheet.columns]
    cells = ([plain(c) if isinstance(c, Decimal) else c for c in row] for row in sheet.rows)
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    schema = pa.schema((name, _kind(row[name] for row in rows)) for name in names)
    write_rows(rows, schema, path)


def read(directory: Path) -> list[Document]:
    """The documents that ``write`` was given, sorted by the id of their articles.

    Raises:
        StoreError: a table is missing or is not one of ours.
    """
    tables: Tables = {name: _read(directory, name) for name in SCHEMAS}
    return [_document(article, tables) for article in sorted(tables["articles"])]


def read_articles(directory: Path) -> tuple[Article, ...]:
    """The articles alone, sorted by id.

    Raises:
        StoreError: their table is missing or is not one of ours.
    """
    rows = _read(directory, "articles")
    return tuple(_article(article, rows[article][0]) for article in sorted(rows))


def read_merges(directory: Path) -> list[Merge]:
    """All merges that ``write`` was given: names joined in an article, then ids joined across.

    Raises:
        StoreError: the table is missing or is not one of ours.
    """
    rows = _read(directory, "merges")
    return [
        _merge(row) for article in sorted(rows, key=lambda a: (not a, a)) for row in rows[article]
    ]


def _rows(documents: Iterable[Document], name: str) -> Iterator[Row]:
    for document in documents:
        for row in ROWS[name](document):
            yield {"article": document.article.id, **row}


def _kind(cells: Iterable[object]) -> pa.DataType:
    kinds = {type(cell) for cell in cells} - {type(None)}
    return {frozenset({int}): pa.int64(), frozenset({float}): pa.float64()}.get(
        frozenset(kinds), pa.string()
    )


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if len(group) == ROWS_AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _read(directory: Path, name: str) -> dict[str, list[Row]]:
    path = directory / f"{name}.parquet"
    try:
        table = pq.read_table(path, columns=SCHEMAS[name].names)
    except FileNotFoundError as error:
        raise StoreError(path, MISSING) from error
    except (OSError, pa.ArrowException) as error:
        raise broken(path, error) from error
    if not table.schema.equals(SCHEMAS[name]):
        raise StoreError(
            path,
            Text(
                "它的列与这个版本不符；请重新生成",
                "its columns are not those of this version; build again",
            ),
        )
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        rows[row.pop("article")].append(row)
    return rows


def _document(article: str, tables: Tables) -> Document:
    rows = {name: by_article.get(article, []) for name, by_article in tables.items()}
    return Document(
        _article(article, rows["articles"][0]),
        sentences=spans(rows["sentences"]),
        mentions=tuple(map(_mention, rows["mentions"])),
        lists=tuple(map(_enumeration, rows["lists"])),
        entities=tuple(map(_entity, rows["entities"])),
        facts=tuple(map(_fact, rows["facts"])),
        targets=tuple(map(_target, rows["targets"])),
        instruments=tuple(map(_instrument, rows["instruments"])),
        policies=tuple(map(_policy, rows["policies"])),
        anaphors=tuple(map(_anaphor, rows["anaphors"])),
        merges=tuple(map(_merge, rows["merges"])),
    )


def _article(article: str, row: Row) -> Article:
    links = tuple(Link(span(link), link["url"]) for link in row["links"])
    del row["day"], row["year"]  # the date says it
    return Article(article, **{**row, "categories": tuple(row["categories"]), "links": links})


def _mention(row: Row) -> Mention:
    return Mention(span(row), row["label"], row["layer"], row["confidence"], row["entity"])


def _anaphor(row: Row) -> Anaphor:
    return Anaphor(span(row), tuple(row["entities"]), spans(row["antecedents"]), row["reason"])


def _merge(row: Row) -> Merge:
    return Merge(row["kept"], row["name"], row["old"], row["reason"], row["said_in"])


def _enumeration(row: Row) -> Enumeration:
    return Enumeration(span(row), spans(row["items"]), row["stated"], row["head"])


def _entity(row: Row) -> Entity:
    names = {key: tuple(row[key]) for key in ("aliases", "candidates")}
    return Entity(**{**row, **names})


def _fact(row: Row) -> Fact:
    return Fact(**{**row, "evidence": spans(row["evidence"])})


def _target(row: Row) -> Target:
    found = {"quantity": span(row["quantity"]), "evidence": spans(row["evidence"])}
    numbers = {"value": Decimal(row["value"]), "value_max": _decimal(row["value_max"])}
    return Target(**{**row, **found, **numbers})


def _instrument(row: Row) -> Instrument:
    found = {"quantity": span(row["quantity"]), "evidence": spans(row["evidence"])}
    return Instrument(**{**row, **found, "amount": _decimal(row["amount"])})


def _policy(row: Row) -> PolicyRecord:
    return PolicyRecord(**{**row, "evidence": spans(row["evidence"])})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
