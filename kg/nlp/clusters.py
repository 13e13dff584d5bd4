"""Industries and clusters: register terms where the words say industry, names before 产业, and
members of lists that 等…产业, 等…行业 or a counted 产业集群 closes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial
from typing import Any

import ahocorasick

from kg.nlp.lists import chains
from kg.nlp.reading import NOUN_TAGS, Chain, Reading
from kg.registers import industry_by_name
from kg.types import Enumeration, Span

# Belongs to the span (eval guidelines); the canonical name drops 产业, 产业链, 产业集群, 集群
SUFFIX = re.compile(
    r"(?:产业)?(?:创新|先进制造|特色)?(?:产业)?集群|产业链|产业带|产业(?!园|化|基础|基金|功能区|新城|促进|发展中心|服务中心|技术体系|发展基金|"
    r"投资|政策|结构|工人|发展局)|业(?![务绩态主内界余者])"
)
# Makes an industry of the term before it without belonging to the span
_MODIFIED = re.compile(
    r"(?:等)?(?:重点|龙头|骨干|优势|领军|链主|上市|头部|中小|相关|示范|重大|科技|创新|生产|"
    r"制造|高端)*"
    r"(?:企业|项目|领域|基地|行业|赛道|板块|园区|产业园|产业基金|产业功能区|强省|强市|高地|之都|示范区|全产业链|核心产业|关联产业|相关产业|配套产业)"
)
# Behind a term: it is a product, a technology or a quantity here
_PRODUCT = re.compile(
    r"(?:年?产量|产能|销量|销售量|保有量|出口|进口|出货|装机|年产|价格|产品|设备|零部件|平台|"
    r"技术|标识|应用|试点|终端|"
    r"机械(?!制造|工业|行业|产业)|用户|用车|车辆|整车下线|下线|交付|博览会|论坛|大会|大赛|峰会|展|学院|专业|人才|实验室|"
    r"研究院|研究所|学会|协会|公司|集团|大模型|算法|系统)"
)
# A term that is developed is an industry: 大力发展氢能; 聚焦人工智能
_DEVELOPED = re.compile(
    r"(?:发展|培育|壮大|布局|做强|做大|做优|打造|聚焦|抢占|支持|主攻|瞄准|发力|扶持|振兴|涵盖|覆盖|深耕|进军|押注)(?:了|好)?$"
)
_PRODUCT_BEFORE = re.compile(
    r"(?:\d|[台辆部架艘套件颗块只万亿]|生产|制造|出口|进口|购买|下线|销售|采购|一个|首台|首款|"
    r"新款)$"
)
# The closed list of umbrella classes (eval guidelines) and what shortens or dresses them
_UMBRELLA = re.compile(
    r"(?:鼓励类|限制类|淘汰类|允许类|现代|传统|优势|特色|高端|先进|绿色|智能|重点|新型|主导|"
    r"支柱|基础|重要|有关|其他|相关|战略性?|国家|全球|中国|本地|"
    r"前沿|两地|两省|两市|三地|基础性|先导性|支撑性|高水平|水平|县域|区域|地方|生产性|生活性|现代化|未来|新兴|高技术|高新技术|高科技|关键|千亿级|万亿级|"
    r"百亿级|世界级|国家级|省级|一批|多个|各|"
    r"该|此|这一|整个|全|本|我国|上下游|关联|配套|规模以上|规上|实体|核心|数字化|绿色化|智能化|"
    r"大|小|两|三|级|元|亿|万|千|百|十|个|条|类|种|的|和|与|及|、|"
    r"完整|成熟|潜力|龙头|骨干|民营|外资|国有|创新型|科技型|劳动密集型|资本密集型|技术密集型|"
    r"朝阳|富民|乡村|农村|城市|战新|战略性新兴|战略性支柱|“|”|[A-Za-z0-9+]+)*"
    r"(?:制造业?|工业|服务业|外贸|设备|产品|技术|产业|实体经济|总部经济|经济|企业|行业|集群|支柱|业|农业农村|"
    r"工商业|实业|就业|创业|专业|作业|商业|事业|职业|营业|失业|毕业|副业|主业|开业|停业|歇业|"
    r"从业|同业|物业|置业|学业|家业|基业|伟业|大业|三农)?"
)
# What a list's items are is said by the first such word behind 等
_ANY_HEAD = re.compile(
    r"(?P<list>产业集群|产业链群|产业链|产业|集群|行业|赛道|支柱|门类|链条|"
    r"^[一二两三四五六七八九十\d]*新?链(?!主|上)|^[一二两三四五六七八九十\d]*业(?![务绩态主内界余者]))(?!园|政策|基金|化|工人|结构)|"
    r"(?P<field>领域|方向|板块|业态|专项|^块)|(?P<modified>企业|项目|基地|园区)"
)
# Fields where something is used, not industries that are developed
_APPLIED = re.compile(
    r"领域(?:的)?(?:互联网|数字化|智能化|融合)|(?:领域|场景|行业)(?:的)?(?:[\u4e00-\u9fff]{0,4})?(?:应用|使用|推广|示范|场景|落地|形成)"
)
# What may stand before a register's name and be part of the name
_QUALIFIER = re.compile(
    r"(?:高端|新型|智能|绿色|现代|新一代|先进|精细|特种|新能源|高性能|精密|超|海洋|航空|低碳|"
    r"生态|数字|关键|基础|高档|专用|特色)+"
)
_LEAD = frozenset(
    (
        "国家 两地 三地 两省 两市 水平 高水平 基础性 先导性 "
        "现代化 重点 主导 优势 特色 世界级 国家级 省级 传统 核心 关键 全球 国内 国际 全国 全省 "
        "全市 本地 区域 县域 相关 万亿级 千亿级 百亿级 一批 完整 成熟 重要 发展 新 大 强 做 全 "
        "县 市 省 区 龙头 支柱 政策 科研 源头 能量 助力 计划 规划 项目 科技 技术 市场 城市 "
        "地区 经济 工业 高质量 先导 关联 核心 "
        "战略性 新兴 企业 产业 片区 园区 上下游 规模以上"
    ).split()
)


# A term that makes up a phrase: 围绕稀土，; 光伏与物联网是新区的两条腿
_BEGINS = re.compile(
    r"(?:^|[\n。；，：？！“]|与|和|把|将|在|围绕|谈|说起|的|推进|推动|加快|促进|做|抓|搞|引进|从)$"
)
_ENDS = re.compile(
    r"$|[\n。；，：？！”]|(?:与|和|是(?!一[种项个])|也|都|则|要|将|已|就|正|更|仍|均|方面|方向|赛道|板块|发展|"
    r"高质量|规模|营收|增速|产值|增长|招商|这|被|成为|从)"
)
# The word behind a term that makes a sector of a product too: 轴承企业, 家纺行业, 汽车链
_BUREAU = re.compile(r"[一二三]?[司处](?!理|于|在)|[局科办](?!限)")  # 装备工业一司
_CALLED = re.compile(
    r"(?:骨干|龙头|中小|规上|规模以上|重点|头部|链主|配套|制造|加工|生产|小|小微)*(?:企业(?!家)|行业|赛道|小厂|作坊|厂商|配套商|(?:制造|生产|加工)?方面|专项(?!行动|资金))"
    r"|(?:年|总|主营)?(?:产值|营收|营业收入|增加值)"
    r"|链(?=[、，。；：增条由的营产收中上补]|$)(?!条式|主|上市)"
)
_TRADE = re.compile(r"企业(?!家)|行业")  # 医药|生物|行业
_TOOL = re.compile(r"(?:化|设计|平台|系统|技术|服务|产品|设备|终端|应用|标识|模型|贸易)$")
_OTHERWISE = re.compile(
    r"(?:家|名|外资|国有|民营|上市|首批|该|本|各|等|的)[\u4e00-\u9fff]?$(?<!的)"
)
# Economic figures of an industry
_MEASURED = re.compile(
    r"(?:年|总|应税|核心|全口径|主营业务|主营|综合)*(?:产值|营收|营业收入|销售收入|销售|增加值|收入|规模(?!以上|化)|利润|投资额|"
    r"市场份额|从业人员|链条|链式|增速|价格?指数)"
)
_NUMBERED = re.compile(
    r"[（(]?(?:第?[一二三四五六七八九十百\d]{1,4}[条章项节]?|[①-⑳]|专栏\d{1,2})[）)]?[、.．：:\s　]{0,2}"
    r"(?:先看|做[大强优]|发展|培育|壮大)?"
)
_TITLES = re.compile(r"[【〔\[]?[\u4e00-\u9fffA-Za-z]+[：:】〕\]]")
_HEAD_ENDS = re.compile(r"[。：:]|$|\n|[  　]")
_ACTED = re.compile(
    r"[市县区省州盟旗镇地园翼团师、京津沪渝州阳山江宁庆](?:[\u4e00-\u9fff]{0,2})?(?:重点|主要|则|要|将|正|分别|着力|大力|共同)*"
    r"(?:做[大强优精]?|布局?|主[攻打推]|侧重|聚焦|瞄准|押注?的?是?|牵头|配套|力推|深耕|专攻|共建)$"
)
# What is built up is an industry, whatever the term: 重点发展化纤、印染
_GOVERNED = re.compile(
    r"(?:(?:重点|大力|着力|优先|积极|加快|主要)(?:发展|培育|布局|打造|支持|扶持|壮大)|(?<!高质量)(?<!的)发展|培育壮大|培育发展|"
    r"做[大强优](?:做[大强优])?|主攻|主打|壮大|聚焦|深耕|专攻|侧重|振兴|进军|力推|重点瞄准|瞄准)(?:了|以)?$"
)
_ANY_SUFFIX = re.compile(r"(?:产业集群|产业链|集群|产业)$")
_AROUND = 16  # characters before a list that say what it lists
_CLASS = r"(?:产业集群|产业链|产业|行业|门类|集群)"
_INTRODUCED = re.compile(
    rf"(?:(?P<surely>(?:主导|支柱|特色|优势|重点|潜力|首位|新兴|战略性新兴|战略性)[\u4e00-\u9fff]{{0,4}}{_CLASS}|[大个条]{_CLASS})|{_CLASS}|赛道|方向|领域)"
    r"(?:主要|分别|依次|即|就|布局)?(?:为|是|有|包括|包含|涵盖|：|:|——)$"
)
_LEADS = re.compile(
    r"(?:产业|行业|等)*(?:为(?:主导|主|支柱|特色|重点|龙头|先导|核心|主体|代表)|见长|著称)"
)
_JOINT = re.compile(r"[、与和及]")
_JOINT_BEFORE = re.compile(r"[、与和及]$")
# The rule of a list that has as many items as the text says: nothing else can be meant
COUNTED = "pattern:counted list of industries"
# Readings that what is joined to them shares
_SPREADS = (
    "gazetteer:industry by its place",
    "gazetteer:industry measured",
    "gazetteer:industry as modifier",
    "gazetteer:industry developed",
    "gazetteer:industry with suffix",
    "pattern:list of industries",
    COUNTED,
)
_ACT_ENDS = re.compile(r"[，。；、与和及]|$|\n|(?:产业)?(?:等|三|两|二|四)")
_THINGS = re.compile(r"产品|产量|设备|零部件|整机|器件|材料|应用|场景|技术|出口|\d")
_LAST_HEAD = re.compile(r"(?<=..)(?:行业|企业|项目|领域)$")
_CLOSED = re.compile(r"(?:产业集群|产业链|产业)$")
_COMPOUND = re.compile(r".{2,}[及与和].{2,}")
_OTHER_WORD = re.compile(r"[务绩态主内界余者]")
# 农业农村, 农业转移人口 are no talk of an industry
_NOT_FARMING = re.compile(r"农村|转移人口|户口|人口")


def find_clusters(reading: Reading) -> None:
    """Add industries by term, by closing word and by list; keep the lists."""
    _find_lists(reading)
    _find_terms(reading)
    _find_suffixed(reading)
    _find_joined(reading)
    _find_placed(reading)
    _find_again(reading)


@cache
def _terms() -> Any:
    automaton = ahocorasick.Automaton()
    for name in sorted(industry_by_name()):
        if len(name) > 1:
            automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def is_umbrella(name: str) -> bool:
    """Whether folded words name no industry in particular: 先进制造业, 战略性新兴产业.

    >>> is_umbrella("先进制造业"), is_umbrella("战略性新兴产业"), is_umbrella("纺织业")
    (True, True, False)
    """
    return bool(_UMBRELLA.fullmatch(name))


def _longest_terms(reading: Reading) -> list[tuple[int, int, str]]:
    """The longest register terms, leftmost first, without overlaps."""
    text = reading.folded
    found = ((last + 1 - len(name), last + 1, name) for last, name in _terms().iter(text))
    # 数字经济业|态: the 业 of another word
    hits = sorted(
        (hit for hit in found if not (hit[2][-1] == "业" and _OTHER_WORD.match(text, hit[1]))),
        key=lambda hit: (hit[0], -hit[1]),
    )
    out: list[tuple[int, int, str]] = []
    for hit in hits:
        if not out or hit[0] >= out[-1][1]:
            out.append(hit)
        elif (
            hit[1] > out[-1][1]
            and hit[0] > out[-1][0]
            and hit[1] - hit[0] > out[-1][1] - out[-1][0]
        ):
            out[-1] = hit
    return out


def _joined(hits: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Terms that stand side by side before 产业 make one name: 太阳能光伏|新能源|产业."""
    out: list[tuple[int, int, str]] = []
    for start, end, name in hits:
        if out and out[-1][1] == start and (SUFFIX.match(text, end) or _TRADE.match(text, end)):
            start, name = out[-1][0], out[-1][2] + name
            out.pop()
        out.append((start, end, name))
    return out


