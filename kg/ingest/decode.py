"""Bytes to text: byte order mark, valid UTF-8, declared charset, then a guess among Chinese ones.

UTF-8 comes before the declaration: Chinese text in another encoding is practically never valid
UTF-8, and pages in UTF-8 that still declare gb2312 are common.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from kg.errors import InputError
from kg.lang import Text

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of trust: a script tag may declare the charset of another file, so it is not asked.
_DECLARATIONS = (
    re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE),
    re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE),
    re.compile(rb"<%@[^%]{0,300}?(?:charset|pageEncoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE),
)
_HEAD = 65536  # bytes in which a declaration is looked for: some pages put scripts before it
# What is declared by the left name is written with the repertoire of the right one.
_WIDER = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-cn": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "utf8": "utf-8",
}
_CHINESE = ["gb18030", "big5", "big5hkscs", "cp950"]
# A page with one cut character in a thousand is worth reading; more is a wrong encoding.
_MAX_BROKEN = 0.001
# Share of characters that a guess may place outside Chinese, its punctuation and ASCII.
_MAX_ODD = 0.1
_USUAL = re.compile(
    "[\t\n\r\x20-\x7e\u00a0-\u00ff\u2000-\u27bf\u3000-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\uffef]"
)


def decode(data: bytes, where: str) -> str:
    """The text, without a byte order mark.

    Raises:
        InputError: no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is not None:
                return text
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    declared = [*_declared(data)]
    for encoding in declared:
        text = _strictly(data, encoding)
        if text is not None:
            return text
    for encoding in (*declared, "utf-8"):
        text = _nearly(data, encoding)
        if text is not None:
            return text
    guess = from_bytes(data, cp_isolation=_CHINESE).best()
    if guess is not None and _is_plausible(str(guess)):
        return str(guess)
    raise InputError(where, Text("认不出文字编码", "the text encoding cannot be recognised"))


def _declared(data: bytes) -> Iterator[str]:
    head = data[:_HEAD]
    for pattern in _DECLARATIONS:
        for match in pattern.finditer(head):
            name = match[1].decode("ascii", "replace").lower()
            name = _WIDER.get(name, name)
            if name.startswith("big5"):
                yield from ("big5", "big5hkscs", "cp950")
            elif _is_text_encoding(name):
                yield name


def _is_text_encoding(name: str) -> bool:
    try:
        b" ".decode(name)
    except (LookupError, UnicodeDecodeError):  # unknown, or a codec that is not for text
        return False
    return not name.startswith(("utf-16", "utf-32", "utf-7"))  # the declaration was read as ASCII


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _nearly(data: bytes, encoding: str) -> str | None:
    """The text if all but a few bytes fit; those become U+FFFD."""
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= _MAX_BROKEN * len(text) else None


def _is_plausible(text: str) -> bool:
    return len(_USUAL.findall(text)) >= (1 - _MAX_ODD) * len(text)
