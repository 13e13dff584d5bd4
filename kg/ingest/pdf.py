"""PDF with a text layer, through pdfium (extra ``[office]``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.ingest.article import Draft
from kg.ingest.clean import is_title
from kg.ingest.extras import needed
from kg.ingest.html import read_plain
from kg.ingest.layout import Printed, paragraphs
from kg.ingest.options import Options
from kg.ingest.source import File
from kg.lang import Text

MARK = b"%PDF-"
_MAX_PAGES = 2000  # the longest yearbooks have some hundred
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(file: File, options: Options) -> Iterator[Draft]:
    """The one article of a PDF: its title is the largest line of the first page.

    Raises:
        InputError: the library is missing; the file is broken, has a password, has too many pages
            or no text.
    """
    pdfium = needed("pypdfium2", "office", file.where)
    try:
        document = pdfium.PdfDocument(file.stream.read())
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise InputError(file.where, Text("有密码", "it has a password")) from error
        raise InputError(file.where, Text("PDF 已损坏", "broken PDF")) from error
    try:
        if len(document) > _MAX_PAGES:
            reason = Text(f"超过 {_MAX_PAGES} 页", f"more than {_MAX_PAGES} pages")
            raise InputError(file.where, reason)
        pages = [_lines(pdfium, document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise InputError(file.where, Text("PDF 已损坏", "broken PDF")) from error
    finally:
        document.close()
    title, words = paragraphs(pages)
    if not words:
        reason = Text("PDF 没有文字，可能是扫描件", "the PDF has no text; a scan?")
        raise InputError(file.where, reason)
    if not title and len(words) > 1 and is_title(words[0]):
        title, words = words[0], words[1:]
    body = read_plain("\n".join(words), title, file.where)
    yield Draft(body.lines, body.title, body.date, body.source)


def _lines(pdfium: Any, document: Any, number: int) -> list[Printed]:
    """The lines of a page in the order of the file."""
    page = document[number]
    text = page.get_textpage()
    units: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    found: list[Printed] = []
    for place in range(text.count_chars() + 1):
        unit = pdfium.raw.FPDFText_GetUnicode(text, place) if place < text.count_chars() else 10
        if unit in (10, 13):
            if boxes:
                found.append(_line(units, boxes))
            units, boxes = [], []
        elif unit:
            units.append(unit)
            boxes.append(text.get_charbox(place, loose=True))
    text.close()
    page.close()
    return found


def _line(units: list[int], boxes: list[tuple[float, float, float, float]]) -> Printed:
    bytes_ = b"".join(
        chr(unit).encode("utf-16-le", "surrogatepass") for unit in units if unit < 0x110000
    )
    return Printed(
        text=bytes_.decode("utf-16-le", "replace"),
        left=min(box[0] for box in boxes),
        right=max(box[2] for box in boxes),
        base=min(box[1] for box in boxes),
        size=max(box[3] - box[1] for box in boxes),
    )
