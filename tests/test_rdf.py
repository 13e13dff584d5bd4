"""The graph as RDF: what is said how, and that every reader finds the same."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg import __version__
from kg.errors import UnknownNameError
from kg.graph import build, clusters
from kg.rdf import (
    all_quads,
    article_quads,
    default_quads,
    order,
    prefixes,
    serialise,
    to_dataset,
    to_rdflib,
    write,
)
from kg.schema import ID_BASE
from kg.types import Article, Document, Entity, Fact, Instrument, Mention, Span, Target

TEXT = "云州市发改委印发方案。\n到2025年建成加氢站20座以上。"
FIRST, SECOND = Span(0, 11), Span(12, 29)
REGION = Entity("region/990100", "REGION", "云州市", ("雲州",), "gbt2260", "990100")
PROVINCE = "region/990000"
BUREAU = Entity(
    "org/云州市发展和改革委员会",
    "ORG",
    "云州市发展和改革委员会",
    ("云州市发改委",),
    region=REGION.id,
    parent="org/云州市人民政府",
)
PLAN = Entity(
    "policy/云州市氢能实施方案（2023—2025年）", "POLICY", "云州市氢能实施方案（2023—2025年）"
)
CAMPAIGN = Entity("policy/倍增计划~云州市", "POLICY", "倍增计划")
HYDROGEN = Entity("industry/氢能", "CLUSTER", "氢能", code="C26", register="industry")
FIRM = Entity("org/一号公司", "ORG", "一号公司", code="990001", register="listed")
PERSON = Entity("person/钱某~一号公司", "PERSON", "钱某")
ENTITIES = (BUREAU, PLAN, CAMPAIGN, HYDROGEN, FIRM, PERSON, replace(REGION, parent=PROVINCE))


# rdflib 7 warns of its own Dataset methods when it parses and serialises datasets.
ITS_OWN = pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")


def sha(text: str, length: int = 16) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def document(
    *facts: tuple[str, str, str],
    text: str = TEXT,
    modality: str = "in_force",
    entities: tuple[Entity, ...] = ENTITIES,
    targets: tuple[Target, ...] = (),
    instruments: tuple[Instrument, ...] = (),
    date: str = "2023-05-04",
) -> Document:
    return Document(
        Article(sha(text), "a", text, "云州发布方案", date, "云州日报", "https://example.org/1"),
        sentences=(FIRST, SECOND),
        mentions=(Mention(Span(0, 6), "ORG", "pattern", 1.0, BUREAU.id),),
        entities=entities,
        facts=tuple(Fact(*edge, (FIRST,), "verb", 0.85, modality) for edge in facts),
        targets=targets,
        instruments=instruments,
    )


def ask(quads: Iterable[Quad], where: str) -> bool:
    """Whether the default graph of ``quads`` holds the pattern; i: is the base of our ids."""
    store = Store()
    store.extend(quads)
    known = {**prefixes(), "i": ID_BASE}
    return bool(store.query(f"ASK {{ {where} }}", prefixes=known))


def says(where: str, *facts: tuple[str, str, str], **fields: object) -> bool:
    return ask(default_quads(build([document(*facts, **fields)])), where)  # type: ignore[arg-type]  # fields of several types


ISSUES = (BUREAU.id, "issues", PLAN.id)


@pytest.mark.parametrize(
    "where",
    [
        "organisation:云州市发展和改革委员会 a org:Organization, schema:GovernmentOrganization",
        "organisation:云州市发展和改革委员会 skos:prefLabel '云州市发展和改革委员会'@zh-hans",
        "organisation:云州市发展和改革委员会 skos:altLabel '云州市发改委'@zh-hans",
        "organisation:云州市发展和改革委员会 schema:name '云州市发展和改革委员会'",
        "organisation:云州市发展和改革委员会 schema:areaServed region:990100",
        "organisation:云州市发展和改革委员会 org:subOrganizationOf organisation:云州市人民政府",
        "organisation:云州市人民政府 a org:Organization ; schema:name '云州市人民政府'",
        "organisation:一号公司 a org:Organization ; org:identifier '990001'",
        "region:990100 a schema:AdministrativeArea ; dct:identifier '990100'^^zt:gbt2260",
        "region:990100 skos:altLabel '雲州'@zh-hant",
        "region:990100 schema:containedInPlace region:990000",
        "region:990000 a schema:AdministrativeArea ; dct:identifier '990000'^^zt:gbt2260",
        "industry:氢能 a skos:Concept ; skos:notation 'C26'^^zt:gbt4754",
        "?plan a zt:Policy, schema:Legislation, eli:LegalResource ;"
        " schema:legislationType '实施方案' ; schema:temporalCoverage '2023/2025' ;"
        " dct:title '云州市氢能实施方案（2023—2025年）'@zh-hans",
        "policy:倍增计划\\~云州市 a zt:Policy ; schema:name '倍增计划'",
        "person:钱某\\~一号公司 a schema:Person",
    ],
)
def test_entities_are_described(where: str) -> None:
    assert says(where)


@pytest.mark.parametrize(
    "where",
    [
        "organisation:一号公司 a schema:GovernmentOrganization",
        "policy:倍增计划\\~云州市 a schema:Legislation",
        "policy:倍增计划\\~云州市 a eli:LegalResource",
    ],
)
def test_entities_are_no_more_than_they_are(where: str) -> None:
    assert not says(where)


def test_article_is_described() -> None:
    assert says(
        f"article:{sha(TEXT)} a schema:NewsArticle, nif:Context ; schema:headline '云州发布方案' ;"
        " schema:datePublished '2023-05-04'^^xsd:date ; zt:year 2023 ; dct:source '云州日报' ;"
        " schema:url 'https://example.org/1'^^xsd:anyURI ;"
        f" zt:sha256 '{sha(TEXT, 64)}'"
    )


@pytest.mark.parametrize(
    ("printed", "literal"),
    [
        ("2021", "'2021'"),
        ("2021-07", "'2021-07'"),
        ("2021-07-06", "'2021-07-06'^^xsd:date"),
        ("2021-07-06T05:46:21Z", "'2021-07-06T05:46:21Z'^^xsd:dateTime"),
        ("2021-07-06T05:46:21+08:00", "'2021-07-06T05:46:21+08:00'^^xsd:dateTime"),
        ("2021-02-30", "'2021-02-30'"),
    ],
)
def test_date_is_typed_as_precisely_as_it_is_known(printed: str, literal: str) -> None:
    assert says(f"?article schema:datePublished {literal} ; zt:year 2021", date=printed)


def test_sentence_and_mention_have_their_place() -> None:
    article = sha(TEXT)
    assert says(
        f"sentence:{article}-0-11 a nif:Sentence ; nif:beginIndex 0 ; nif:endIndex 11 ;"
        f" nif:anchorOf '云州市发改委印发方案。' ; nif:referenceContext article:{article} ."
        f" mention:{article}-0-6 a nif:String ; nif:beginIndex 0 ; nif:endIndex 6 ;"
        f" nif:anchorOf '云州市发改委' ; nif:referenceContext article:{article} ;"
        f" nif:sentence sentence:{article}-0-11 ; zt:names organisation:云州市发展和改革委员会"
    )


def test_fact_is_a_triple_and_a_statement_with_its_evidence() -> None:
    assert says(
        "?org zt:issues ?plan . ?said a rdf:Statement ; rdf:subject ?org ;"
        " rdf:predicate zt:issues ; rdf:object ?plan ;"
        f" prov:wasDerivedFrom sentence:{sha(TEXT)}-0-11 ;"
        f" prov:wasGeneratedBy pipeline:{__version__.replace('.', '-')} ; zt:confidence 0.85 ;"
        " zt:modality 'in_force' ; zt:rule 'verb'",
        ISSUES,
    )


def test_denied_fact_is_a_statement_and_no_triple() -> None:
    quads = default_quads(build([document(ISSUES, modality="denied")]))
    assert ask(quads, "?said rdf:predicate zt:issues ; zt:modality 'denied'")
    assert not ask(quads, "?org zt:issues ?plan")
    assert not ask(quads, "?plan schema:legislationPassedBy ?org")


def test_fact_that_one_article_denies_and_one_states_is_asserted() -> None:
    other = document(ISSUES, text=TEXT + "又", modality="denied")
    quads = default_quads(build([document(ISSUES), other]))
    assert ask(quads, "?org zt:issues ?plan")
    assert sum(quad.predicate.value.endswith("rule") for quad in quads) == 2


@pytest.mark.parametrize(
    ("fact", "where"),
    [
        (ISSUES, "?plan schema:legislationPassedBy ?org"),
        ((REGION.id, "issues", PLAN.id), "?plan schema:legislationJurisdiction region:990100"),
        ((PLAN.id, "covers", HYDROGEN.id), "?plan schema:about industry:氢能"),
        ((FIRM.id, "located_in", REGION.id), "?org schema:location region:990100"),
        ((FIRM.id, "part_of", BUREAU.id), "organisation:一号公司 org:subOrganizationOf ?org"),
        ((PERSON.id, "works_for", FIRM.id), "?who schema:worksFor organisation:一号公司"),
    ],
)
def test_standard_term_stands_beside_ours(fact: tuple[str, str, str], where: str) -> None:
    assert says(where, fact)


@pytest.mark.parametrize(
    ("fact", "where"),
    [
        ((BUREAU.id, "issues", CAMPAIGN.id), "?plan schema:legislationPassedBy ?org"),
        ((REGION.id, "covers", HYDROGEN.id), "?region schema:about ?industry"),
        ((PLAN.id, "implements", CAMPAIGN.id), "?plan eli:implements ?campaign"),
    ],
)
def test_standard_term_keeps_to_its_domain(fact: tuple[str, str, str], where: str) -> None:
    assert not says(where, fact)


def test_post_is_a_membership_dated_by_the_article() -> None:
    assert says(
        "?post a org:Membership ; org:member person:钱某\\~一号公司 ;"
        " org:organization organisation:一号公司 ; dct:date '2023-05-04'^^xsd:date ;"
        f" prov:wasDerivedFrom article:{sha(TEXT)}",
        (PERSON.id, "works_for", FIRM.id),
    )


def test_post_has_its_role() -> None:
    made = document((PERSON.id, "works_for", FIRM.id))
    made = replace(made, facts=tuple(replace(fact, role="副总裁") for fact in made.facts))
    store = Store()
    store.extend(default_quads(build([made])))
    assert store.query(
        "ASK { ?post a org:Membership ; org:role ?role . ?role a org:Role ; schema:name '副总裁' ."
        " ?said rdf:predicate zt:worksFor ; zt:role '副总裁' }",
        prefixes=prefixes(),
    )


def test_cluster_is_an_industry_in_a_place_that_the_text_calls_one() -> None:
    text = "云州市培育氢能产业集群。\n云州市发展氢能。"
    words = {"region/990100": Span(0, 3), "industry/氢能": Span(5, 7)}
    named = Document(
        Article(sha(text), "一", text),
        (Span(0, 12), Span(13, 21)),
        tuple(Mention(span, "REGION", "text", 1.0, one) for one, span in words.items()),
        entities=(HYDROGEN, REGION),
        facts=(Fact(REGION.id, "covers", HYDROGEN.id, (Span(0, 12),), "verb", 0.9),),
    )
    (cluster,) = clusters(build([named]))
    assert (cluster.industry, cluster.region) == (HYDROGEN.id, REGION.id)
    assert cluster.evidence == ((named.article.id, Span(0, 12)),)
    store = Store()
    store.extend(default_quads(build([named])))
    assert store.query(
        "ASK { ?cluster a zt:IndustryCluster ; schema:name '云州市氢能产业集群' ; zt:industry ?i ;"
        " schema:location ?r ; prov:wasDerivedFrom/nif:anchorOf '云州市培育氢能产业集群。' }",
        prefixes=prefixes(),
    )
    elsewhere = replace(
        named, facts=tuple(replace(f, evidence=(Span(13, 21),)) for f in named.facts)
    )
    denied = replace(named, facts=tuple(replace(f, modality="denied") for f in named.facts))
    unknown = replace(named, entities=(HYDROGEN, replace(REGION, register="")))
    for other in (elsewhere, denied, unknown):
        assert clusters(build([other])) == ()


def target(**changes: object) -> Target:
    made = Target(
        PLAN.id, "建成加氢站", ">=", Decimal("20"), "座", Span(22, 25), (SECOND,), "figure", 0.8
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of several types


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, "schema:minValue 20.0"),
        ({"comparator": ">"}, "schema:minValue 20.0"),
        ({"comparator": "<="}, "schema:maxValue 20.0"),
        ({"comparator": "~"}, "schema:value 20.0"),
        (
            {"comparator": "range", "value_max": Decimal("25.5")},
            "schema:minValue 20.0 ; schema:maxValue 25.5",
        ),
        ({"deadline": 2025, "scope": "全市"}, "zt:byYear 2025 ; zt:scope '全市'"),
        ({"baseline": "比2020年"}, "zt:baseline '比2020年' ; zt:modality 'planned'"),
    ],
)
def test_target_is_a_quantity_with_its_bounds(changes: dict[str, object], where: str) -> None:
    common = "?plan zt:setsTarget ?t . ?t a zt:QuantifiedTarget, schema:QuantitativeValue ;"
    unit = " zt:indicator '建成加氢站' ; schema:unitText '座' ; "
    assert says(common + unit + where, targets=(target(**changes),))


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, "schema:maxValue 5000000.0 ; schema:unitText '元' ; a schema:QuantitativeValue"),
        ({"recipient": "小微企业"}, "zt:recipient '小微企业'"),
    ],
)
def test_instrument_has_its_kind_and_amount(changes: dict[str, object], where: str) -> None:
    made = Instrument(
        PLAN.id, "subsidy", Decimal(5000000), "元", "<=", "", Span(22, 25), (SECOND,), "r", 0.5
    )
    made = replace(made, **changes)  # type: ignore[arg-type]  # fields of several types
    common = "?plan zt:offers ?i . ?i a zt:Instrument ; zt:instrumentType 'subsidy' ; "
    assert says(common + where, instruments=(made,))


def test_who_is_quoted_is_on_the_statement() -> None:
    said = Fact(*ISSUES, (FIRST,), "verb", 0.85, attribution=PERSON.id)
    quads = default_quads(build([replace(document(), facts=(said,))]))
    assert ask(quads, "?said rdf:predicate zt:issues ; zt:attributedTo person:钱某\\~一号公司")


def corpus() -> list[Document]:
    other = "云州市发展和改革委员会说加氢站不到20座。"
    renamed = replace(BUREAU, name="云州市发改委", aliases=())
    return [
        document(
            ISSUES,
            (PLAN.id, "covers", HYDROGEN.id),
            (PERSON.id, "works_for", FIRM.id),
            targets=(target(deadline=2025), target(value=Decimal(1) / 3, comparator="~")),
            date="2021-07-06T05:46:21Z",
        ),
        Document(
            Article(sha(other), "b", other, "标题“引号”\\与\n换行", "2021"),
            sentences=(Span(0, len(other)),),
            mentions=(Mention(Span(0, 11), "ORG", "pattern", 1.0, BUREAU.id),),
            entities=(renamed, PLAN),
            facts=(Fact(*ISSUES, (Span(0, len(other)),), "verb", 1.0, "planned"),),
        ),
    ]


def test_named_graph_is_the_merged_graph_of_the_article_alone() -> None:
    for one in corpus():
        graph = NamedNode(f"{ID_BASE}article/{one.article.id}")
        found = article_quads(one)
        assert {quad.graph_name for quad in found} == {graph}
        alone = [quad.triple for quad in default_quads(build([one]))]
        assert [quad.triple for quad in found] == alone


def test_default_graph_holds_what_the_articles_say_under_one_name() -> None:
    merged = {quad.triple for quad in default_quads(build(corpus()))}
    apart = {quad.triple for one in corpus() for quad in article_quads(one)}
    names = {"prefLabel", "name", "outline"}
    differing = {t.predicate.value.replace("#", "/").rsplit("/", 1)[1] for t in merged ^ apart}
    assert differing == names
    assert ask(
        default_quads(build(corpus())),
        "?o skos:prefLabel '云州市发展和改革委员会'@zh-hans ; skos:altLabel '云州市发改委'@zh-hans",
    )


@pytest.mark.parametrize("run", [1, 7, 50])
def test_sorted_runs_on_disk_give_the_same_order(run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = default_quads(build(corpus()))
    monkeypatch.setattr(order, "RUN", run)
    assert default_quads(build(corpus())) == expected


def test_documents_out_of_order_are_refused_when_they_come_one_at_a_time() -> None:
    documents = sorted(corpus(), key=lambda one: one.article.id, reverse=True)
    with pytest.raises(ValueError, match="not sorted, or twice"):
        list(all_quads(build(documents), iter(documents)))
    assert list(all_quads(build(documents), documents))


def test_no_quad_has_a_blank_node() -> None:
    for quad in all_quads(build(corpus()), corpus()):
        assert isinstance(quad.subject, NamedNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)
        assert isinstance(quad.graph_name, NamedNode | DefaultGraph)


def test_no_link_to_a_thing_of_ours_dangles() -> None:
    quads = default_quads(build(corpus()))
    subjects = {quad.subject for quad in quads}
    linked = {q.object for q in quads if isinstance(q.object, NamedNode)}
    assert {o for o in linked if o.value.startswith(ID_BASE)} <= subjects


def test_names_are_preferred_once_a_language() -> None:
    quads = default_quads(build(corpus()))
    preferred = [
        (quad.subject, quad.object.language)
        for quad in quads
        if quad.predicate.value.endswith("prefLabel")
        and isinstance(quad.object, pyoxigraph.Literal)
    ]
    assert len(preferred) == len(set(preferred))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    graph = build(corpus())
    write(default_quads(graph), tmp_path / "graph.ttl")
    write(all_quads(graph, corpus()), tmp_path / "graph.nq.gz")
    return tmp_path


def unpacked(files: Path) -> bytes:
    return gzip.decompress((files / "graph.nq.gz").read_bytes())


def test_turtle_is_the_default_graph_of_the_quads_in_oxigraph(files: Path) -> None:
    turtle = pyoxigraph.parse(path=files / "graph.ttl", format=RdfFormat.TURTLE)
    quads = list(pyoxigraph.parse(unpacked(files), format=RdfFormat.N_QUADS))
    assert {t.triple for t in turtle} == {
        q.triple for q in quads if isinstance(q.graph_name, DefaultGraph)
    }
    assert {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)} == {
        f"{ID_BASE}article/{one.article.id}" for one in corpus()
    }


@pytest.fixture
def lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib as it reads: by default it rewrites 05:46:21Z to 05:46:21+00:00, the same value."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.usefixtures("lexical")
def test_rdflib_and_oxigraph_find_the_same_triples(files: Path) -> None:
    graph = rdflib.Graph().parse(files / "graph.ttl", format="turtle")
    store = Store()
    store.bulk_load(path=str(files / "graph.ttl"), format=RdfFormat.TURTLE)
    assert _lines(graph) == {f"{quad.triple}" for quad in store}


@ITS_OWN
@pytest.mark.usefixtures("lexical")
def test_rdflib_reads_the_default_graph_of_the_quads_alike(files: Path) -> None:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=unpacked(files), format="nquads")
    graph = rdflib.Graph().parse(files / "graph.ttl", format="turtle")
    assert _lines(dataset.default_graph) == _lines(graph)


def _lines(graph: rdflib.Graph) -> set[str]:
    """As Oxigraph prints triples."""
    lines = graph.serialize(format="nt", encoding="utf-8")
    return {str(t.triple) for t in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)}


@ITS_OWN
def test_a_count_agrees_everywhere(files: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    store = Store()
    store.bulk_load(unpacked(files), RdfFormat.N_QUADS)
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=unpacked(files), format="nquads")
    graph = rdflib.Graph().parse(files / "graph.ttl", format="turtle")
    counts = {
        int(next(iter(graph.query(count)))[0]),  # type: ignore[index,arg-type]  # rows of a SELECT
        int(next(iter(dataset.query(count)))[0]),  # type: ignore[index,arg-type]  # rows of a SELECT
        int(next(iter(store.query(count)))["n"].value),  # type: ignore[arg-type]  # rows of a SELECT
    }
    assert counts == {len(default_quads(build(corpus())))}


def test_gzip_header_has_no_time_and_no_name(files: Path) -> None:
    header = (files / "graph.nq.gz").read_bytes()[:10]
    assert header[:9] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("suffix", "kind", "named"),
    [
        (".ttl", RdfFormat.TURTLE, False),
        (".nt", RdfFormat.N_TRIPLES, False),
        (".jsonld", RdfFormat.JSON_LD, False),
        (".rdf", RdfFormat.RDF_XML, False),
        (".nq", RdfFormat.N_QUADS, True),
        (".trig", RdfFormat.TRIG, True),
    ],
)
def test_every_format_round_trips(suffix: str, kind: RdfFormat, named: bool) -> None:
    quads = list(all_quads(build(corpus()), corpus()))
    stream = io.BytesIO()
    serialise(quads, stream, suffix)
    kept = {q for q in quads if named or isinstance(q.graph_name, DefaultGraph)}
    assert set(pyoxigraph.parse(stream.getvalue(), format=kind)) == kept


def test_turtle_begins_with_sorted_prefixes_and_groups_subjects() -> None:
    stream = io.BytesIO()
    serialise(default_quads(build(corpus())), stream, ".ttl")
    lines = stream.getvalue().decode().splitlines()
    header = [line for line in lines if line.startswith("@prefix")]
    assert header == lines[: len(header)] == sorted(header)
    assert len(header) == len(prefixes())
    subjects = [line for line in lines[len(header) :] if line[:1] not in ("\t", "")]
    assert len(subjects) == len({line.split(" ", 1)[0] for line in subjects})


def test_unknown_rdf_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"\.n3: no such RDF format; known: \.jsonld"):
        write([], tmp_path / "graph.n3")
    assert list(tmp_path.iterdir()) == []


def test_to_rdflib_is_the_merged_graph() -> None:
    graph = to_rdflib(build(corpus()))
    assert _lines(graph) == {str(quad.triple) for quad in default_quads(build(corpus()))}
    assert dict(graph.namespaces())["region"] == rdflib.URIRef(f"{ID_BASE}region/")


@ITS_OWN
def test_to_dataset_keeps_the_named_graphs() -> None:
    quads = list(all_quads(build(corpus()), corpus()))
    dataset = to_dataset(quads)
    lines = dataset.serialize(format="nquads", encoding="utf-8")
    assert set(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS)) == set(quads)


def test_base_of_ids_can_be_chosen() -> None:
    base = "https://example.org/x#"
    quads = list(all_quads(build(corpus()), corpus(), base))
    assert ID_BASE not in " ".join(map(str, quads))
    stream = io.BytesIO()
    serialise(quads, stream, ".jsonld", base)
    read = pyoxigraph.parse(stream.getvalue(), format=RdfFormat.JSON_LD)
    assert all(quad.subject.value.startswith(base) for quad in read)
