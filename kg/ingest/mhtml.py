"""Pages that a browser saved as one file (.mhtml, .mht): the first HTML part of a MIME message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

from kg.errors import InputError
from kg.ingest.article import Draft
from kg.ingest.decode import decode
from kg.ingest.html import read_page
from kg.ingest.options import Options
from kg.ingest.source import File
from kg.lang import Text

_HEADER = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_TOP = 2048  # bytes in which the header of a saved page ends
_MAX_BYTES = 64 << 20  # with its pictures


def is_mhtml(file: File) -> bool:
    """Whether the file begins with the header of a message of related parts."""
    top = file.head()[:_TOP]
    return b"mime-version" in top.lower() and bool(_HEADER.search(top))


def read_mhtml(file: File, options: Options) -> Iterator[Draft]:
    """The article of the page, with the address that it was saved from.

    Raises:
        InputError: it is too large, or has no page or no body text.
    """
    data = file.stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        reason = f"{_MAX_BYTES >> 20} MB"
        raise InputError(
            file.where,
            Text(f"文件太大（上限 {reason}）", f"the file is too large (limit {reason})"),
        )
    message = message_from_bytes(data)
    part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
    page = part.get_payload(decode=True) if part is not None else None
    if not isinstance(page, bytes):
        raise InputError(file.where, Text("里面没有网页", "there is no page in it"))
    draft = read_page(decode(page, file.where), file.where, options.main_text)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    yield replace(draft, url=draft.url or (address if address.startswith("http") else ""))
