"""Named documents: titles in 《》 and 「」, campaigns in quotation marks, bare titles, short forms."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from kg.nlp.reading import Reading
from kg.registers import policy_suffixes

# What may follow the closing word: (试行), （2021—2025年）, （征求意见稿）
_TAIL = r"(?:[（(][^（()）]{1,20}[）)])*"
_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,90}(?:《[^《》\n]*》[^《》\n]*)?)》")
_CORNER = re.compile(r"[「『](?P<title>[^「」『』\n]{3,60})[」』]")
_QUOTED = re.compile(r"“(?P<title>[^“”\n]{2,24})”")
# A campaign of proper name in quotation marks: 倍增计划, 专精特新培育行动
_CAMPAIGN = re.compile(r".{2,}(?:计划|规划|方案|行动|纲要|条例|办法)")
# Documents that name their number of items: 新十条, 若干措施, 20条
_ITEMS = re.compile(r".*(?:[\d一二三四五六七八九十百]+条|若干)(?:措施|政策|意见|规定)?")
# Bare titles: content words, then a closing word that only titles have
_BARE = re.compile(
    r"(?:三年|五年|两年|[一二三四五六七八九十]+年)?"
    r"(?:行动计划|行动方案|实施方案|工作方案|总体方案|提升方案|培育方案|建设方案|发展方案|改革方案|"
    r"专项规划|总体规划|规划纲要|中长期规划|指导意见|实施意见|若干措施|若干政策措施|若干政策|"
    r"管理办法|"
    r"实施细则|实施办法|促进条例|管理条例|条例)" + _TAIL
)
_ANNOUNCED = re.compile(
    r"^(?P<title>(?!推进|推动|加快|强化|深化|统筹|按照|根据|各地|本|落实|做好|抓好|完善)"
    r"[\u4e00-\u9fffA-Za-z][^，。：；！？、是\s《》“”（(]{5,39}"
    r"(?:办法|条例|规定|方案|规划|细则|纲要|行动计划)" + _TAIL + r")"
    r"(?:(?:将|正式|已|全文|今[天日]|昨[天日]|近日|日前)*(?:发布|出台|印发|公布|获批|亮相)|"
    r"(?:将|正式|今[天日]|昨[天日]|近日|日前)+(?:施行|实施))$",
    re.MULTILINE,
)
_ABOUT = re.compile(
    r"(?<!公司)(?<!集团)(?<!企业)(?:发布|印发|出台|下发|颁布|审议通过|制定|制订)(?:了)?"
    r"(?P<title>关于[^，。；：《》“”了\n]{4,50}?的(?:实施|指导|若干)?"
    r"(?:意见|决定|通知|方案|规定|措施|公告))(?![见书稿会建反征])"
)
_MAKERS = frozenset(
    (
        "印发 发布 出台 制定 推出 实施 推行 编制 启动 落实 公布 颁布 下发 制订 修订 执行 推进 开展"
    ).split()
)
# 研究|提出|实施方案: the words of a sentence about a plan, not of its title
_CLAUSE = frozenset(
    "提出 研究 会同 牵头 抓紧 组织 正在 已 已经 将 要 须 应 按照 根据 结合 细化 起草".split()
)
_INSIDE = frozenset(
    {"n", "nz", "vn", "a", "an", "nw", "m", "LOC", "ORG", "TIME", "b", "j", "ad", "v"}
)


@cache
def _closing() -> re.Pattern[str]:
    policies = sorted((s for s, is_policy in policy_suffixes().items() if is_policy), key=len)
    return re.compile(rf"(?:{'|'.join(map(re.escape, reversed(policies)))}){_TAIL}$")


@cache
def _other_closing() -> re.Pattern[str]:
    others = sorted((s for s, is_policy in policy_suffixes().items() if not is_policy), key=len)
    return re.compile(rf"(?:{'|'.join(map(re.escape, reversed(others)))}){_TAIL}$")


def is_policy_title(title: str) -> bool:
    """Whether folded words in 《》 name a policy: they close with a document's word.

    >>> is_policy_title("某省氢能产业发展规划（2021—2025年）"), is_policy_title("某某日报")
    (True, False)
    """
    bare = re.sub(rf"{_TAIL}$", "", title)
    if _other_closing().search(bare) and not _closing().search(bare):
        return False
    return bool(_closing().search(title) or _ITEMS.fullmatch(bare))


def find_policies(reading: Reading) -> None:
    """Add titles, campaigns and bare titles; what 《》 holds otherwise is barred from all types."""
    text = reading.folded
    for match in _TITLE.finditer(text):
        if is_policy_title(match["title"]):
            reading.add(*match.span("title"), "POLICY", "pattern:title", 0.95)
        else:
            reading.add(*match.span("title"), "", "pattern:work", 0.9)
    for match in _CORNER.finditer(text):
        if _CAMPAIGN.fullmatch(match["title"]) or _plan(match["title"]):
            reading.add(*match.span("title"), "POLICY", "pattern:title", 0.85)
    for match in _QUOTED.finditer(text):
        title = match["title"]
        if is_policy_title(title) and (_CAMPAIGN.fullmatch(title) or len(title) > 5):
            reading.add(*match.span("title"), "POLICY", "pattern:campaign", 0.8)
    _find_bare(reading)
    _find_announced(reading)
    _find_again(reading)


def _plan(title: str) -> bool:
    """Taiwan writes 計畫, which folds to 计画."""
    return title.endswith("计画") and len(title) > 4


def _find_bare(reading: Reading) -> None:
    """Titles without brackets, behind a verb of making or a place name."""
    text = reading.folded
    for match in _BARE.finditer(text):
        if any(c.start <= match.start() and match.end() <= c.end for c in reading.of("POLICY")):
            continue
        start, opened = match.start(), False
        named = False
        for word in reading.words_before(match.start()):
            surface = text[word.start : word.end]
            if surface in _MAKERS:
                named = True
                break
            if surface in _CLAUSE:
                break
            if surface in "”“":
                opened = surface == "”"
            elif word.tag not in _INSIDE and not opened:
                break
            if word.tag in ("LOC", "ORG") and not opened:
                start, named = word.start, True
                break
            start = word.start
            if match.start() - start > 30:
                break
        if named and not opened and match.start() - start >= 4:
            reading.add(start, match.end(), "POLICY", "pattern:bare title", 0.6)


def _find_announced(reading: Reading) -> None:
    """A headline that is a title and what became of it (某某监督管理办法发布), and 发布关于某某的意见."""
    for match in chain(_ANNOUNCED.finditer(reading.folded), _ABOUT.finditer(reading.folded)):
        if is_policy_title(match["title"]):
            reading.add(*match.span("title"), "POLICY", "pattern:announced title", 0.7)


def _find_again(reading: Reading) -> None:
    """A short form in brackets or quotation marks (“规划”), and a campaign's name without them."""
    text = reading.folded
    titles = reading.of("POLICY")
    if not titles:
        return
    known = {text[c.start : c.end] for c in titles}
    stems = {re.sub(rf"{_TAIL}$", "", title) for title in known}
    for match in re.finditer(r"[“「](?P<title>[^“”「」\n]{2,12})[”」]", text):
        if any(stem.endswith(match["title"]) for stem in stems) and _closing().search(
            match["title"]
        ):
            reading.add(*match.span("title"), "POLICY", "pattern:short title", 0.8)
    for title in sorted(known):
        if len(title) < 4:
            continue
        for found in re.finditer(re.escape(title), text):
            if reading.edge(found.start()) and reading.edge(found.end()):
                reading.add(*found.span(), "POLICY", "pattern:repeated title", 0.75)
