"""Front matter: ``key: value`` lines between two ``---`` lines at the top of a file.

A small subset of YAML, all that site generators and archives write: plain, 'single' and "double"
quoted scalars (also over several lines), ``- x`` and ``[x, y]`` lists, ``|`` and ``>`` blocks,
comments. Nested maps are passed over; anchors and tags are not understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Values = Mapping[str, tuple[str, ...]]  # lower-case key to its values: one, or those of a list

_FENCE = re.compile(
    r"\s*?^---[ \t]*\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"([^\s:#'\"\[\]{}-][^:\n]*?|\"[^\"\n]+\"|'[^'\n]+')\s*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"\s*-(?:\s+(.*)|\s*)$")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "0": "", "/": "/", "_": "\u00a0"}


def split(text: str) -> tuple[Values, str] | None:
    """The values and the rest of the text; None if the text has no front matter.

    ``text`` has "\\n" line ends. Two rules (``---``) with prose between them are no front matter.
    """
    fence = _FENCE.match(text)
    if not fence:
        return None
    values = _read(fence["head"].split("\n"))
    return (values, text[fence.end() :]) if values else None


def _read(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """Empty if the lines are not front matter."""
    values: dict[str, tuple[str, ...]] = {}
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if not line.strip() or line.lstrip().startswith("#") or line[0] in " \t":
            continue
        key = _KEY.match(line)
        if not key:
            return {}
        first = (key[2] or "").strip()
        end = place
        while end < len(lines) and _continues(lines[end]):
            end += 1
        below, place = lines[place:end], end
        if first[:1] in ("'", '"'):  # a quoted text may go on at the margin
            while place < len(lines) and not _is_closed("\n".join([first, *below])):
                below.append(lines[place])
                place += 1
        values.setdefault(_scalar(key[1]).lower(), _value(first, below))
    return values


def _continues(line: str) -> bool:
    return not line.strip() or line[0] in " \t" or bool(_ITEM.match(line))


def _is_closed(words: str) -> bool:
    quote = words[0]
    body = words[1:].replace("''", "") if quote == "'" else re.sub(r"\\.", "", words[1:])
    return quote in body


def _value(first: str, below: list[str]) -> tuple[str, ...]:
    if re.fullmatch(r"[|>][-+0-9]*", first):
        kept = [line.strip() for line in below]
        return (("\n" if first[0] == "|" else " ").join(kept).strip(),)
    if first.startswith("["):
        inside = " ".join([first, *below]).strip().removeprefix("[").split("]", 1)[0]
        items = re.findall(r"\s*('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^,]+)\s*,?", inside)
        return tuple(filter(None, map(_scalar, items)))
    if first and not first.startswith("#"):
        return (_scalar(" ".join([first, *(line.strip() for line in below if line.strip())])),)
    items = [match[1] or "" for line in below if (match := _ITEM.match(line))]
    return tuple(filter(None, map(_scalar, items)))


def _scalar(words: str) -> str:
    words = words.strip()
    if words.startswith("'"):
        match = re.match(r"'((?:[^']|'')*)'", words)
        return match[1].replace("''", "'") if match else words
    if words.startswith('"'):
        match = re.match(r'"((?:[^"\\]|\\.)*)"', words)
        return _ESCAPE.sub(_unescape, match[1]) if match else words
    plain = re.sub(r"(?:^|\s)#.*", "", words)
    return "" if plain in ("~", "null", "Null", "NULL") else plain


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])
