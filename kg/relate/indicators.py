"""What a figure counts: the words around it, without deadlines and comparators."""

from __future__ import annotations

import re

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
    r"^(?:(?:其中|同时|并|且|以及|及|和|也|还|再|使|让|争取|力争|确保|预计|计划|将|拟|要|可|"
    r"全面|基本|进一步|加快|初步|总体|我市|我省|全?市|省|"
    r"届时|届时将|共|共计|合计|达|至|到|有望|努力|继续|累计|在|推动|实现|使得|明确|提出|"
    r"规划(?!总|建)|的)(?=.))+"
)
_TRAILING = re.compile(
    r"(?:(?:将|要|可|力争|争取|确保|达到|达|突破|超过|增加到|增至|提高到|提升到|提升至|提高至|"
    r"扩大到|稳定在|保持在|控制在|增长到|增长至|"
    r"发展到|实现|为|至|到|在|约|均|分别|超|有望|预计|计划|努力|合计|总计|不|有|是|，|,|的)$)+"
)
VERB = re.compile(
    r"(?:带动|推动|培育|打造|建成|建设|新增|新建|引进|形成|创建|完成|开展|实施|推广|改造|支持|"
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


def indicator_of(view: View, clause: int, quantity: Quantity, last_verb: str) -> tuple[str, str]:
    """What is counted, and the verb that governs it (a list hands it on).

    Counting units have it behind (服务9万家商户), amounts before (产值突破千亿元).
    """
    text = view.text
    end = CLAUSE.search(text, quantity.end)
    tail = text[quantity.end : end.start() if end else len(text)]
    tail = re.split(r"、(?=[^、]{0,12}\d)|和(?=\d)|以及", tail)[0].strip("。、” ")
    head = text[clause : quantity.start]
    head = re.sub(r"^.*(?:\d[\d.,]*[^\d、和]{0,12})(?:、|和|以及)", "", head)
    verb = VERB.search(head)
    governing = verb[0] if verb else ""
    stem = _strip_time(head[: verb.start()] if verb and quantity.unit in COUNTED else head)
    if quantity.unit in COUNTED and len(tail) > 1 and not re.match(r"(?:以上|左右|，)", tail):
        tail = tail.removeprefix("的")
        return (governing or ("" if stem else last_verb)) + tail, governing
    bare = _TRAILING.sub("", _strip_time(head))
    if len(bare) < 2:
        previous = _previous_clause(text, clause)
        bare = (
            _TRAILING.sub("", _strip_time(previous)) if quantity.unit in ("%", "元", "倍") else ""
        )
        bare = bare or tail
    return (bare + tail if len(bare) < 2 else bare), governing


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
        r"[到至于在]?20\d\d年(?:底前|底|末|前|度)?|[“\"]?十[一二三四五]五[”\"“]?(?:期间|时期|"
        r"末)?|[未今]来?后?[一二三四五两\d]+年内?|今年|明年",
        "",
        words,
    )
    return _LEADING.sub("", words.strip("，、。；：“” "))


def _previous_clause(text: str, clause: int) -> str:
    start = max(0, clause - 1)
    found = [m.end() for m in CLAUSE.finditer(text, max(0, clause - 60), start)]
    return text[found[-1] if found else max(0, clause - 60) : start]
