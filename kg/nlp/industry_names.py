"""Names of industries: the register's terms in a text, and which names say an industry by themselves."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import ahocorasick

from kg.nlp.reading import Reading
from kg.registers import industry_by_name

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
    r"(?:产业链|制造业?|工业|服务业|外贸|设备|产品|技术|产业|实体经济|总部经济|经济|企业|行业|集群|支柱|业|农业农村|"
    r"工商业|实业|就业|创业|专业|作业|商业|事业|职业|营业|失业|毕业|副业|主业|开业|停业|歇业|"
    r"从业|同业|物业|置业|学业|家业|基业|伟业|大业|三农)?"
)
_CLUSTER = re.compile(r"(?<=.)(?:产业)?集群$")
# What is built up is an industry, whatever the term: 重点发展化纤、印染
GOVERNED = re.compile(
    r"(?:(?:重点|大力|着力|优先|积极|加快|主要)(?:发展|培育|布局|打造|支持|扶持|壮大)|(?<!高质量)(?<!的)发展|培育壮大|培育发展|"
    r"做[大强优](?:做[大强优])?|主攻|主打|壮大|聚焦|深耕|专攻|侧重|振兴|进军|力推|重点瞄准|瞄准)(?:了|以)?$"
)
_CLOSING = re.compile(r"产业链?|产业集群|集群|业")
_OTHER_WORD = re.compile(r"[务绩态主内界余者]")


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

    >>> is_umbrella("先进制造业集群"), is_umbrella("战略性新兴产业"), is_umbrella("纺织业")
    (True, True, False)
    """
    return bool(_UMBRELLA.fullmatch(_CLUSTER.sub("", name)))


def longest_terms(reading: Reading) -> list[tuple[int, int, str]]:
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
            and not _CLOSING.fullmatch(text, out[-1][1], hit[1])  # 大数据|产业, not 大|数据产业
        ):
            out[-1] = hit
    return out


def names_industry(name: str) -> bool:
    """Whether a register's term names an industry by itself, without 产业 behind it."""
    row = industry_by_name().get(name)
    if row is None:
        return False
    return name.endswith("业") or (row.bare and (name == row.name or len(name) > 2))
