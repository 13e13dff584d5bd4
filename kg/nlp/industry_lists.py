"""Industries in lists: members of lists that 等…产业, 等…行业 or a counted 产业集群 closes, and trades of
places."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from kg.nlp.industry_names import GOVERNED, is_umbrella, names_industry
from kg.nlp.lists import chains
from kg.nlp.reading import Chain, Reading
from kg.registers import industry_by_name
from kg.types import Enumeration, Span

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
# The rule of a list that has as many items as the text says: nothing else can be meant
COUNTED = "pattern:counted list of industries"
_THINGS = re.compile(r"产品|产量|设备|零部件|整机|器件|材料|应用|场景|技术|出口|\d")
_LAST_HEAD = re.compile(r"(?<=..)(?:行业|企业|项目|领域)$")
_CLOSED = re.compile(r"(?:产业集群|产业链|产业)$")


def find_lists(reading: Reading) -> None:
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
    bare = sum(names_industry(item.of(text)) for item in chain.items)
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
    if GOVERNED.search(text, before, first):
        return 2 * known > size
    introduced = _INTRODUCED.search(text, before, first)
    if introduced:
        return bool(introduced["surely"]) or 2 * known >= size
    leads = text[first - 1 : first] == "以" and _LEADS.match(text, chain.items[-1].end)
    return bool(leads) and 2 * known >= size


def find_placed(reading: Reading) -> None:
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
    begin = reading.beginning("ORG", item.start, item.start + 1)
    return not any(c.end == item.end for c in begin)


def _verbs(reading: Reading, item: Span) -> bool:
    return any(
        word.tag in ("v", "p", "d", "u", "r") and word.end <= item.end
        for word in reading.words_after(item.start)
    )
