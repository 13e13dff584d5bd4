r"""The form in which units are written by hand: mentions in brackets, facts under their text.

    @ hn-2019-machinery | genre=news | voice=通讯 | date=2019-03-12 | region=430000
      | industries=工程机械 | facts=yes | writer=w1
    [省工信厅|O=某省工业和信息化厅]印发《[某省工程机械产业发展规划|D]》。
    > issues: 某省工业和信息化厅 -> 某省工程机械产业发展规划
    * 某省工程机械产业发展规划 | 2025 | 突破5000亿元 | 500000000000 | 元 | 产值 | >

A line that begins with @ opens a source (its fields on one line). Units are parted by empty
lines; a unit may have several lines of text. ``[words|T]`` is a mention whose canonical name is
its words, ``[words|T=name]`` one with another. A range has its upper end in an eighth field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kg.errors import InputError
from kg.lang import Text
from kg.schema import PREDICATES
from kg.training.units import GENRES, QUALIFIERS, Unit

LETTERS: Mapping[str, str] = MappingProxyType(
    {"O": "ORG", "R": "REGION", "P": "PERSON", "D": "POLICY", "C": "CLUSTER"}
)
_MENTION = re.compile(r"\[(?P<words>[^\[\]|]+)\|(?P<letter>[ORPDC])(?:=(?P<name>[^\[\]|]+))?\]")
_RELATION = re.compile(r"> *(?P<predicate>\w+) *: *(?P<subject>.+?) *-> *(?P<object>.+?) *")
_FIELDS = ("genre", "voice", "date", "region", "industries", "facts", "writer")
_HEAD, _RELATED, _FIGURE = "@", ">", "*"


def parse(words: str, where: object) -> Iterator[Unit]:
    """The units of a hand-written file.

    Raises:
        InputError: a line does not fit the form; names ``where`` and the line.
    """
    head: dict[str, str] = {}
    count = 0
    block: list[str] = []
    start = 1
    for number, line in enumerate([*words.splitlines(), ""], start=1):
        if line.startswith(_HEAD):
            head, count = _head(line, f"{where}, line {number}"), 0
        elif line.strip():
            start = start if block else number
            block.append(line.rstrip())
        elif block:
            count += 1
            if not head:
                raise InputError(
                    f"{where}, line {start}", Text("前面没有 @ 行", "a unit before any @ line")
                )
            yield _unit(head, count, block, f"{where}, line {start}")
            block = []


def _head(line: str, where: str) -> dict[str, str]:
    source, *pairs = [part.strip() for part in line[1:].split("|")]
    fields = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    missing = [name for name in _FIELDS if name not in fields]
    if missing or not source:
        raise InputError(
            where,
            Text(
                f"来源缺少 {'、'.join(missing) or '名称'}",
                f"the source lacks {', '.join(missing) or 'a name'}",
            ),
        )
    if fields["genre"] not in GENRES:
        raise InputError(
            where,
            Text(
                f"没有这种文体：{fields['genre']}；可用：{'、'.join(GENRES)}",
                f"no such genre: {fields['genre']}; known: {', '.join(GENRES)}",
            ),
        )
    if not re.fullmatch(r"\d{4}(-\d\d){1,2}", fields["date"]):
        raise InputError(where, Text(f"不是日期：{fields['date']}", f"no date: {fields['date']}"))
    if not re.fullmatch(r"\d\d0000", fields["region"]):
        raise InputError(
            where,
            Text(
                f"不是省级区划代码：{fields['region']}",
                f"no code of a province-level division: {fields['region']}",
            ),
        )
    return {"source": source, **fields}


def _unit(head: Mapping[str, str], number: int, block: list[str], where: str) -> Unit:
    lines = [line for line in block if line[0] not in (_RELATED, _FIGURE)]
    text, entities = _text("\n".join(lines), where)
    names = {row["canonical"] for row in entities}
    return Unit(
        id=f"{head['source']}-{number:02}",
        text=text,
        industries=tuple(filter(None, re.split("[、,，]", head["industries"]))),
        facts=head["facts"] == "yes",
        entities=tuple(entities),
        relations=tuple(
            _relation(line, names, where) for line in block if line.startswith(_RELATED)
        ),
        targets=tuple(
            _target(line, text, names, where) for line in block if line.startswith(_FIGURE)
        ),
        **{name: head[name] for name in ("source", "date", "genre", "voice", "region", "writer")},
    )


def _text(marked: str, where: str) -> tuple[str, list[dict[str, Any]]]:
    text, last = "", 0
    entities = []
    for match in _MENTION.finditer(marked):
        text += marked[last : match.start()]
        words = match["words"]
        entities.append(
            {
                "start": len(text),
                "end": len(text) + len(words),
                "text": words,
                "type": LETTERS[match["letter"]],
                "canonical": match["name"] or words,
            }
        )
        text += words
        last = match.end()
    text += marked[last:]
    stray = re.search(r"[\[\]|]", text)
    if stray:
        near = text[max(0, stray.start() - 12) : stray.start() + 12]
        raise InputError(
            where,
            Text(
                f"括号或竖线没有标出提及：{near!r}",
                f"a bracket or bar that marks no mention: {near!r}",
            ),
        )
    return text, entities


def _relation(line: str, names: set[str], where: str) -> dict[str, Any]:
    match = _RELATION.fullmatch(line.strip())
    if not match or match["predicate"] not in PREDICATES:
        raise InputError(where, Text(f"不是关系：{line!r}", f"no relation: {line!r}"))
    for end in ("subject", "object"):
        if match[end] not in names:
            raise InputError(
                where,
                Text(
                    f"{match[end]} 不是这里的规范名：{line!r}",
                    f"{match[end]} is no canonical name here: {line!r}",
                ),
            )
    return {**match.groupdict(), "basis": "text"}


def _target(line: str, text: str, names: set[str], where: str) -> dict[str, Any]:
    parts = [part.strip() for part in line[1:].split("|")]
    if len(parts) not in (7, 8) or parts[6] not in QUALIFIERS:
        raise InputError(where, Text(f"不是目标：{line!r}", f"no target: {line!r}"))
    holder, deadline, quantity, value, unit, indicator, qualifier = parts[:7]
    if holder and holder not in names:
        raise InputError(
            where,
            Text(
                f"{holder} 不是这里的规范名：{line!r}",
                f"{holder} is no canonical name here: {line!r}",
            ),
        )
    if quantity not in text:
        raise InputError(where, Text(f"正文里没有 {quantity!r}", f"the text has no {quantity!r}"))
    try:
        row: dict[str, Any] = {
            "holder": holder or None,
            "deadline": int(deadline) if deadline else None,
            "quantity": quantity,
            "value": _number(value),
            "unit": unit,
            "indicator": indicator,
            "qualifier": qualifier,
        }
        if len(parts) == 8 or qualifier == "range":
            row["value_max"] = _number(parts[7])
    except (ValueError, IndexError) as error:
        raise InputError(
            where, Text(f"不是目标：{line!r}：{error}", f"no target: {line!r}: {error}")
        ) from error
    return row


def _number(words: str) -> int | float:
    number = float(words)
    return int(number) if number.is_integer() else number
