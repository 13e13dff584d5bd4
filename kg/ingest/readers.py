"""The formats, one row each: how a file of it is known, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.ingest import fields, front_matter, sniff
from kg.ingest.article import Draft, Line
from kg.ingest.body import MARKDOWN, read_body
from kg.ingest.clean import date_of, is_about, is_date, is_title, source_of
from kg.ingest.html import read_page
from kg.ingest.records import is_json, read_json
from kg.ingest.source import Source
from kg.lang import Text
from kg.types import Skip

_TEXT = ("", ".txt", ".text")
_HTML = (".html", ".htm", ".xhtml", ".shtml", ".shtm", ".jsp", ".asp", ".aspx", ".php", ".do")
_HEAD, _FOOT = 6, 3  # lines of plain text that may print its date and source
_MAX_NOTE = 40  # characters of such a line


@dataclass(frozen=True, slots=True)
class Reader:
    """A row of :data:`READERS`."""

    format: str  # Article.format
    suffixes: tuple[str, ...]  # read with it when no content says otherwise
    recognises: Callable[[Source], bool]  # by content alone
    read: Callable[[Source], Iterator[Draft | Skip]]  # raises InputError: nothing to read


def reader_of(source: Source) -> Reader:
    """The first reader that recognises the content, else the one that has the suffix.

    Raises:
        InputError: there is none; names the format.
    """
    if sniff.is_xml(source.text):
        raise unsupported(source.where, "XML" if is_known(source.suffix) else source.suffix)
    for reader in READERS:
        if reader.recognises(source):
            return reader
    for reader in READERS:
        if source.suffix in reader.suffixes:
            return reader
    raise unsupported(source.where, source.suffix)


def unsupported(where: str, format: str) -> InputError:
    """The error for a format that no reader has; ``format`` is a suffix, a name or ""."""
    if format in ("", *_TEXT):
        return InputError(where, Text("是二进制文件，不是文本", "a binary file, not text"))
    return InputError(where, Text(f"不支持的格式 {format}", f"unsupported format {format}"))


def is_known(suffix: str) -> bool:
    """Whether a reader has the suffix."""
    return any(suffix in reader.suffixes for reader in READERS)


def _is_front_matter(source: Source) -> bool:
    return front_matter.split(source.text) is not None


def _read_front_matter(source: Source) -> Iterator[Draft]:
    parts = front_matter.split(source.text)
    if parts is None:
        raise InputError(source.where, Text("没有文件头", "no front matter"))
    values, text = parts
    body = read_body(text, fields.first(values, fields.TITLE), source.where, source.suffix)
    yield Draft(
        lines=body.lines,
        title=body.title,
        date=fields.date(values) or body.date,
        source=fields.first(values, fields.SOURCE) or body.source,
        url=fields.url(values),
        categories=fields.categories(values),
    )


def _is_html(source: Source) -> bool:
    """Inside files that are nothing of ours (a script, a table) HTML must stand at the top."""
    if source.suffix in MARKDOWN:
        return sniff.is_whole_page(source.text)
    if sniff.starts_as_html(source.text):
        return True
    prose = source.suffix in (*_TEXT, *_HTML)
    return prose and not sniff.has_markdown(source.text) and sniff.has_html(source.text)


def _read_html(source: Source) -> Iterator[Draft]:
    yield read_page(source.text, source.where)


def _is_markdown(source: Source) -> bool:
    return source.suffix in (*_TEXT, *MARKDOWN) and sniff.has_markdown(source.text)


def _read_markdown(source: Source) -> Iterator[Draft]:
    body = read_body(source.text, "", source.where, MARKDOWN[0])
    yield Draft(body.lines, body.title, body.date, body.source)


def _read_text(source: Source) -> Iterator[Draft]:
    """Unchanged but for line breaks at the end. Its title is its first line, or it has none."""
    lines = source.text.rstrip("\n").split("\n")
    full = [line for line in lines if line.strip()]
    title = full[0].strip() if len(full) > 1 and is_title(full[0]) else ""
    notes = [
        line.strip()
        for line in (*full[:_HEAD], *full[_HEAD:][-_FOOT:])
        if len(line) <= _MAX_NOTE and (is_about(line) or is_date(line))
    ]
    yield Draft(
        lines=tuple(Line(line) for line in lines),
        title=title,
        date=date_of(notes),
        source=source_of(notes),
    )


READERS: tuple[Reader, ...] = (
    Reader("front-matter", (), _is_front_matter, _read_front_matter),
    Reader("json", (".json", ".jsonl", ".ndjson", ".jl"), is_json, read_json),
    Reader("html", _HTML, _is_html, _read_html),
    Reader("markdown", MARKDOWN, _is_markdown, _read_markdown),
    Reader("text", _TEXT, lambda source: False, _read_text),
)
