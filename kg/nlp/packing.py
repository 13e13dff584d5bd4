"""Our values in a spaCy Doc as bytes, for DocBin, ``doc.to_bytes`` and ``nlp.pipe(n_process=2)``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import srsly.msgpack

from kg.codec import decode, encode
from kg.nlp.reading import Candidate, Reading, Word
from kg.types import Enumeration, Mention

Chain = Callable[[Any], Any] | None
_MENTION, _READING = "kg_mention", "kg_reading"


def pack(value: Any, chain: Chain = None) -> Any:
    """An object of ours as a dictionary; anything else goes to the next in the chain."""
    if isinstance(value, Mention):
        return {_MENTION: encode(value)}
    if isinstance(value, Reading):
        parts = (value.words, tuple(value.candidates), tuple(value.lists))
        return {_READING: [value.text, *map(encode, parts)]}
    return value if chain is None else chain(value)


def unpack(value: Any, chain: Chain = None) -> Any:
    """What ``pack`` was given."""
    if _MENTION in value:
        return decode(Mention, value[_MENTION])
    if _READING in value:
        text, words, candidates, lists = value[_READING]
        reading = Reading(text)
        reading.set_words(decode(tuple[Word, ...], words))
        for c in decode(tuple[Candidate, ...], candidates):
            reading.add(c.start, c.end, c.label, c.rule, c.confidence)
        reading.lists += decode(tuple[Enumeration, ...], lists)
        return reading
    return value if chain is None else chain(value)


srsly.msgpack.msgpack_encoders.register("kg", func=pack)
srsly.msgpack.msgpack_decoders.register("kg", func=unpack)