def _find_terms(reading: Reading) -> None:
    text = reading.folded
    for start, end, name in _joined(_longest_terms(reading), text):
        known = name in industry_by_name() and len(name) >= 4
        if not reading.name_edge(start) and not known:
            continue
        suffix = SUFFIX.match(text, end)
        whole = (
            suffix.end()
            if (suffix and not name.endswith("业")) or (suffix and suffix[0] != "业")
            else end
        )
        if suffix and whole > end and reading.name_edge(whole):
            if not is_umbrella(text[start:whole]):
                reading.add(start, whole, "CLUSTER", "gazetteer:industry with suffix", 0.9)
            continue
        if not reading.name_edge(end) and len(name) < 4:
            continue
        if _PRODUCT.match(text, end) or _PRODUCT_BEFORE.search(text, max(0, start - 3), start):
            continue
        if name.endswith("业") and _BUREAU.match(text, end):
            continue
        if name == "农业" and _NOT_FARMING.match(text, end):
            continue
        called = _CALLED.match(text, end) and not _TOOL.search(name)
        if (
            called
            and _is_whole(reading, start, name)
            and not _OTHERWISE.search(text, max(0, start - 4), start)
        ):
            reading.add(start, end, "CLUSTER", "gazetteer:industry as modifier", 0.7)
            continue
        placed = _heads_line(text, start, end) or _acted_on(text, start, end)
        if placed and not _TOOL.search(name):
            reading.add(start, end, "CLUSTER", "gazetteer:industry by its place", 0.65)
            continue
        if not _bare(name):
            continue
        if _MODIFIED.match(text, end):
            reading.add(start, end, "CLUSTER", "gazetteer:industry as modifier", 0.75)
        elif _MEASURED.match(text, end):
            reading.add(start, end, "CLUSTER", "gazetteer:industry measured", 0.65)
        elif name.endswith(("业", "经济")):
            reading.add(start, end, "CLUSTER", "gazetteer:industry", 0.7)
        elif _DEVELOPED.search(text, max(0, start - 8), start):
            reading.add(start, end, "CLUSTER", "gazetteer:industry developed", 0.65)
        elif _BEGINS.search(text, max(0, start - 3), start) and _ENDS.match(text, end):
            reading.add(start, end, "CLUSTER", "gazetteer:industry by itself", 0.6)


