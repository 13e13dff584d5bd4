"""Bytes to text: byte order mark, valid UTF-8, then the encoding in which the text looks Chinese.

UTF-8 comes before the declaration: Chinese text in another encoding is practically never valid
UTF-8, and pages in UTF-8 that still declare gb2312 are common. A declaration is believed only if
its text is not stranger than that of GB18030 or Big5: nearly all bytes of the one are valid in the
other, but what comes out are rare characters.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from kg.errors import InputError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
from kg.lang import Text

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
_BIG5 = ("big5", "big5hkscs", "cp950")
_CHINESE = ("gb18030", *_BIG5)
# A page with one cut character in a thousand is worth reading; more is a wrong encoding.
_MAX_BROKEN = 0.001
# Share of the characters beyond ASCII that must be usual ones. Right guesses have 0.95 and more,
# GB text read as Big5 about 0.6, Big5 read as GB about 0.4.
_MIN_USUAL = 0.75
_SAMPLE = 65536  # bytes of lines beyond ASCII that the share is taken from
_BLOCK = 1 << 20
_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』…—–·％％‰℃×～〔〕○●■◆▲★①②③④⑤　－＋／．￥"


def _usual() -> frozenset[str]:
    """The first planes of GB 2312 and Big5, which are the frequent characters, and punctuation."""
    simplified = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    traditional = (
        bytes((lead, trail))
        for lead in range(0xA4, 0xC7)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    return frozenset(
        "".join(
            (
                *(pair.decode("gb2312", "ignore") for pair in simplified),
                *(pair.decode("big5", "ignore") for pair in traditional),
                *map(chr, range(0xFF01, 0xFF5F)),  # full-width letters and digits
                _PUNCTUATION,
            )
        )
    )


_USUAL = _usual()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file are to be decoded."""

    name: str
    mark: int = 0  # bytes of the byte order mark
    errors: str = "strict"


def decode(data: bytes, where: str) -> str:
    """The text, without a byte order mark.

    Raises:
        InputError: no encoding fits.
    """
    found = encoding_of(io.BytesIO(data), where)
    return data[found.mark :].decode(found.name, found.errors)


def open_text(stream: IO[bytes], where: str) -> io.TextIOWrapper:
    """The same to be read piece by piece, with "\\n" line ends. Detach it, or ``stream`` is closed.

    Raises:
        InputError: no encoding fits.
    """
    found = encoding_of(stream, where)
    stream.seek(found.mark)
    return io.TextIOWrapper(stream, found.name, found.errors, newline=None)


def encoding_of(stream: IO[bytes], where: str) -> Encoding:
    """The encoding of all of ``stream``, which is gone through several times in blocks.

    Raises:
        InputError: none fits.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    mark = 0
    for bytes_, name in _MARKS:
        if head.startswith(bytes_):
            if _broken(stream, Encoding(name, len(bytes_))) == 0:
                return Encoding(name, len(bytes_))
            mark = len(bytes_) if name == "utf-8" else 0  # put before text that is none
    if _broken(stream, Encoding("utf-8", mark)) == 0:
        return Encoding("utf-8", mark)
    declared = [*_declared(head)]
    sample = _sample(stream, mark)
    fitting = sorted(
        (name for name in dict.fromkeys((*declared, *_CHINESE)) if name in _CHINESE),
        key=lambda name: -_share(sample, name),  # stable: of equals the declared one
    )
    likely = [name for name in fitting if _share(sample, name) >= _MIN_USUAL]
    for name in (*likely, *(name for name in declared if name not in _CHINESE)):
        if _broken(stream, Encoding(name, mark)) == 0:
            return Encoding(name, mark)
    for name in (*declared, "utf-8", *likely):
        nearly = Encoding(name, mark, "replace")
        if _broken(stream, nearly) <= _MAX_BROKEN:
            return nearly
    raise InputError(where, Text("认不出文字编码", "the text encoding cannot be recognised"))


def _declared(head: bytes) -> Iterator[str]:
    for pattern in _DECLARATIONS:
        for match in pattern.finditer(head):
            name = match[1].decode("ascii", "replace").lower()
            name = _WIDER.get(name, name)
            if name.startswith("big5"):
                yield from _BIG5
            elif _is_text_encoding(name):
                yield name


def _is_text_encoding(name: str) -> bool:
    try:
        b" ".decode(name)
    except (LookupError, UnicodeDecodeError):  # unknown, or a codec that is not for text
        return False
    return not name.startswith(("utf-16", "utf-32", "utf-7"))  # the declaration was read as ASCII


def _broken(stream: IO[bytes], encoding: Encoding) -> float:
    """Share of the characters that do not decode; 1 at the first one if that is an error."""
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    stream.seek(encoding.mark)
    size = broken = 0
    try:
        while block := stream.read(_BLOCK):
            text = decoder.decode(block)
            size += len(text)
            broken += text.count("\ufffd") if encoding.errors == "replace" else 0
        text = decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return 1.0
    return (broken + text.count("\ufffd")) / max(size, 1) if encoding.errors == "replace" else 0.0


def _sample(stream: IO[bytes], start: int) -> bytes:
    """Lines with bytes beyond ASCII: the head of a page may be all script."""
    stream.seek(start)
    sample: list[bytes] = []
    size = 0
    while size < _SAMPLE and (block := stream.read(_BLOCK)):
        for line in block.split(b"\n"):
            if not line.isascii():
                sample.append(line[:_SAMPLE])
                size += len(sample[-1])
    return b"\n".join(sample)[:_SAMPLE]


def _share(sample: bytes, encoding: str) -> float:
    """Of the usual ones among the characters beyond ASCII."""
    text = [char for char in sample.decode(encoding, "ignore") if char > "\x7f"]
    return sum(char in _USUAL for char in text) / max(len(text), 1)
