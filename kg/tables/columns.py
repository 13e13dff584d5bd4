"""The columns of the Parquet tables, and documents as rows of them.

Rows are in the order of the articles' ids, then as in the document. ``text`` columns hold the
words of a span for people; reading takes the words from the article. So with ``day`` and ``year``
of an article, which are what ``date`` says as far as it is precise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from kg.graph import day
from kg.types import Document, Merge, Span

Row = dict[str, Any]

_TEXT, _COUNT, _SHARE = pa.string(), pa.int32(), pa.float64()
_SPAN = pa.struct([("start", _COUNT), ("end", _COUNT)])
_SPANS = pa.list_(_SPAN)
_TEXTS = pa.list_(_TEXT)


def _columns(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([("article", _TEXT), *columns.items()])


SCHEMAS: Mapping[str, pa.Schema] = MappingProxyType(
    {
        "articles": _columns(
            name=_TEXT,
            text=_TEXT,
            title=_TEXT,
            date=_TEXT,
            day=pa.date32(),
            year=_COUNT,
            source=_TEXT,
            url=_TEXT,
            categories=_TEXTS,
            links=pa.list_(pa.struct([("start", _COUNT), ("end", _COUNT), ("url", _TEXT)])),
            format=_TEXT,
            origin=_TEXT,
        ),
        "sentences": _columns(start=_COUNT, end=_COUNT, text=_TEXT),
        "mentions": _columns(
            start=_COUNT,
            end=_COUNT,
            text=_TEXT,
            label=_TEXT,
            layer=_TEXT,
            confidence=_SHARE,
            entity=_TEXT,
        ),
        "entities": _columns(
            id=_TEXT,
            label=_TEXT,
            name=_TEXT,
            aliases=_TEXTS,
            register=_TEXT,
            code=_TEXT,
            region=_TEXT,
            parent=_TEXT,
            reason=_TEXT,
            candidates=_TEXTS,
            context=_TEXT,
        ),
        "facts": _columns(
            subject=_TEXT,
            predicate=_TEXT,
            object=_TEXT,
            evidence=_SPANS,
            rule=_TEXT,
            confidence=_SHARE,
            modality=_TEXT,
            attribution=_TEXT,
            role=_TEXT,
        ),
        "targets": _columns(
            holder=_TEXT,
            indicator=_TEXT,
            comparator=_TEXT,
            value=_TEXT,  # exact decimals as text: a third of something fits no fixed scale
            value_max=_TEXT,
            unit=_TEXT,
            deadline=_COUNT,
            scope=_TEXT,
            baseline=_TEXT,
            modality=_TEXT,
            quantity=_SPAN,
            evidence=_SPANS,
            rule=_TEXT,
            confidence=_SHARE,
        ),
        "instruments": _columns(
            holder=_TEXT,
            kind=_TEXT,
            amount=_TEXT,
            unit=_TEXT,
            comparator=_TEXT,
            recipient=_TEXT,
            quantity=_SPAN,
            evidence=_SPANS,
            rule=_TEXT,
            confidence=_SHARE,
        ),
        "policies": _columns(
            entity=_TEXT,
            number=_TEXT,
            kind=_TEXT,
            level=_TEXT,
            jurisdiction=_TEXT,
            first_year=_COUNT,
            last_year=_COUNT,
            published=_TEXT,
            effective=_TEXT,
            expires=_TEXT,
            evidence=_SPANS,
        ),
        "anaphors": _columns(
            start=_COUNT, end=_COUNT, text=_TEXT, entities=_TEXTS, antecedents=_SPANS, reason=_TEXT
        ),
        # names joined in one article; with an empty ``article``, ids joined across articles
        "merges": _columns(kept=_TEXT, name=_TEXT, old=_TEXT, reason=_TEXT, said_in=_TEXT),
        "lists": _columns(start=_COUNT, end=_COUNT, items=_SPANS, stated=_COUNT, head=_TEXT),
    }
)


# Ids that a merge across articles replaced: bookmarks and curation find the new one
REDIRECTS = pa.schema([("old", _TEXT), ("new", _TEXT)])


def _articles(document: Document) -> Iterator[Row]:
    row = asdict(document.article)
    row["links"] = [{**asdict(link.span), "url": link.url} for link in document.article.links]
    del row["id"]
    yield {**row, "day": day(row["date"]), "year": year(row["date"])}


def _sentences(document: Document) -> Iterator[Row]:
    for span in document.sentences:
        yield {**asdict(span), "text": span.of(document.article.text)}


def _mentions(document: Document) -> Iterator[Row]:
    for mention in document.mentions:
        row = asdict(mention)
        yield {**row.pop("span"), "text": mention.span.of(document.article.text), **row}


def _entities(document: Document) -> Iterator[Row]:
    yield from map(asdict, document.entities)


def _facts(document: Document) -> Iterator[Row]:
    yield from map(asdict, document.facts)


def _targets(document: Document) -> Iterator[Row]:
    for target in document.targets:
        value_max = None if target.value_max is None else str(target.value_max)
        yield {**asdict(target), "value": str(target.value), "value_max": value_max}


def _instruments(document: Document) -> Iterator[Row]:
    for instrument in document.instruments:
        amount = None if instrument.amount is None else str(instrument.amount)
        yield {**asdict(instrument), "amount": amount}


def _policies(document: Document) -> Iterator[Row]:
    yield from map(asdict, document.policies)


def _anaphors(document: Document) -> Iterator[Row]:
    for anaphor in document.anaphors:
        row = asdict(anaphor)
        yield {**row.pop("span"), "text": anaphor.span.of(document.article.text), **row}


def _merges(document: Document) -> Iterator[Row]:
    yield from map(merge_row, document.merges)


def merge_row(merge: Merge) -> Row:
    """A row of the table "merges" without the article that it belongs to."""
    row = asdict(merge)
    return {"said_in": row.pop("article"), **row}


def _lists(document: Document) -> Iterator[Row]:
    for items in document.lists:
        row = asdict(items)
        yield {**row.pop("span"), **row}


ROWS: Mapping[str, Callable[[Document], Iterator[Row]]] = MappingProxyType(
    {
        "articles": _articles,
        "sentences": _sentences,
        "mentions": _mentions,
        "entities": _entities,
        "facts": _facts,
        "targets": _targets,
        "instruments": _instruments,
        "policies": _policies,
        "anaphors": _anaphors,
        "merges": _merges,
        "lists": _lists,
    }
)


def year(text: str) -> int | None:
    """
    >>> year("2021-07"), year("")
    (2021, None)
    """
    return int(text[:4]) if text[:4].isdecimal() else None


def span(row: Row) -> Span:
    return Span(row["start"], row["end"])


def spans(rows: list[Row]) -> tuple[Span, ...]:
    return tuple(map(span, rows))
