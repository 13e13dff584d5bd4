"""Facts as triples and as statements with their evidence; standard terms beside ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg import __version__
from kg.graph import build
from kg.rdf import (
    default_quads,
    prefixes,
)
from tests.rdf_sample import (
    BUREAU,
    CAMPAIGN,
    FIRM,
    HYDROGEN,
    ISSUES,
    PERSON,
    PLAN,
    REGION,
    TEXT,
    ask,
    document,
    says,
    sha,
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
