"""Merging across articles: what becomes one, what stays two, and that order says nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow.parquet import read_table
from pyoxigraph import QuerySolutions

from kg.build import build_from
from kg.config import Config
from kg.graph import build
from kg.relate import relate
from kg.resolve import Joined, link
from kg.store import open_store
from kg.types import Document
from tests.conftest import marked

Linked = Callable[..., Document]

FULL = "[苏州市|R]的[江南星海智联科技有限公司|O]（以下简称“[星海智联|O]”）扩产。"
SHORT = "[苏州市|R]的[星海智联|O]招人，[星海智联|O]投产。"
PROVINCE = "[江苏|R]：[星海智联|O]上榜。"
OTHER = "[西安市|R]的[星海智联|O]停产。"
BARE = "[星海智联|O]发布财报。"


def merged(documents: Sequence[Document]) -> dict[str, str]:
    return dict(Joined(documents).redirects)


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        # the full name and its 简称 in the same city, or in the province around it
        ([FULL, SHORT], {"org/星海智联~苏州市": "org/江南星海智联科技有限公司"}),
        ([FULL, PROVINCE], {"org/星海智联~江苏省": "org/江南星海智联科技有限公司"}),
        # another city's is another company
        ([FULL, OTHER], {}),
        ([SHORT, OTHER], {}),
        ([SHORT, PROVINCE], {"org/星海智联~苏州市": "org/星海智联~江苏省"}),
        # a name without a place: the only one of its name, or nobody's
        ([SHORT, BARE], {"org/星海智联~苏州市": "org/星海智联"}),
        ([SHORT, OTHER, BARE], {}),
        ([SHORT, OTHER, PROVINCE], {}),
        # one stock code
        (
            [
                "[云山精工|O]（688999）上市。",
                "[苏州市|R]的[云山精工股份有限公司|O]（688999）扩产。",
            ],
            {"org/云山精工": "org/云山精工股份有限公司"},
        ),
        # 某省工信厅 needs no merge
        (["[河北省工信厅|O]发文。", "[河北|R]：[省工业和信息化厅|O]发文。"], {}),
        # counties of one name
        (["[南京市|R][鼓楼区|R]。", "[福州市|R][鼓楼区|R]。", "[鼓楼区|R]。"], {}),
        # a title without its place is that place's, and no other's
        (
            ["[山东省政府|O]印发《[海洋行动计划|D]》。", "《[山东省海洋行动计划|D]》施行。"],
            {"policy/海洋行动计划~山东省": "policy/山东省海洋行动计划"},
        ),
        (["[浙江省政府|O]印发《[海洋行动计划|D]》。", "《[山东省海洋行动计划|D]》施行。"], {}),
        # with and without its years; two editions stay two
        (
            ["《[山东省海洋行动计划|D]》。", "《[山东省海洋行动计划（2021—2025年）|D]》。"],
            {"policy/山东省海洋行动计划": "policy/山东省海洋行动计划（2021—2025年）"},
        ),
        (
            [
                "《[山东省海洋行动计划|D]》。",
                "《[山东省海洋行动计划（2021—2025年）|D]》。",
                "《[山东省海洋行动计划（2016—2020年）|D]》。",
            ],
            {},
        ),
        (["《[山东省海洋办法|D]》。", "《[山东省海洋办法（试行）|D]》。"], {}),
    ],
)
def test_what_is_one_and_what_stays_apart(
    linked: Linked, texts: list[str], ids: dict[str, str]
) -> None:
    assert merged([linked(text) for text in texts]) == ids


def test_persons_follow_their_employers(linked: Linked) -> None:
    texts = [
        FULL + "[星海智联|O]董事长[张三丰|P]说。",
        "[苏州市|R]的[星海智联|O]董事长[张三丰|P]到会。",
        "[西安市|R]的[星海智联|O]董事长[张三丰|P]到会。",
    ]
    assert merged([linked(text) for text in texts]) == {
        "org/星海智联~苏州市": "org/江南星海智联科技有限公司",
        "person/张三丰~星海智联~苏州市": "person/张三丰~江南星海智联科技有限公司",
    }


def test_every_merge_says_why_and_where(linked: Linked) -> None:
    documents = [linked(FULL), linked(SHORT)]
    (merge,) = Joined(documents).merges
    assert merge.reason == "简称 of the full name, places agree"
    assert merge.article == documents[0].article.id
    inside = {(m.name, m.reason) for m in documents[0].merges}
    assert inside == {("星海智联", "简称 in brackets")}


def test_the_kept_entity_has_all_names_and_evidence(related: Linked) -> None:
    texts = [
        FULL + "[星海智联|O]与[甲乙大学|O]签署合作协议。",
        SHORT + "[星海智联|O]与[甲乙大学|O]签署合作协议。",
    ]
    graph = build(Joined([related(text) for text in texts]))
    company = graph.nodes["org/江南星海智联科技有限公司"]
    assert {"星海智联", "江南星海智联科技有限公司"} == {company["name"], *company["aliases"]}
    assert len({place[0] for place in company["mentions"]}) == 2
    (evidence,) = [
        data["evidence"]
        for _, _, key, data in graph.edges(keys=True, data=True)
        if key == "partners_with"
    ]
    assert len({one.article for one in evidence}) == 2
    assert not [node for node in graph if "星海智联~" in node]


NAMES = st.sampled_from(["星海智联", "江南星海智联科技有限公司", "云山精工", "星海集团有限公司"])
PLACES = st.sampled_from(["[苏州市|R]", "[江苏|R]", "[西安市|R]", "[南京市|R][鼓楼区|R]", ""])
TITLES = st.sampled_from(
    ["行动计划", "江苏省海洋行动计划", "海洋行动计划", "海洋行动计划（2021—2025年）"]
)
CODES = st.sampled_from(["", "（688999）", "（以下简称“[星海智联|O]”）"])
SENTENCES = st.builds(
    "{}的[{}|O]{}印发《[{}|D]》，董事长[张三丰|P]说。".format, PLACES, NAMES, CODES, TITLES
)
ARTICLES = st.lists(
    st.lists(SENTENCES, min_size=1, max_size=2).map("\n".join), max_size=6, unique=True
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, st.randoms(use_true_random=False))
def test_ids_and_merges_do_not_depend_on_the_order(texts: list[str], random: Random) -> None:
    documents = [relate(link(marked(text))) for text in texts]
    shuffled = list(documents)
    random.shuffle(shuffled)
    one, two = Joined(documents), Joined(shuffled)
    assert one.merges == two.merges
    assert {d.article.id: d for d in one} == {d.article.id: d for d in two}
    # what is kept is replaced by nothing, and every id leads to an entity
    assert not one.redirects.keys() & set(one.redirects.values())
    ids = {entity.id for document in one for entity in document.entities}
    assert set(one.redirects.values()) <= ids
    assert not one.redirects.keys() & ids


def test_an_old_id_is_redirected_in_tables_and_rdf(tmp_path: Path) -> None:
    made = [relate(link(marked(text))) for text in (FULL, SHORT)]
    documents = {document.article.id: document for document in made}
    build_from(
        lambda skipped: [document.article for document in made],
        tmp_path,
        Config(recogniser="none"),
        lambda given, config: (documents[article.id] for article in given),
    )
    new, old = "org/江南星海智联科技有限公司", "org/星海智联~苏州市"
    redirects = read_table(tmp_path / "tables" / "redirects.parquet").to_pylist()
    assert redirects == [{"old": old, "new": new}]
    turtle = (tmp_path / "graph.ttl").read_text("utf-8")
    assert "dct:isReplacedBy" in turtle
    asked = (
        "SELECT ?new { <https://w3id.org/zhengtu/id/org/星海智联~苏州市> "
        "<http://purl.org/dc/terms/isReplacedBy> ?new }"
    )
    found = open_store(tmp_path).query(asked)
    assert isinstance(found, QuerySolutions)
    (answer,) = found
    assert answer["new"].value == f"https://w3id.org/zhengtu/id/{new}"
