"""Zip, tar and compressed files: their members one at a time, never written under their names.

A member is unpacked into a nameless temporary file (in memory up to 16 MiB), so no name can lead
anywhere. Names without a declared encoding are decoded all together, as texts are: GBK is common.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO
from zipfile import BadZipFile, ZipFile

from kg.errors import InputError
from kg.ingest import aside
from kg.ingest.decode import encoding_of
from kg.ingest.source import File, name_parts
from kg.lang import Text
from kg.types import Skip

MAX_DEPTH = 4  # archives inside archives; a .tar.gz counts two, bombs nest five and more
MAX_MEMBERS = 100_000  # of an input in all; years of a news site in one file
MAX_BYTES = 4 << 30  # of an input unpacked: more does not fit into /tmp of a small machine
# Text shrinks to a tenth, repetitive pages to a fiftieth; deflate's utmost is 1 : 1032, and
# bombs are near it.
MAX_RATIO = 200
_RATIO_FROM = 64 << 20  # bytes; below this even a bomb does no harm
MAX_OFFICE = 256 << 20  # bytes of an unpacked .docx or .xlsx, whose library holds parts whole
_OFFICE = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsb"),
    ("ppt/presentation.xml", ".pptx"),
    ("META-INF/container.xml", ".epub"),
    ("META-INF/manifest.xml", ".odt"),
)
_IN_MEMORY = 16 << 20  # bytes of a member; larger ones go to disk
_BLOCK = 1 << 20

_BROKEN = (  # what the libraries raise when a file is not what its first bytes say
    BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    NotImplementedError,
    struct.error,
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the latter is that of an empty one
_COMPRESSED: Mapping[bytes, Callable[[IO[bytes]], io.BufferedIOBase]] = MappingProxyType(
    {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
)


@dataclass(slots=True)
class Allowance:
    """What one input may still unpack to; its nested archives share it."""

    packed: int  # bytes of the input
    unpacked: int = 0
    members: int = 0

    def take(self, where: str, size: int) -> None:
        """
        Raises:
            InputError: that is too much.
        """
        self.unpacked += size
        if self.unpacked > MAX_BYTES:
            raise _too_much(where, f"{MAX_BYTES >> 30} GiB")
        if self.unpacked > max(_RATIO_FROM, MAX_RATIO * self.packed):
            raise _too_much(where, f"1 : {MAX_RATIO}")

    def member(self, where: str) -> None:
        """
        Raises:
            InputError: there are too many.
        """
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise _too_much(where, f"{MAX_MEMBERS:,}")


def is_archive(file: File) -> bool:
    """By content; office files, which are zip files too, are none.

    Raises:
        InputError: it is a zip file and broken.
    """
    head = file.head()
    if head.startswith(_ZIP):
        return not office_kind(file)
    return head.startswith(tuple(_COMPRESSED)) or _is_tar(head)


def office_kind(file: File) -> str:
    """The ending that the parts of a zip file call for: .docx, .xlsx, .pptx, .epub …; else "".

    Raises:
        InputError: the file is no whole zip file.
    """
    if not file.head().startswith(_ZIP):
        return ""
    try:
        with ZipFile(file.stream) as opened:
            names = set(opened.namelist())
    except _BROKEN as error:
        raise broken(file.where, error) from error
    file.stream.seek(0)
    return next((suffix for part, suffix in _OFFICE if part in names), "")


def check_office(file: File) -> None:
    """
    Raises:
        InputError: the parts of an office file unpack to more than a library should hold.
    """
    with ZipFile(file.stream) as opened:  # zipfile reads no more of a part than is declared
        size = sum(info.file_size for info in opened.infolist())
    file.stream.seek(0)
    if size > MAX_OFFICE:
        raise _too_much(file.where, f"{MAX_OFFICE >> 20} MiB")


def members(file: File, allowance: Allowance) -> Iterator[File | Skip]:
    """The files in an archive. Each is closed when the next one is asked for.

    Hidden files are left out without a word, as in folders.

    Raises:
        InputError: the archive is broken, or unpacks to more than is allowed.
    """
    head = file.head()
    try:
        if head.startswith(_ZIP):
            with ZipFile(file.stream) as opened:
                yield from _unpacked(_in_zip(opened), file, allowance)
        elif _is_tar(head):
            with tarfile.open(fileobj=file.stream, mode="r:", errors="surrogateescape") as tar:
                yield from _unpacked(_in_tar(tar), file, allowance)
        else:
            yield from _compressed(file, head, allowance)
    except _BROKEN as error:
        raise broken(file.where, error) from error


def broken(where: str, error: Exception) -> InputError:
    """The error for a file that is not whole."""
    reason = str(error) or type(error).__name__
    return InputError(where, Text(f"文件已损坏：{reason}", f"broken file: {reason}"))


def _too_much(where: str, limit: str) -> InputError:
    return InputError(
        where,
        Text(
            f"解压后超过上限（{limit}），其余未读",
            f"unpacks to more than the limit ({limit}); the rest is not read",
        ),
    )


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _compressed(file: File, head: bytes, allowance: Allowance) -> Iterator[File]:
    """The one file inside. It keeps the name, less the ending: a.csv.gz is a.csv."""
    opening = next(_COMPRESSED[mark] for mark in _COMPRESSED if head.startswith(mark))
    name = f"{file.stem}.tar" if file.suffix in (".tgz", ".tbz", ".tbz2", ".txz") else file.stem
    with opening(file.stream) as packed, SpooledTemporaryFile(max_size=_IN_MEMORY) as stream:
        _copy(packed, stream, file.where, allowance)
        yield File(file.where, *name_parts(name), stream)


@dataclass(frozen=True, slots=True)
class _Member:
    name: str | bytes  # bytes: in an encoding that the archive does not tell
    open: Callable[[], IO[bytes] | None]
    refused: Text | None = None


def _in_zip(opened: ZipFile) -> Iterator[_Member]:
    for info in opened.infolist():
        if not info.is_dir():
            told = info.flag_bits & 0x800  # the name is in UTF-8; else zipfile takes it for cp437
            yield _Member(
                info.filename if told else _bytes(info.filename),
                partial(opened.open, info),
                Text("有密码", "it has a password") if info.flag_bits & 1 else None,
            )


def _in_tar(tar: tarfile.TarFile) -> Iterator[_Member]:
    for info in tar:
        if not info.isdir():
            yield _Member(
                info.name.encode("utf-8", "surrogateescape"),
                partial(tar.extractfile, info),
                None if info.isfile() else Text("不是普通文件", "not a regular file"),
            )


def _unpacked(found: Iterable[_Member], file: File, allowance: Allowance) -> Iterator[File | Skip]:
    """The members that folders would give too, sorted by path."""
    listed: list[_Member] = []
    for member in found:
        allowance.member(file.where)
        listed.append(member)
    if not listed:
        raise InputError(file.where, Text("空的压缩包", "an empty archive"))
    encoding = _encoding([member.name for member in listed if isinstance(member.name, bytes)])
    paths = [
        _path(
            member.name.decode(encoding, "replace")
            if isinstance(member.name, bytes)
            else member.name
        )
        for member in listed
    ]
    every = frozenset(paths)
    for path, member in sorted(zip(paths, listed, strict=True), key=lambda pair: pair[0]):
        where = f"{file.where}!{'/'.join(path)}"
        if not path or any(map(aside.is_hidden, path)):
            continue
        reason = member.refused or _reason(path, every)
        if reason:
            yield Skip(where, reason)
            continue
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as stream:
            try:
                packed = member.open()
                if packed is not None:
                    with packed:
                        _copy(packed, stream, where, allowance)
            except _BROKEN as error:
                yield Skip(where, broken(where, error).problem)
                continue
            yield File(where, *name_parts(path[-1]), stream)


def _reason(path: tuple[str, ...], every: frozenset[tuple[str, ...]]) -> Text | None:
    """Why the member is no article, if its path says so."""
    if aside.is_note(*name_parts(path[-1])):
        return aside.NOTE
    for depth, folder in enumerate(path[:-1]):
        if any((*path[:depth], page) in every for page in aside.pages_of(folder)):
            return aside.PARTS
    return None


def _copy(
    packed: IO[bytes] | io.BufferedIOBase, stream: IO[bytes], where: str, allowance: Allowance
) -> None:
    while block := packed.read(_BLOCK):
        allowance.take(where, len(block))
        stream.write(block)
    stream.seek(0)


def _bytes(name: str) -> str | bytes:
    """What zipfile decoded as cp437, or the name if it had it from an extra field."""
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return name


def _encoding(names: Sequence[bytes]) -> str:
    """Of all names of an archive at once: one alone is too short to tell."""
    try:
        return encoding_of(io.BytesIO(b"\n".join(names)), "").name
    except InputError:
        return "gb18030"


def _path(name: str) -> tuple[str, ...]:
    """Folders and name, whatever separator; what leads up or to a drive is dropped."""
    parts = re.sub("^[A-Za-z]:", "", name.replace("\\", "/")).split("/")
    return tuple(part for part in parts if part not in ("", ".", ".."))