def _is_whole(reading: Reading, start: int, name: str) -> bool:
    """Whether no noun before a product's name makes it another: 铅酸|电池企业."""
    word = next(reading.words_before(start), None)
    before = "" if word is None else reading.folded[word.start : word.end]
    noun = word is not None and word.tag in ("n", "nz") and before not in _LEAD
    return _bare(name) or not noun or before in industry_by_name()


def _heads_line(text: str, start: int, end: int) -> bool:
    """（三）某业。 at the beginning of a line: a heading."""
    line = text.rfind("\n", 0, start) + 1
    if start - line <= 1 and _TITLES.fullmatch(text, line, end + 1):
        return True  # 木材加工：…; 【家电】…
    return bool(_NUMBERED.fullmatch(text, line, start)) and bool(_HEAD_ENDS.match(text, end))


def _acted_on(text: str, start: int, end: int) -> bool:
    """甲市主攻某业，乙市布某业: a verb that only an industry follows, and nothing behind it."""
    before = max(0, start - 12)
    acted = _ACTED.search(text, before, start) or _GOVERNED.search(text, before, start)
    return acted is not None and _ACT_ENDS.match(text, end) is not None


def _find_suffixed(reading: Reading) -> None:
    """Names that no register has, before 产业 or its kin: 整车产业."""
    text = reading.folded
    ends = {end: start for start, end, _ in _longest_terms(reading)}
    for match in re.finditer(
        r"(?<!产业链)(?<!集群)(?:创新|特色)?(?:(?:制造|服务|加工|维修|种植|养殖|开采|冶炼|回收|租赁)业|"
        r"(?:工业)?(?:产业集群|产业链|集群|产业))(?!园|化|基础|投资|"
        r"政策|结构|工人|布局|升级|转型|生态|规模|大会|基金|功能区|促进|发展中心|服务中心|技术体系|技术创新|发展基金|体系)",
        text,
    ):
        if not reading.words or not reading.name_edge(match.end()):
            continue
        start = match.start()
        for word in reading.words_before(match.start()):
            surface = text[word.start : word.end]
            if word.tag not in NOUN_TAGS or surface in _LEAD or match.start() - word.start > 12:
                break
            # a name begins with a noun: 推广/vn 产业, 繁荣/a 产业 are none
            if word.tag in ("n", "nz") and len(surface) > 1:
                start = word.start
        while start < match.start() and start in ends:  # 特钢|材料产业链
            start = ends[start]
        name = text[start : match.start()]
        known = [
            c
            for c in reading.of("CLUSTER")
            if c.end == match.end() and c.start > start and _bare(text[c.start : match.start()])
        ]
        if known and not _QUALIFIER.fullmatch(text, start, min(c.start for c in known)):
            continue  # 两地|汽车产业: the register's name is the name
        if len(name) >= 2 and not is_umbrella(text[start : match.end()]) and not is_umbrella(name):
            reading.add(start, match.end(), "CLUSTER", "pattern:name before 产业", 0.6)


