"""Regions beyond the register: zones and parks by their closing word, places that the recogniser
found, short forms such as 高新区 that this text can only mean one way."""

from __future__ import annotations

import re
from functools import cache

from kg.nlp.reading import NOUN_TAGS, QUOTES, Candidate, Reading, Word
from kg.registers import SHORT_ZONE, common_words, industry_by_name, stem, words

_ZONES = (
    "高新技术产业开发区 高新技术产业园区 高新技术开发区 经济技术开发区 经济开发区 高新区 经开区 "
    "开发区 自由贸易试验区 自贸试验区 自由贸易港 自贸港 自贸区 综合保税区 综保区 保税区 "
    "出口加工区 合作区 合作示范区 示范区 先行区 试验区 先导区 创新区 集聚区 新区 新城 科学城 "
    "科技城 科创城 智慧城 工业园区 工业园 产业园区 产业园 科技园区 科技园 科学园区 科学园 创新园 "
    "软件园 产业新城 生态城 知识城 大学城 创新港 自主创新示范区 都市圈 城市群 经济圈 经济带 "
    "经济区 城镇群 走廊 湾区"
).split()
_ZONE = re.compile("|".join(sorted(_ZONES, key=lambda s: (-len(s), s))))
_NOT_BEFORE_SHORT = re.compile(
    r"(?:国家|国家级|省级|市级|级|各|个|家|些|等|所有|全国|类|批|座|和|一体化|先行|应用|城|老|"
    r"多|两|该|试验|创新)$"
)
_KEEP_SHORT = frozenset({"高新区", "经开区", "大湾区"})
_PARTED = ("自由贸易试验区", "自贸试验区", "自贸区", "综改示范区", "自主创新示范区")
_PART = re.compile(r"[\u4e00-\u9fff]{2,6}(?:片区|园区)(?!域)")
_TOWN = re.compile(r"[镇乡]$|街道$")
_COUNTED = re.compile(r"[一两二三四五六七八九十几][地省市县区州镇园湾]$")  # 甲、乙两地
# LAC's places that are kinds of place, not places
_KIND = re.compile(
    r"(?:站|机场|港口|码头|国际|国内|城市|乡村|农村|全国|全球|世界|地区|区域|集聚区|园区|基地|"
    r"中心|街道|社区|医院|学校|"
    r"花园|公寓|小区|别墅|楼盘|\d号线|水库|高速|铁路|公路|口岸|草原|沙漠|大漠|地震|省份|油田|江|河|湖|山|海|洋|街|桥|塔|麓|峰|"
    r"峡|寺|宫|庙|车站|工厂|市场|海外|境外|沿海|内陆|城区|市区|郊区|县城|县域|省会|首都|地方|"
    r"场馆|饭店|宾馆|会场|大厦|广场|酒店|公园|路|大道|楼)$"
)
_REAL_KIND = re.compile(
    r".{2,}(?:地区|园区|街道|科学园区|产业园区|工业园区|集聚区|开发区|新区|示范区)$|.{2,}(?:省|"
    r"市|县|区|州|盟|旗|镇|乡|岛|湾)$"
)
_GENERIC = re.compile(
    r"(?:产业|工业|特色|化工|现代|科技|创新|经济|开放|技术|高新技术|高新|开发|城市|新型|生态|"
    r"农业|物流|边境|跨境|加工|示范|试验|综合|国家级?|省级|重点|"
    r"区域|合作|先行|专业|智慧|数字|绿色|低碳|一批|各类|自由|贸易|文化|旅游|海洋|双创|制造业?|"
    r"服务业?|集聚|核心|功能|专业化|试点)*"
    r"(?:集聚区|园区|开发区|示范区|试验区|先行区|产业园|工业园|科技园|新区|新城|城市群|都市圈|"
    r"经济带|经济圈|经济区|走廊|先导区|合作区|创新区|科学城|"
    r"保税区|地区|街道|高新区|经开区|自贸区|湾区|软件园|科学园|生态城|大学城|度假区|旅游区|"
    r"风景区|市区)"
)
_WHOLE = frozenset(
    {
        "中国",
        "我国",
        "全省",
        "全市",
        "大陆",
        "国际",
        "亚洲",
        "欧洲",
        "美洲",
        "非洲",
        "太平洋",
        "地球",
        "中华",
        "合作",
        "自治县",
        "自治州",
        "隔壁县",
        "高新",
        "特大",
    }
)
_TO_BE = re.compile(r"(?:打造|建设|建成|创建|争创|争当|成为|叫响|擦亮)(?:成|为|中国|国际|世界)?$")
# Other words than the places whose names they hold: sunshine, 惠民生, 沿海|城市
OTHER_WORDS = re.compile(
    r"(?<=[沿滨近临上])海城市|日照(?:时[数间长]|强度|条件|充足|不足|小时|率|百分率)|惠民(?:生|利|政策|措施|工程|举措|服务)"
)
_NO_START = frozenset("业及和等的与各该")  # 先进制造|业园区: a cut in the wrong place
_NAMES = frozenset({"LOC", "PER", "nz"})
_COMMON = frozenset("n v a d m x".split())  # of the list of common words: no names
_HEAD = frozenset({"LOC", "ORG", "nz"})


