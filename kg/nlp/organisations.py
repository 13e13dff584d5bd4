"""Organisations that no register lists: departments of a place, names with an organisation's
closing word, inner units, what the recogniser found, and members of lists of companies."""

from __future__ import annotations

import re
from itertools import islice

from kg import registers
from kg.nlp.departments import DEPARTMENT, PARTY, find_departments, names_nobody
from kg.nlp.lists import chains
from kg.nlp.people import is_person
from kg.nlp.reading import Candidate, Chain, Reading
from kg.owners import JOINT, owners
from kg.registers import division_codes, industry_by_name, known_by_name

# Closing words that make a name of what stands before them
_SUFFIXES = (
    "有限责任公司 股份有限公司 有限公司 集团公司 总公司 分公司 子公司 公司 集团 研究总院 研究院 "
    "研究所 设计院 科学院 工程院 大学 学院 医院 银行 协会 学会 商会 促进会 联合会 基金会 联盟 "
    "委员会 办公室 工作领导小组 领导小组 管理局 管理处 管委会 监管局 分局 总局 实验室 研究中心 "
    "创新中心 服务中心 技术中心 计算中心 智算中心 超算中心 工程中心 检测中心 数据中心 出版社 "
    "报社 杂志社 通讯社 电视台 广播电台 事务所 交易所 合作社 智库 证券 保险 药业 重工 汽车集团 "
    "控股 科技集团"
).split()
_SUFFIX = re.compile("|".join(sorted(_SUFFIXES, key=lambda s: (-len(s), s))))
# Units inside an organisation; the single characters only as words of their own (处, 司)
_UNIT = re.compile(
    r"(?:总部|研究院|研究所|研究中心|创新中心|研发中心|办公室|办公厅|事业部|事业群|分公司|"
    r"子公司|分行|分院|"
    r"天文台|植物园|支队|总队|监测中心|信息中心|服务中心|[\u4e00-\u9fff]处|[\u4e00-\u9fff]+(?<!公)司|实验室|专班|党组|党委)$"
)
_UNIT_WORDS = frozenset({"n", "nz", "vn", "ORG", "an", "a", "j", "f"})
_UNIT_WORD = re.compile(r"(?:处|司|科|室|局|所|部|厅)")
# Heads of a list whose items are organisations, and of one whose items are not
_ORG_HEAD = re.compile(
    r"(?:企业|公司|集团|机构|单位|部门|院所|高校|厂商|车企|药企|服务商|供应商|运营商|银行|媒体|"
    r"平台|独角兽|"
    r"龙头|巨头|品牌商|开发商|研究院|协会)(?:共同|联合)?$"
)
_GAINED = re.compile(
    r"(?:培育|引进|引育|招引|引入|吸引|集聚|聚集|汇聚|落户|拥有|涌现|诞生|孵化|走出|包括|扶持|"
    r"形成|成长)(?:了|出|起)*$"
)
# Final words of what LAC takes for an organisation and is none in this genre
_TAIL = re.compile(r"(?:研报|年报|公告|股价|主委|董事会|监事会|会同|牵头|负责|有关|党组书记)$")
_TRADES = frozenset(
    (
        "家具 卡通 动漫 石化 化工 制药 药业 电器 科技 材料 能源 汽车 机械 电子 光电 生物 医药 重工 "
        "钢铁 水泥 纸业 食品 乳业 酒业 物流 传媒 机器人 智能 半导体 新材料 软件 矿业 水务 环保 燃气 "
        "航空 船舶 建材 纺织 服饰 家电 锂业 铝业 铜业 电气 光伏 电力 新能源 动力 股份 集团 控股"
    ).split()
)
_NOUNS = frozenset({"n", "nz", "vn", "an", "m", "LOC", "ORG", "nw"})
_NO_NAME = re.compile(
    r"(?:汽车|能力|竞争力|技术|产品|系统|工程|产业|行业|市场|经济|网络|指数|业务|模式|战略|"
    r"计划|规划|大会|论坛|"
    r"峰会|博览会|展览会|大赛|项目|服务|生态|标准|指标|品牌|概念|板块|基地|园区|产业园|示范区|"
    r"开发区|高新区|新区|"
    r"科学城|车间|产线|生产线|机器人|模型|芯片|卫星|火箭|无人机|航班|专列|班列|港口|机场|政策|"
    r"企业|部门|专项|展|会议|会场|时代|精神|思想|期货|指数)$"
)
_DEFINED = re.compile(
    r"[（(](?:以下|下)?(?:统|合|均)?(?:简称|"
    r"称)(?:为)?[:：]?[“\"「]?(?P<name>[^“”\"「」（）()，。、]{2,12})[”\"」]?[）)]"
)
# 某某设备（广州）有限公司: a place in brackets inside a company's name
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[）)]$")
# Words of trades and qualities make no name by themselves: 创新科技
# 某地建设国际创新中心 is a clause; 大企业集团 is some group
_VERBS = re.compile(
    r"建设|打造|推动|加快|提升|发展(?!银行|研究|集团|改革|和改革|有限|公司|投资|局|委|控股)"
)
# 某大学|共建|联合实验室, 某市|建设国际创新中心: a clause, not a name
_CLAUSE = re.compile(
    r"共建|共同|组建|成立|设立|"
    r"(?:建设|打造|推动|加快|提升)(?=国际|国家|世界|全球|全国|一流|中国|区域|高水平|新型|综合)"
)
_SOME = re.compile(
    r"[一二三]级(?:甲等|乙等)?医院|(?:省级|市级|县级|区级|基层|公立|民办|定点|试点|高等|本科)+(?:医院|大学|学院)|"
    r"(?:国家|跨国|(?:省|市|县|区)(?=直)|大型?|中型|小型|各|该|龙头|骨干|重点|国有|民营|中央|地方)+(?:企业)?(?:集团|公司|企业|"
    r"银行|机构|平台)"
)
_TRADE = re.compile(
    r"(?:创新|科技|新能源|技术|信息|智能|工业|产业|数字|研发|发展|国际|国家|中国|全国|投资|"
    r"金融|建设|环保|能源|材料|电子|制造|装备|"
    r"生物|医药|人工|智慧|高新|高科技|实业|贸易|文化|旅游|农业|服务)+"
)
# Some company; an event; whoever holds a post
_NOT_ONE = re.compile(
    r"[一两几多数]家(?![纺具居电])|(?:交易会|博览会|展览会|洽谈会|展销会|推介会|论坛|峰会|书记|市长|省长|县长|区长|部长|局长|厅长|主任|董事长|总经理)$"
)
_PLACE = re.compile(r"[（(](?P<place>[\u4e00-\u9fff]{2,6})[）)]")
_BODY = re.compile(r"(?:中心|研究院|研究所|实验室|联盟|学院|基地)$")
BYLINE = "pattern:byline"
_BYLINE = re.compile(
    r"[【〔](?P<paper>[\u4e00-\u9fffA-Za-z]{1,9}(?:报|社|网|台|快讯|电讯|通讯|周刊|新闻))[／/]"
    r"(?P<writer>[\u4e00-\u9fff·]{2,6})(?:[／/][^】\n]{1,8})?[】〕]"
)
_COMPANY = re.compile(r"(?P<short>[\u4e00-\u9fff]{2,6})(?:公司|集团)")
_GENERIC = frozenset(
    (
        "公司 集团 企业 银行 研究院 研究所 大学 学院 医院 协会 学会 联盟 委员会 办公室 领导小组 "
        "实验室 研究中心 创新中心 服务中心 技术中心 数据中心 分公司 子公司 总公司 有限公司 "
        "上市公司 国有企业 民营企业 科研院所 高等院校 龙头企业 交易所 合作社 智库 报社 控股 证券 "
        "保险 药业 重工 基金会 商会 管委会 管理局 监管局 研发中心 中小企业 国有资本"
    ).split()
)
# Bodies set up for a task hold its verb: 某市招商引资工作领导小组办公室
_STEERING = frozenset("办公室 领导小组 工作领导小组 委员会 指挥部 联席会议".split())
_NAME_WORDS = frozenset(
    {"n", "nz", "vn", "an", "LOC", "ORG", "PER", "nw", "a", "m", "f", "j", "b", "s"}
)
_PROPER = frozenset({"LOC", "ORG", "nz", "PER", "nw"})
_GENERIC_WORDS = frozenset(
    (
        "国家级 省级 市级 重点 大型 龙头 骨干 优秀 知名 一批 多家 各 该 本 全 新型 高水平 国家 "
        "国内 国际 全国 全球 世界 国内外 海外 企业 上市 国有 民营 中小 科技 创新 投资 工业 产业 "
        "技术 研发 金融 行业 省 市 区 县 制造 公共 综合 相关 专业 第三方 头部 链主 首 两 三 联合 "
        "工程 重大 工作 领导 新建 在建 拟建 公平 普惠 大"
    ).split()
)