def _find_lists(reading: Reading) -> None:
    text = reading.folded
    terms = industry_by_name()
    for chain in map(partial(_headed, text), chains(reading)):
        known = sum(
            item.of(text) in terms or _strip(item.of(text)) in terms for item in chain.items
        )
        if not _is_industry_list(reading, chain, known):
            continue
        full = chain.stated == len(chain.items)  # the text vouches for every item
        items = tuple(
            item
            for item in chain.items
            if (full and not is_umbrella(item.of(text))) or _can_be_industry(reading, item)
        )
        for item in items:
            rule = COUNTED if full else "pattern:list of industries"
            reading.add(item.start, item.end, "CLUSTER", rule, 0.85)
        if len(items) > 1:
            head = _ANY_HEAD.search(chain.head)
            words = chain.head[: head.end()] if head else chain.head
            reading.lists.append(
                Enumeration(Span(items[0].start, chain.end), items, chain.stated, words)
            )


def _headed(text: str, chain: Chain) -> Chain:
    """甲、乙、丙|企业: what the items are stands behind the last one."""
    head = _LAST_HEAD.search(chain.items[-1].of(text))
    if chain.head or chain.etc or head is None or len(chain.items) < 3:
        return chain
    last = chain.items[-1]
    items = (*chain.items[:-1], Span(last.start, last.start + head.start()))
    # two items, or one unknown in three, are products of the firms more often than industries
    unknown = sum(item.of(text) not in industry_by_name() for item in items)
    return replace(chain, items=items, head=head[0]) if 4 * unknown <= len(items) else chain


