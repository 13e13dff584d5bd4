"""The ontology, the classifications and the annotations; computed files are current."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store
from starlette.requests import Request

from kg import __version__
from kg.errors import InputError, UnknownNameError
from kg.graph import build
from kg.rdf import generate, prefixes, write
from kg.rdf.annotations import annotation_quads
from kg.rdf.ontology import ontology_page, ontology_quads
from kg.rdf.parts import write_part
from kg.rdf.profile import KINDS
from kg.rdf.schemes import scheme_quads
from kg.rdf.terms import CLASSES, DATATYPES, PROPERTIES
from kg.rdf.vocab import NAMESPACES, term
from kg.registers import divisions, industries
from kg.schema import ID_BASE, NAMESPACE, PREDICATES
from kg.serve.ontology import ontology
from kg.types import Document

OURS = (*CLASSES, *DATATYPES, *PROPERTIES, *(known.iri for known in PREDICATES.values()))


@pytest.mark.parametrize("name", generate.FILES)
def test_computed_file_is_current(name: str) -> None:
    assert name not in generate.stale(), "run python -m kg.rdf.generate"


def test_check_tells_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path)
    assert generate.main(["--check"]) == 1
    assert "shapes.ttl: not current" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


@pytest.mark.parametrize("name", ["ontology.ttl", "shapes.ttl"])
def test_both_readers_take_the_file(name: str) -> None:
    path = generate.FOLDER / name
    quads = list(pyoxigraph.parse(path=path, format=RdfFormat.TURTLE))
    assert len(quads) == len(rdflib.Graph().parse(path, format="turtle")) > 100


def ask(quads: list[Quad], where: str) -> bool:
    store = Store()
    store.extend(quads)
    return bool(store.query(f"ASK {{ {where} }}", prefixes=prefixes()))


@pytest.fixture(scope="module", name="ontology")
def _ontology() -> list[Quad]:
    return ontology_quads()


@pytest.mark.parametrize("iri", OURS)
def test_term_has_labels_and_comments_in_both_languages(iri: str, ontology: list[Quad]) -> None:
    for path in ("rdfs:label", "rdfs:comment"):
        found = {
            q.object.language
            for q in ontology
            if q.subject == term(iri)
            and q.predicate == term(path)
            and isinstance(q.object, Literal)
        }
        assert found == {"zh-hans", "en"}


@pytest.mark.parametrize(
    "where",
    [
        f"<{NAMESPACE[:-1]}> a owl:Ontology ; owl:versionIRI <{NAMESPACE[:-1]}/{__version__}>",
        "zt:issues a owl:ObjectProperty ; rdfs:range zt:Policy ;"
        " schema:domainIncludes org:Organization, schema:AdministrativeArea ;"
        " skos:closeMatch eli:passed_by, schema:legislationPassedBy ;"
        " zt:inverseLabel '由…发布'@zh-hans",
        "zt:worksFor rdfs:domain schema:Person ; rdfs:range org:Organization ;"
        " rdfs:subPropertyOf schema:worksFor",
        "zt:implements skos:closeMatch eli:implements",
        "zt:partnersWith a owl:SymmetricProperty",
        "zt:byYear a owl:DatatypeProperty ; rdfs:range xsd:integer ; rdfs:domain zt:QuantifiedTarget",
        "zt:names rdfs:subPropertyOf its:taIdentRef ; rdfs:domain nif:String",
        "zt:attributedTo rdfs:subPropertyOf prov:wasAttributedTo",
        "zt:QuantifiedTarget a owl:Class ; rdfs:subClassOf schema:QuantitativeValue",
        "nif:String skos:closeMatch oa:Annotation",
        "skos:Concept skos:scopeNote '产业'@zh-hans",
        "zt:gbt2260 a rdfs:Datatype",
    ],
)
def test_ontology_says(where: str, ontology: list[Quad]) -> None:
    assert ask(ontology, where)


def test_what_eli_entails_is_not_entailed(ontology: list[Quad]) -> None:
    assert not ask(ontology, "zt:implements rdfs:subPropertyOf ?eli")


def test_ontology_has_no_blank_nodes_and_all_our_terms(ontology: list[Quad]) -> None:
    assert all(isinstance(q.subject, NamedNode) for q in ontology)
    assert not any(isinstance(q.object, pyoxigraph.BlankNode) for q in ontology)
    used = {use.path for kind in KINDS.values() for use in kind.uses} | set(KINDS)
    ours = {name for name in used if name.startswith("zt:")}
    assert ours <= set(OURS)
    assert {q.subject for q in ontology} >= {term(iri) for iri in OURS}


def test_page_shows_every_term_and_asks_for_nothing() -> None:
    page = ontology_page()
    for iri in (*OURS, *KINDS):
        assert f">{iri}</code>" in page
    assert "<script" not in page
    assert 'src="' not in page
    assert "href=" not in page


def test_context_is_that_of_the_files() -> None:
    context = json.loads((generate.FOLDER / "context.jsonld").read_text("utf-8"))["@context"]
    assert context["zt"] == NAMESPACE
    assert context["issues"] == {"@id": "zt:issues", "@type": "@id"}
    assert context["prefLabel"] == {"@id": "skos:prefLabel", "@container": "@language"}
    assert set(NAMESPACES) <= set(context)


@pytest.fixture(scope="module")
def schemes() -> list[Quad]:
    return scheme_quads()


@pytest.mark.parametrize(
    "where",
    [
        "region:440100 a skos:Concept, schema:AdministrativeArea ; skos:broader region:440000 ;"
        " skos:notation '440100'^^zt:gbt2260 ; skos:inScheme scheme:gbt2260 ;"
        " skos:prefLabel '广州市'@zh-hans, 'Guangzhou'@en",
        "region:440000 skos:topConceptOf scheme:gbt2260 ; skos:altLabel '粤'@zh-hans",
        "scheme:gbt4754-2011 a skos:ConceptScheme ; skos:prefLabel ?name FILTER(LANG(?name) = 'en')",
        "?industry skos:inScheme scheme:gbt4754-2011 ; skos:notation ?code"
        " FILTER(DATATYPE(?code) = zt:gbt4754)",
        "?industry skos:inScheme scheme:programmes",
    ],
)
def test_classification_says(where: str, schemes: list[Quad]) -> None:
    assert ask(schemes, where)


def test_classifications_are_whole(schemes: list[Quad]) -> None:
    concepts = {q.subject for q in schemes if q.object == term("skos:Concept")}
    assert len(concepts) == len(divisions()) + len(industries())
    above = {q.object for q in schemes if q.predicate == term("skos:broader")}
    assert above <= concepts


def test_annotation_selects_the_words(related: Callable[..., Document]) -> None:
    document = related("今天，[某省|R]印发《[某方案|D]》。")
    quads = list(annotation_quads([document]))
    key = document.article.id
    assert ask(
        quads,
        f"annotation:{key}-3-5 a oa:Annotation ; oa:motivatedBy oa:identifying ;"
        f" oa:hasBody ?thing ; oa:hasTarget [ oa:hasSource article:{key} ; oa:hasSelector"
        " [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ],"
        " [ a oa:TextQuoteSelector ; oa:exact '某省' ; oa:prefix '今天，' ;"
        " oa:suffix '印发《某方案》。' ] ]"
        " FILTER(?start = 3 && ?end = 5) FILTER(STRSTARTS(STR(?thing), STR(region:)))",
    )
    assert len({q.subject for q in quads}) == 4 * len(document.mentions)


@pytest.mark.parametrize("part", ["annotations", "rdf12", "schemes"])
def test_part_is_written(part: str, tmp_path: Path, related: Callable[..., Document]) -> None:
    document = related("[某省|R]印发《[某方案|D]》。")
    path = tmp_path / "part.nq"
    write_part(part, build([document]), [document], path, ID_BASE)
    found = {q.graph_name for q in pyoxigraph.parse(path=path, format=RdfFormat.N_QUADS)}
    named = {NamedNode(f"{ID_BASE}article/{document.article.id}")} if part == "rdf12" else set()
    assert found == {DefaultGraph(), *named}


def test_rdf_12_has_no_place_in_rdf_xml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"can be written as \.ttl, \.nt, \.nq, \.nq\.gz, \.trig"):
        write_part("rdf12", build([]), [], tmp_path / "graph.rdf", ID_BASE)
    with pytest.raises(UnknownNameError, match="no such RDF format"):
        write_part("rdf12", build([]), [], tmp_path / "graph.graphml", ID_BASE)


def test_ontology_page_is_made_of_what_the_file_says(tmp_path: Path) -> None:
    write(ontology_quads(), tmp_path / "ontology.ttl")
    assert (tmp_path / "ontology.ttl").read_bytes() == (
        generate.FOLDER / "ontology.ttl"
    ).read_bytes()


@pytest.mark.parametrize(
    ("accept", "media", "begin"),
    [
        ("text/html", "text/html", b"<!doctype html>"),
        ("", "text/html", b"<!doctype html>"),
        ("text/turtle", "text/turtle", b"@prefix annotation:"),
        ("application/rdf+xml", "application/rdf+xml", b"<?xml"),
    ],
)
def test_server_shows_the_ontology(accept: str, media: str, begin: bytes) -> None:
    answer = ontology(Request({"type": "http", "headers": [(b"accept", accept.encode())]}))
    assert answer.media_type == media
    assert bytes(answer.body).startswith(begin)


def test_terms_are_documented() -> None:
    rows = [f"| `{iri}` | {t.zh} {t.en} | {t.meaning} |" for iri, t in PROPERTIES.items()]
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    table = readme.split("<!-- terms -->\n")[1].split("\n<!-- /terms -->")[0]
    assert table.splitlines()[2:] == rows
