"""The cookbook: every query runs, in Oxigraph and in rdflib, and says what the samples say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kg.cookbook import bound, recipe, recipes
from kg.cookbook.files import parse as parse_file
from kg.errors import InputError, UnknownNameError
from kg.graph import build
from kg.lang import Text
from kg.rdf import all_quads
from kg.rdf.interchange import to_dataset
from kg.rdf.results import Result, encode, table
from kg.store import open_store, query
from kg.types import Article, Document, Entity, Fact, Mention, Span

NAMES = [one.name for one in recipes()]
JSON = "application/sparql-results+json"
Row = dict[str, str]

SHANDONG = "policy:山东省氢能产业中长期发展规划（2020—2030年）"
WEST_2025 = "policy:西部地区鼓励类产业目录（2025年本）"
WEST_2020 = "policy:西部地区鼓励类产业目录（2020年本）"
ZHEJIANG = "policy:浙江省“415X”先进制造业集群建设行动方案（2023—2027年）"
FUJIAN = "policy:福建省做大做强做优数字经济行动计划（2022—2025年）"
NANJING = "policy:南京市推进产业强市行动计划（2023—2025年）"
SHENZHEN = "policy:深圳经济特区低空经济产业促进条例"
SHENZHEN_MEASURES = "policy:深圳市支持低空经济高质量发展的若干措施"
DIGITAL = "policy:“十四五”数字经济发展规划"
ROBOTS_PLUS = "policy:“机器人+”应用行动实施方案"
STRONG_GUANGDONG = "policy:关于高质量建设制造强省的意见"
GUANGDONG_ROBOTS = "policy:广东省培育智能机器人战略性新兴产业集群行动计划（2023—2025年）"
SHANGHAI_ROBOTS = "policy:上海市促进智能机器人产业高质量创新发展行动方案（2023—2025年）"
NDRC = "organisation:国家发展和改革委员会"

# What the sample articles say, read by us: name, parameters, rows that must be there. A row names
# the columns that do not depend on how much else is found.
EXPECTED: list[tuple[str, dict[str, str], list[Row]]] = [
    (
        "article-facts",
        {},
        [
            {"subject": "organisation:国务院", "predicate": "zt:issues", "object": DIGITAL},
            {"subject": FUJIAN, "predicate": "zt:covers", "object": "industry:数字经济"},
        ],
    ),
    (
        "articles",
        {},
        [
            {"headline": "六个看点读懂临港新片区“50条”", "date": "2019-09-03T23:15:00Z"},
            {
                "headline": "问答：安徽新能源汽车如何冲刺“世界级集群”",
                "date": "2021-12-08T10:12:33Z",
            },
        ],
    ),
    ("clusters", {}, [{"industry": "industry:数字安防与网络通信", "place": "region:330108"}]),
    ("co-mentions", {"least": "2"}, [{"one": "region:370700", "other": "region:371500"}]),
    ("companies-in-provinces", {}, [{"organisation": "organisation:华为"}]),
    (
        "confirmed-facts",
        {},
        [{"subject": "region:440300", "predicate": "zt:locatedIn", "object": "region:440000"}],
    ),
    (
        "evidence",
        {"thing": "西部地区鼓励类产业目录（2025年本）"},
        [
            {
                "subject": WEST_2025,
                "predicate": "zt:repeals",
                "object": WEST_2020,
                "words": "经国务院同意，国家发展改革委日前发布《西部地区鼓励类产业目录（2025年本）》"
                "（以下简称《目录（2025年本）》），自2025年1月1日起施行，"
                "《西部地区鼓励类产业目录（2020年本）》同时废止。",
            }
        ],
    ),
    ("facts-by-modality", {}, [{"predicate": "zt:setsTarget", "modality": "planned"}]),
    ("implemented-by", {}, [{"below": GUANGDONG_ROBOTS}]),
    ("implements", {}, [{"above": ROBOTS_PLUS}]),
    ("industries-by-provinces", {}, [{"year": "2022", "industry": "industry:数字经济"}]),
    (
        "industries-of-policy",
        {},
        [{"name": name} for name in ("元宇宙", "储能与氢能", "新能源汽车", "生物医药")],
    ),
    ("industries-of-region", {"region": "广东省"}, [{"industry": "industry:低空经济"}]),
    (
        "industries-together",
        {},
        [{"one": "industry:生物医药", "other": "industry:集成电路"}],
    ),
    ("industry-tree", {}, [{"industry": "industry:集成电路", "broader": "industry:半导体"}]),
    (
        "instruments",
        {},
        [
            {"holder": "region:440306", "kind": "subsidy", "amount": "30000000", "unit": "元"},
            {"holder": SHENZHEN_MEASURES, "kind": "subsidy", "amount": "5000000", "unit": "元"},
        ],
    ),
    ("instruments-by-kind", {}, [{"kind": "subsidy"}, {"kind": "tax"}]),
    ("issuers", {}, [{"name": "国家发展和改革委员会"}, {"name": "国务院"}]),
    (
        "leaders",
        {},
        [
            {"name": "李斌", "role": "创始人、董事长", "body": "organisation:蔚来"},
            {"name": "孫東", "body": "organisation:创新科技及工业局"},
        ],
    ),
    (
        "mentions",
        {"thing": "宁德时代"},
        [
            {
                "name": "宁德时代新能源科技股份有限公司",
                "words": "2021年9月，宁德时代新能源科技股份有限公司（以下简称“宁德时代”）"
                "的宁德工厂入选世界经济论坛“灯塔工厂”名单，成为动力电池行业数字化转型的样板。",
            }
        ],
    ),
    ("most-connected", {"limit": "5"}, [{"thing": ZHEJIANG}]),
    (
        "names",
        {},
        [
            {"property": "dct:identifier", "value": "440000"},
            {"property": "schema:name", "value": "广东省"},
            {"property": "skos:altLabel", "value": "广东"},
            {"property": "zt:register", "value": "gbt2260"},
        ],
    ),
    (
        "neighbours",
        {"thing": "华为"},
        [{"predicate": "zt:partnersWith", "name": "安徽江淮汽车集团股份有限公司"}],
    ),
    ("organisations-in-region", {}, [{"name": "蔚来中国总部"}, {"name": "安徽省人民政府"}]),
    ("partners", {}, [{"one": "organisation:东南大学", "other": "organisation:紫金山实验室"}]),
    ("path", {}, [{"p1": "zt:repeals", "via": WEST_2020, "p2": "zt:implements"}]),
    ("policies-by-year", {}, [{"level": "national", "year": "2022"}]),
    ("policies-for-industry", {}, [{"policy": "policy:四川省氢能产业发展规划（2021—2025年）"}]),
    ("policies-in-force", {}, [{"policy": SHENZHEN, "effective": "2024-02-01", "expires": ""}]),
    (
        "policies-in-period",
        {"year": "2029"},
        [{"policy": SHANDONG, "first": "2020", "last": "2030"}],
    ),
    (
        "policies-of-issuer",
        {},
        [{"policy": "policy:关于延续西部大开发企业所得税政策的公告", "type": "公告"}],
    ),
    (
        "policy-dates",
        {},
        [
            {"policy": ZHEJIANG, "number": "浙政发〔2023〕4号", "level": "provincial"},
            {"policy": NANJING, "published": "2023-06-15", "level": "municipal"},
        ],
    ),
    (
        "policy-status",
        {"day": "2024-01-31"},
        [{"policy": SHENZHEN, "status": "not_yet"}, {"policy": SHANDONG, "status": "unknown"}],
    ),
    ("provinces-for-industry", {}, [{"name": "广东省"}, {"name": "上海市"}]),
    (
        "quotes",
        {},
        [
            {
                "speaker": "organisation:福建省发展和改革委员会",
                "words": "《行动计划》提出，到2025年，全省数字经济增加值要超过4万亿元；"
                "与2020年相比，核心产业增加值在地区生产总值中的占比提高3个百分点。",
                "subject": FUJIAN,
            }
        ],
    ),
    (
        "replaced-policies",
        {},
        [
            {"policy": WEST_2025, "how": "zt:repeals", "before": WEST_2020},
            {
                "policy": "policy:产业结构调整指导目录（2024年本）",
                "how": "zt:repeals",
                "before": "policy:产业结构调整指导目录（2019年本）",
            },
        ],
    ),
    (
        "single-source-facts",
        {},
        [{"subject": WEST_2025, "predicate": "zt:repeals", "object": WEST_2020}],
    ),
    (
        "target-series",
        {},
        [
            {"holder": SHANDONG, "year": "2022", "figure": "20000000000", "unit": "元"},
            {"holder": SHANDONG, "year": "2025", "figure": "100000000000", "unit": "元"},
        ],
    ),
    (
        "targets-by-deadline",
        {},
        [{"holder": ZHEJIANG, "least": "12000000000000", "unit": "元"}],
    ),
    (
        "targets-by-indicator",
        {},
        [
            {
                "holder": "policy:广东省制造业高质量发展“十四五”规划",
                "year": "2025",
                "value": "80000000000",
                "unit": "元",
            },
            {"holder": ZHEJIANG, "year": "2025", "least": "10000000000000", "unit": "元"},
        ],
    ),
    (
        "targets-of-region",
        {"region": "浙江省"},
        [{"holder": ZHEJIANG, "year": "2027", "value": "15", "unit": "家"}],
    ),
    ("targets-per-year", {}, [{"year": "2030"}]),
    ("uncertain-facts", {}, [{"predicate": "zt:covers", "rule": "covers:topic"}]),
    ("unregistered", {}, [{"class": "skos:Concept", "name": "储能与氢能"}]),
]


@pytest.fixture(scope="module")
def ask(demo: Path) -> Callable[[str], Result]:
    return partial(query, open_store(demo))


def rows(result: Result) -> list[Row]:
    header, found = table(result)
    return [dict(zip(header, cells, strict=True)) for cells in found]


@pytest.mark.parametrize(
    ("name", "given", "expected"), [pytest.param(*row, id=row[0]) for row in EXPECTED]
)
def test_query_says_what_the_samples_say(
    ask: Callable[[str], Result], name: str, given: dict[str, str], expected: list[Row]
) -> None:
    found = rows(ask(bound(recipe(name), given, ask)))
    for row in expected:
        assert any(row.items() <= one.items() for one in found), row


ANSWERS = Path(__file__).parent / "cookbook"


@pytest.mark.parametrize("name", NAMES)
def test_whole_answer_is_the_committed_one(
    ask: Callable[[str], Result], name: str, pytestconfig: pytest.Config
) -> None:
    """``pytest tests/test_cookbook.py --update-answers`` writes them anew; the diff is to be read."""
    answer = encode(ask(bound(recipe(name), {}, ask)), "text/csv").decode().replace("\r\n", "\n")
    path = ANSWERS / f"{name}.csv"
    if pytestconfig.getoption("--update-answers"):
        path.write_text(answer, "utf-8", newline="\n")
    assert answer == path.read_text("utf-8")


def test_every_committed_answer_has_a_query() -> None:
    assert sorted(path.stem for path in ANSWERS.iterdir()) == NAMES


def test_samples_do_not_contradict_each_other(ask: Callable[[str], Result]) -> None:
    assert rows(ask(bound(recipe("conflicts"), {}))) == []


def test_every_query_has_an_expected_answer() -> None:
    assert sorted({row[0] for row in EXPECTED} | {"conflicts"}) == NAMES
    assert len(NAMES) >= 25


# Which of them rdflib does not finish in a minute on the samples, and why.
TOO_SLOW_FOR_RDFLIB = {
    "companies-in-provinces": "joins all mentions of a sentence: 35 s, Oxigraph 15 ms"
}


@pytest.fixture(scope="module")
def dataset(demo: Path) -> rdflib.Dataset:
    return to_dataset(open_store(demo))


# rdflib warns of its own use of its older names.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", [name for name in NAMES if name not in TOO_SLOW_FOR_RDFLIB])
def test_rdflib_says_the_same(
    ask: Callable[[str], Result], dataset: rdflib.Dataset, name: str
) -> None:
    sparql = bound(recipe(name), {})
    text = dataset.query(sparql).serialize(format="json")
    assert text is not None
    assert sorted(_plain(text)) == sorted(_plain(encode(ask(sparql), JSON)))


def _plain(text: bytes) -> Iterator[str]:
    """Rows as text. rdflib writes the zone Z as +00:00."""
    for row in json.loads(text)["results"]["bindings"]:
        values = {name: cell["value"].replace("+00:00", "Z") for name, cell in row.items()}
        yield json.dumps(values, sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("name", NAMES)
def test_head_and_query_agree(name: str) -> None:
    one = recipe(name)
    assert {parameter.name for parameter in one.parameters} == set(
        re.findall(r"\$(\w+)", one.template)
    )
    assert all((one.question.zh, one.question.en))
    assert all(all((p.what.zh, p.what.en)) for p in one.parameters)


@pytest.mark.parametrize("name", NAMES)
def test_query_declares_its_prefixes(name: str) -> None:
    Store().query(bound(recipe(name), {}))


PLACE = Entity("region/330000", "REGION", "浙江省", aliases=("浙江",))
OTHER = Entity("region/330099", "REGION", "浙江")
BODY = Entity("org/甲厅", "ORG", "甲厅")
WORDS = "甲厅在浙江省。"
DOCUMENT = Document(
    Article("0" * 16, "a", WORDS),
    sentences=(Span(0, len(WORDS)),),
    mentions=(
        Mention(Span(0, 2), "ORG", "pattern", 1.0, BODY.id),
        Mention(Span(3, 6), "REGION", "pattern", 1.0, PLACE.id),
    ),
    entities=(BODY, PLACE, OTHER),
    facts=(Fact(BODY.id, "located_in", PLACE.id, (Span(0, len(WORDS)),), "text", 0.9),),
)


@pytest.fixture(scope="module")
def ask_small() -> Callable[[str], Result]:
    made = Store()
    made.extend(all_quads(build([DOCUMENT]), [DOCUMENT]))
    return partial(query, made)


@pytest.mark.parametrize(
    "value",
    ["浙江省", "region/330000", "region:330000", "https://w3id.org/zhengtu/id/region/330000"],
)
def test_entity_is_given_by_name_id_or_iri(ask_small: Callable[[str], Result], value: str) -> None:
    sparql = bound(recipe("organisations-in-region"), {"region": value}, ask_small)
    assert "<https://w3id.org/zhengtu/id/region/330000>" in sparql
    assert rows(ask_small(sparql)) == [{"organisation": "organisation:甲厅", "name": "甲厅"}]


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("policies-in-force", {"day": "2024-13-01"}, "--param day: '2024-13-01' is no date"),
        ("policies-in-period", {"year": "二〇二四"}, "'二〇二四' is no whole number"),
        ("policies-in-force", {"when": "2024-01-01"}, "no such parameter; known: day"),
        (
            "industries-of-region",
            {"region": "浙江"},
            "浙江 is several; give an id: region/330000, ",
        ),
        ("industries-of-region", {"region": "浙江首"}, "no 浙江首 in the graph; near are 浙江"),
        ("industries-of-region", {"region": "org/甲厅"}, "org/甲厅 is no region"),
        ("industries-of-region", {"region": "zz"}, "no zz in the graph$"),
    ],
)
def test_wrong_value_is_an_error_that_helps(
    ask_small: Callable[[str], Result], name: str, given: dict[str, str], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        bound(recipe(name), given, ask_small)


@pytest.mark.parametrize(
    "value", ['"} INSERT {', "\\", "' . ?s ?p ?o . #", "\n}", "$limit", '"""', "\\u0022"]
)
def test_text_of_a_user_is_never_read_as_a_query(
    ask_small: Callable[[str], Result], value: str
) -> None:
    one = parse_file("t", "# zh: 问\n# en: ask\n# param: x text a | 甲 | a\nSELECT ($x AS ?y) {}")
    (row,) = json.loads(encode(ask_small(bound(one, {"x": value})), JSON))["results"]["bindings"]
    assert row["y"] == {"type": "literal", "value": value}


