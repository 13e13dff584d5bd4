"""Persons: what the recogniser took for one, checked against surnames; names behind a title."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.nlp.lists import chains
from kg.nlp.reading import Reading, Word
from kg.registers import industry_by_name, known_by_name, words

# What may stand right behind a name: reporting verbs, punctuation, prepositions
_BEHIND = (
    r"(?=[，。、：；）)（(\s]|表示|指出|介绍|认为|强调|告诉|称|说|在|出席|主持|带队|率|透露|坦言|"
    r"对|向|与|和|等|电|$)"
)

LISTED = "pattern:list of persons"
LATIN = "pattern:Latin name with a post"
_ANY_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}")
# Two or more words, or initials and a word
_LATIN = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z.'’‘\-]*(?: [A-Z][A-Za-z.'’‘\-]*)* (?P<last>[A-Z][A-Za-z'’‘\-]+)(?![A-Za-z])"
)
_POST = re.compile(
    r"(?:长|官|总裁|总监|总经理|经理|董事|主席|分析师|发言人|教授|博士|先生|女士|创办人|创始人|合伙人) ?$"
)
_FIRM = re.compile(r"\b(?:Inc|Corp|Ltd|LLC|China|Group|Research|Bank|Capital|Securities)\b")
_FIRM_BEHIND = r" ?(?:公司|集团|股份|乐园|控股|银行|证券)"
# 植田和男表示: nobody has a name of one letter, so 和 joins no two persons
_GIVEN = re.compile(r"和(?![他她我其谁])[\u4e00-\u9fff]" + _BEHIND)
_DEEDS = frozenset({"v", "vn", "vd"})
_LETTER = re.compile(r"[\u4e00-\u9fff]")
# 郑济高铁: a line between two places
_LINE = re.compile(r"高铁|铁路|高速|城际|客专|公路|地铁|大桥")
_GOES_ON = frozenset("也还又均都曾已等和与在说指了的是对向并到去")
_NEVER_LAST = frozenset(
    "则也还就又均都曾将已等和与在说表指出介了的是为对向并主到来去先同一直作代认强称坦透率带"
)


@cache
def _surname() -> re.Pattern[str]:
    names = sorted(words("surnames", "name"), key=lambda s: (-len(s), s))
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})[\u3400-\u9fff]{{1,2}}")


@cache
def _titled() -> re.Pattern[str]:
    titles = sorted(words("titles", "title"), key=lambda s: (-len(s), s))
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, titles))})(?P<name>{_surname().pattern}){_BEHIND}"
    )


def is_person(name: str) -> bool:
    """Whether folded words can be a person's name: surname and one or two characters, or 约翰·史密斯.

    >>> is_person("王小明"), is_person("约翰·史密斯"), is_person("出海")
    (True, True, False)
    """
    return bool(_surname().fullmatch(name)) or bool(
        re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fffA-Z.]{1,10})+", name)
    )


def names_none(name: str) -> bool:
    """Whether folded words name no person: ·史密斯 lacks its beginning, 王小明到 has a verb."""
    return not name[0].isalpha() or (len(name) > 2 and name[-1] in _GOES_ON)


def _cut_short(reading: Reading) -> set[str]:
    """Names of two letters that the recogniser cut: the same letter follows them each time, two
    times at least, and no letter that goes on a sentence."""
    text = reading.folded
    behind: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for word in reading.words:
        if word.tag == "PER" and word.end - word.start == 2:
            name = text[word.start : word.end]
            counts[name] += 1
            behind.setdefault(name, set()).add(text[word.end : word.end + 1])
    return {
        name
        for name, letters in behind.items()
        if counts[name] > 1
        and len(letters) == 1
        and _LETTER.fullmatch(letter := next(iter(letters)))
        and letter not in _NEVER_LAST
    }


def _with_surname(reading: Reading, word: Word) -> int:
    """Where a name begins whose surname the recogniser cut off: 副总经理|练|朝春."""
    before = next(reading.words_before(word.start), None)
    if before is None or before.end - before.start != 1 or word.end - word.start > 2:
        return word.start
    surname = reading.folded[before.start] in words("surnames", "name")
    return before.start if surname and _has_post(reading, before.start) else word.start


def _has_post(reading: Reading, start: int) -> bool:
    """Whether a title of office stands right before: 局长农光, 总经理次仁多吉."""
    before = next(reading.words_before(start), None)
    if before is None:
        return False
    post = reading.folded[before.start : before.end]
    return any(post.endswith(title) for title in words("titles", "title"))


def _find_latin(reading: Reading) -> None:
    """Names in Latin letters behind a post (人资长Jane Doe), and their last part by itself, unless a
    company is called so."""
    text = reading.folded
    for match in _LATIN.finditer(text):
        if not _POST.search(text, max(0, match.start() - 8), match.start()):
            continue
        if _FIRM.search(match[0]) or match[0] in known_by_name("listed"):
            continue
        names = [match[0]]
        if not re.search(re.escape(match["last"]) + _FIRM_BEHIND, text):
            names.append(match["last"])
        for name in names:
            for found in re.finditer(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text):
                reading.add(*found.span(), "PERSON", LATIN, 0.8)


def _find_listed(reading: Reading) -> None:
    """The members of a list of which two in three are persons: 王小明、李明远、万鼎."""
    text = reading.folded
    people = {(c.start, c.end) for c in reading.of("PERSON")}
    listed = {(c.start, c.end) for c in reading.candidates if c.layer == "gazetteer"}
    for chain in chains(reading):
        known = sum((item.start, item.end) in people for item in chain.items)
        if len(chain.items) > 2 and 3 * known >= 2 * len(chain.items):
            for item in chain.items:
                name = item.of(text)
                known_else = (item.start, item.end) in listed or name in industry_by_name()
                if is_person(name) and not known_else:
                    reading.add(item.start, item.end, "PERSON", LISTED, 0.8)


def find_people(reading: Reading) -> None:
    """Add the recogniser's persons that can be one, and names that follow a title of office."""
    text = reading.folded
    longer = _cut_short(reading)
    # 阳新 in a text that names 阳新县
    counties = {
        text[c.start : c.end] for c in reading.of("REGION") if c.rule == "pattern:short form"
    }
    for word in reading.words:
        name = text[word.start : word.end]
        if word.tag != "PER" or name in counties or _LINE.match(text, word.end):
            continue
        if not is_person(name) and not (
            _ANY_NAME.fullmatch(name) and _has_post(reading, word.start)
        ):
            continue
        start = _with_surname(reading, word)
        end = word.end + (name in longer)
        if len(name) == 2 and _GIVEN.match(text, end):
            reading.add(start, end + 2, "PERSON", "pattern:Japanese name", 0.9)
        reading.add(start, end, "PERSON", "model:person", 0.85)
    for match in _titled().finditer(text):
        start, end = match.span("name")
        cut = reading.word_at(start)
        if cut is not None and cut.tag == "PER" and cut.start == start:
            if is_person(text[start : cut.end]):  # the recogniser has cut it
                reading.add(start, cut.end, "PERSON", "pattern:title and name", 0.7)
            continue
        if reading.tagged(start, end, _DEEDS):
            continue  # 医生|管理: a verb that begins like a surname
        if end - start > 2 and text[end - 1] in _NEVER_LAST:
            end -= 1
        if reading.edge(start):
            reading.add(start, end, "PERSON", "pattern:title and name", 0.7)
    _find_latin(reading)
    _find_listed(reading)
    names = {
        text[c.start : c.end]
        for c in reading.of("PERSON")
        if c.end - c.start > 2 and c.rule != LATIN
    }
    for name in sorted(names):
        for found in re.finditer(re.escape(name), text):
            reading.add(*found.span(), "PERSON", "pattern:repeated name", 0.75)
