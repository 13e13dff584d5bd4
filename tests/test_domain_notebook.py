"""A domain of one's own in a notebook: one process, other graphs open before and after."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy import displacy

import kg
from kg import rdf
from kg.build import build
from kg.build.progress import quiet
from kg.config import Config
from kg.domain import install, load, only, save
from kg.errors import InputError
from kg.nlp import CHARACTERS, displacy_colors
from kg.rdf import shapes
from kg.schema import CLASSES, PREDICATES

EXAMPLE = Path(kg.__file__).parent / "data" / "domain-example.toml"
NEWS = (
    "甘肃省重大项目集中开工\n7月1日，甘肃省交通运输厅承建云州湾跨海大桥。兰州市发力，该市启动河西输水工程。\n"
    "甘肃星海能源有限公司已攻克全固态电池技术。"
)
BUILDS = "https://example.org/ns#builds"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a test makes known is unknown to the next."""
    with only(None):
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same article built without the domain and with it."""
    made = tmp_path_factory.mktemp("domain")
    (made / "one.txt").write_text(NEWS, "utf-8")
    inputs = [str(made / "one.txt")]
    build(inputs, made / "plain", Config(), quiet)
    build(inputs, made / "own", Config(domain=EXAMPLE), quiet)
    return made


def test_a_build_keeps_its_domain_to_itself(folder: Path) -> None:
    assert (folder / "own" / "schema.json").is_file()
    assert "PROJECT" not in CLASSES
    assert "builds" not in PREDICATES


def test_open_makes_types_and_predicates_known(folder: Path) -> None:
    before = kg.Graph.open(folder / "plain")
    assert before.find("云州湾大桥") == []
    assert "project" not in rdf.prefixes()
    assert BUILDS not in shapes.shapes()
    graph = kg.Graph.open(folder / "own")
    (bridge,) = graph.find("云州湾跨海大桥", "PROJECT")
    assert repr(bridge) == "<重大项目 major project 云州湾大桥 · project/云州湾大桥>"
    (fact,) = bridge.facts
    assert repr(fact) == "<甘肃省交通运输厅 —建设→ 云州湾大桥>"
    assert "承建" in fact.evidence[0].sentence
    assert BUILDS in shapes.shapes()
    assert displacy_colors()["PROJECT"].startswith("#882255")


def test_tables_queries_and_displays_have_them(folder: Path) -> None:
    graph = kg.Graph.open(folder / "own")
    names = graph.entities.filter(label="PROJECT").to_pandas()["name"]
    assert set(names) == {"云州湾大桥", "河西输水工程"}
    assert {row["object_name"] for row in graph.facts.filter(predicate="builds")} == set(names)
    query = f"SELECT ?who {{ ?who <{BUILDS}> project:云州湾大桥 }}"
    assert graph.query(query).rows() == [{"who": "org/甘肃省交通运输厅"}]
    assert len(graph.to_rdflib()) > 0
    for view in (graph, graph.entity("云州湾大桥"), graph.entity("固态电池").facts[0]):
        assert any(words in view._repr_html_() for words in ("重大项目", "掌握技术"))
    page = graph.show("云州湾大桥")
    assert '"PROJECT":{"zh":"重大项目"' in page.html
    assert page.fragment


def test_a_graph_without_the_domain_shows_none_of_it(folder: Path) -> None:
    before, _ = kg.Graph.open(folder / "plain"), kg.Graph.open(folder / "own")
    assert "重大项目" not in before._repr_html_()
    assert before.query(f"SELECT ?s {{ ?s <{BUILDS}> ?o }}").rows() == []


def test_annotate_and_read_take_a_domain(folder: Path) -> None:
    mine = Config(domain=EXAMPLE)
    view = kg.annotate("兰州市启动河西输水工程。", config=mine)
    assert [repr(fact) for fact in view.facts] == ["<兰州市 —建设→ 河西输水工程>"]
    assert "重大项目 major project" in view._repr_html_()
    read = kg.read(folder / "one.txt", mine)
    assert {"builds", "masters"} <= {fact.predicate for fact in read.facts}
    graph = kg.Graph.read(folder / "one.txt", config=mine)
    assert [one.label for one in graph.find("固态电池")] == ["TECHNOLOGY"]
    assert graph.query(f"SELECT ?o {{ ?s <{BUILDS}> ?o }}").columns == ("o",)


def test_a_build_does_not_depend_on_what_was_opened_before(folder: Path, tmp_path: Path) -> None:
    kg.Graph.open(folder / "own")
    build([str(folder / "one.txt")], tmp_path / "again", Config(), quiet)
    for name in ("graph.ttl", "graph.html", "graph.graphml", "report.json", "facts.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / "plain" / name).read_bytes()
    assert "PROJECT" in CLASSES  # the graph that is open still has its types


def test_two_meanings_of_a_key_are_an_error(folder: Path, tmp_path: Path) -> None:
    own = load(EXAMPLE)
    classes = {**own.classes, "PROJECT": replace(own.classes["PROJECT"], zh="工程")}
    save(replace(own, classes=classes), tmp_path / "schema.json")
    (tmp_path / "report.json").write_bytes((folder / "own" / "report.json").read_bytes())
    graph = kg.Graph.open(folder / "own")
    with pytest.raises(InputError, match="restart the kernel") as caught:
        kg.Graph.open(tmp_path)
    assert f"{tmp_path / 'schema.json'}: PROJECT" in str(caught.value)
    assert graph.entity("云州湾大桥").label == "PROJECT"  # as it was


def test_a_component_of_spacy_has_its_colours() -> None:
    nlp = spacy.blank("zh", config=CHARACTERS)
    nlp.add_pipe("kg_domain", config={"file": str(EXAMPLE)})
    doc = nlp("某市启动云州湾大桥建设。")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("云州湾大桥", "PROJECT")]
    assert "#882255" in displacy.render(doc, style="ent", jupyter=False)


def test_the_same_domain_twice_is_no_error(folder: Path) -> None:
    install(load(EXAMPLE))
    install(load(EXAMPLE))
    assert CLASSES[kg.Graph.open(folder / "own").entity("固态电池").label].zh == "技术"
