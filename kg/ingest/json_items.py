"""The items of a JSON list one at a time, so that the list may be larger than the memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from kg.errors import InputError
from kg.lang import Text

MAX_ITEM = 64 << 20  # characters of one value: as objects they take five to ten times as much

_BLOCK = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")


def items(text: TextIO, where: str) -> Iterator[Any]:
    """The items of the list that ``text`` is.

    Raises:
        InputError: broken JSON, when what stands before it has been given; nothing else follows.
    """
    decoder = json.JSONDecoder()
    buffer, place, count = text.read(_BLOCK).lstrip()[1:], 0, 0
    while True:
        gap = _BETWEEN.match(buffer, place)
        place = gap.end() if gap else place
        if buffer.startswith("]", place):
            if buffer[place + 1 :].strip() or text.read(_BLOCK).strip():
                raise InputError(
                    f"{where}#{count + 1}", Text("列表之后还有文字", "text after the list")
                )
            return
        try:
            value, end = decoder.raw_decode(buffer, place)
        except RecursionError as error:
            raise InputError(where, Text("JSON 嵌套过深", "JSON nested too deeply")) from error
        except ValueError as error:
            value, end, problem = None, len(buffer), str(error)
        else:
            problem = ""
        if end < len(buffer):
            count += 1
            yield value
            place = end
            continue
        # The value may go on: what is read is doubled, so that a long one costs no more than twice.
        more = text.read(max(_BLOCK, len(buffer) - place))
        if not more and not problem:
            count += 1
            yield value
            place = end
            continue
        if not more or len(buffer) - place > MAX_ITEM:
            raise InputError(
                f"{where}#{count + 1}",
                Text(
                    f"JSON 无法解析：{problem or 'too long'}",
                    f"not valid JSON: {problem or 'too long'}",
                ),
            )
        buffer, place = buffer[place:] + more, 0