def names_none(name: str) -> bool:
    """Whether folded words name no organisation in particular: 联盟, 太阳能, 某市一家百货公司;
    or are Latin letters that no register has: iCloud."""
    return (
        name in _GENERIC
        or name in industry_by_name()
        or bool(_NOT_ONE.search(name))
        or bool(_SOME.fullmatch(name))
        or (name.isascii() and name not in known_by_name("listed"))
    )


def find_organisations(reading: Reading) -> None:
    """Add departments, suffix names, the recogniser's names, list members and inner units."""
    find_departments(reading)
    _find_model(reading)
    _find_suffixed(reading)
    _find_listed(reading)
    _find_units(reading)
    _find_placed(reading)
    _find_defined(reading)
    _find_bylines(reading)
    _find_short(reading)
    _find_again(reading)
    _find_joint(reading)


def _find_joint(reading: Reading) -> None:
    """某省及某市联合推进办公室: one body of two owners, both of them names."""
    heads = {c.start for label in ("REGION", "ORG") for c in reading.of(label)}
    for start in sorted(heads):
        match = JOINT.match(reading.folded, start)
        if match and match.start("second") in heads and owners(match[0]):
            reading.add(start, match.end(), "ORG", "pattern:joint body", 0.93)


def _find_model(reading: Reading) -> None:
    for word in reading.words:
        if word.tag != "ORG" or word.end - word.start < 2:
            continue
        name = reading.folded[word.start : word.end]
        if (
            _VERBS.search(name)
            or _CLAUSE.search(name)
            or names_nobody(reading, word.start, word.end)
            or _NO_NAME.search(name)
            or names_none(name)
        ):
            continue
        if _TRADE.fullmatch(name) or name.removesuffix("队") in registers.words(
            "countries", "name"
        ):
            continue
        if reading.folded[word.end : word.end + 2].lstrip("发办字函").startswith("〔"):
            continue  # the maker in a document number: 浙政发〔2023〕4号
        if _holds_register_name(reading, word.start, word.end):
            continue
        row = known_by_name("listed").get(name)
        if row is not None and row.ambiguous and reading.folded[word.end : word.end + 1].isdigit():
            continue  # 日产6200吨
        end = _without_tail(name, word.start)
        reading.add(word.start, end, "ORG", "model:organisation", 0.75)
        trade = _trade_behind(reading, end)
        if trade > end and len(name) < 5:
            reading.add(word.start, trade, "ORG", "pattern:name and trade", 0.7)


