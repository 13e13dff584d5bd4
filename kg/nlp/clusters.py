"""Industries and clusters: register terms where the words say industry, and names before 产业; members
of lists are read by kg.nlp.industry_lists."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.nlp.industry_lists import COUNTED, find_lists, find_placed
from kg.nlp.industry_names import GOVERNED, is_umbrella, longest_terms, names_industry
from kg.nlp.reading import NOUN_TAGS, Reading
from kg.registers import industry_by_name

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
    r"(?:下乡|以旧换新|年?产量|产能|销量|销售量|保有量|出口|进口|出货|装机|年产|价格|产品|设备|零部件|平台|"
    r"技术|标识|应用|试点|终端|"
    r"机械(?!制造|工业|行业|产业)|用户|用车|车辆|整车下线|下线|交付|博览会|论坛|大会|大赛|峰会|展|学院|专业|人才|实验室|"
    r"研究院|研究所|学会|协会|公司|集团|大模型|算法|系统)"
)
_COUNTED = re.compile(
    r"年?(?:产量|产能|销量|销售量|保有量|出货|装机)|"
    r"\d[\d.,]*[多余]?[万亿]?(?:辆|台|套|件|部|架|艘|吨|支|片|块|颗|只|个(?!百分点|产业|项目|领域))"
)
# A term that is developed is an industry: 大力发展氢能; 聚焦人工智能
_DEVELOPED = re.compile(
    r"(?:发展|培育|壮大|布局|做强|做大|做优|打造|聚焦|抢占|支持|主攻|瞄准|发力|扶持|振兴|涵盖|覆盖|深耕|进军|押注)(?:了|好)?$"
)
_PRODUCT_BEFORE = re.compile(
    r"(?:\d|[台辆部架艘套件颗块只万亿]|生产|制造|出口|进口|购买|下线|销售|采购|一个|首台|首款|"
    r"新款)$"
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
# What headlines do with industries
_HEADLINE = re.compile(r"探路|试水|领跑|赋能|抢滩|聚力|发力|激活|护航|点亮|撬动|升级")
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
# What statistics say of a branch, or of the last one of a list of branches
_GREW = re.compile(
    r"(?:[、和与][^，。；\n]{2,40}?)?(?:等)?(?:行业|[几两三四五六七八九十]大)*(?:的)?(?:增加值|产值|利润|营收|投资)?"
    r"(?:同比|分别|均|增速|增长|下降|回升|保持|较)"
)
_BRANCH_TAGS = NOUN_TAGS | {"b"}
_JOINT = re.compile(r"[、与和及]")
_JOINT_BEFORE = re.compile(r"[、与和及]$")
_PLACED = "gazetteer:industry by its place"
# Readings that what is joined to them shares
_SPREADS = (
    _PLACED,
    "gazetteer:industry measured",
    "gazetteer:industry as modifier",
    "gazetteer:industry developed",
    "gazetteer:industry with suffix",
    "pattern:list of industries",
    COUNTED,
)
_ACT_ENDS = re.compile(r"[，。；、与和及]|$|\n|(?:产业)?(?:等|三|两|二|四)")
_COMPOUND = re.compile(r".{2,}[及与和].{2,}")
# 农业农村, 农业转移人口 are no talk of an industry
_NOT_FARMING = re.compile(r"农村|转移人口|户口|人口")


def names_none(name: str) -> bool:
    """Whether folded words name no industry in particular: 先进制造业, 探路产业集群."""
    verb = _HEADLINE.match(name)
    return is_umbrella(name[verb.end() :] if verb else name)


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether pieces of a product are counted: 汽车产量, 出口汽车926辆."""
    return bool(_COUNTED.match(text, end) or text.endswith(("出口", "进口"), 0, start))


def is_product(text: str, start: int, end: int) -> bool:
    """Whether the words around a stretch say that it is made, sold or counted: 出口汽车, 汽车产量."""
    return bool(_PRODUCT.match(text, end) or _PRODUCT_BEFORE.search(text, max(0, start - 3), start))


