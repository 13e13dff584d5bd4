"""Word's .docx through python-docx (extra ``[office]``).

Read are paragraphs and tables in their order, without deleted text, text boxes, notes and tables of
contents. Numbers that Word counts itself are not in the file and so not in the text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from kg.errors import InputError
from kg.ingest.archives import check_office
from kg.ingest.article import Draft
from kg.ingest.clean import is_title
from kg.ingest.extras import needed
from kg.ingest.html import read_plain
from kg.ingest.options import Options
from kg.ingest.source import File
from kg.lang import Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK))
_BREAKS = frozenset((f"{_W}br", f"{_W}cr"))
_TITLES = ("title", "标题", "subtitle")
# What python-docx lets through when a part of the file is not what its name says.
_BROKEN = (
    BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    SyntaxError,  # of XML
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
)


def read_word(file: File, options: Options) -> Iterator[Draft]:
    """The one article of a document.

    Raises:
        InputError: the library is missing; the file is broken, unpacks to too much, or has no text.
    """
    docx = needed("docx", "office", file.where)
    check_office(file)
    try:
        document = docx.Document(file.stream)
        lines = list(_lines(document))
    except (*_BROKEN, docx.opc.exceptions.OpcError) as error:
        reason = Text("Word 文件已损坏", "broken Word file")
        raise InputError(file.where, reason) from error
    named = [words for style, words in lines if style in _TITLES]
    texts = [words for _, words in lines]
    title = "".join(named[:1]) or (texts[0] if len(texts) > 1 and is_title(texts[0]) else "")
    body = read_plain("\n".join(texts), title, file.where)
    yield Draft(body.lines, body.title, body.date, body.source)


def _lines(document: Any) -> Iterator[tuple[str, str]]:
    """The name of the style, in lower case, and the words of each paragraph and row that has any."""
    names = {style.style_id: str(style.name).lower() for style in document.styles}
    for block in document.element.body.iter(f"{_W}p", f"{_W}tr"):
        if next(block.iterancestors(f"{_W}tc", *_OUT), None) is not None:
            continue  # in a table, whose rows are read whole
        if block.tag == f"{_W}tr":
            cells = (_words(cell) for cell in block.iterchildren(f"{_W}tc"))
            words, style = " ".join(" ".join(filter(None, cells)).split()), "table"
        else:
            given = block.find(f"{_W}pPr/{_W}pStyle")
            style = names.get(given.get(f"{_W}val"), "") if given is not None else ""
            words = _words(block).strip()
        if words and not style.startswith("toc"):
            yield style, words


def _words(element: Any) -> str:
    """The text of a paragraph or cell, without what is deleted or said twice."""
    found: list[str] = []
    stack = [element]
    while stack:
        tag = stack.pop()
        if tag.tag == f"{_W}t":
            found.append(tag.text or "")
        elif tag.tag == f"{_W}tab":
            found.append(" ")
        elif tag.tag in _BREAKS or (tag.tag == f"{_W}p" and tag is not element and found):
            found.append("\n")
        if tag.tag not in _OUT:
            stack.extend(reversed(tag))
    return "".join(found)
