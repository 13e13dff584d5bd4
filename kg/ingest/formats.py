"""From an open file to drafts: the formats of bytes and of streams, then those of whole texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from kg.errors import InputError
from kg.ingest import delimited, mhtml, parquet, pdf, records, sheets, sniff, word
from kg.ingest.archives import office_kind
from kg.ingest.article import Draft
from kg.ingest.decode import open_text
from kg.ingest.feeds import is_feed
from kg.ingest.find import EMPTY_FOLDER
from kg.ingest.options import Options
from kg.ingest.readers import TEXT, is_known, reader_of
from kg.ingest.source import HEAD, File, Source
from kg.lang import Text, clauses, joined
from kg.types import Skip

Found = tuple[str, Draft | Skip]  # Article.format and what was found
# Characters of a file that is read whole. Laws have up to 1 million, pages with scripts 2; a feed
# may hold years, and a page the bytes of its pictures, which are not counted.
_MAX_FEED = 16 << 20
_MAX_TEXT = 4 << 20
_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[\w+/=]*")


@dataclass(frozen=True, slots=True)
class Format:
    """A row of :data:`FORMATS`: a format of bytes."""

    name: str  # Article.format
    recognises: Callable[[File], bool]  # by content alone
    read: Callable[[File, Options], Iterator[Draft | Skip]]  # raises InputError


FORMATS: tuple[Format, ...] = (
    Format("parquet", lambda file: file.head().startswith(b"PAR1"), parquet.read_parquet),
    Format("excel", lambda file: office_kind(file) == ".xlsx", sheets.read_sheets),
    Format("word", lambda file: office_kind(file) == ".docx", word.read_word),
    Format("mhtml", mhtml.is_mhtml, mhtml.read_mhtml),
    Format("pdf", lambda file: file.head().lstrip()[:5] == pdf.MARK, pdf.read_pdf),
)
# What people have that is not read, and what they can do.
_INSTEAD = {
    **dict.fromkeys((".doc", ".wps", ".odt", ".rtf"), Text("请另存为 .docx", "save it as .docx")),
    **dict.fromkeys((".xls", ".et", ".xlsb", ".ods"), Text("请另存为 .xlsx", "save it as .xlsx")),
    **dict.fromkeys((".rar", ".7z"), Text("请解压后再读", "unpack it first")),
    ".caj": Text("请另存为 PDF", "save it as PDF"),
}
# What an input that holds nothing of the kind might hold instead.
READ = Text(
    "能读的有 HTML、Markdown、纯文本、JSON、CSV、Excel、Parquet、订阅源、Word、PDF，以及它们的压缩包",
    "what is read: HTML, Markdown, plain text, JSON, CSV, Excel, Parquet, feeds, Word, PDF, "
    "and archives of them",
)
_UNSUPPORTED = Text("不支持的格式", "unsupported format")
_BINARY = Text("是二进制文件，不是文本", "a binary file, not text")
_EMPTY = Text("空文件", "empty file")
_PASSWORD = Text(
    "有密码，或不是它的名字所说的格式", "it has a password, or is not what its name says"
)
_OLE = b"\xd0\xcf\x11\xe0"


def drafts(file: File, options: Options) -> Iterator[Found]:
    """The articles of one file that is no archive, and a skip for each part that is none.

    Raises:
        InputError: there is nothing to read in the file.
    """
    for format in FORMATS:
        if format.recognises(file):
            yield from ((format.name, draft) for draft in format.read(file, options))
            return
    head = file.head()
    if head.startswith(_OLE) and file.suffix in (".docx", ".xlsx", ".xlsm"):
        raise InputError(file.where, _PASSWORD)
    if sniff.is_binary(head):
        raise unsupported(file.where, office_kind(file) or file.suffix)
    try:
        text = open_text(file.stream, file.where)
    except InputError as error:
        known = is_known(file.suffix) or file.suffix in (*records.SUFFIXES, *delimited.SUFFIXES)
        raise error if known else unsupported(file.where, file.suffix) from error
    try:
        yield from _of_text(text, file, options)
    finally:
        text.detach()


def is_of_no_format(reason: Text) -> bool:
    """Whether an input was skipped because nothing that is read is in it."""
    return reason in (_BINARY, _EMPTY, EMPTY_FOLDER) or reason.en.startswith(_UNSUPPORTED.en)


def unsupported(where: str, suffix: str) -> InputError:
    """The error for a format that no reader has; ``suffix`` may be the name of a format, or ""."""
    if suffix in TEXT:
        return InputError(where, _BINARY)
    reason = joined(" ", _UNSUPPORTED, suffix)
    instead = _INSTEAD.get(suffix)
    return InputError(where, clauses(reason, instead) if instead else reason)


def _of_text(text: TextIO, file: File, options: Options) -> Iterator[Found]:
    start = text.tell()
    head = text.read(HEAD)
    while head and not head.strip():
        start, head = text.tell(), text.read(HEAD)
    if not head:
        raise InputError(file.where, _EMPTY)
    text.seek(start)
    if file.suffix in records.SUFFIXES or records.is_json(head, whole=len(head) < HEAD):
        found = records.read_json(text, file.where, file.stem, file.suffix, options)
        yield from (("json", draft) for draft in found)
    elif file.suffix in delimited.SUFFIXES or (file.suffix in TEXT and delimited.is_table(head)):
        found = delimited.read_table(text, file.where, file.stem, options)
        yield from (("table", draft) for draft in found)
    else:
        source = Source(file.where, file.stem, file.suffix, _whole(text, file.where))
        reader = reader_of(source)
        if reader is None:
            xml = sniff.is_xml(source.text) and file.suffix != ".xml" and is_known(file.suffix)
            raise unsupported(file.where, "XML" if xml else file.suffix)
        yield from ((reader.format, draft) for draft in reader.read(source, options))


def _whole(text: TextIO, where: str) -> str:
    """All of a text, without pictures.

    Raises:
        InputError: it is too long.
    """
    whole = _PICTURE.sub("", text.read(_MAX_FEED + 1).removeprefix("\ufeff"))
    limit = _MAX_FEED if is_feed(whole) else _MAX_TEXT
    if len(whole) > limit or text.read(1):
        reason = f"{limit >> 20} MB"
        raise InputError(
            where, Text(f"文件太大（上限 {reason}）", f"the file is too large (limit {reason})")
        )
    return whole
