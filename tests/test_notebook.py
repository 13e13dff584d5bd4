"""The graph as an analyst sees it, from two articles of a province that does not exist."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.build import build_from
from kg.config import Config
from kg.errors import InputError, StoreError, UnknownNameError
from kg.tables import MERGED
from kg.types import Document

FIRST = "[浙江省|R][工业和信息化厅|O]印发《[浙江省氢能行动计划|D]》，支持[氢能|C]产业。\
到2025年，建成加氢站20座。"
SECOND = "《[浙江省氢能行动计划|D]》提出，支持[氢能|C]产业和[储能|C]产业。"


@pytest.fixture(scope="module")
def graph(related: Callable[..., Document]) -> kg.Graph:
    return kg.Graph([related(FIRST, "2023-05-01"), related(SECOND, "2024-06-02T01:00:00Z")])


@pytest.fixture(scope="module")
def plan(graph: kg.Graph) -> kg.EntityView:
    return graph.entity("浙江省氢能行动计划")


def test_import_is_light() -> None:
    code = "import sys, kg; print({'spacy', 'networkx', 'pyarrow', 'pandas'} & {*sys.modules})"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


def test_entities_are_merged_and_mentions_are_not(graph: kg.Graph) -> None:
    rows = {row["name"]: row for row in graph.entities}
    assert rows["浙江省氢能行动计划"] == {
        "id": "policy/浙江省氢能行动计划",
        "label": "POLICY",
        "name": "浙江省氢能行动计划",
        "english": "",
        "aliases": [],
        "register": "",
        "code": "",
        "region": "region/330000",
        "region_name": "浙江省",
        "province": "浙江省",
        "parent": "",
        "parent_name": "",
        "mentions": 2,
        "facts": graph.nx.degree("policy/浙江省氢能行动计划"),
        "articles": 2,
        "first_day": date(2023, 5, 1),
        "last_day": date(2024, 6, 2),
    }
    assert len(graph.mentions.filter(entity="policy/浙江省氢能行动计划")) == 2
    assert (rows["浙江省"]["province"], rows["浙江省"]["english"]) == ("浙江省", "Zhejiang")


def test_facts_have_one_row_and_evidence_one_an_article(graph: kg.Graph) -> None:
    chosen = {"predicate": "covers", "object_name": "氢能", "subject_label": "POLICY"}
    (fact,) = graph.facts.filter(**chosen)
    assert (fact["articles"], fact["evidence"], fact["asserted"]) == (2, 2, True)
    assert (fact["first_day"], fact["last_day"]) == (date(2023, 5, 1), date(2024, 6, 2))
    assert fact["sentence"].startswith("浙江省工业和信息化厅印发")
    assert [row["day"] for row in graph.evidence.filter(**chosen)] in (
        [date(2023, 5, 1), date(2024, 6, 2)],
        [date(2024, 6, 2), date(2023, 5, 1)],
    )


def test_targets_are_exact_and_floating(graph: kg.Graph) -> None:
    (target,) = graph.targets
    assert (target["value"], target["value_exact"]) == (20.0, "20")
    assert (target["unit"], target["deadline"], target["holder_name"]) == (
        "座",
        2025,
        "浙江省氢能行动计划",
    )


def test_a_build_has_the_same_tables(graph: kg.Graph, tmp_path: Path) -> None:
    documents = list(graph.documents)
    articles = [document.article for document in documents]
    known = {document.article.id: document for document in documents}
    build_from(
        lambda skipped: articles,
        tmp_path / "out",
        Config(recogniser="none"),
        lambda missing, config: (known[article.id] for article in missing),
    )
    opened = kg.Graph.open(tmp_path / "out")
    for name in (*MERGED, "mentions", "sentences", "articles"):
        assert getattr(opened, name).to_arrow().equals(getattr(graph, name).to_arrow()), name
    assert nx.utils.graphs_equal(opened.nx, graph.nx)
    sparql = "SELECT ?s ?o { ?s zt:covers ?o } ORDER BY ?s ?o"
    assert opened.query(sparql).rows() == graph.query(sparql).rows() != []
    assert opened.show("氢能")._repr_html_() == graph.show("氢能")._repr_html_()


def test_open_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        kg.Graph.open(tmp_path)


def test_find_and_entity(graph: kg.Graph, plan: kg.EntityView) -> None:
    assert [one.name for one in graph.find("氢能")][:1] == ["氢能"]
    assert [one.label for one in graph.find("氢能", "POLICY")] == ["POLICY"]
    assert graph.find("没有的") == []
    assert graph.entity("policy/浙江省氢能行动计划") == plan
    assert (plan.label, plan.aliases, plan.province) == ("POLICY", (), "浙江省")
    with pytest.raises(InputError, match="没有的: no such node"):
        graph.entity("没有的")


def test_from_entity_to_fact_to_sentence(plan: kg.EntityView) -> None:
    fact = next(
        one for one in plan.facts if one.object.name == "氢能" and one.predicate == "covers"
    )
    assert fact.subject == plan
    assert [one.article.date for one in fact.evidence] == ["2023-05-01", "2024-06-02T01:00:00Z"]
    first = fact.evidence[0]
    assert first.sentence == first.article.text[first.spans[0].start : first.spans[0].end]
    assert fact.modality == ("in_force",)
    assert repr(fact) == "<浙江省氢能行动计划 —支持产业→ 氢能>"
    words = first._repr_html_()
    assert ">氢能</mark>" in words and ">浙江省氢能行动计划</mark>" in words
    assert [one.article.date[:4] for one in plan.mentions] == ["2023", "2024"]


def test_cards_are_escaped(related: Callable[..., Document]) -> None:
    found = kg.Graph([related("[某市|R]印发《[<b>方案|D]》，支持[氢能|C]产业。")])
    views: list[Any] = [found, *found.find("方案"), *found.claims(), *found.claims()[0].evidence]
    for view in views:
        assert "<b>" not in view._repr_html_()
        assert repr(view)


def test_query_takes_values_and_gives_values(graph: kg.Graph, plan: kg.EntityView) -> None:
    covered = graph.query("SELECT ?name { ?policy zt:covers [ schema:name ?name ] }", policy=plan)
    assert sorted(row["name"] for row in covered) == ["储能", "氢能"]
    (row,) = graph.query("SELECT ?t ?year { ?t zt:byYear ?year }", year=2025)
    assert row["year"] == 2025
    assert row["t"] in graph.nx
    named = graph.query("SELECT ?x { ?x schema:name ?name }", name='氢能" } #')
    assert len(named) == 0
    assert graph.query("ASK { ?s zt:covers ?o }").rows() == [{"ask": True}]
    with pytest.raises(InputError, match=r"has no variable \?yaer"):
        graph.query("SELECT ?t { ?t zt:byYear ?year }", yaer=2025)
    with pytest.raises(InputError, match="no value of RDF"):
        graph.query("SELECT ?t { ?t zt:byYear ?year }", year=[2025])


def test_named_queries_take_entities_and_text(graph: kg.Graph, plan: kg.EntityView) -> None:
    recipes = {row["named"]: row for row in graph.recipes}
    assert recipes["industries-of-policy"]["parameters"].startswith("policy=")
    by_entity = graph.query(named="industries-of-policy", policy=plan)
    by_name = graph.query(named="industries-of-policy", policy="浙江省氢能行动计划")
    assert by_entity.rows() == by_name.rows()
    assert {"氢能", "储能"} <= {value for row in by_entity for value in row.values()}
    with pytest.raises(UnknownNameError, match="did you mean industries-of-policy"):
        graph.query(named="industry-of-policy")
    with pytest.raises(InputError, match="give either SPARQL or named"):
        graph.query()


def test_ego_rdflib_and_pyvis(graph: kg.Graph, plan: kg.EntityView) -> None:
    near = graph.ego("浙江省氢能行动计划")
    assert {hops for _, hops in near.nodes(data="hops")} == {0, 1}
    assert (
        len(graph.to_rdflib()) == graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows()[0]["n"]
    )
    assert '"id": "industry/\\u6c22\\u80fd"' in graph.to_pyvis("氢能").html


def test_page_opens_at_a_node_in_a_frame_of_its_own(graph: kg.Graph, tmp_path: Path) -> None:
    page = graph.show("氢能")
    shown = page._repr_html_()
    assert 'sandbox="allow-scripts' in shown and "allow-same-origin" not in shown
    assert "&lt;base href=&quot;about:srcdoc&quot;&gt;" in shown
    assert "#n=industry/%E6%B0%A2%E8%83%BD" in shown
    assert shown.count("'sha256-".replace("'", "&#x27;")) == 3  # start, program, style
    assert page.save(tmp_path / "page.html").read_text("utf-8") == page.html


def test_export_by_suffix(graph: kg.Graph, tmp_path: Path) -> None:
    assert graph.export(tmp_path / "g.graphml").stat().st_size > 0
    assert "氢能" in graph.export(tmp_path / "g.html", "氢能").read_text("utf-8")


def test_annotate_counts_in_the_text_as_given() -> None:
    words = "　浙江省印发《浙江省某行动方案》，支持氢能产业。"
    found = kg.annotate(words, "2024-01-01", Config(recogniser="none"))
    assert found.text == words
    assert [one.name for one in found.entities if one.label == "REGION"] == ["浙江省"]
    assert {fact.predicate for fact in found.facts} >= {"issues", "covers"}
    assert ">浙江省</mark>" in found._repr_html_()
    with pytest.raises(InputError, match="text: is empty"):
        kg.annotate(" \n")


def test_read_one_file(tmp_path: Path) -> None:
    path = tmp_path / "article.html"
    path.write_text(
        "<title>某文</title><p>浙江省发布《浙江省某行动方案》，支持氢能产业。</p>", "utf-8"
    )
    found = kg.read(path, Config(recogniser="none"))
    assert "浙江省" in {one.name for one in found.entities}
    assert kg.Graph.read(path, config=Config(recogniser="none")).entities.rows() == (
        found.graph.entities.rows()
    )
    several = tmp_path / "several.jsonl"
    several.write_text('{"text": "浙江省发布方案。"}\n{"text": "江苏省发布方案。"}\n', "utf-8")
    with pytest.raises(InputError, match="holds 2 articles"):
        kg.read(several)
    with pytest.raises(InputError, match="missing"):
        kg.read(tmp_path / "missing.html")
