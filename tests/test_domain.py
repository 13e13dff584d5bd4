"""A domain of one's own: read, checked with file and line, and seen through every output."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.build.version import pipeline_version
from kg.config import Config
from kg.domain import load
from kg.errors import InputError, UnknownNameError
from kg.nlp.own import Finder
from kg.nlp.reading import Reading, Word
from tests.conftest import Client

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "kg" / "data" / "domain-example.toml"
NEWS = (
    "甘肃省重大项目集中开工\n7月1日，甘肃省交通运输厅承建云州湾跨海大桥。兰州市发力，该市启动河西输水工程。\n"
    "甘肃星海能源有限公司已攻克全固态电池技术。"
)


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_example_is_read() -> None:
    domain = load(EXAMPLE)
    assert list(domain.classes) == ["PROJECT", "TECHNOLOGY"]
    assert domain.classes["TECHNOLOGY"].color == "#44AA99"  # chosen for it
    assert domain.names["PROJECT", "云州湾跨海大桥"] == "云州湾大桥"
    assert domain.predicates["masters"].range == ("TECHNOLOGY",)
    assert [clause.inverse for clause in domain.clauses] == [False, True, False]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[classes.PROJECT]", "[classes.project]", 4, "project must be upper-case letters"),
        ("[classes.PROJECT]", "[classes.ORG]", 4, "there is a class ORG"),
        ('prefix = "technology"', 'prefix = "org"', 15, "the prefix org is taken"),
        ('prefix = "technology"', 'prefix = "project"', 5, "the prefix project is taken"),
        ('en = "technology"', "", 14, "en is missing"),
        ('color = "#882255"', 'color = "purple"', 9, "color cannot be 'purple'"),
        ('shape = "diamond"', 'shape = "heart"', 10, "no such shape"),
        ('shape = "diamond"', 'form = "diamond"', 10, "no such key"),
        ('"液态金属"', '"金"', 19, "a name needs two characters or more"),
        ("|国际机场|", "|(国际机场|", 12, "bad pattern"),
        ('domain = ["ORG"]', 'domain = ["COMPANY"]', 35, "no such class"),
        ('range = ["TECHNOLOGY"]', "", 34, "range is missing"),
        ("[predicates.masters]", "[predicates.covers]", 34, "there is a predicate covers"),
        (
            "{object}(?:由|在){subject}",
            "{object}(?:由|在)",
            31,
            "needs one {subject} and one {object}",
        ),
        ('zh = "掌握技术"', "zh = 掌握技术", 38, "not TOML"),
        ("[classes.TECHNOLOGY]", "[types.TECHNOLOGY]", 14, "no such key"),
    ],
)
def test_a_wrong_entry_is_an_error_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    path = tmp_path / "domain.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match=r"domain\.toml") as caught:
        load(path)
    assert message in str(caught.value)
    assert f"{path}:{line}" in str(caught.value)


def test_a_wrong_line_of_a_list_names_the_list(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace(
        'words = ["固态电池|全固态电池", "液态金属"]', 'files = ["names.txt"]'
    )
    (tmp_path / "domain.toml").write_text(text, "utf-8")
    (tmp_path / "names.txt").write_text("# names\n固态电池\n金\n", "utf-8")
    with pytest.raises(InputError, match=r"names\.txt:3"):
        load(tmp_path / "domain.toml")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "none.toml")


def test_unknown_keys_list_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "domain.toml"
    path.write_text("[classes.X]\nlabel = 1\n", "utf-8")
    with pytest.raises(UnknownNameError, match=r"domain\.toml:2.*prefix"):
        load(path)


def test_a_pattern_drops_the_verb_that_it_took_along() -> None:
    reading = Reading("某市启动河西输水工程")
    reading.set_words((Word(0, 2, "n"), Word(2, 4, "v"), Word(4, 6, "LOC"), Word(6, 10, "n")))
    Finder(load(EXAMPLE)).find(reading)
    assert [(c.start, c.end, c.label) for c in reading.candidates] == [(4, 10, "PROJECT")]


def test_the_cache_knows_the_domain_and_its_lists(tmp_path: Path) -> None:
    path = tmp_path / "domain.toml"
    text = EXAMPLE.read_text("utf-8").replace(
        'words = ["云州湾大桥|', 'files = ["a.txt"]\nwords = ["云州湾大桥|'
    )
    path.write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text("河西大桥\n", "utf-8")
    versions = {pipeline_version(Config(), {}), pipeline_version(Config(domain=path), {})}
    (tmp_path / "a.txt").write_text("河东大桥\n", "utf-8")
    versions.add(pipeline_version(Config(domain=path), {}))
    assert len(versions) == 3


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("domain")
    (folder / "one.txt").write_text(NEWS, "utf-8")
    run = kg("build", str(folder / "one.txt"), "-o", str(folder / "out"), "--domain", str(EXAMPLE))
    assert run.returncode == 0, run.stderr
    return folder / "out"


def test_annotate_prints_types_and_relations_of_the_domain(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(NEWS, "utf-8")
    run = kg("annotate", str(tmp_path / "one.txt"), "--domain", str(EXAMPLE))
    found = json.loads(run.stdout)
    own = [
        (e["text"], e["canonical"])
        for e in found["entities"]
        if e["type"] in ("PROJECT", "TECHNOLOGY")
    ]
    assert own == [
        ("云州湾跨海大桥", "云州湾大桥"),
        ("河西输水工程", "河西输水工程"),
        ("全固态电池", "固态电池"),
    ]
    told = {(r["subject"], r["predicate"], r["object"]) for r in found["relations"]}
    assert told >= {
        ("甘肃省交通运输厅", "builds", "云州湾大桥"),
        ("兰州市", "builds", "河西输水工程"),  # 该市
        ("甘肃星海能源有限公司", "masters", "固态电池"),
    }


def test_every_output_knows_the_domain(built: Path, tmp_path: Path) -> None:
    turtle = (built / "graph.ttl").read_text("utf-8")
    assert "<https://example.org/ns#Project>" in turtle
    assert "<https://example.org/ns#builds>" in turtle
    page = (built / "graph.html").read_text("utf-8")
    assert '"PROJECT":{"zh":"重大项目","en":"major project","color":"#882255"' in page
    assert "重大项目 major project" in (built / "facts.csv").read_text("utf-8-sig")
    assert "major project" in (built / "report.md").read_text("utf-8")
    for suffix in (".ttl", ".jsonld", ".graphml", ".gexf", ".csv", ".parquet"):
        run = kg("export", str(built), str(tmp_path / f"x{suffix}"))
        assert run.returncode == 0, run.stderr
    run = kg(
        "query",
        str(built),
        "SELECT ?s { ?s <https://example.org/ns#masters> ?o }",
        "--format",
        "csv",
    )
    assert "甘肃星海能源有限公司" in run.stdout


def test_the_server_describes_the_domain(built: Path) -> None:
    served = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(built), "--port", "0"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with served:
        assert served.stdout is not None
        client = Client(int(served.stdout.readline().split("/")[2].split(":")[1]))
        page = client.get("/ontology", "text/html").text
        turtle = client.get("/ontology.ttl").text
        known = json.loads(client.get("/context.jsonld").text)["@context"]
        served.terminate()
    assert '<code id="builds">https://example.org/ns#builds</code>' in page
    assert "<h3>重大项目 major project" in page
    ontology = rdflib.Graph().parse(data=turtle, format="turtle")
    project = rdflib.URIRef("https://example.org/ns#Project")
    assert (project, rdflib.RDF.type, rdflib.OWL.Class) in ontology
    assert {str(words) for words in ontology.objects(project, rdflib.RDFS.label)} == {
        "重大项目",
        "major project",
    }
    builds = rdflib.URIRef("https://example.org/ns#builds")
    assert ontology.value(builds, rdflib.RDFS.range) == project
    assert known["builds"] == {"@id": str(builds), "@type": "@id"}


def test_a_build_without_the_domain_forgets_it(built: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(NEWS, "utf-8")
    for more in (["--domain", str(EXAMPLE)], []):
        inputs = [str(tmp_path / "one.txt"), "-o", str(tmp_path / "out")]
        run = kg("build", *inputs, "--recogniser", "none", *more)
        assert run.returncode == 0, run.stderr
    assert not (tmp_path / "out" / "schema.json").exists()
    assert "example.org" not in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_a_broken_saved_schema_is_an_error(built: Path, tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text("{", "utf-8")
    run = kg("stats", str(tmp_path))
    assert run.returncode == 2
    assert "schema.json: cannot be used" in run.stderr
