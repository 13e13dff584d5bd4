"""Layer 1: names that a register lists, found by one automaton over all of them.

A hit is taken only where the words around it do not contradict: see :func:`_agrees`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick

from kg.errors import InputError, UnknownNameError
from kg.lang import Text, same
from kg.nlp.reading import Reading
from kg.nlp.regions import OTHER_WORDS
from kg.registers import Division, Known, divisions, known, words
from kg.schema import MENTION_LABELS
from kg.text import folded

_LABELS = {
    "area": "REGION",
    "zone": "REGION",
    "body": "ORG",
    "media": "ORG",
    "listed": "ORG",
    "university": "ORG",
    "country": "REGION",
}
_HOME = "中国"  # where everything happens: 我国, 全国 and 中国 are not marked
_COMPANY_CUE = re.compile(r"(?:公司|集团|股份|有限|[（(](?:股票)?(?:代码)?[:：]?\d{6})")


@cache
def _automaton() -> Any:
    """Surface form -> tuple of (kind, row); surfaces in simplified script, two characters or more."""
    rows: dict[str, list[tuple[str, Division | Known]]] = {}

    def put(name: str, kind: str, row: Division | Known) -> None:
        if len(name) > 1:
            rows.setdefault(folded(name), []).append((kind, row))

    for division in divisions().values():
        put(division.name, "full", division)
        for name in division.other:
            put(name, "full", division)
        if division.short != division.name:
            put(division.short, "short", division)
    for register in _LABELS:
        for row in known(register):
            if row.register == "country" and row.name == _HOME:
                continue
            for name in {row.name, *row.other}:
                put(name, register, row)
    return _compile(rows)


def _compile(rows: dict[str, Any]) -> Any:
    automaton = ahocorasick.Automaton()
    for name, found in sorted(rows.items()):
        automaton.add_word(name, (name, tuple(found)))
    automaton.make_automaton()
    return automaton


def find_known(reading: Reading) -> None:
    """Add a candidate for every register name that the words around it allow."""
    for last, (name, found) in _automaton().iter(reading.folded):
        end = last + 1
        start = end - len(name)
        for kind, row in found:
            if isinstance(row, Division):
                _division(reading, start, end, kind, row)
            elif row.kind == "macro-region" and reading.ends("REGION", start):
                continue  # 内蒙古西部 is a part of the province, not 西部
            elif _agrees(reading, start, end, row):
                confidence = 0.9 if len(name) > 2 else 0.8
                reading.add(start, end, _LABELS[kind], f"gazetteer:{kind}", confidence)


_GOES_ON_BODY = re.compile(r"员|[发函办字令规通]{0,3}[〔\[［]\d{4}")
# 九龙山, 某某镇: the name goes on
_GOES_ON = frozenset("山河江湖海岛路街站港桥镇乡村寺庙峡沟")


_CITY = re.compile(r"城市(?![场民政价值])")


@cache
def _cities() -> frozenset[str]:
    """Short names of provinces and prefectures: 上海 in 上海城市信息, where no 海城市 is."""
    high = (d for d in divisions().values() if d.level in ("province", "prefecture"))
    return frozenset(folded(d.short) for d in high if len(d.short) == 2)


def _division(reading: Reading, start: int, end: int, kind: str, row: Division) -> None:
    if kind == "full":
        # 城区 of 晋城, 和县: only behind the parent's name, or cut so by the recogniser
        clear = (
            not row.ambiguous
            or reading.ends("REGION", start)
            or (end - start == 2 and reading.tagged(start, end, frozenset({"LOC"})))
        )
        clear = clear and not OTHER_WORDS.match(reading.folded, start)
        if clear and (reading.fits(start, end) or _headed(reading, start, end)):
            reading.add(start, end, "REGION", "gazetteer:division", 0.95)
        return
    surnames = words("surnames", "name")
    if row.level != "province" and reading.tagged(start, end, frozenset({"PER"})):
        # 格尔木 is no person's name
        name = reading.folded[start:end]
        if not surnames & {name[:1], name[:2]}:
            reading.add(start, end, "REGION", f"gazetteer:{row.level}", 0.85)
        return
    if row.level == "province":
        agrees = reading.fits(start, end)
    else:
        word = reading.word_at(start)
        agrees = (
            word is not None
            and word.start == start
            and not OTHER_WORDS.match(reading.folded, start)
            and (
                (word.tag == "LOC" and word.end >= end)
                or (word.tag == "ORG" and (word.end == end or row.level == "prefecture"))
            )
            and reading.folded[end : end + 1] not in _GOES_ON
        )
        if not reading.words:
            agrees = row.level == "prefecture"
    before_city = _CITY.match(reading.folded, end) and reading.folded[start:end] in _cities()
    if agrees or before_city:
        reading.add(start, end, "REGION", f"gazetteer:{row.level}", 0.85)


def _headed(reading: Reading, start: int, end: int) -> bool:
    """新竹县|长, 大同市|长: the place of an office that the recogniser cut as one word."""
    word = reading.word_at(end)
    return word is not None and word.end == end + 1 and reading.folded[end] == "长"


def _agrees(reading: Reading, start: int, end: int, row: Known) -> bool:
    """Whether the words around allow this reading of a register's name.

    The shorter a name, the more of its edges must be word edges: four characters need none,
    three need one, two need both. A name that is also a common word needs a cue: the recogniser
    took it for a name, or 公司, 集团 or a stock code follows.
    """
    size = end - start
    if reading.folded[end - 1] == "部" and reading.folded.startswith("门", end):
        return False  # 市财政部门 names no ministry
    edges = reading.name_edge(start) + reading.name_edge(end)
    if size < 4 and edges < 2 - (size == 3):
        return False
    if size == 2 and not (reading.edge(start) and reading.edge(end)):
        word = reading.word_at(start)
        tag = "LOC" if row.register == "country" else "ORG"  # 越南|平阳省
        return word is not None and word.tag == tag and word.start == start
    if _GOES_ON_BODY.match(reading.folded, end) or reading.folded.endswith("届", 0, start):
        return False  # 共产党员, 国办发〔2020〕39号; 十三届人大
    alias = size == 2 and row.register == "listed" and reading.folded[start:end] != row.name
    if (row.ambiguous or alias) and reading.folded[end : end + 1].isdigit():
        return False  # 日产6200吨
    if row.ambiguous or alias:  # 先导, 三全: two characters are a word more often than a company
        return reading.tagged(start, end, frozenset({"ORG"})) or bool(
            _COMPANY_CUE.match(reading.folded, end)
        )
    return True


def read_lexicon(path: Path) -> tuple[tuple[str, str], ...]:
    """A user's word list: CSV with the columns name and label (ORG, REGION …), UTF-8.

    Raises:
        InputError: the file cannot be read, or a row lacks a name; names the line.
        UnknownNameError: a label is not one of ours.
    """
    try:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, same(error)) from error
    out = []
    for line, row in enumerate(rows, 2):
        name, label = (row.get("name") or "").strip(), (row.get("label") or "").strip()
        if len(name) < 2:
            raise InputError(
                f"{path}:{line}",
                Text("name 列至少要两个字", "column 'name' needs two characters or more"),
            )
        if label not in MENTION_LABELS:
            raise UnknownNameError(Text("类型", "label"), label, MENTION_LABELS, f"{path}:{line}")
        out.append((folded(name), label))
    return tuple(out)


class Lexicon:
    """A user's names: taken wherever they stand, since the user asked for them."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._automaton = _compile(dict(names))

    def find(self, reading: Reading) -> None:
        """Add a candidate for every name of the list."""
        if not len(self._automaton):
            return
        for last, (name, label) in self._automaton.iter(reading.folded):
            reading.add(last + 1 - len(name), last + 1, "".join(label), "gazetteer:user", 1.0)