def names_none(name: str) -> bool:
    """Whether folded words name a kind of zone, not one of them: 经济技术开发区."""
    return bool(_GENERIC.fullmatch(name))


def find_regions(reading: Reading) -> None:
    """Add zones, the recogniser's places and short forms of zones."""
    _find_stems(reading)
    _find_zones(reading)
    _find_places(reading)
    _find_parts(reading)
    _find_short(reading)


@cache
def _common() -> frozenset[str]:
    """Common words that are no names."""
    return frozenset(word for word, tag in common_words() if tag in _COMMON)


def _find_stems(reading: Reading) -> None:
    """阳新 in a text that names 阳新县: too common a word for the register to list."""
    text = reading.folded
    full = {text[c.start : c.end] for c in reading.of("REGION") if c.rule == "gazetteer:division"}
    known = {(c.start, c.end) for c in reading.of("REGION")}
    for name in sorted(full):
        short = stem(name)
        for match in re.finditer(re.escape(short), text) if short else ():
            names = _NAMES if short in _common() else _NAMES | NOUN_TAGS
            if match.span() not in known and reading.tagged(*match.span(), names):
                reading.add(*match.span(), "REGION", "pattern:short form", 0.86)


def _find_zones(reading: Reading) -> None:
    text = reading.folded
    starts = {c.start: c for c in reversed(reading.of("REGION"))}  # the longest
    for match in _ZONE.finditer(text):
        if not reading.edge(match.end()) and not reading.name_edge(match.end()):
            continue
        inside = reading.word_at(match.start())
        start = inside.start if inside else match.start()
        best = start if inside and start < match.start() and inside.tag in _HEAD else None
        for count, word in enumerate(reading.words_before(start)):
            if word.start in starts:
                own = _adjacent_names(starts[word.start], match.start(), reading)
                best = starts[word.start].end if own else word.start
                break
            if word.tag not in NOUN_TAGS | {"LOC", "ORG", "m"} or count > 4:
                break
            if word.tag in ("LOC", "nz", "ORG") and word.end - word.start > 1:
                best = word.start
                break
        if (
            best is not None
            and text[best] not in _NO_START
            and best < match.start()
            and match.end() - best <= 24
            and not _GENERIC.fullmatch(text, best, match.end())
            and not _two_divisions(reading, best, match.end())
        ):
            reading.add(best, match.end(), "REGION", "pattern:zone", 0.75)


