"""Enumerations: "A、B和C等3个产业集群". A list that states its own length checks itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.nlp.reading import NOUN_TAGS, QUOTES, Chain, Reading
from kg.numerals import integer
from kg.types import Span

_BREAK = "，。；：！？,;:!?\n…—"
_CHUNK = re.compile(rf"[^{_BREAK}]+")
# 等10个…, 等…, 10个…, 三大…: what closes a list, then what its items are
_CLOSING = re.compile(
    r"(?P<etc>等)?(?:(?P<count>\d+|[一二两三四五六七八九十百]+)(?P<unit>余|"
    r"多)?[个大类条家项种座名位份块支])?"
    r"(?P<head>[^、（(《“]{0,24})"
)
_COUNTED = re.compile(
    r"(?:\d+|[两三四五六七八九十百]+)(?:[个大类条家项种座块支]|(?=产业|行业|业(?![务绩态])|链|领域|新链))"
)
# Adjectives that LAC tags as time, number or adverb, at the head of an item
_MODIFIERS = frozenset(
    {"新一代", "现代", "超", "高", "未来", "新型", "下一代", "第三代", "第四代", "大"}
)
_JOINTS = frozenset({"与", "及", "和"})
_FIRST = re.compile(
    r".*(?:发展|培育|打造|围绕|聚焦|涵盖|包括|推动|提出|布局|做强|做大|壮大|涉及|覆盖|形成|"
    r"引进|构建|支持|"
    r"推进|促进|建设|瞄准|培植|以及|了|的|为|以|在|是|有|将|把|对|和|从|由|向)"
)

# A quoted word's meaning: “甲”，指乙、丙. Words that begin with the character are none
_MEANS = re.compile(r"指(?!纹|挥|南|示|标|针|数(?!字))")


def chains(reading: Reading) -> tuple[Chain, ...]:
    """The enumerations of the text, in order; each has two items or more. Looked for once."""
    if reading.chains is None:
        reading.chains = tuple(_chains(reading))
    return reading.chains


def _chains(reading: Reading) -> Iterator[Chain]:
    text = reading.folded
    for chunk in _CHUNK.finditer(text):
        parts = _parts(chunk[0], chunk.start())
        while len(parts) > 1:
            chain, used = _chain(reading, parts)
            if len(chain.items) > 1:
                yield replace(chain, items=tuple(_unquoted(text, item) for item in chain.items))
            parts = parts[used:]


def _parts(words: str, offset: int) -> list[Span]:
    """The stretches between 、, brackets kept whole."""
    out, depth, start = [], 0, 0
    for i, c in enumerate(words + "、"):
        depth += (c in "（(《“") - (c in "）)》”")
        if c == "、" and (depth <= 0 or i == len(words)):
            if start < i:
                out.append(Span(offset + start, offset + i))
            start = i + 1
    return out


def _chain(reading: Reading, parts: list[Span]) -> tuple[Chain, int]:
    """The first list in ``parts``, and how many parts it used up (the last may open another)."""
    text = reading.folded
    first = _first_start(reading, parts[0])
    items = [Span(first, parts[0].end)] if first < parts[0].end else []
    for index, part in enumerate(parts[1:], 1):
        close = _close(text, part)
        if close is None and index < len(parts) - 1:
            items.append(part)
            continue
        last = _last_end(reading, part)
        if close and text[close[0]] != "等" and part.start < last < close[0] - 1:
            close = None  # 甲、乙叫作三大…: the number closes nothing
        end = close[0] if close else last
        items += _split_last(text, Span(part.start, end)) if end > part.start else []
        closing = _CLOSING.match(text, end, part.end)
        if close is None or closing is None:
            return Chain(tuple(items), end, False, None, ""), index + 1
        stated = integer(closing["count"]) if closing["count"] and not closing["unit"] else None
        chain = Chain(tuple(items), closing.end(), bool(closing["etc"]), stated, closing["head"])
        return chain, max(1, index)
    return Chain(tuple(items), parts[-1].end, False, None, ""), len(parts)


def _close(text: str, part: Span) -> tuple[int] | None:
    """Where 等, or a counted head (三个产业, 4家企业), ends the last item."""
    for match in re.finditer("等", text[part.start : part.end]):
        at = part.start + match.start()
        # 高等, 中等, 平等, 等级 are words of their own
        if (
            at > part.start
            and text[at - 1] not in "高中平初同"
            and text[at + 1 : at + 2] not in ("级", "候")
        ):
            return (at,)
    counted = _COUNTED.search(text, part.start + 1, part.end)
    return (counted.start(),) if counted else None


def _first_start(reading: Reading, part: Span) -> int:
    """Where the first item begins: behind the verb that governs the list."""
    if not reading.words:
        match = _FIRST.match(reading.folded, part.start, part.end)
        return match.end() if match else part.start
    start = part.end
    for word in reading.words_before(part.end):
        surface = reading.folded[word.start : word.end]
        # 新型显示, 精密制造: LAC takes the last word for a verb
        ends = word.end == part.end and word.tag == "v" and len(surface) == 2
        noun = (
            ends
            or word.tag in NOUN_TAGS
            or word.tag in ("ORG", "LOC", "PER")
            or surface in _MODIFIERS
        )
        joint = surface in _JOINTS and start < part.end
        if word.start < part.start or not (noun or joint):
            break
        if noun:
            start = word.start
    if start == part.start and _MEANS.match(reading.folded, start):
        return start + 1
    # 做|强光电子: a verb of two letters that the recogniser cut
    cut = start < part.end and reading.folded[start - 1 : start + 1] in (
        "做强",
        "做大",
        "做优",
        "做精",
    )
    return start + cut


def _last_end(reading: Reading, part: Span) -> int:
    """Where the last item ends when nothing closes the list: before the first verb."""
    end = part.start
    for word in reading.words_after(part.start):
        surface = reading.folded[word.start : word.end]
        noun = word.tag in NOUN_TAGS or word.tag in ("ORG", "LOC", "PER") or surface in _MODIFIERS
        if word.start >= part.end or not (noun or surface in _JOINTS):
            break
        if noun:
            end = word.end
    return end


def _unquoted(text: str, item: Span) -> Span:
    """“大数据+” in a list: the name without its quotation marks."""
    words = item.of(text)
    inner = len(words) > 2 and words[0] in QUOTES and words[-1] in QUOTES
    return Span(item.start + 1, item.end - 1) if inner else item


def _split_last(text: str, part: Span) -> list[Span]:
    """ "钢铁和煤炭及焦化" is two items: 和 and 以及 join items, 与 and 及 stand inside one."""
    words = part.of(text)
    match = re.search(r"以及|和", words)
    if match and match.start() >= 2 and match.end() <= len(words) - 2:
        return [
            Span(part.start, part.start + match.start()),
            Span(part.start + match.end(), part.end),
        ]
    return [part]
