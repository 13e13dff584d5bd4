"""Which division each place name of an article means, and which one is in focus where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.registers import (
    Division,
    centre,
    division_codes,
    divisions,
    functions,
    known_by_name,
    lineage,
    place_heads,
    stem,
)
from kg.text import folded
from kg.types import Document, Mention

_RANK = {"province": 0, "prefecture": 1, "county": 2}
# A full name says what it is; 长岛 or 汶川 alone may be anything of that name
_FULL = re.compile(r".+(?:省|自治区|特别行政区|市|州|地区|盟|县|区|旗)")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several divisions of one name is meant."""

    code: str
    reason: str
    others: tuple[str, ...] = ()  # codes considered and not taken, sorted


@dataclass(slots=True)
class Places:
    """The regions of one article: who is meant by each mention, and which one is in focus."""

    document: Document
    text: str  # folded
    choices: dict[int, Choice]  # by index of a mention
    named: tuple[tuple[int, str], ...]  # start and code of all places, those in names too
    focus: str  # code of the division that the article is most about; "" if none
    settled: bool  # two thirds of the places lie in the focus: no digest of many regions

    @property
    def focus_name(self) -> str:
        """The full name of the division in focus, simplified; empty if none."""
        return divisions()[self.focus].name if self.focus else ""

    @property
    def codes(self) -> set[str]:
        """Codes of the divisions that mentions name."""
        return {choice.code for choice in self.choices.values()}

    def before(self, position: int) -> Iterator[str]:
        """Codes named before ``position`` in its paragraph, nearest first."""
        start = self.text.rfind("\n", 0, position) + 1
        index = bisect_left(self.named, (position, ""))
        while index and self.named[index - 1][0] >= start:
            index -= 1
            yield self.named[index][1]

    def at(self, position: int) -> str:
        """The division in focus at ``position``: the article's; in a digest the one named last
        in the paragraph. Empty if none."""
        if self.settled:
            return self.focus
        return next(self.before(position), self.focus)

    def level(self, position: int, level: str) -> Division | None:
        """The division that 省, 市, 区 … alone stand for at ``position``.

        The one in focus if the paragraph names it, else the last one named before in the
        paragraph, else the one in focus, else the first of the article.
        """
        near = [found for code in self.before(position) if (found := _of_level(code, level))]
        focus = _of_level(self.focus, level) if self.focus else None
        if focus in near or not near:
            rest = (found for _, code in self.named if (found := _of_level(code, level)))
            return focus or next(rest, None)
        return near[0]


def _of_level(code: str, level: str) -> Division | None:
    """The division itself or the one above it whose name says the level: 市 is 上海市 and 义乌市."""
    for above in lineage(code):
        division = divisions().get(above)
        if division is not None and division.name.endswith(level):
            # 自治区 ends in 区 and is none
            if level == "区" and division.level == "province":
                continue
            return division
    return None


def settle(document: Document) -> Places:
    """Choose a division for every mention whose name is one."""
    text = folded(document.article.text)
    mentions = document.mentions
    names = {i: m.span.of(text) for i, m in enumerate(mentions) if m.label == "REGION"}
    # 阳新 is no name of the register, but means 阳新县 in a text that names it
    stems = {
        stem(name): division_codes()[name] for name in names.values() if name in division_codes()
    }
    options = {
        index: found
        for index, name in names.items()
        if (found := division_codes().get(name) or stems.get(name))
    }
    clues = _Clues(text, dict(_clues(text, mentions, options)), _source(document))
    choices: dict[int, Choice] = {}
    for index, found in options.items():
        chosen = _choose(clues, index, mentions, found, choices)
        if chosen is not None:
            choices[index] = chosen
    named = {mentions[index].span.start: choice.code for index, choice in choices.items()}
    for index, code in clues.heads.items():
        named.setdefault(mentions[index].span.start, code)
    votes = Counter(named.values())
    focus = centre(votes)
    inside = sum(count for code, count in votes.items() if focus in lineage(code))
    return Places(
        document,
        text,
        choices,
        tuple(sorted(named.items())),
        focus,
        bool(focus) and 3 * inside >= 2 * sum(votes.values()),
    )


@dataclass(frozen=True, slots=True)
class _Clues:
    """What tells homonyms apart: the other places of the text, and who published it."""

    text: str
    heads: dict[int, str]  # index of a mention -> code that its words leave no doubt about
    source: str  # code of the publisher's place; "" if none

    @property
    def elsewhere(self) -> bool:
        """Whether two thirds of the places that leave no doubt lie in one province."""
        provinces = Counter(code[:2] for code in self.heads.values())
        return bool(provinces) and 3 * max(provinces.values()) >= 2 * sum(provinces.values())

    @property
    def votes(self) -> Counter[str]:
        return Counter(above for code in self.heads.values() for above in lineage(code))