def _two_divisions(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is one division and one more below it: 天津|滨海新区."""
    inside = reading.beginning("REGION", start, end)
    divisions = [c for c in inside if c.rule.startswith("gazetteer:")]
    heads = {c.end for c in divisions if c.start == start and c.end < end}
    return any(
        c.start in heads and c.end == end and c.rule == "gazetteer:division" for c in divisions
    )


def _adjacent_names(head: Candidate, end: int, reading: Reading) -> bool:
    """余杭区|未来科技城: a division by its full name, then a zone that has a name of its own, before
    its closing word."""
    name = reading.folded[head.start : head.end]
    full = name[-1] in "区县" and head.rule == "gazetteer:division"
    own = reading.folded[head.end : end]
    return full and len(own) > 1 and own not in industry_by_name()


def _find_places(reading: Reading) -> None:
    countries = words("countries", "name")
    for word in reading.words:
        name = reading.folded[word.start : word.end]
        if word.tag != "LOC" or len(name) < 2 or name in _WHOLE or name in countries:
            continue
        if name.isdigit() or _designation(reading, word) or _COUNTED.search(name):
            continue
        if name[0] in _NO_START or reading.folded.startswith(("生产总值", "GDP"), word.end):
            continue
        if OTHER_WORDS.match(reading.folded, word.start):
            continue
        if _GENERIC.fullmatch(name) or (_KIND.search(name) and not _REAL_KIND.fullmatch(name)):
            continue
        begin = reading.beginning("REGION", word.start, word.end)
        inside = [c for c in begin if c.end <= word.end]
        if _two_divisions(reading, word.start, word.end) or any(
            c.rule == "gazetteer:country" and c.start == word.start and c.end < word.end
            for c in inside
        ):
            continue
        whole = any(c.start == word.start and c.end == word.end for c in inside)
        if inside and not whole and not _REAL_KIND.fullmatch(name):
            continue  # 台南沙仑: the register's name, then what is left
        reading.add(word.start, word.end, "REGION", "model:place", 0.6)
    _find_rest(reading)
    _join_cut(reading)


def _join_cut(reading: Reading) -> None:
    """二道|白河镇: a town's name that the recogniser cut in two, neither of them in a register."""
    places = reading.of("REGION")
    own = {(c.start, c.end) for c in places if c.rule == "model:place"}
    own -= {(c.start, c.end) for c in places if c.layer == "gazetteer"}
    last: Word | None = None
    for word in reading.words:
        here, before = (word.start, word.end), last and (last.start, last.end)
        if (
            last is not None
            and before in own
            and last.end == word.start
            and here in own
            and _TOWN.search(reading.folded, *here)
        ):
            reading.add(last.start, word.end, "REGION", "pattern:joined place", 0.65)
        last = word


def _find_parts(reading: Reading) -> None:
    """中国（某省）自由贸易试验区某某片区: the part belongs to the name of its zone."""
    for c in reading.of("REGION"):
        if reading.folded.endswith(_PARTED, c.start, c.end):
            match = _PART.match(reading.folded, c.end)
            if match:
                reading.add(c.start, match.end(), "REGION", "pattern:part of a zone", 0.85)


def _designation(reading: Reading, word: Word) -> bool:
    """Whether a place in quotation marks is still to be made: 打造“某某光谷”."""
    quoted = reading.folded[word.start - 1 : word.start] in QUOTES if word.start else False
    return quoted and bool(_TO_BE.search(reading.folded, max(0, word.start - 8), word.start - 1))


def _find_rest(reading: Reading) -> None:
    """What a place word holds behind a register's name: 台南|沙仑."""
    for word in reading.words:
        if word.tag != "LOC":
            continue
        begin = reading.beginning("REGION", word.start, word.end)
        heads = [
            c
            for c in begin
            if c.start == word.start and c.end <= word.end - 2 and c.layer == "gazetteer"
        ]
        if heads and not any(c.end == word.end for c in begin):
            start = max(c.end for c in heads)
            if not _KIND.search(reading.folded[start : word.end]):
                reading.add(start, word.end, "REGION", "model:rest of a place", 0.55)


def _find_short(reading: Reading) -> None:
    text = reading.folded
    places = reading.of("REGION")
    named = {text[c.start : c.end] for c in places if c.rule in ("pattern:zone", "gazetteer:zone")}
    for match in SHORT_ZONE.finditer(text):
        if _NOT_BEFORE_SHORT.search(text, max(0, match.start() - 4), match.start()):
            continue
        if not (reading.edge(match.start()) and reading.name_edge(match.end())):
            continue
        full = any(name.endswith(match[0]) and name != match[0] for name in named)
        if full or (match[0] in _KEEP_SHORT and places):
            reading.add(*match.span(), "REGION", "pattern:short zone", 0.6)
