"""What a figure counts: the words around it, without deadlines and comparators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.relate.quantities import Quantity, quantities
from kg.relate.view import Sentence, View

CLAUSE = re.compile(r"[，。；！？,;!?：:\n]")
COUNTED = frozenset(
    (
        "家 个 条 座 项 所 处 支 名 位 款 件 种 类 户 张 场 辆 台 套 站 艘 架 颗 枚 公里 千米 "
        "公顷 亩 人"
    ).split()
)
_LEADING = re.compile(
    r"^(?:(?:《[^》]*》(?:要求|提出|明确)|[^，。；]{0,12}(?:报告|规划|计划|方案)提出的(?:全省|全市)?|其中|同时|并|且|以及|及|和|也|还|再|使|让|争取|力争|确保|预计|预期|预估|计[划画]|将|拟|要|可|"
    r"全面|基本|进一步|加快|初步|总体|[我该本](?:市|省|区|县)|"
    r"届时|届时将|共|共计|合计|达|至|到|有望|努力|继续|累计|在|推动|实现|使得|明确|提出|目标(?:是|为)|"
    r"规划(?!总|建)|的|我们|用|[：:]|[⑴-⒇①-⑳])(?=.))+"
)
_TRAILING = re.compile(
    r"(?:将|可|力争|争取|确保|达到|达|突破|超过|增加到|增至|提高到|提升到|提升至|提高至|"
    r"扩大到|稳定在|保持在|维持在|控制在|增长到|增长至|降至|降到|下降到|下降至|降低到|降低至|"
    r"发展到|实现|至|到|约|分别|超|有望|预计|预期|计[划画]|努力|合计|总计|不|是|，|,|的|[ 　]|"
    r"(?<!占)(?<!拥)(?<!保)有|(?<!成)(?<!作)为|(?<!存)(?<!现)在|(?<![年人户平])均|(?<![需主])要|也|做到|预期目标|目标)+$"
)
_AIMS = re.compile(r"(?:计[划画]|将|拟(?!人)|力争|预计)")
# 这一比例, 该指标: what the figure before counted
_SAME = re.compile(
    r"^(?:(?:这一|该|此|上述|这个)(?:比例|占比|比重|数字|指标|数量|目标|规模|数值|水平)|甚至|乃至|最终|进而)?$"
)
_ITEM_END = re.compile(r"、(?=[^、]{0,12}\d)|和(?=\d)|以及")
_SHARED = re.compile(r"[、和及][^、]*?(?:级|型|类)的?([\u4e00-\u9fff]{2,12})$")
# 增长 alone is the growth of what the figure before was of
_GROWTH = re.compile(
    r"(?:年均|年|同比|预计)?(?:增长率?|增速|增幅|下降|降低|提高|递增|复合增长率|增长速度)"
)
_FROM = re.compile(
    r"[从由](?!而)(?:20\d\d年的?)?[^，。；、]{0,10}?\d[^，。；、]{0,12}?"
    r"(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|压减|缩短|扩|增|升|降|减)(?=[到至])"
)
VERB = re.compile(
    r"(?:带动|推动|培育|引入|打造|建成|建设|新增|新建|引进|形成|创建|完成|开展|实施|推广|改造|支持|"
    r"培养|集聚|发展|拥有|布局|"
    r"认定|遴选|组建|设立|扶持|提供|创造|投入|覆盖|实现|引育|孵化|构建|落地|招引|引进培育|建立|"
    r"建|育成|攻克|突破|制定|修订|制修订|转化|投放|推出|举办)+$"
)


def clause_start(text: str, start: int, position: int) -> int:
    """Where the clause that holds ``position`` begins."""
    for match in CLAUSE.finditer(text, start, position):
        if not (
            match[0] in ",." and text[match.start() - 1].isdigit() and text[match.end()].isdigit()
        ):
            start = match.end()
    return start


@dataclass(frozen=True, slots=True)
class Said:
    """What the figure before was of: a list hands its verb on, 这一比例 its indicator."""

    sentence: int = -1
    indicator: str = ""
    verb: str = ""


def indicator_of(
    view: View, sentence: Sentence, clause: int, quantity: Quantity, last: Said
) -> Said:
    """What is counted, and the verb that governs it.

    Counting units have it behind (服务9万家商户), amounts before (产值突破千亿元).
    """
    text = view.text
    end = CLAUSE.search(text, quantity.end)
    rest = text[quantity.end : end.start() if end else len(text)]
    tail = "" if rest.startswith(("、", "和", "及")) else _ITEM_END.split(rest)[0].strip("。、” ")
    head = text[clause : quantity.start]
    head = _FROM.sub("", head)
    head = re.sub(r"^.*(?:\d[\d.,]*[^\d、和]{0,12})(?:、|和|以及)", "", head)
    verb = VERB.search(head)
    governing = verb[0] if verb else ""
    counted = quantity.unit in COUNTED
    stem = head[: verb.start()] if verb and counted else head
    stem = _without_names(sentence, view, _strip_time(stem))
    if counted and len(tail) > 1 and not re.match(r"(?:以上|左右|，)", tail):
        tail = _with_shared_head(tail.removeprefix("的"), rest)
        counts = (governing or ("" if stem else last.verb)) + tail
        return Said(sentence.index, counts, governing)
    bare = _TRAILING.sub("", stem)
    if last.indicator and _SAME.match(bare) and not tail:
        return Said(sentence.index, last.indicator, governing)
    if _GROWTH.fullmatch(bare):
        of = last.indicator if last.sentence == sentence.index else _before_figure(text, clause)
        return Said(sentence.index, (of if _GROWTH.search(of) is None else "") + bare, governing)
    if len(bare) < 2 and last.sentence == sentence.index and last.indicator and len(tail) < 2:
        return Said(sentence.index, last.indicator, governing)
    if len(bare) < 2:
        previous = _previous_clause(text, clause)
        bare = (
            _TRAILING.sub("", _strip_time(previous)) if quantity.unit in ("%", "元", "倍") else ""
        )
        bare = bare or tail
    return Said(sentence.index, bare + tail if len(bare) < 2 else bare, governing)


def _with_shared_head(tail: str, rest: str) -> str:
    """1个世界级、7个万亿级的先进制造业集群: the first item lacks its noun, the last one has it."""
    if not tail.endswith(("级", "型", "类")):
        return tail
    shared = _SHARED.search(rest)
    return tail + shared[1] if shared else tail


def _without_names(sentence: Sentence, view: View, stem: str) -> str:
    """Without the place or body that the clause begins with: it is the holder, not the indicator."""
    for n in sentence.named:
        name = view.words(n.start, n.end)
        if n.label in ("REGION", "ORG") and stem.startswith(name) and len(stem) > len(name) + 1:
            rest = _LEADING.sub("", stem[len(name) :])
            if rest and not rest.startswith(("、", "和", "等", "的")):
                return rest
        aims = _AIMS.match(stem, stem.find(name) + len(name)) if name in stem else None
        if n.label in ("REGION", "ORG") and aims is not None and len(stem) > aims.end() + 1:
            return _LEADING.sub("", stem[aims.end() :])  # 靠海的甲省计划…: words on the holder
    return stem


def respective(view: View, sentence: Sentence, quantity: Quantity) -> str:
    """甲和乙分别达到1台、2台: the name that belongs to this figure; "" without 分别 or when the
    names are not as many as the figures."""
    text = view.text
    start = clause_start(text, sentence.span.start, quantity.start)
    end = CLAUSE.search(text, quantity.end, sentence.span.end)
    at = text.find("分别", start, quantity.start)
    if at < 0:
        return ""
    stop = end.start() if end else sentence.span.end
    figures = [q.start for q in quantities(text, at, stop)]
    names = [part for part in re.split(r"、|和|与|以及|及", _strip_time(text[start:at])) if part]
    if len(names) != len(figures) or quantity.start not in figures:
        return ""
    return _TRAILING.sub("", names[figures.index(quantity.start)])


def _strip_time(words: str) -> str:
    words = re.sub(
        r"在?20\d\d年的?基础上(?:再)?|[到至于在]?20\d\d年(?:底前|底|末|前|度)?|[“\"]?十[一二三四五]五[”\"“]?(?:期间|时期|"
        r"末)?|(?:未来|今后|用)?[一二三四五六七八九十两\d]{1,2}年(?:内|左右|的?时间)|[未今][来后][一二三四五六七八九十两\d]+年"
        r"|(?:20\d\d|二[〇零]\S{2})年(?:底前|底|末|前|度)?|今年|明年|"
        r"(?<![去上])(?:全年|年内|年[底末]前?|二月底|[一二三四五六七八九十\d]+月底前?)|(?<![过近续])[二三四五六十两]年(?=[^，。；]{0,8}(?:提|引|投|孵|出清|新增))",
        "",
        words,
    )
    return _LEADING.sub("", words.strip("，、。；：“” "))


def _before_figure(text: str, clause: int) -> str:
    """去年产值300亿元，今年预计增长12%: what the clause before gives a figure of."""
    words = _strip_time(_previous_clause(text, clause).rstrip("，"))
    return _TRAILING.sub("", re.split(r"\d", words)[0]).removeprefix("去年")


def _previous_clause(text: str, clause: int) -> str:
    start = max(0, clause - 1)
    found = [m.end() for m in CLAUSE.finditer(text, max(0, clause - 60), start)]
    return text[found[-1] if found else max(0, clause - 60) : start]
