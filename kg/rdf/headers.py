"""Headers with sorted namespaces: Oxigraph writes them in an order that changes from run to run."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import takewhile
from typing import IO, Any

_PREFIX = b"@prefix "
_NAMESPACE = re.compile(rb' xmlns:[^=]+="[^"]*"')

Header = Callable[[bytes], bytes | None]  # sorted; None while the header may go on


def prefix_lines(head: bytes) -> bytes | None:
    """Of Turtle and TriG: the lines with ``@prefix`` that the text begins with."""
    *lines, last = head.splitlines(keepends=True) or [b""]
    if all(line.startswith(_PREFIX) for line in lines) and (
        last.startswith(_PREFIX) or _PREFIX.startswith(last)
    ):
        return None
    return _sorted_lines(head)


def root_element(head: bytes) -> bytes | None:
    """Of RDF/XML: the namespaces of ``rdf:RDF``."""
    root = head.find(b"<rdf:RDF")
    end = head.find(b">", root)
    if root < 0 or end < 0:
        return None
    names = b"".join(sorted(_NAMESPACE.findall(head[root:end])))
    return head[:root] + b"<rdf:RDF" + names + head[end:]


class Sorted(io.RawIOBase):
    """Passes on what is written, the header sorted."""

    def __init__(self, stream: IO[bytes], header: Header) -> None:
        self._stream = stream
        self._header = header
        self._head: bytes | None = b""  # None: the header is over

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._head is None:
            self._stream.write(data)
            return len(data)
        self._head += bytes(data)
        done = self._header(self._head)
        if done is not None:
            self._stream.write(done)
            self._head = None
        return len(data)

    def close(self) -> None:
        if self._head is not None:  # nothing but a header
            self._stream.write(_sorted_lines(self._head))
            self._head = None
        super().close()


def _sorted_lines(head: bytes) -> bytes:
    lines = head.splitlines(keepends=True)
    header = list(takewhile(lambda line: line.startswith(_PREFIX), lines))
    return b"".join(sorted(header) + lines[len(header) :])
