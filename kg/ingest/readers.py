"""The formats of text that is read as a whole, one row each: how it is known, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.ingest import collection, digest, feeds, fields, front_matter, scripts, sniff
from kg.ingest.article import Draft, Line
from kg.ingest.body import MARKDOWN, read_body
from kg.ingest.clean import date_of, is_about, is_date, is_title, source_of
from kg.ingest.html import read_page
from kg.ingest.options import Options
from kg.ingest.source import Source
from kg.lang import Text
from kg.types import Skip

TEXT = ("", ".txt", ".text")
_HTML = (".html", ".htm", ".xhtml", ".shtml", ".shtm", ".jsp", ".asp", ".aspx", ".php", ".do")
_HEAD, _FOOT = 6, 3  # lines of plain text that may print its date and source
_MAX_NOTE = 40  # characters of such a line


@dataclass(frozen=True, slots=True)
class Reader:
    """A row of :data:`READERS`."""

    format: str  # Article.format
    suffixes: tuple[str, ...]  # read with it when no content says otherwise
    recognises: Callable[[Source], bool]  # by content alone
    read: Callable[[Source, Options], Iterator[Draft | Skip]]  # raises InputError: nothing to read


def reader_of(source: Source) -> Reader | None:
    """The first reader that recognises the content, else the one that has the suffix, if any."""
    if sniff.is_xml(source.text) and not feeds.is_feed(source.text):
        return None
    for reader in READERS:
        if reader.recognises(source):
            return reader
    return next((reader for reader in READERS if source.suffix in reader.suffixes), None)


def is_known(suffix: str) -> bool:
    """Whether a reader has the suffix."""
    return any(suffix in reader.suffixes for reader in READERS)


def _is_front_matter(source: Source) -> bool:
    return front_matter.split(source.text) is not None


def _read_front_matter(source: Source, options: Options) -> Iterator[Draft | Skip]:
    parts = front_matter.split(source.text)
    if parts is None:
        raise InputError(source.where, Text("没有文件头", "no front matter"))
    given, text = parts
    values = fields.gather(given)
    head = Draft(
        lines=(),
        title=fields.first(values, "title"),
        date=fields.date(values),
        source=fields.first(values, "source"),
        url=fields.url(values),
        categories=fields.categories(values),
    )
    skipped = source.text[: len(source.text) - len(text)].count("\n")
    many = _read_many(replace(source, text="\n" * skipped + text), head)
    if many is not None:
        yield from many
        return
    body = read_body(text, head.title, source.where, source.suffix)
    yield replace(
        head,
        lines=body.lines,
        title=body.title,
        date=head.date or body.date,
        source=head.source or body.source,
    )


def _read_many(source: Source, head: Draft) -> Iterator[Draft | Skip] | None:
    """The articles of a text that holds many; None if it holds one. Places are lines of it."""
    if sniff.starts_as_html(source.text):
        return None
    if found := digest.split(source.text, head.title):
        return digest.read_items(found, head, source.where, source.stem)
    if parts := collection.split(source.text):
        return collection.read_sections(*parts, head, source.where, source.stem)
    return None


def _is_html(source: Source) -> bool:
    """Inside files that are nothing of ours (a script, a table) HTML must stand at the top."""
    if source.suffix in MARKDOWN:
        return sniff.is_whole_page(source.text)
    if sniff.starts_as_html(source.text):
        return True
    prose = source.suffix in (*TEXT, *_HTML)
    return prose and not sniff.has_markdown(source.text) and sniff.has_html(source.text)


def _read_html(source: Source, options: Options) -> Iterator[Draft]:
    yield read_page(source.text, source.where, options.main_text)


def _is_markdown(source: Source) -> bool:
    return source.suffix in (*TEXT, *MARKDOWN) and sniff.has_markdown(source.text)


def _read_markdown(source: Source, options: Options) -> Iterator[Draft | Skip]:
    many = _read_many(source, Draft(()))
    if many is not None:
        yield from many
        return
    body = read_body(source.text, "", source.where, MARKDOWN[0])
    yield Draft(body.lines, body.title, body.date, body.source)


def _is_script(source: Source) -> bool:
    return source.suffix in scripts.SUFFIXES and bool(scripts.pages(source.text))


def _read_script(source: Source, options: Options) -> Iterator[Draft | Skip]:
    found = scripts.pages(source.text)
    for number, page in enumerate(found, start=1):
        many = len(found) > 1
        where = f"{source.where}#{number}" if many else source.where
        try:
            draft = read_page(page, where, options.main_text)
        except InputError as error:
            yield Skip(where, error.problem)
            continue
        yield replace(draft, name=f"{source.stem}-{number}") if many else draft


def _read_text(source: Source, options: Options) -> Iterator[Draft | Skip]:
    """Unchanged but for line breaks at the end. Its title is its first line, or it has none."""
    lines = source.text.rstrip("\n").split("\n")
    full = [line for line in lines if line.strip()]
    title = full[0].strip() if len(full) > 1 and is_title(full[0]) else ""
    notes = [
        line.strip()
        for line in (*full[:_HEAD], *full[_HEAD:][-_FOOT:])
        if len(line) <= _MAX_NOTE and (is_about(line) or is_date(line))
    ]
    head = Draft((), title=title, date=date_of(notes), source=source_of(notes))
    if found := digest.split(source.text, title):
        yield from digest.read_items(found, head, source.where, source.stem)
    else:
        yield replace(head, lines=tuple(Line(line) for line in lines))


def _read_feed(source: Source, options: Options) -> Iterator[Draft | Skip]:
    return feeds.read_feed(source.text, source.where, source.stem)


READERS: tuple[Reader, ...] = (
    Reader("front-matter", (), _is_front_matter, _read_front_matter),
    Reader("feed", feeds.SUFFIXES, lambda source: feeds.is_feed(source.text), _read_feed),
    Reader("script", (), _is_script, _read_script),
    Reader("html", _HTML, _is_html, _read_html),
    Reader("markdown", MARKDOWN, _is_markdown, _read_markdown),
    Reader("text", TEXT, lambda source: False, _read_text),
)
