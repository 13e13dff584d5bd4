"""IRIs: readable, and accepted everywhere whatever the name."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnknownNameError
from kg.rdf import iri
from kg.rdf.vocab import term
from kg.schema import ID_BASE


@pytest.mark.parametrize(
    ("entity_id", "path"),
    [
        ("region/440000", "region/440000"),
        ("org/某省工业和信息化厅", "org/某省工业和信息化厅"),
        ("policy/倍增计划~东莞市", "policy/倍增计划~东莞市"),
        ("policy/方案（2021—2025年）", "policy/方案（2021—2025年）"),
        ("org/a/b c", "org/a%2Fb%20c"),
        ("org/100%", "org/100%25"),
        ("org/A.B..", "org/A.B%2E%2E"),
        ("org/ＡＢ\u3000Ｃ", "org/ＡＢ%E3%80%80Ｃ"),
        ("org/e\u0301", "org/é"),  # NFC
        ("org/a\u200fb", "org/a%E2%80%8Fb"),  # bidi
        ("org/\ue000", "org/%EE%80%80"),  # private use
        ("org/\ufffd", "org/%EF%BF%BD"),
        ("org/\U00020bb7野", "org/\U00020bb7野"),
    ],
)
def test_iri_is_readable_and_escaped(entity_id: str, path: str) -> None:
    assert iri(entity_id) == ID_BASE + path


def test_iri_of_an_unknown_type_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"city/x: no such type of id; known: .*article"):
        iri("city/x")


def test_term_of_an_unknown_prefix_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="foaf: no such prefix; known: dct"):
        term("foaf:name")


@given(st.text(min_size=1))
def test_every_name_is_an_iri_for_every_parser(name: str) -> None:
    node = pyoxigraph.NamedNode(iri(f"org/{name}"))
    triple = pyoxigraph.Quad(node, node, node)
    turtle = pyoxigraph.serialize(
        [triple], format=pyoxigraph.RdfFormat.TURTLE, prefixes={"o": f"{ID_BASE}org/"}
    )
    assert list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)) == [triple]
    for text in (turtle, f"<{node.value}> <{node.value}> <{node.value}> .".encode()):
        graph = rdflib.Graph().parse(data=text, format="turtle")
        assert list(graph) == [(rdflib.URIRef(node.value),) * 3]


@given(st.text(), st.text())
def test_different_names_have_different_iris(one: str, other: str) -> None:
    from unicodedata import normalize

    same = normalize("NFC", one) == normalize("NFC", other)
    assert (iri(f"org/{one}") == iri(f"org/{other}")) == same