def _strip(name: str) -> str:
    return re.sub(r"(?:产业集群|产业链|集群|产业)$", "", name)


def _is_industry_list(reading: Reading, chain: Chain, known: int) -> bool:
    text = reading.folded
    tail = text[chain.items[-1].end : chain.items[-1].end + 40]
    size = len(chain.items)
    head = _ANY_HEAD.search(chain.head)
    if head and head["list"]:
        return not _APPLIED.search(tail) or 2 * known > size
    if head:
        return (head["field"] is None or not _APPLIED.search(tail)) and 2 * known >= size
    last = chain.items[-1].of(text)
    if not chain.head and not chain.etc and _CLOSED.search(last):  # 汽车、电子信息|产业集群
        first = (item.of(text) for item in chain.items[:-1])
        return all(
            name in industry_by_name() or _strip(name) in industry_by_name() for name in first
        )
    # no words that say what is listed: 重点发展甲、乙、丙; the items are known by themselves
    bare = sum(_bare(item.of(text)) for item in chain.items)
    if _THINGS.search(chain.head) or _THINGS.search(tail[:12]):
        return False
    if bare and known == size:
        return True
    if _is_governed(text, chain, known):
        return True
    if chain.head or chain.etc:
        return bare == size or (size > 3 and bare >= size - 1)
    return 2 * bare > size if size > 2 else bare == size


