"""The article that the project started from must always work (../shared/seed)."""

import json
from pathlib import Path

import pytest

from kg.config import Config
from kg.evaluate.shape import to_object
from kg.graph import build
from kg.ingest import read
from kg.pipeline import annotate
from kg.types import Document, Entity, Skip


@pytest.fixture(scope="module")
def seed(shared: Path) -> Document:
    skipped: list[Skip] = []
    (article,) = read([str(path) for path in (shared / "seed").glob("*.txt")], skipped.append)
    assert skipped == []
    (document,) = annotate([article], Config())
    return document


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = json.loads(
        (shared / "eval/gold/seed.json").read_text("utf-8")
    )
    return loaded


def entity(document: Document, name: str) -> Entity:
    (found,) = [e for e in document.entities if e.name == name]
    return found


def named(document: Document, label: str) -> set[str]:
    mentioned = {m.entity for m in document.mentions}
    return {e.name for e in document.entities if e.label == label and e.id in mentioned}


def test_text_title_and_date(seed: Document, gold: dict[str, object]) -> None:
    assert seed.article.text == gold["text"]
    assert seed.article.title == seed.article.text.split("\n")[0]
    assert seed.article.title.endswith("“上云用云”")
    assert seed.article.date == "2021-07-06T05:46:21Z"


def test_three_policies_and_the_short_title_of_one(seed: Document) -> None:
    full = "广东省制造业数字化转型实施方案（2021—2025年）"
    assert named(seed, "POLICY") == {
        full,
        "广东省制造业数字化转型若干政策措施",
        "广东省工业互联网示范区建设实施方案",
    }
    text = seed.article.text
    short = [m.entity for m in seed.mentions if m.span.of(text) == "实施方案"]
    assert short == [entity(seed, full).id] * 3


def test_two_complete_lists_of_ten(seed: Document) -> None:
    stated = [(len(items.items), items.complete) for items in seed.lists if items.stated]
    assert stated == [(10, True), (10, True)]


def test_industries_are_those_of_the_gold(
    seed: Document, gold: dict[str, list[dict[str, object]]]
) -> None:
    wanted = {e["canonical"] for e in gold["entities"] if e["type"] == "CLUSTER"}
    found = named(seed, "CLUSTER")
    assert found <= wanted and len(found) >= len(wanted) - 1
    assert {"智能机器人", "家电", "电子信息", "注塑", "消费品"} <= wanted


def test_a_linked_stock_inside_a_word_makes_no_company(seed: Document) -> None:
    assert any("sz300024" in link.url for link in seed.article.links)
    assert "机器人" not in named(seed, "ORG")


def test_the_province_is_one_region_with_its_code(seed: Document) -> None:
    text = seed.article.text
    codes = {
        e.code
        for m in seed.mentions
        for e in seed.entities
        if e.id == m.entity and m.span.of(text) in ("广东", "广东省")
    }
    assert codes == {"440000"}


def test_the_inner_unit_its_parent_and_its_head(seed: Document) -> None:
    unit = entity(seed, "广东省工业和信息化厅工业互联网处")
    assert unit.parent == entity(seed, "广东省工业和信息化厅").id
    (person,) = [e for e in seed.entities if e.label == "PERSON"]
    assert (person.id, "works_for", unit.id) in {
        (f.subject, f.predicate, f.object) for f in seed.facts
    }


def test_companies_and_the_newspaper(
    seed: Document, gold: dict[str, list[dict[str, object]]]
) -> None:
    wanted = {e["canonical"] for e in gold["entities"] if e["type"] == "ORG"}
    found = named(seed, "ORG")
    assert len(found - wanted) <= 1 and len(wanted - found) <= 1
    assert "21世纪经济报道" in found


def test_nine_targets(seed: Document, gold: dict[str, list[dict[str, object]]]) -> None:
    keys = ("holder", "deadline", "value", "unit", "qualifier")
    found = {tuple(t.get(key) for key in keys) for t in to_object(seed)["targets"]}
    assert found == {tuple(t.get(key) for key in keys) for t in gold["targets"]}


def test_two_points_of_one_indicator(seed: Document) -> None:
    points = {
        (t.indicator, int(t.value), t.deadline)
        for t in seed.targets
        if t.value in (800_000, 1_000_000)
    }
    assert len({indicator for indicator, _, _ in points}) == 1
    assert {(value, year) for _, value, year in points} == {(800_000, 2023), (1_000_000, 2025)}


def test_every_edge_of_the_graph_carries_its_sentence(seed: Document) -> None:
    graph = build([seed])
    assert graph.number_of_edges() > 30
    for _, _, evidence in graph.edges(data="evidence"):
        assert evidence
        assert all(span in seed.sentences for one in evidence for span in one.spans)
