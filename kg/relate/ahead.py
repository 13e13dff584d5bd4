"""Whether a figure lies ahead: a goal, plan or forecast, and no result, ceiling, area or size."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.relate.indicators import CLAUSE, COUNTED, VERB
from kg.relate.quantities import Quantity
from kg.relate.times import Time
from kg.relate.view import Sentence, View

# 计划 and 规划 of 计划投资, 规划面积, 计划单列市 are no verbs
_PLANS = r"(?:计[划画](?!总?投资|完成率|单列|工期|总额|书)|(?<![”五])规划(?!总?面积|用地|中))"
_AHEAD = re.compile(
    rf"将|力争|争取|确保|预计|有望|{_PLANS}|目标|拟|提出|明确|到20\d\d年|要(?!求)|未来|"
    r"明年|年底前|预期|预估|打造|建成|培育|推动|"
    r"实现|新增|达到|突破|完成|形成|建设|引进|开展|提高|提升|增长|保持|稳定|控制"
)
_STRONG = re.compile(
    rf"将|力争|争取|确保|预计|有望|{_PLANS}|目标(?!价)|(?<![虚模])拟(?!人)|要冲|冲刺|冲击|未来|预期|预估|明年|(?<![需主])要(?!求|素|点)|"
    r"剑指|瞄准|冲(?=\d)|希望|须(?!知)|[可能]够?[到达提]|测算|指引|承诺|立了?军令状"
)
# Alone, without a deadline, they lay a figure ahead
_ALONE = re.compile(
    rf"将|力争|争取|预计|{_PLANS}|目标(?!价)|(?<![虚模])拟(?!人)|有望|预估|打造|瞄准|剑指"
)
_PROPOSES = re.compile(r"提出|明确|要求|部署|规定|确定")
_REPORTED = re.compile(
    r"(?:工作报告|会议|规划|方案|计划|草案)(?:中)?(?:还|并|也)?(?:提出|明确|确定|部署)"
)
# The verbs of a list of tasks: 新增企业500家, 投资增长12%以上
_GOES_ON = re.compile(
    r"新增|新建|新开工|完成|实现|增长|建成|培育|引进|达到|突破|提高|力争|招引|打造"
)
_DONE = re.compile(
    r"[涨跌降增升多少]了|已|眼下[是为有已只]|截至|截止|目前|同比|环比|去年|上年|累计|现有|共有|拥有(?!产能)|实现了|达到了|完成了|"
    r"建成了|突破了|增长了|以来|此前|曾|至今|迄今|"
    r"月份|季度|当前|今年前|上半年|\d月\d+日|位居|位列|排名|占全国|现已|历年|近年"
)
_BOUND = re.compile(r"不[少低小高超多大][于过]|至少")  # 今年安置不少于3万人 is an order
_STATED = re.compile(r"将|力争|预计|到20\d\d年")
_SUBSIDY = re.compile(
    r"封顶|拟补|按\d+%补|目标价|补助|补贴|奖励|资助|奖补|贴息|给予|奖金|补偿|支持资金|最高可?|一次性|注册资本|罚款|处以|"
    r"减按|税率"
)
# Sizes, prices and land: facts of a project, of a market or of a place
_SIZE = re.compile(
    r"(?:占地|(?<!种植)(?<!栽培)(?<!覆盖)(?<!推广)(?<!播种)(?<!绿化)(?<!造林)面积|用地|全长|正线|里程长|时速|长度|高度|宽度|跨度|工期|概算|造价|单价|售价|票价|"
    r"票房|利率|汇率|股价|市值|每股|点位|(?<!规划)总投资|计划投资|投资约)[^，。；、]{0,6}$"
)
_FUND = re.compile(r"(?:设立|组建|发起)[^，。；]{0,24}基金")  # an instrument
_RATE = re.compile(
    r"(?:汇率|每股|股价|面积|(?<!市场)份额)[^，。；、]{0,6}$|利率[^，。；、]{0,12}$|(?:持股|各持|股权|股比|持有)[^，。；、]{0,4}$"
)
_IF = re.compile(r"(?:若|如果|一旦|倘若)[^，。；]{0,24}$")
_OF_THEM = re.compile(
    r"[^，。；、]{0,20}(?:企业|公司|项目|单位|园区|集群)中[，,]"
)  # 1021家企业中，…
_PRODUCES = re.compile(r"[^，。；、]{1,16}项目")  # 年产40万件羊绒衫项目: what a project is
# 调查显示，看好明年的企业占72%: what those who were asked think, no goal
_SURVEY = re.compile(r"(?:调查|调研|问卷|民调)(?:结果)?(?:显示|发现|表明|称)")
# 与旧版相比，《目录》列出的产业增至564条: what an edition has, no goal
_EDITION = re.compile(r"[与和同较比](?:旧|上一?|前一?|原|老)(?:版|目录|清单|名单)[^。；]*$")
_CONVERTED = re.compile(r"[（(](?:约合|折合|合|约)[^）)]*$")
_FROM = re.compile(r"[从由](?!而)[^，。；]{0,12}$")
_CHANGES = re.compile(
    r"(?:左右|以上)?(?:的基础上|的水平|的基数)?(?:再|逐步|大幅|进一步)?"
    r"(?:提高|提升|增加|上升|上调|下调|下降|降低|降|减少|扩大|增长|缩短|压减|增|升|扩|回落|放宽)"
)
_MODIFIES = re.compile(
    r"(?:级|以上|左右|规模)?的?(?:企业|产业集群|集群|产业链|园区|基地|项目(?!的)|规模(?:企业|以上))"
)
# What a document has, not what it aims at: 29条举措
_MEASURES = re.compile(
    r"(?:具体|重点|扶持|政策|工作|主要|重大)*(?:建议|举措|措施|政策|任务|条款|目标|方面|意见|内容|"
    r"工程|行动|抓手|部门|环节|条意见|基点)"
)
_COUNTS = re.compile(
    r"(?:\d|[一两二三四五六七八九十])(?:[~～至到—-]\d+)?"
    rf"(?:{'|'.join(sorted(COUNTED, key=lambda u: (-len(u), u)))})[^，、]*$"
)
_UNCOUNTED = frozenset(
    (
        "微米",
        "纳米",
        "毫米",
        "厘米",
        "次",
        "届",
        "期",
        "批",
        "天",
        "小时",
        "岁",
        "份",
        "度",
        "米",
        "时",
        "本",
    )
)
_UPWARDS = re.compile(r"上[百千万亿]")  # 上百家, not 海上340万千瓦
_AREAS = frozenset(("亩", "平方米", "平方公里", "平方千米"))
_AN = re.compile(r"一(?:个|批|系列|项|种|条|类|次|名|位|家)")
_SMALL = re.compile(r"[一二两三四五六七八九十](?![\d十百千万亿])")
_GROWS = re.compile(
    r"(?:稳定在|达到?|发展到|扩大?[到至]|增[加至]?到|压[减缩]?到|种植|栽培|覆盖面积)$"
)
# 引进世界五百强企业十家: the verb stands before what is counted
_BRINGS = re.compile(
    r"(?:引进|引育|招引|培育|新增|新建|建成|创建|申报|认定|获批|争)[^，。；、\d]{0,14}$"
)
_SHORT_QUOTE = 14  # characters: a slogan, not somebody's words


@dataclass(frozen=True, slots=True)
class Mood:
    """When a figure is due, and whether the sentence before it speaks of what is to come."""

    deadline: Time | None
    follows: bool = False


def is_target(view: View, sentence: Sentence, quantity: Quantity, clause: int, mood: Mood) -> bool:
    """Whether the figure is a goal, plan or forecast. ``clause``: where its clause begins."""
    return _is_countable(view, sentence, quantity, clause, mood.deadline) and _is_ahead(
        view, sentence, quantity, clause, mood
    )


def lays_ahead(view: View, sentence: Sentence) -> bool:
    """Whether a sentence speaks of what is to come, so that the next may go on without saying so."""
    words = _unquoted(view, sentence, sentence.span.start, sentence.span.end)
    return _last(_STRONG, words) > _last(_DONE, words)


def _is_countable(
    view: View, sentence: Sentence, quantity: Quantity, clause: int, deadline: Time | None
) -> bool:
    """Whether the words around the figure allow it to be what somebody aims at."""
    text = view.text
    words = _unquoted(view, sentence, clause, _clause_end(view, sentence, quantity))
    head = text[clause : quantity.start]
    figure = text[quantity.start : quantity.end]
    if quantity.unit in _UNCOUNTED or (
        quantity.unit in ("元", "%", "倍", "项") and _SUBSIDY.search(words)
    ):
        return False
    if quantity.unit == "元" and _FUND.search(words):
        return False
    if quantity.unit == "%" and _SURVEY.search(text, sentence.span.start, quantity.start):
        return False
    if _EDITION.search(text, sentence.span.start, quantity.start):
        return False
    if _IF.search(head) or any(
        n.start <= quantity.start and quantity.end <= n.end for n in sentence.named
    ):
        return False
    if quantity.unit == "元" and not quantity.level and _MODIFIES.match(text, quantity.end):
        return False
    if _PRODUCES.match(text, quantity.end) and quantity.unit not in ("元", "%", "家", "个", "项"):
        return False
    sized = _SIZE if quantity.unit != "%" else _RATE
    if (
        sized.search(head)
        or _OF_THEM.match(text, quantity.end)
        or _CONVERTED.search(text, max(clause, quantity.start - 24), quantity.start)
    ):
        return False
    grows = VERB.search(head) or _GROWS.search(head)
    if quantity.unit in _AREAS and not grows and quantity.comparator == "=":
        return False
    if _FROM.search(head) and _CHANGES.match(text, quantity.end):
        return False
    if text[quantity.start - 1] in "/由从等" or _MEASURES.match(text, quantity.end):
        return False
    vague = text[quantity.start - 1] in "数几近" or _UPWARDS.match(text, quantity.start - 1)
    if vague and quantity.comparator != "~":
        return False
    if _is_modifier(text, clause, quantity) or _in_slogan(view, sentence, quantity):
        return False
    builds = deadline is not None and deadline.goal and re.search(r"(?:建设|打造|建成|形成)$", head)
    if _AN.fullmatch(figure) and not builds:
        return False
    small = quantity.unit != "%" and quantity.comparator == "=" and _SMALL.match(figure)
    return not small or VERB.search(head) is not None or _BRINGS.search(head) is not None


def _is_ahead(view: View, sentence: Sentence, quantity: Quantity, clause: int, mood: Mood) -> bool:
    deadline = mood.deadline
    words = _unquoted(view, sentence, clause, _clause_end(view, sentence, quantity))
    head = _unquoted(view, sentence, sentence.span.start, quantity.start)
    goal_at = -1
    if deadline is not None and deadline.goal and deadline.start < quantity.start:
        goal_at = deadline.start - sentence.span.start
    if goal_at >= 0:  # 到2025年能耗累计下降13.5% adds up over the years to come
        for word in ("累计", "占全国", "排名", "位居"):
            head, words = (s.replace(word, " " * len(word)) for s in (head, words))
    done = _last(_DONE, head)
    if done > max(_last(_STRONG, head), goal_at):
        return False  # 全省已推广619辆，建成加氢站17座
    if _DONE.search(words) and not _STATED.search(words):
        return False
    named = bool(sentence.of("POLICY")) and _PROPOSES.search(head) is not None
    goes_on = mood.follows and _GOES_ON.search(words) is not None
    proposed = named or goes_on or _REPORTED.search(head) is not None
    if deadline is None:
        return done < 0 and (proposed or _ALONE.search(head + words) is not None)
    if deadline.past:
        return False
    if deadline.goal:
        return True
    strong = _STRONG.search(head + words) is not None
    ahead = _AHEAD.search(words) or _AHEAD.search(head)
    bound = quantity.comparator in (">=", "<=") and _BOUND.match(
        view.text, quantity.start, quantity.end
    )
    return strong or (ahead is not None and proposed) or bool(bound)


def _clause_end(view: View, sentence: Sentence, quantity: Quantity) -> int:
    end = CLAUSE.search(view.text, quantity.end, sentence.span.end)
    return end.start() if end else sentence.span.end


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where the last match starts; -1 for none."""
    return max((m.start() for m in pattern.finditer(words)), default=-1)