@pytest.mark.parametrize("value", ["region/1> } #", "region/{}", "org/甲 <乙>"])
def test_id_of_a_user_is_never_read_as_a_query(value: str) -> None:
    sparql = bound(recipe("neighbours"), {"thing": value})
    Store().query(sparql)
    assert sparql.count("<https://w3id.org/zhengtu/id/") == 2


def test_unknown_query_names_the_near_one() -> None:
    with pytest.raises(UnknownNameError, match="did you mean policies-in-force"):
        recipe("policy-in-force")


def test_conflict_is_shown_with_both_sides() -> None:
    turtle = """
        <a:h> zt:setsTarget <a:1>, <a:2> . <a:1> zt:conflictsWith <a:2> . <a:2> zt:conflictsWith <a:1> .
        <a:1> prov:wasDerivedFrom <a:s1> . <a:2> prov:wasDerivedFrom <a:s2> .
        <a:s1> nif:anchorOf "到2025年达到1000亿元" . <a:s2> nif:anchorOf "到2025年达到1200亿元" .
    """
    prefixes = bound(recipe("conflicts"), {}).partition("SELECT")[0].replace("PREFIX", "@prefix")
    made = Store()
    made.extend(parse(prefixes.replace(">\n", "> .\n") + turtle, RdfFormat.TURTLE))
    assert rows(query(made, bound(recipe("conflicts"), {}))) == [
        {
            "holder": "<a:h>",
            "one": "<a:1>",
            "words": "到2025年达到1000亿元",
            "other": "<a:2>",
            "otherWords": "到2025年达到1200亿元",
        }
    ]


def test_question_is_in_both_languages() -> None:
    assert recipe("leaders").question == Text(
        "谁在哪个机构任职，任何职务？文章日期为证",
        "Who holds which post in which body, and when was that said?",
    )