def find_clusters(reading: Reading) -> None:
    """Add industries by term, by closing word and by list; keep the lists."""
    find_lists(reading)
    _find_terms(reading)
    _find_suffixed(reading)
    _find_branches(reading)
    _find_joined(reading)
    find_placed(reading)
    _find_again(reading)


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
    for start, end, name in _joined(longest_terms(reading), text):
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
        if is_product(text, start, end):
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
            reading.add(start, end, "CLUSTER", _PLACED, 0.65)
            continue
        if not names_industry(name):
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
    return names_industry(name) or not noun or before in industry_by_name()


def _heads_line(text: str, start: int, end: int) -> bool:
    """（三）某业。 at the beginning of a line: a heading."""
    line = text.rfind("\n", 0, start) + 1
    if start - line <= 1 and _TITLES.fullmatch(text, line, end + 1):
        return True  # 木材加工：…; 【家电】…
    return bool(_NUMBERED.fullmatch(text, line, start)) and bool(_HEAD_ENDS.match(text, end))


def _acted_on(text: str, start: int, end: int) -> bool:
    """甲市主攻某业，乙市布某业: a verb that only an industry follows, and nothing behind it."""
    before = max(0, start - 12)
    acted = _ACTED.search(text, before, start) or GOVERNED.search(text, before, start)
    return acted is not None and _ACT_ENDS.match(text, end) is not None


def _find_suffixed(reading: Reading) -> None:
    """Names that no register has, before 产业 or its kin: 整车产业."""
    text = reading.folded
    ends = {end: start for start, end, _ in longest_terms(reading)}
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
            for c in reading.beginning("CLUSTER", start + 1, match.end())
            if c.end == match.end() and names_industry(text[c.start : match.start()])
        ]
        if known and not _QUALIFIER.fullmatch(text, start, min(c.start for c in known)):
            continue  # 两地|汽车产业: the register's name is the name
        if len(name) >= 2 and not names_none(text[start : match.end()]) and not is_umbrella(name):
            reading.add(start, match.end(), "CLUSTER", "pattern:name before 产业", 0.6)


def _find_branches(reading: Reading) -> None:
    """Branches of statistics: 专用设备制造、仪器仪表制造同比增长."""
    text = reading.folded
    for word in reading.words:
        if text[word.start : word.end] != "制造" or not _GREW.match(text, word.end):
            continue
        start = word.start
        for before in reading.words_before(word.start):
            if before.tag in _BRANCH_TAGS and word.start - before.start <= 14:
                start = before.start
            elif text[before.start : before.end] != "及":
                break
        if start < word.start and not is_umbrella(text[start : word.end]):
            reading.add(start, word.end, "CLUSTER", "pattern:branch of statistics", 0.75)


def _find_joined(reading: Reading) -> None:
    """甲与乙产业, 主攻甲和乙: a term that 与 or 、 joins to an industry is one, if it is known as such
    or the words that made one of the first count for both."""
    text = reading.folded
    terms = {start: end for start, end, _ in longest_terms(reading)}
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
            known = names_industry(text[start:end]) or c.rule == _PLACED
            if known and not _PRODUCT.match(text, end) and not is_umbrella(text[start:end]):
                reading.add(start, end, "CLUSTER", c.rule, 0.6)
                waiting.append(replace(c, start=start, end=end))


def _find_again(reading: Reading) -> None:
    """A compound name that a list gave is one name before 产业集群 too: 智能汽车及关键零部件."""
    text = reading.folded
    names = {text[c.start : c.end] for c in reading.of("CLUSTER")}
    for name in sorted(name for name in names if _COMPOUND.fullmatch(name)):
        for found in re.finditer(re.escape(name), text):
            suffix = SUFFIX.match(text, found.end())
            if suffix:
                reading.add(found.start(), suffix.end(), "CLUSTER", "pattern:repeated name", 0.8)