def _unquoted(view: View, sentence: Sentence, start: int, end: int) -> str:
    """The words without names and quotations: the 计划 of “某某计划” lays nothing ahead."""
    words = list(view.text[start:end])
    for n in sentence.named:
        for i in range(max(n.start, start), min(n.end, end)):
            words[i - start] = " "
    return re.sub(r"[“「][^”」]{1,12}[”」]", "", "".join(words))


def _in_slogan(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """按照“9个城市是1个城市”的要求: quotation marks around a few words."""
    opened = view.text.rfind("“", sentence.span.start, quantity.start)
    closed = view.text.find("”", quantity.end, sentence.span.end)
    if opened < 0 or closed < 0 or "”" in view.text[opened : quantity.start]:
        return False
    return closed - opened <= _SHORT_QUOTE


def _is_modifier(text: str, clause: int, quantity: Quantity) -> bool:
    """50亿元企业, 9个千亿元级集群: the figure describes what another figure counts."""
    between = text[clause : quantity.start]
    counted = _COUNTS.search(between)
    if quantity.unit in ("元", "吨", "GW", "MW", "千瓦", "美元"):
        if counted and (
            quantity.level or re.match(r"[^，、；。]{0,6}的", text[quantity.end : quantity.end + 8])
        ):
            return True
        # 营收超过90亿元的企业不少于六家
        return not quantity.level and bool(
            re.match(
                r"的[^，；。]{1,20}(?:企业|公司|集群|园区|基地)",
                text[quantity.end : quantity.end + 26],
            )
        )
    return False