def _is_governed(text: str, chain: Chain, known: int) -> bool:
    """Whether the words around a list say that industries are listed: 重点发展甲、乙; 主导产业为甲、
    乙; 以甲、乙为主导."""
    first, size = chain.items[0].start, len(chain.items)
    before = max(0, first - _AROUND)
    if _GOVERNED.search(text, before, first):
        return 2 * known > size
    introduced = _INTRODUCED.search(text, before, first)
    if introduced:
        return bool(introduced["surely"]) or 2 * known >= size
    leads = text[first - 1 : first] == "以" and _LEADS.match(text, chain.items[-1].end)
    return bool(leads) and 2 * known >= size


def _find_placed(reading: Reading) -> None:
    """甲县的陈醋、乙县的药茶: a list of places, each with the trade that it is known for."""
    text, terms = reading.folded, industry_by_name()
    ends = {c.start: c.end for c in reversed(reading.of("REGION"))}
    for chain in chains(reading):
        found = []
        for item in chain.items:
            place = ends.get(item.start, item.end)
            start = place + text.startswith("的", place)
            suffix = _ANY_SUFFIX.search(text, start, item.end)
            bare = text[start : suffix.start() if suffix else item.end]
            if place < item.end and bare in terms and not is_umbrella(bare):
                found.append((start, item.end))
        if len(found) > 1 and len(found) == len(chain.items):
            for start, end in found:
                reading.add(start, end, "CLUSTER", "pattern:trades of places", 0.7)


def _find_joined(reading: Reading) -> None:
    """甲与乙产业, 主攻甲和乙: a term that 与 or 、 joins to an industry is one, if it is known as such
    or the words that made one of the first count for both."""
    text = reading.folded
    terms = {start: end for start, end, _ in _longest_terms(reading)}
    ends = {end: start for start, end in terms.items()}
    waiting = [c for c in reading.of("CLUSTER") if c.rule in _SPREADS]
    seen = {(c.start, c.end) for c in reading.of("CLUSTER")}
    while waiting:
        c = waiting.pop()
        places = []
        after = _JOINT.match(text, c.end)
        if after and after.end() in terms:
            places.append((after.end(), terms[after.end()]))
        before = _JOINT_BEFORE.search(text, max(0, c.start - 2), c.start)
        if before and before.start() in ends:
            places.append((ends[before.start()], before.start()))
        for start, end in places:
            if (start, end) in seen or not (reading.name_edge(start) or end - start > 3):
                continue
            seen.add((start, end))
            known = _bare(text[start:end]) or c.rule == _SPREADS[0]
            if known and not _PRODUCT.match(text, end) and not is_umbrella(text[start:end]):
                reading.add(start, end, "CLUSTER", c.rule, 0.6)
                waiting.append(replace(c, start=start, end=end))


def _bare(name: str) -> bool:
    """Whether a register's term names an industry by itself, without 产业 behind it."""
    row = industry_by_name().get(name)
    if row is None:
        return False
    return name.endswith("业") or (row.bare and (name == row.name or len(name) > 2))


def _can_be_industry(reading: Reading, item: Span) -> bool:
    words = item.of(reading.folded)
    if not 2 <= len(words) <= 16 or re.search(
        r"[，。；：“”《》（）()\d的了]|(?:规划|调整|计划|方案|意见|办法)$", words
    ):
        return False
    if is_umbrella(words) or (
        len(words) > 8 and words not in industry_by_name() and _verbs(reading, item)
    ):
        return False
    return not any(
        c.label == "ORG" and c.start == item.start and c.end == item.end for c in reading.candidates
    )


def _verbs(reading: Reading, item: Span) -> bool:
    return any(
        word.tag in ("v", "p", "d", "u", "r") and word.end <= item.end
        for word in reading.words_after(item.start)
    )


def _find_again(reading: Reading) -> None:
    """A compound name that a list gave is one name before 产业集群 too: 智能汽车及关键零部件."""
    text = reading.folded
    names = {text[c.start : c.end] for c in reading.of("CLUSTER")}
    for name in sorted(name for name in names if _COMPOUND.fullmatch(name)):
        for found in re.finditer(re.escape(name), text):
            suffix = SUFFIX.match(text, found.end())
            if suffix:
                reading.add(found.start(), suffix.end(), "CLUSTER", "pattern:repeated name", 0.8)
