"""Words that stand for something named elsewhere and are no mention of it: 该省, 全市, 双方, 其."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.registers import divisions
from kg.resolve.context import Places
from kg.schema import entity_id
from kg.types import Anaphor, Entity, Span

# 全市场, 该市值, 全区域, 省份 are other words
_REGION = re.compile(
    r"(?:全|该|我|本|此)(?P<level>自治区|省(?!份|略)|市(?!场|值|面|价|民|盈)|县(?!域)|区(?!域|块|间|分)|"
    r"州|盟|旗)|(?P<inside>省|市|县)内(?!生|容|在|涵)|(?P<here>当地|该地区?(?!块))"
)
# What 该厅 can stand for ends so; 该公司 for any company
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "厅": ("厅",),
    "局": ("局",),
    "委": ("委员会", "委"),
    "部": ("部",),
    "办": ("办公室", "办"),
    "院": ("院",),
    "所": ("所",),
    "中心": ("中心",),
    "校": ("大学", "学院", "学校"),
    "行": ("银行", "分行"),
    "协会": ("协会",),
    "学会": ("学会",),
    "联盟": ("联盟",),
    "商会": ("商会",),
    "管委会": ("管委会", "管理委员会"),
}
_BODY = re.compile(
    r"(?:该|本|上述)(?P<kind>管委会|协会|学会|联盟|商会|中心|厅|局|委(?!托|员)|部(?!分|门|署|队)|办(?!法|公|理)|"
    r"院|所(?!有|在|属|需|称|述)|校|行(?!业|动|政|为|情|程))"
)
_FIRM = re.compile(
    r"(?:该|本|我)(?:公司|企业|集团|厂)|"
    r"(?<=[。；，\n“])公司(?=表示|计划|预计|将|拟|称|今年|现|已|董事长|总经理|副总|负责人|方面|新增|总部|主要)"
)
_BOTH = re.compile(
    r"(?P<count>双|两|三)(?P<kind>方|地|省|市|县|区|州|家(?:公司|企业|单位))(?!面|向|案|法|级|委)"
)
_ITS = re.compile(r"(?<![尤极与何任及])其(?![他中实余次它间后所是])")
_DOCUMENT = (
    "行动计划|行动方案|实施方案|工作方案|实施意见|指导意见|规划纲要|若干措施|实施细则|规划|方案|"
    "计划|意见|办法|条例|措施|通知|纲要|细则|目录|指南|规定|决定|政策|文件"
)
_TITLE = re.compile(
    rf"(?:该|(?P<own>本)|此|上述|这一|这份|此次)(?P<said>{_DOCUMENT})(?!性|法)|"
    rf"(?<=[。；，、\n“])(?P<bare>{_DOCUMENT})(?=提出|明确|指出|要求|强调|规定|显示|称|中(?:提|明)|还|将|共|从)|"
    rf"(?:(?<=根据)|(?<=按照)|(?<=依据))(?P<after>{_DOCUMENT})(?=[，,；])"
)
_ANY_TITLE = frozenset({"政策", "文件", "通知"})
_JOINT = re.compile(r"(?:和|与|同|跟|携手|联手|联合|以及|及|、)\s*$")
_COUNT = {"双": 2, "两": 2, "三": 3}
_NO_FIRM = frozenset({"body", "department", "media", "university"})


@dataclass(frozen=True, slots=True)
class _Text:
    """The mentions of one article with their entities."""

    places: Places
    spans: tuple[Span, ...]
    found: Mapping[int, Entity]

    def sentence(self, position: int) -> int:
        """Where the sentence of ``position`` begins."""
        text = self.places.text
        return max(text.rfind(mark, 0, position) for mark in "。！？\n") + 1

    def before(self, position: int) -> Iterator[int]:
        """Indices of the mentions that end before ``position``, nearest first."""
        index = bisect_right(self.spans, position, key=lambda span: span.start) - 1
        while index >= 0:
            if self.spans[index].end <= position and index in self.found:
                yield index
            index -= 1


def anaphors(places: Places, found: Mapping[int, Entity]) -> Iterator[Anaphor]:
    """The anaphors of an article in the order of the text, each with its antecedents.

    ``found``: entities by mention, but persons, for whom nothing stands here. What stands inside a
    mention, and what nothing fits, is left out.
    """
    text = _Text(places, tuple(m.span for m in places.document.mentions), found)
    rules = (
        (_REGION, _region),
        (_BODY, _body),
        (_FIRM, _firm),
        (_BOTH, _both),
        (_TITLE, _title),
        (_ITS, _its),
    )
    used = bytearray(len(places.text))
    for span in text.spans:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    out = []
    for pattern, resolve in rules:
        for match in pattern.finditer(places.text):
            if any(used[match.start() : match.end()]):
                continue
            anaphor = resolve(text, match)
            if anaphor is not None:
                used[match.start() : match.end()] = b"\1" * len(match[0])
                out.append(anaphor)
    yield from sorted(out, key=lambda anaphor: anaphor.span)


def _made(text: _Text, match: re.Match[str], indices: list[int], reason: str) -> Anaphor:
    return Anaphor(
        Span(*match.span()),
        tuple(text.found[index].id for index in indices),
        tuple(text.spans[index] for index in indices),
        reason,
    )


def _region(text: _Text, match: re.Match[str]) -> Anaphor | None:
    """The division of that level in focus; its last mention, or the last name that it heads."""
    level = match["level"] or match["inside"]
    if level:
        division = text.places.level(match.start(), level)
        code = division.code if division else ""
    else:
        code = next(text.places.before(match.start()), text.places.focus)
    if not code:
        return None
    wanted = entity_id("REGION", code)
    for index in text.before(match.start()):
        entity = text.found[index]
        if wanted in (entity.id, entity.region):
            return Anaphor(
                Span(*match.span()),
                (wanted,),
                (text.spans[index],),
                f"{divisions()[code].name} in focus",
            )
    return None


def _body(text: _Text, match: re.Match[str]) -> Anaphor | None:
    endings = _ENDINGS[match["kind"]]

    def fits(entity: Entity) -> bool:
        return entity.label == "ORG" and entity.name.endswith(endings)

    return _subject(text, match, fits, "the organisation named so before it")


def _firm(text: _Text, match: re.Match[str]) -> Anaphor | None:
    def fits(entity: Entity) -> bool:
        return entity.label == "ORG" and entity.register not in _NO_FIRM

    return _subject(text, match, fits, "the company before it")


def _subject(
    text: _Text, match: re.Match[str], fits: Callable[[Entity], bool], reason: str
) -> Anaphor | None:
    """The last one that fits in the sentence; else the first one, as its subject, of the nearest
    sentence before that has one."""
    words = text.places.text
    start = text.sentence(match.start())
    chosen: int | None = None
    for index in text.before(match.start()):
        at = text.spans[index].start
        if chosen is not None and at < start:
            break
        if not fits(text.found[index]):
            continue
        if at >= text.sentence(match.start()):
            return _made(text, match, [index], reason)
        if chosen is None:
            start = text.sentence(at)
        chosen = index
    if chosen is None or words.count("\n", text.spans[chosen].end, match.start()) > 2:
        return None
    return _made(text, match, [chosen], reason)


def _both(text: _Text, match: re.Match[str]) -> Anaphor | None:
    """The last so many organisations or regions that 和 or 与 join, in this paragraph."""
    count, kind = _COUNT[match["count"]], match["kind"]
    label = "" if kind == "方" else "ORG" if kind.startswith("家") else "REGION"
    start = text.places.text.rfind("\n", 0, match.start()) + 1
    near = [i for i in text.before(match.start()) if text.spans[i].start >= start]
    near = [i for i in reversed(near) if text.found[i].label in ("ORG", "REGION")]
    lowest, starts = _lowest(text, near)
    for end in range(len(lowest), count - 1, -1):
        group = lowest[end - count : end]
        labels = {text.found[i].label for i in group}
        distinct = len({text.found[i].id for i in group}) == count
        fit = len(labels) == 1 and label in ("", *labels)
        if distinct and fit and _joined(text, group, starts):
            return _made(text, match, group, "the last ones joined before it")
    return None


def _lowest(text: _Text, indices: list[int]) -> tuple[list[int], dict[int, int]]:
    """The mentions without places right before the place below them (甲省|乙市 is one), and where
    each begins with them."""
    out: list[int] = []
    starts: dict[int, int] = {}
    begin = -1
    for n, index in enumerate(indices):
        span = text.spans[index]
        begin = span.start if begin < 0 else begin
        after = text.spans[indices[n + 1]].start if n + 1 < len(indices) else -1
        if after != span.end:
            out.append(index)
            starts[index], begin = begin, -1
    return out, starts


def _joined(text: _Text, group: list[int], starts: Mapping[int, int]) -> bool:
    """Whether 与 or 、 stands before each but the first, in one sentence."""
    words = text.places.text
    gaps = (words[text.spans[a].end : starts[b]] for a, b in pairwise(group))
    return all("。" not in gap and _JOINT.search(gap) is not None for gap in gaps)


def _title(text: _Text, match: re.Match[str]) -> Anaphor | None:
    """The last policy whose title ends so; 该政策 is any, 本办法 the first of the text."""
    word = match["said"] or match["bare"] or match["after"]
    indices = list(text.before(match.start()))
    for index in reversed(indices) if match["own"] else indices:
        entity = text.found[index]
        title = re.sub(r"(?:[（(][^（()）]{1,20}[）)])+$", "", entity.name)
        if entity.label == "POLICY" and (word in _ANY_TITLE or title.endswith(word)):
            return _made(text, match, [index], "the last policy named so")
    return None


def _its(text: _Text, match: re.Match[str]) -> Anaphor | None:
    """The last name before it in the sentence, if it begins a clause and so may be the subject."""
    index = next(text.before(match.start()), None)
    if index is None or text.spans[index].start < text.sentence(match.start()):
        return None
    start = text.spans[index].start
    begins = text.places.text[start - 1 : start] in ("", *"。！？\n，；：")
    if begins and text.found[index].label in ("ORG", "REGION", "POLICY"):
        return _made(text, match, [index], "the name that begins the clause before it")
    return None
