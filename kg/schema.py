"""What may be said. Each row names where its meaning comes from.

RDF, the explorer's legend, the tables and the README are derived from these tables;
nothing is typed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

_T = TypeVar("_T")

NAMESPACE = "https://w3id.org/zhengtu/ns#"
ID_BASE = "https://w3id.org/zhengtu/id/"


@dataclass(frozen=True, slots=True)
class Class:
    """A type of node."""

    prefix: str  # first part of ids and of IRIs: region/440000, region:440000
    iri: str  # main RDF class, as a CURIE
    zh: str
    en: str
    color: str  # Okabe-Ito, told apart by colour-blind readers (jfly.uni-koeln.de/color)
    shape: str  # second channel beside colour: circle square triangle diamond star


@dataclass(frozen=True, slots=True)
class Predicate:
    """A type of edge: ``subject predicate object``."""

    domain: tuple[str, ...]  # keys of CLASSES
    range: tuple[str, ...]
    iri: str  # zt:camelCase
    zh: str
    en: str
    meaning: str
    example: str  # our own words
    source: str  # the definition that we follow
    standard: str = ""  # a term of a standard vocabulary that is written beside it
    symmetric: bool = False
    meaning_zh: str = ""
    inverse: tuple[str, str] = ("", "")  # zh, en: how the edge reads from its object
    close: tuple[str, ...] = ()  # terms of standard vocabularies that mean nearly the same


_CLASSES: dict[str, Class] = dict(
    {
        "ORG": Class("org", "org:Organization", "机构", "organisation", "#0072B2", "square"),
        "REGION": Class(
            "region", "schema:AdministrativeArea", "地区", "region", "#009E73", "circle"
        ),
        "PERSON": Class("person", "schema:Person", "人物", "person", "#CC79A7", "triangle"),
        "POLICY": Class("policy", "zt:Policy", "政策", "policy", "#D55E00", "diamond"),
        "CLUSTER": Class("industry", "skos:Concept", "产业", "industry", "#E69F00", "circle"),
        "TARGET": Class("target", "zt:QuantifiedTarget", "目标", "target", "#56B4E9", "star"),
        "INSTRUMENT": Class(
            "instrument", "zt:Instrument", "政策工具", "instrument", "#999999", "star"
        ),
    }
)

CLASSES: Mapping[str, Class] = MappingProxyType(_CLASSES)

_MENTIONED: dict[str, None] = dict.fromkeys(("ORG", "REGION", "PERSON", "POLICY", "CLUSTER"))
MENTION_LABELS = _MENTIONED.keys()  # classes whose things a text names

_PREDICATES: dict[str, Predicate] = dict(
    {
        "issues": Predicate(
            ("ORG", "REGION"),
            ("POLICY",),
            "zt:issues",
            "发布",
            "issues",
            "a verb says that the organisation or region publishes or makes the policy",
            "某省印发《某行动方案》",
            "ELI passed_by, schema:legislationPassedBy (inverse)",
            meaning_zh="行文写明该机构或地区发布、出台或制定了该政策",
            inverse=("由…发布", "issued by"),
            close=("eli:passed_by", "schema:legislationPassedBy"),
        ),
        "covers": Predicate(
            ("POLICY", "REGION", "ORG"),
            ("CLUSTER",),
            "zt:covers",
            "支持产业",
            "covers",
            "supports, targets or develops the industry; not a mere statistic",
            "《某规划》提出发展氢能产业",
            "eval guidelines; schema:about",
            "schema:about",
            meaning_zh="支持、面向或发展该产业；单纯的统计数字不算",
            inverse=("受…支持", "covered by"),
            close=("eli:is_about",),
        ),
        "located_in": Predicate(
            ("ORG", "REGION", "CLUSTER"),
            ("REGION",),
            "zt:locatedIn",
            "位于",
            "located in",
            "the phrase says that the first lies in the second",
            "某公司落户某市",
            "schema:containedInPlace, schema:location",
            "schema:location",
            meaning_zh="行文写明前者位于后者之内",
            inverse=("下有", "location of"),
            close=("schema:containedInPlace", "org:hasSite"),
        ),
        "part_of": Predicate(
            ("ORG",),
            ("ORG",),
            "zt:partOf",
            "隶属",
            "part of",
            "a unit inside an organisation or a subsidiary of it",
            "某厅某处",
            "W3C ORG unitOf, subOrganizationOf",
            "org:subOrganizationOf",
            meaning_zh="是该机构的内设部门或下属单位",
            inverse=("下设", "has part"),
            close=("org:unitOf", "schema:parentOrganization"),
        ),
        "works_for": Predicate(
            ("PERSON",),
            ("ORG",),
            "zt:worksFor",
            "任职于",
            "works for",
            "holds a post in the organisation (a mayor: the municipal government)",
            "某厅厅长某某",
            "schema:worksFor, W3C ORG memberOf",
            "schema:worksFor",
            meaning_zh="在该机构任职（市长：任职于市政府）",
            inverse=("任职者", "employs"),
            close=("org:memberOf",),
        ),
        "partners_with": Predicate(
            ("ORG",),
            ("ORG",),
            "zt:partnersWith",
            "合作",
            "partners with",
            "co-hosts, joint issuers or parties to a stated cooperation",
            "甲公司与乙公司签署合作协议",
            "eval guidelines",
            symmetric=True,
            meaning_zh="共同主办、联合发布，或行文写明的合作各方",
            inverse=("合作", "partners with"),
        ),
        "based_on": Predicate(
            ("POLICY",),
            ("POLICY",),
            "zt:basedOn",
            "依据",
            "based on",
            "made on the ground of the other policy",
            "根据《某纲要》，制定本方案",
            "ELI based_on",
            "eli:based_on",
            meaning_zh="依据另一政策制定",
            inverse=("是…的依据", "ground of"),
        ),
        "implements": Predicate(
            ("POLICY",),
            ("POLICY",),
            "zt:implements",
            "落实",
            "implements",
            "carries out the other policy",
            "为贯彻落实《某意见》，出台《某细则》",
            "ELI implements",
            "eli:implements",
            meaning_zh="落实另一政策",
            inverse=("由…落实", "implemented by"),
        ),
        "amends": Predicate(
            ("POLICY",),
            ("POLICY",),
            "zt:amends",
            "修订",
            "amends",
            "changes the other policy, which lives on",
            "《某办法（修订版）》对《某办法》作了修改",
            "ELI amends",
            "eli:amends",
            meaning_zh="修改另一政策，后者继续有效",
            inverse=("由…修订", "amended by"),
            close=("schema:legislationChanges",),
        ),
        "repeals": Predicate(
            ("POLICY",),
            ("POLICY",),
            "zt:repeals",
            "废止",
            "repeals",
            "replaces or ends the other policy",
            "《某办法》施行，《旧办法》同时废止",
            "ELI repeals",
            "eli:repeals",
            meaning_zh="取代或终止另一政策",
            inverse=("由…废止", "repealed by"),
            close=("schema:legislationRepeals",),
        ),
        "cultivates": Predicate(
            ("POLICY", "REGION", "ORG"),
            ("ORG",),
            "zt:cultivates",
            "培育引进",
            "cultivates",
            "supports, attracts or trains up the organisation",
            "某市引进某公司",
            "eval guidelines",
            meaning_zh="扶持、引进或培育该机构",
            inverse=("受…培育", "cultivated by"),
        ),
        "recognised_as": Predicate(
            ("ORG", "REGION", "CLUSTER"),
            ("POLICY", "CLUSTER"),
            "zt:recognisedAs",
            "获评",
            "recognised as",
            "is put on the list that a policy or programme keeps",
            "某公司入选“某计划”",
            "eval guidelines",
            meaning_zh="列入政策或计划公布的名单",
            inverse=("授予", "recognises"),
            close=("schema:award",),
        ),
        "pilots_in": Predicate(
            ("POLICY", "CLUSTER"),
            ("REGION",),
            "zt:pilotsIn",
            "试点于",
            "pilots in",
            "is tried out in the region first",
            "《某方案》在某市先行试点",
            "eval guidelines",
            meaning_zh="先在该地区试行",
            inverse=("试点", "pilot region of"),
            close=("schema:spatialCoverage",),
        ),
        "sets_target": Predicate(
            ("POLICY", "REGION", "ORG"),
            ("TARGET",),
            "zt:setsTarget",
            "提出目标",
            "sets target",
            "a figure is the plan, goal or forecast of the holder",
            "到2025年，建成加氢站70座",
            "schema:QuantitativeValue",
            meaning_zh="数字是主体的计划、目标或预测",
            inverse=("目标主体", "target of"),
        ),
        "offers": Predicate(
            ("POLICY", "REGION", "ORG"),
            ("INSTRUMENT",),
            "zt:offers",
            "提供支持",
            "offers",
            "how the holder supports: a subsidy, a fund, a loan",
            "最高补助500万元",
            "OECD STIP Compass, policy instruments",
            meaning_zh="主体如何支持：补助、基金、贷款",
            inverse=("由…提供", "offered by"),
            close=("schema:makesOffer",),
        ),
    }
)

PREDICATES: Mapping[str, Predicate] = MappingProxyType(_PREDICATES)

MODALITIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "planned": ("计划", "planned"),
        "in_force": ("生效", "in force"),
        "done": ("已完成", "done"),
        "denied": ("否定", "denied"),
    }
)

# Of a policy: how high whoever it binds is; ranks of 立法法 and of 党政机关公文处理工作条例
LEVELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "national": ("国家级", "national"),
        "provincial": ("省级", "provincial"),
        "municipal": ("市级", "municipal"),
        "county": ("县级", "county"),
        "zone": ("园区", "zone"),
    }
)

STATUSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "in_force": ("有效", "in force"),
        "not_yet": ("尚未施行", "not yet in force"),
        "expired": ("已失效", "expired"),
        "repealed": ("已废止", "repealed"),
        "unknown": ("未知", "unknown"),
    }
)

INSTRUMENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "subsidy": ("补助奖励", "subsidy"),
        "tax": ("税收优惠", "tax relief"),
        "fund": ("基金", "fund"),
        "loan": ("信贷", "loan"),
        "land": ("用地", "land"),
        "talent": ("人才", "talent"),
        "procurement": ("政府采购", "procurement"),
        "pilot": ("试点示范", "pilot"),
        "regulation": ("监管", "regulation"),
        "platform": ("公共平台", "platform"),
    }
)


OWN_CLASSES: Mapping[str, Class] = MappingProxyType(dict(_CLASSES))  # without a user's domain
OWN_PREDICATES: Mapping[str, Predicate] = MappingProxyType(dict(_PREDICATES))
_MADE: list[Callable[[], None]] = []  # each forgets a table that was made of these


def derived(make: Callable[..., _T]) -> Callable[..., _T]:
    """Cache what is computed from the tables above, until ``extend`` changes them."""
    made = cache(make)
    _MADE.append(made.cache_clear)
    return made


class Derived(Mapping[str, _T]):
    """A table computed from those above, and computed again when ``extend`` has changed them."""

    def __init__(self, make: Callable[[], Mapping[str, _T]]) -> None:
        self._made = derived(make)

    def __getitem__(self, key: str) -> _T:
        return self._made()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())


def extend(classes: Mapping[str, Class], predicates: Mapping[str, Predicate]) -> None:
    """Add classes and predicates, for the whole process (kg.domain reads and checks them).

    The same addition twice changes nothing.

    Raises:
        ValueError: the key, or its prefix, is taken by something else; holds the key.
    """
    prefixes = {known.prefix: key for key, known in CLASSES.items()}
    for key, row in classes.items():
        if CLASSES.get(key, row) != row or prefixes.get(row.prefix, key) != key:
            raise ValueError(key)
    for name, predicate in predicates.items():
        if PREDICATES.get(name, predicate) != predicate:
            raise ValueError(name)
    _set({**CLASSES, **classes}, {**PREDICATES, **predicates})


@contextmanager
def exactly(classes: Mapping[str, Class], predicates: Mapping[str, Predicate]) -> Iterator[None]:
    """Our own classes and predicates and these, whatever else the process has been told before:
    what a build writes depends on its own domain only.
    """
    before = dict(CLASSES), dict(PREDICATES)
    _set({**OWN_CLASSES, **classes}, {**OWN_PREDICATES, **predicates})
    try:
        yield
    finally:
        _set(*before)


def _set(classes: Mapping[str, Class], predicates: Mapping[str, Predicate]) -> None:
    mentioned = {key: None for key in classes if key in _MENTIONED or key not in OWN_CLASSES}
    tables: tuple[tuple[dict[str, Any], Mapping[str, Any]], ...] = (
        (_CLASSES, classes),
        (_PREDICATES, predicates),
        (_MENTIONED, mentioned),
    )
    for table, rows in tables:
        table.clear()
        table.update(rows)
    for forget in _MADE:
        forget()


def entity_id(label: str, key: str, qualifier: str = "") -> str:
    """The id of a thing: same content, same id, whatever the order of the articles.

    ``qualifier`` is what tells homonyms apart: the name of a region or of an employer.

    >>> entity_id("REGION", "440000")
    'region/440000'
    >>> entity_id("POLICY", "倍增计划", "东莞市")
    'policy/倍增计划~东莞市'
    """
    prefix = CLASSES[label].prefix
    return f"{prefix}/{key}~{qualifier}" if qualifier else f"{prefix}/{key}"
