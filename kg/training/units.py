"""Units of the corpus: a sentence or paragraph of our own writing with its annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.lang import Text
from kg.schema import MENTION_LABELS

CORPUS = Path(str(files("kg").joinpath("training/corpus")))
_TEXTS = ("id", "date", "text", "source", "genre", "voice", "region", "writer")
_LISTS = ("industries", "entities", "relations", "targets")
QUALIFIERS = ("=", ">", ">=", "<", "<=", "~", "range")


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of a corpus file: the gold's shape, with where it belongs.

    ``entities``, ``relations`` and ``targets`` are rows as ``kg annotate`` prints them; offsets
    are code points of ``text``, half-open. Relations and targets are complete only if ``facts``.
    """

    id: str  # source, hyphen, number in the source
    date: str  # of the imagined publication: ISO 8601, day or month
    text: str
    source: str  # the imagined document: units of one source are held out together
    genre: str  # a key of GENRES
    voice: str  # who speaks to whom, in a word or two
    region: str  # GB/T 2260 code of the province-level division, or 000000 for the country
    industries: tuple[str, ...]  # what the source is about
    writer: str
    facts: bool
    entities: tuple[dict[str, Any], ...]
    relations: tuple[dict[str, Any], ...]
    targets: tuple[dict[str, Any], ...]

    def to_object(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


GENRES = {
    "news": "新闻报道",
    "notice": "通知公告",
    "plan": "规划方案",
    "speech": "讲话发言",
    "digest": "要闻摘要",
    "interview": "访谈问答",
    "statistics": "统计数据",
    "headline": "标题",
    "report": "工作报告",
    "table": "表格文字",
    "company": "企业新闻",
    "comment": "评论解读",
}


def read_units(path: Path) -> Iterator[Unit]:
    """The units of a JSON Lines file, in order.

    Raises:
        InputError: a line is no unit; names the line.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            yield from_object(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}", Text(f"不是语料单元：{error}", f"no unit: {error}")
            ) from error


def corpus() -> list[Unit]:
    """All units that ship.

    Raises:
        InputError: there are none, as in a wheel.
    """
    units = [unit for path in sorted(CORPUS.glob("*.jsonl")) for unit in read_units(path)]
    if not units:
        raise InputError(
            str(CORPUS),
            Text(
                "这里没有语料；请从仓库运行", "no corpus here; run from a clone of the repository"
            ),
        )
    return units


def from_object(row: dict[str, Any]) -> Unit:
    """
    Raises:
        KeyError: a field is missing.
        ValueError: a field has another type, or a mention has a label that there is not.
    """
    for name in _TEXTS:
        if not isinstance(row[name], str):
            raise ValueError(f'"{name}" is no text')
    for entity in row["entities"]:
        if entity["type"] not in MENTION_LABELS:
            raise ValueError(f"no such type: {entity['type']}")
    fields: dict[str, Any] = {name: row[name] for name in (*_TEXTS, "facts")}
    fields |= {name: tuple(row[name]) for name in _LISTS}
    return Unit(**fields)


def write_units(units: Iterable[Unit], path: Path) -> int:
    """Write units as JSON Lines; how many there were."""
    lines = [json.dumps(unit.to_object(), ensure_ascii=False) for unit in units]
    path.write_text("".join(line + "\n" for line in lines), "utf-8", newline="\n")
    return len(lines)
