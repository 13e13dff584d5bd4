"""Industries and clusters to concepts. Only suffix variants and a register's variants are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.registers import Industry, industry_by_name
from kg.schema import entity_id
from kg.text import folded, in_script_of
from kg.types import Document, Entity

_SUFFIX = re.compile(r"(?:创新|先进制造业?|特色)?(?:产业集群|集群|产业链|产业带|产业)$")
_SAYS_INDUSTRY = re.compile(r"产业|行业|集群|业(?!务|态)")
_LONGEST = 14  # characters of a term in a title; the register's longest are lists of several
# Without 产业 these name no industry (eval guidelines: 数字产业)
_NO_NAME = frozenset(
    (
        "数字 智能 健康 信息 绿色 低碳 时尚 创意 智慧 安全 应急 海洋 文化 体育 教育 县域 种 林 "
        "果 沙"
    ).split()
)


# Materials whose name is one letter
_MATERIALS = frozenset(
    "铁钢铜铝镁钨锂钛镍锌锡铅金银锰钒硅煤盐磷茶酒糖药竹棉丝奶肉蛋鱼虾菜果菌米面粮油瓷玉"
)


def canonical(name: str) -> str:
    """A folded name without 产业, 产业链, 产业集群, 集群; 业, 工业 and 技术 stay.

    >>> canonical("新能源汽车产业集群"), canonical("装备制造业"), canonical("数字产业")
    ('新能源汽车', '装备制造业', '数字产业')
    """
    bare = _SUFFIX.sub("", name)
    if bare in _NO_NAME or bare.endswith(("核心", "关联", "配套")):
        return bare + "产业"
    return bare if len(bare) > 1 or bare in _MATERIALS else name


def _row(name: str) -> Industry | None:
    """The register's row: by name, with or without 业; of two terms side by side the first."""
    rows = industry_by_name()
    row = rows.get(name) or rows.get(name + "业") or rows.get(name.removesuffix("业"))
    if row is not None:
        return row
    heads = [name[:n] for n in range(2, len(name) - 1) if name[:n] in rows and name[n:] in rows]
    return rows[max(heads, key=len)] if heads else None


def _concept(name: str) -> str:
    """What two names of one industry share: the register's name, or the name without 业."""
    row = _row(name)
    if row is None:
        return name if name.endswith("产业") else name.removesuffix("业")
    return row.name


def entities(document: Document) -> Iterator[tuple[int, Entity]]:
    """For every CLUSTER mention its entity; the name is the fullest form in the text."""
    text = document.article.text
    plain = folded(text)
    names = {
        i: canonical(m.span.of(plain))
        for i, m in enumerate(document.mentions)
        if m.label == "CLUSTER"
    }
    groups: dict[str, set[str]] = {}
    for name in names.values():
        groups.setdefault(_concept(name), set()).add(name)
    for index, name in names.items():
        concept = _concept(name)
        known = {n for n in groups[concept] if n in industry_by_name()}
        fullest = max(known or groups[concept], key=lambda n: (len(n), n))
        yield index, _entity(text, fullest, _row(name))


def in_title(title: str) -> Iterator[Entity]:
    """The industries that a policy's title names: 某省促进智能机器人产业发展行动方案.

    The register's terms, longest first from the left, where the title says industry (产业, 行业,
    集群 behind it) or the term does so by itself.
    """
    plain = folded(title)
    rows = industry_by_name()
    start = 0
    while start < len(plain) - 1:
        ends = range(min(len(plain), start + _LONGEST), start + 1, -1)
        end = next((end for end in ends if plain[start:end] in rows), 0)
        if not end:
            start += 1
            continue
        name = plain[start:end]
        row = rows[name]
        if row.bare or name.endswith("业") or _SAYS_INDUSTRY.match(plain, end):
            yield _entity(title, canonical(name), row)
        start = end


def _entity(text: str, name: str, row: Industry | None) -> Entity:
    return Entity(
        entity_id("CLUSTER", _concept(name)),
        "CLUSTER",
        in_script_of(text, name),
        register="industry" if row else "",
        code=row.code if row else "",
        parent=entity_id("CLUSTER", row.broader) if row and row.broader else "",
        reason=f"register: {row.scheme}" if row else "as in the text",
    )