def _without_tail(name: str, start: int) -> int:
    """Where a name ends that the recogniser cut with what follows it: 某某证券|研报, 省发改委|会同."""
    tail = _TAIL.search(name)
    return start + (tail.start() if tail and tail.start() > 1 else len(name))


def _trade_behind(reading: Reading, end: int) -> int:
    """Where the trade behind a short company name ends (某某|家具|副总, 某某|石化|与); ``end`` if a
    noun follows that makes it something else: 某某|光伏|玻璃基地."""
    words = list(islice(reading.words_after(end), 2))
    if not words or reading.folded[words[0].start : words[0].end] not in _TRADES:
        return end
    after = reading.folded[words[1].start : words[1].end] if len(words) > 1 else ""
    titled = any(after.endswith(title) for title in registers.words("titles", "title"))
    if len(words) > 1 and words[1].tag in _NOUNS and not titled:
        return end
    return words[0].end


def _holds_register_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a register's name and other words make up the stretch: 某建材|光伏, 陈报|行政院,
    某省人民政府|主办."""
    for c in reading.beginning("ORG", start, end):
        if c.rule in (DEPARTMENT, PARTY) and c.start == start and c.end < end:
            return not _UNIT.search(reading.folded[c.end : end])
        if c.layer != "gazetteer" or (c.start, c.end) == (start, end):
            continue
        if c.start == start and reading.folded[c.end : end] in industry_by_name():
            return True
        if c.end == end and c.start > start and len(c) > 2:
            places = reading.beginning("REGION", start, start + 1)
            return not any(place.end == c.start for place in places)
    return False


def _find_suffixed(reading: Reading) -> None:
    """A proper word, more words, a closing word: 祁连星云智算中心."""
    text = reading.folded
    claimed = {(c.start, c.end) for c in reading.of("ORG")}
    registered = {c.start for c in reading.candidates if c.layer == "gazetteer"}
    for match in _SUFFIX.finditer(text):
        if not reading.words or not reading.edge(match.end()):
            continue
        bracket = _BRACKETED.search(text, max(0, match.start() - 8), match.start())
        inside = None if bracket else reading.word_at(match.start())
        start = bracket.start() if bracket else inside.start if inside else match.start()
        proper = inside is not None and inside.tag in _PROPER and start < match.start()
        best = start if proper else match.start()
        for count, word in enumerate(reading.words_before(start)):
            surface = text[word.start : word.end]
            steered = match[0] in _STEERING and word.tag == "v"
            if (
                not (word.tag in _NAME_WORDS or steered)
                or (surface in _GENERIC_WORDS and word.tag == "a")
                or count > 7
            ):
                break
            if word.tag in _PROPER or word.start in registered:
                best, proper = word.start, True
        if not proper or best == match.start() or match.end() - best > 30:
            continue
        name = text[best : match.end()]
        if (
            not names_none(name)
            and (match[0] in _STEERING or not _CLAUSE.search(name))
            and (best, match.end()) not in claimed
            and not _two_names(reading, best, match.start())
        ):
            reading.add(best, match.end(), "ORG", "pattern:organisation suffix", 0.7)


def _two_names(reading: Reading, start: int, end: int) -> bool:
    """Whether an organisation ends inside: 某某集团 某某研究院 are two names."""
    return any(
        c.end < end and c.rule in (DEPARTMENT, PARTY) for c in reading.beginning("ORG", start, end)
    )


def _find_listed(reading: Reading) -> None:
    """Members of a list of companies: 华为、某某互联4家企业; 培育了甲、乙等一批平台."""
    orgs = {(c.start, c.end) for c in reading.of("ORG")}
    covered = {position for c in reading.of("ORG") for position in range(c.start, c.end)}
    for chain in chains(reading):
        if not _names_organisations(reading, chain, orgs):
            continue
        for item in chain.items:
            words = item.of(reading.folded)
            if 2 <= len(words) <= 14 and _can_be_name(words) and (item.start, item.end) not in orgs:
                if item.start in covered or item.end - 1 in covered:
                    continue
                covered.update(range(item.start, item.end))
                reading.add(item.start, item.end, "ORG", "pattern:list of organisations", 0.65)


def _names_organisations(reading: Reading, chain: Chain, orgs: set[tuple[int, int]]) -> bool:
    head = chain.head.split("的")[-1] if chain.etc else chain.head
    heads = (
        _ORG_HEAD.search(chain.head)
        or _ORG_HEAD.search(head)
        or re.match(
            r"(?:一批|多|余|众多|龙头|知名|重点|优秀|头部|省外|国内外|国内|海外|本地|"
            r"本土)*(?:[\u4e00-\u9fff]{0,6})?(?:企业|公司|集团|机构|单位|厂商|服务商)",
            chain.head,
        )
    )
    if not heads:
        return False
    known = sum((item.start, item.end) in orgs for item in chain.items)
    if known:
        return not any(item.of(reading.folded) in industry_by_name() for item in chain.items)
    first = chain.items[0].start
    return bool(_GAINED.search(reading.folded, max(0, first - 8), first)) and not any(
        item.of(reading.folded) in industry_by_name() for item in chain.items
    )


def _can_be_name(words: str) -> bool:
    return (
        words not in _GENERIC
        and not re.search(r"[的了等“”《》（）()]|企业$|产业$|项目$|技术$|平台$|人才$|服务$", words)
        and words not in _GENERIC_WORDS
    )


def _find_units(reading: Reading) -> None:
    """Inner units belong to the span: 某省工信厅某某处, 某某总部."""
    for c in reading.of("ORG"):
        end = _unit_end(reading, c)
        if end > c.end:
            seat = reading.folded.endswith("总部", 0, end)
            rule = "pattern:headquarters" if seat else "pattern:inner unit"
            reading.add(c.start, end, "ORG", rule, min(0.9, c.confidence + 0.02))


def _unit_end(reading: Reading, c: Candidate) -> int:
    """Where the longest inner unit behind ``c`` ends; ``c.end`` if there is none."""
    best = c.end
    for count, word in enumerate(reading.words_after(c.end)):
        surface = reading.folded[word.start : word.end]
        placed = word.tag == "LOC" and not count and c.layer == "gazetteer"  # 某科学院|上海|天文台
        if not (placed or word.tag in _UNIT_WORDS) or count > 4:
            break
        # 处 alone right behind a name is a place (该厅处), 综合处 is a unit
        if _UNIT.search(surface) or (_UNIT_WORD.fullmatch(surface) and count):
            best = word.end
    return best


def _find_placed(reading: Reading) -> None:
    """某某创新中心（南京）: the place belongs to the name."""
    places = {(c.start, c.end) for c in reading.of("REGION")}
    for c in reading.of("ORG"):
        match = _PLACE.match(reading.folded, c.end)
        if match and match.span("place") in places and _BODY.search(reading.folded, c.start, c.end):
            reading.add(c.start, match.end(), "ORG", "pattern:place in brackets", c.confidence)


def _find_defined(reading: Reading) -> None:
    """A short name that the text defines: 某某科技有限公司（以下简称“某某”）."""
    for c in reading.of("ORG"):
        match = _DEFINED.match(reading.folded, c.end)
        if match:
            reading.add(*match.span("name"), "ORG", "pattern:defined name", 0.9)


def _find_bylines(reading: Reading) -> None:
    """【某某快讯／王小明】: the paper, and who wrote."""
    for match in _BYLINE.finditer(reading.folded):
        if is_person(match["writer"]):
            reading.add(*match.span("paper"), "ORG", BYLINE, 0.9)


def _find_short(reading: Reading) -> None:
    """甲 in a text that names 甲公司 or 甲集团, where the words allow."""
    text = reading.folded
    whole = {text[c.start : c.end]: c.layer for c in reading.of("ORG") if c.layer != "model"}
    for name, layer in sorted(whole.items()):
        match = _COMPANY.fullmatch(name)
        if match is None or not (layer == "gazetteer" or _can_be_short(match["short"])):
            continue
        for found in re.finditer(re.escape(match["short"]), text):
            if reading.edge(found.start()) or reading.edge(found.end()):
                reading.add(*found.span(), "ORG", "pattern:short name", 0.7)


def _can_be_short(name: str) -> bool:
    return not (
        name in industry_by_name()
        or name in _GENERIC_WORDS
        or name in division_codes()
        or _TRADE.fullmatch(name)
    )


def _find_again(reading: Reading) -> None:
    """A name found once in the text is found everywhere, where words allow."""
    text = reading.folded
    names = {
        text[c.start : c.end]: c.confidence
        for c in reading.of("ORG")
        if len(c) > 2
        and c.rule not in ("pattern:bare department", "pattern:department of the level")
    }
    taken = {(c.start, c.end) for c in reading.of("ORG")}
    for name, confidence in sorted(names.items()):
        for found in re.finditer(re.escape(name), text):
            if found.span() not in taken and (len(name) > 3 or reading.edge(found.start())):
                reading.add(*found.span(), "ORG", "pattern:repeated name", confidence - 0.05)
