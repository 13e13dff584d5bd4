"""The graph as RDF: what is said how."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Store

from kg.graph import build, clusters
from kg.rdf import (
    default_quads,
    prefixes,
)
from kg.types import Article, Document, Fact, Instrument, Mention, Span
from tests.rdf_sample import (
    FIRST,
    HYDROGEN,
    ISSUES,
    PERSON,
    PLAN,
    REGION,
    SECOND,
    TEXT,
    ask,
    document,
    says,
    sha,
    target,
)


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