def _clues(
    text: str, mentions: Sequence[Mention], options: dict[int, tuple[str, ...]]
) -> Iterator[tuple[int, str]]:
    """Mentions of one reading, or of one division above all its namesakes."""
    for index, mention in enumerate(mentions):
        name = mention.span.of(text)
        if index in options:
            found = options[index]
            if divisions()[found[0]].level == "county" and not _FULL.fullmatch(name):
                continue  # it cannot vouch for itself
            if _one_on_top(found):
                yield index, _by_rank(found)[0]
        elif mention.label in ("ORG", "POLICY"):
            code = head_code(name, mention.label)
            if code:
                yield index, code


def head_code(name: str, label: str) -> str:
    """Code of the division at the head of an organisation's or policy's name; "" if none.

    中山大学 does not speak of 中山市: a short name counts for policies and departments only.
    """
    heads = place_heads(name)
    if not heads:
        return ""
    head = heads[-1]
    codes = division_codes()[head]
    if label == "ORG" and not (_FULL.fullmatch(head) or name[len(head) :] in functions()):
        return ""
    if any(known_by_name(register).get(name) for register in ("university", "listed", "media")):
        return ""
    # 浙江省湖州市长兴县经信局: the lowest of the chain
    rest = name[len(head) :]
    for _ in range(2):
        inner = place_heads(rest)
        below = [
            c
            for c in (division_codes()[inner[-1]] if inner else ())
            if set(codes) & set(lineage(c))
        ]
        if not below:
            break
        codes, rest = (_by_rank(below)[0],), rest[len(inner[-1]) :]
    return _by_rank(codes)[0] if _one_on_top(codes) else ""


def _source(document: Document) -> str:
    """The place in the publisher's name: 福州日报."""
    heads = place_heads(folded(document.article.source))
    codes = division_codes()[heads[-1]] if heads else ()
    return _by_rank(codes)[0] if codes and _one_on_top(codes) else ""


def _by_rank(codes: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: (_RANK[divisions()[code].level], code))


def _one_on_top(codes: Sequence[str]) -> bool:
    """Whether one of the divisions is above all the others in level: 吉林 is the province first."""
    levels = sorted(_RANK[divisions()[code].level] for code in codes)
    return len(levels) == 1 or levels[0] < levels[1]


def _choose(
    clues: _Clues,
    index: int,
    mentions: Sequence[Mention],
    found: Sequence[str],
    choices: dict[int, Choice],
) -> Choice | None:
    """The division meant. None when nothing speaks for one of several, or for a county by its bare
    name in a text about another province: 清水河 in Shenzhen is no county of Inner Mongolia."""
    mention = mentions[index]
    bare = not _FULL.fullmatch(mention.span.of(clues.text))
    votes = clues.votes
    supported = [
        code
        for code in found
        if divisions()[code].level != "county"
        or not bare
        or any(votes[above] for above in list(lineage(code))[1:])
        or (clues.source and clues.source in lineage(code))
    ]
    if not supported and len(found) == 1 and not clues.elsewhere:
        supported = list(found)  # 敦煌: the only one, in a text about no other place
    if not supported:
        return None
    before = choices.get(index - 1)
    if before is not None and mentions[index - 1].span.end == mention.span.start:
        below = _below(supported, before.code)
        if below:
            return _choice(_by_rank(below)[0], "the division below the one before it", found)
    if len(supported) == 1:
        return _choice(supported[0], "GB/T 2260", found)
    for reason, code in _context(clues, index, mentions, choices):
        below = _below(supported, code)
        if len(below) == 1:
            return _choice(below[0], f"{reason}: {divisions()[code].name}", found)
    if _one_on_top(supported):
        return _choice(_by_rank(supported)[0], "the highest of its name", found)
    return None


def _context(
    clues: _Clues, index: int, mentions: Sequence[Mention], choices: dict[int, Choice]
) -> Iterator[tuple[str, str]]:
    """What may decide between namesakes, the nearest first. A county's parent counts for it, and
    a city that the top reading would be is no clue to itself."""
    position = mentions[index].span.start
    start = clues.text.rfind("\n", 0, position) + 1
    end = clues.text.find("\n", position)
    end = len(clues.text) if end < 0 else end
    known = {**clues.heads, **{i: choice.code for i, choice in choices.items()}}
    own = mentions[index].span.of(clues.text)
    others = {i: code for i, code in known.items() if mentions[i].span.of(clues.text) != own}
    for i in sorted(others, reverse=True):
        if i < index and mentions[i].span.start >= start:
            yield from _with_parents("named before it", others[i])
    for i in sorted(others):
        if i > index and mentions[i].span.start < end:
            yield from _with_parents("named after it", others[i])
    votes = Counter(above for code in others.values() for above in lineage(code))
    for code, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        yield "the article's region", code
    if clues.source:
        yield from _with_parents("the publisher's region", clues.source)


def _with_parents(reason: str, code: str) -> Iterator[tuple[str, str]]:
    for above in lineage(code):
        yield reason, above


def _below(codes: Sequence[str], above: str) -> list[str]:
    return [code for code in codes if above in list(lineage(code))[1:]]


def _choice(code: str, reason: str, found: Sequence[str]) -> Choice:
    return Choice(code, reason, tuple(sorted(set(found) - {code})))
