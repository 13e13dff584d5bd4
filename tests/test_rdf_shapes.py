"""Every shape has a graph that breaks it and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import SH

from kg.graph import build
from kg.rdf import merged_quads, shapes, write
from kg.rdf.profile import KINDS, Use
from kg.rdf.quads import quad
from kg.rdf.rules import rules
from kg.rdf.vocab import node, term
from kg.schema import PREDICATES
from kg.types import (
    Article,
    Document,
    Entity,
    Fact,
    Instrument,
    Mention,
    PolicyRecord,
    Span,
    Target,
)
from kg.validate import check, tags
from kg.validate.engine import results

TEXT = "某省印发方案。\n到2025年建成加氢站20至30座，补助500万元，发展某业集群。"
FIRST, SECOND = Span(0, 7), Span(8, len(TEXT))
PROVINCE = Entity("region/440000", "REGION", "某省", ("某",), "gbt2260", "440000")
CITY = Entity("region/440100", "REGION", "某市", (), "gbt2260", "440100", parent=PROVINCE.id)
AREA = Entity("region/珠三角", "REGION", "珠三角", (), "area")
OFFICE = Entity("org/某厅", "ORG", "某厅", ("厅",), "body", "A1", PROVINCE.id, "org/某政府")
FIRM = Entity("org/某公司", "ORG", "某公司", (), "listed", "300001", parent=CITY.id)
PERSON = Entity("person/某人", "PERSON", "某人", ("人",), code="1", parent=FIRM.id)
PLAN = Entity("policy/某方案", "POLICY", "某方案", ("方案",), code="x", region=PROVINCE.id)
RULES_ = Entity("policy/某办法", "POLICY", "某办法", parent=OFFICE.id)
FIELD = Entity(
    "industry/某业",
    "CLUSTER",
    "某业",
    ("业",),
    code="C39",
    parent="industry/制造业",
    candidates=("industry/某产业",),
)
ENTITIES = (PROVINCE, CITY, AREA, OFFICE, FIRM, PERSON, PLAN, RULES_, FIELD)
FACTS = [
    (OFFICE, "issues", PLAN),
    (PROVINCE, "issues", RULES_),
    (PLAN, "covers", FIELD),
    (FIRM, "located_in", CITY),
    (CITY, "located_in", PROVINCE),
    (FIRM, "part_of", OFFICE),
    (PERSON, "works_for", FIRM),
    (FIRM, "partners_with", OFFICE),
    (PLAN, "based_on", RULES_),
    (PLAN, "implements", RULES_),
    (PLAN, "amends", RULES_),
    (PLAN, "repeals", RULES_),
    (PLAN, "cultivates", FIRM),
    (FIRM, "recognised_as", FIELD),
    (PLAN, "pilots_in", CITY),
]


def document() -> Document:
    figure = Span(TEXT.index("20至30"), TEXT.index("20至30") + 6)
    target = Target(
        PLAN.id,
        "加氢站",
        "range",
        Decimal(20),
        "座",
        figure,
        (SECOND,),
        "figure",
        0.8,
        Decimal(30),
        2025,
        "全省",
        "比2020年",
    )
    money = Span(TEXT.index("500万"), TEXT.index("500万") + 4)
    grant = Instrument(
        PLAN.id, "subsidy", Decimal(5_000_000), "元", "<=", "企业", money, (SECOND,), "rule", 0.7
    )
    life = PolicyRecord(
        PLAN.id,
        "某府〔2021〕1号",
        "方案",
        "provincial",
        PROVINCE.id,
        2021,
        2025,
        "2021-05-01",
        "2021-06",
        "2025",
        (FIRST,),
    )
    return Document(
        Article(
            "0" * 16, "一", TEXT, "标题", "2021-05-02", "某报", "https://example.org/", ("甲",)
        ),
        (FIRST, SECOND),
        (
            *(
                Mention(Span(start, start + 1), one.label, "pattern", 0.9, one.id)
                for start, one in zip((0, 2, 3, 4, 5, 9, 11, 12, 13), ENTITIES, strict=True)
            ),
            Mention(Span(len(TEXT) - 5, len(TEXT) - 1), "CLUSTER", "pattern", 0.9, FIELD.id),
        ),
        entities=ENTITIES,
        facts=tuple(
            Fact(
                one.id,
                name,
                other.id,
                (SECOND,) if name == "covers" else (FIRST,),
                "verb",
                0.9,
                attribution=PERSON.id,
                role="经理" if name == "works_for" else "",
            )
            for one, name, other in FACTS
        ),
        targets=(target,),
        instruments=(grant,),
        policies=(life,),
    )


GRAPH = build([document()])


@dataclass
class Copy:
    """The valid graph under a base of its own, to be changed."""

    base: str
    quads: list[Quad]

    def a(self, kind: str, which: int = 0) -> NamedNode:
        """A thing of a class, described in full before outlines."""
        found = {q.subject for q in self.quads if q.object == term(kind)}
        outlines = {q.subject for q in self.quads if q.predicate == term("zt:outline")}
        ordered = sorted(found, key=lambda one: (one in outlines, -self.size(one), str(one)))
        return ordered[which]  # type: ignore[return-value]  # no blank nodes here

    def size(self, thing: object) -> int:
        return sum(q.subject == thing for q in self.quads)

    def values(self, subject: NamedNode, path: str) -> list[Quad]:
        return [q for q in self.quads if q.subject == subject and q.predicate == term(path)]

    def words(self, subject: NamedNode, path: str) -> str:
        (value,) = {q.object for q in self.values(subject, path)}
        assert isinstance(value, Literal)
        return value.value

    def remove(self, subject: NamedNode, path: str) -> None:
        gone = self.values(subject, path)
        self.quads = [q for q in self.quads if q not in gone]

    def add(self, subject: NamedNode, path: str, value: NamedNode | Literal) -> None:
        self.quads.append(quad((subject, term(path), value)))

    def set(self, subject: NamedNode, path: str, value: NamedNode | Literal) -> None:
        self.remove(subject, path)
        self.add(subject, path, value)

    def stranger(self, name: str = "stranger") -> NamedNode:
        """A thing that nothing is said of."""
        return NamedNode(f"{self.base}{name}")

    def state(self, *triple: NamedNode | Literal) -> None:
        """Evidence for a fact, as another statement has it."""
        said = node("statement/new", self.base)
        for like in self.values(self.a("rdf:Statement"), "prov:wasDerivedFrom")[:1]:
            self.add(said, "prov:wasDerivedFrom", like.object)  # type: ignore[arg-type]  # a node
        self.add(said, "rdf:type", term("rdf:Statement"))
        for part, value in zip(("subject", "predicate", "object"), triple, strict=True):
            self.add(said, f"rdf:{part}", value)
        self.add(said, "prov:wasGeneratedBy", self.a("prov:Activity"))
        self.add(said, "zt:rule", Literal("verb"))
        self.add(said, "zt:confidence", Literal("1", datatype=term("xsd:decimal")))
        self.add(said, "zt:modality", Literal("done"))


Break = Callable[[Copy], None]
UPPER = "zh-x-upper"  # written as zh-Hans: pyoxigraph folds tags


def text(value: str, kind: str = "xsd:string") -> Literal:
    return Literal(value, datatype=term(kind))


# Other shapes compare these, so a wrong type must keep the value.
SAME_NUMBER = ("nif:beginIndex", "nif:endIndex", "zt:length", "zt:firstYear", "zt:lastYear")


def break_range(kind: str, use: Use) -> Break:
    """A value of another kind than the property has."""

    def broken(copy: Copy) -> None:
        subject = copy.a(kind)
        wrong: NamedNode | Literal = text("甲", "zt:strange")
        if not use.range or use.range == ("rdf:Property",):
            wrong = text("甲") if not use.range else term("zt:unknown")
        elif use.range[0] in KINDS or use.range == ("eli:LegalResource",):
            wrong = copy.stranger()
        elif use.path in SAME_NUMBER:
            wrong = text(copy.words(subject, use.path), "xsd:decimal")
        elif use.path in ("schema:minValue", "schema:maxValue"):
            wrong = text("25", "xsd:integer")
        elif use.path == "nif:anchorOf":
            wrong = text(copy.words(subject, use.path), "zt:strange")
        if use.path in {known.iri for known in PREDICATES.values()}:
            copy.add(subject, use.path, wrong)
            copy.state(subject, term(use.path), wrong)
        elif use.path == "dct:identifier" and kind == "schema:AdministrativeArea":
            copy.remove(subject, "zt:register")
            copy.set(subject, use.path, text("990000", "zt:gbt2260"))
        elif kind == "rdf:Statement":
            copy.set(free_statement(copy), use.path, wrong)
        elif isinstance(wrong, NamedNode) or use.path == "zt:candidate":
            copy.add(subject, use.path, wrong)
        else:
            copy.set(subject, use.path, wrong)

    return broken


def free_statement(copy: Copy) -> NamedNode:
    """A statement that is the evidence of no fact: of one that is there anyway."""
    like = copy.a("rdf:Statement")
    parts = [
        copy.values(like, f"rdf:{part}")[0].object for part in ("subject", "predicate", "object")
    ]
    copy.state(*parts)  # type: ignore[arg-type]  # nodes
    return node("statement/new", copy.base)


def words_too_long(copy: Copy) -> None:
    subject = copy.a("nif:String")
    copy.set(subject, "nif:anchorOf", text("很长的词语"))


def end_before_start(copy: Copy) -> None:
    subject = copy.a("nif:String", 1)
    copy.remove(subject, "nif:anchorOf")
    copy.add(subject, "nif:anchorOf", text(""))
    copy.set(subject, "nif:endIndex", copy.values(subject, "nif:beginIndex")[0].object)  # type: ignore[arg-type]  # a literal


def short_article(copy: Copy) -> None:
    copy.set(copy.a("schema:NewsArticle"), "zt:length", Literal(len(TEXT) - 1))


def moved(first: int, last: int) -> Break:
    """The sentence of a mention without its beginning or without its end."""

    def broken(copy: Copy) -> None:
        mention = copy.stranger("mention/new")
        article = copy.a("schema:NewsArticle")
        sentence = node(f"sentence/{'0' * 16}-0-7", copy.base)
        copy.add(mention, "rdf:type", term("nif:String"))
        copy.add(sentence, "rdf:type", term("nif:Sentence"))
        copy.set(sentence, "nif:beginIndex", Literal(2))
        copy.set(sentence, "nif:endIndex", Literal(6))
        copy.set(sentence, "nif:anchorOf", text("发方案。"))
        for one in [q.subject for q in copy.quads if q.object == term("nif:String")]:
            copy.remove(one, "nif:sentence")  # type: ignore[arg-type]  # a node
            copy.add(one, "nif:sentence", node(f"sentence/{'0' * 16}-8-{len(TEXT)}", copy.base))  # type: ignore[arg-type]  # a node
            copy.set(one, "nif:beginIndex", Literal(9))  # type: ignore[arg-type]  # a node
            copy.set(one, "nif:endIndex", Literal(10))  # type: ignore[arg-type]  # a node
            copy.set(one, "nif:anchorOf", text("2"))  # type: ignore[arg-type]  # a node
        copy.set(mention, "nif:sentence", sentence)
        copy.set(mention, "nif:beginIndex", Literal(first))
        copy.set(mention, "nif:endIndex", Literal(last))
        copy.set(mention, "nif:anchorOf", text("词" * (last - first)))
        copy.set(mention, "nif:referenceContext", article)
        copy.add(mention, "zt:names", copy.a("zt:Policy"))

    return broken


def unused(copy: Copy) -> None:
    new = node("person/无人", copy.base)
    copy.add(new, "rdf:type", term("schema:Person"))
    copy.add(new, "skos:prefLabel", Literal("无人", language="zh-hans"))
    copy.add(new, "schema:name", text("无人"))


def without_evidence(copy: Copy) -> None:
    copy.add(copy.a("zt:Policy"), "zt:covers", node("industry/制造业", copy.base))


def denied_evidence(copy: Copy) -> None:
    field = node("industry/制造业", copy.base)
    copy.add(copy.a("zt:Policy"), "zt:covers", field)
    copy.state(copy.a("zt:Policy"), term("zt:covers"), field)
    copy.set(node("statement/new", copy.base), "zt:modality", text("denied"))


def in_upper_case(copy: Copy) -> None:
    copy.set(copy.a("zt:Policy"), "dct:title", Literal("某方案", language=UPPER))


def same_alias(copy: Copy) -> None:
    (label,) = (q.object for q in copy.values(copy.a("schema:Person"), "skos:prefLabel"))
    copy.add(copy.a("schema:Person"), "skos:altLabel", label)  # type: ignore[arg-type]  # a literal


def without_code(copy: Copy) -> None:
    copy.set(node(PROVINCE.id, copy.base), "dct:identifier", text("440000"))


def replaced_twice(copy: Copy) -> None:
    for one in (PROVINCE, CITY):
        copy.add(copy.stranger("org/旧名"), "dct:isReplacedBy", node(one.id, copy.base))


def without_figure(copy: Copy) -> None:
    for path in ("schema:minValue", "schema:maxValue"):
        copy.remove(copy.a("zt:QuantifiedTarget"), path)


def floor_above_ceiling(copy: Copy) -> None:
    copy.set(copy.a("zt:QuantifiedTarget"), "schema:maxValue", text("19", "xsd:decimal"))


def years_reversed(copy: Copy) -> None:
    copy.set(node(PLAN.id, copy.base), "zt:lastYear", Literal(2020))


def strange_subject(path: str) -> Break:
    def broken(copy: Copy) -> None:
        like = next(q for q in copy.quads if q.predicate == term(path))
        copy.add(copy.stranger(), path, like.object)  # type: ignore[arg-type]  # a node
        copy.state(copy.stranger(), term(path), like.object)  # type: ignore[arg-type]  # a node

    return broken


def strange_property(kind: str) -> Break:
    return lambda copy: copy.add(copy.a(kind), "zt:strange", text("甲"))


SPECIAL: dict[str, Break] = {
    "place-in-order": end_before_start,
    "place-in-article": short_article,
    "mention-after-sentence-start": moved(1, 4),
    "mention-before-sentence-end": moved(3, 7),
    "words-fit-place": words_too_long,
    "lower-case-language": in_upper_case,
    "alias-differs": same_alias,
    "thing-is-used": unused,
    "fact-has-evidence": without_evidence,
    "registered-region-has-code": without_code,
    "old-id-leads-on": replaced_twice,
    "target-has-figure": without_figure,
    "floor-below-ceiling": floor_above_ceiling,
    "period-in-order": years_reversed,
    **{
        f"subject-of-{known.iri.partition(':')[2]}": strange_subject(known.iri)
        for known in PREDICATES.values()
    },
}


def cases() -> Iterator[tuple[str, Break]]:
    """Shape, how to break it."""
    yield from SPECIAL.items()
    yield "fact-has-evidence", denied_evidence
    for iri, kind in KINDS.items():
        yield iri.partition(":")[2], strange_property(iri)
        for use in kind.uses:
            yield shapes.shape_of(iri, use), break_range(iri, use)


CASES = tuple(cases())


def broken_graph(number: int) -> list[Quad]:
    copy = Copy(f"https://example.org/{number}/", [])
    copy.quads = list(merged_quads(GRAPH, copy.base))
    CASES[number][1](copy)
    return copy.quads


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The shapes that are broken, by the base of the copy: one run for all copies."""
    quads = [quad for number in range(len(CASES)) for quad in broken_graph(number)]
    path = tmp_path_factory.mktemp("shapes") / "all.ttl"
    write(quads, path)
    by_base: dict[str, set[str]] = defaultdict(set)
    for one in results(path, shapes.shapes()):
        base = "/".join(one.focus.split("/")[:4]) + "/"
        by_base[base].add(one.shape.removeprefix(shapes.NAMESPACE))
    return by_base


NUMBERS = {
    f"{name}-{number}": number
    for number, (name, _) in enumerate(CASES)
    if name != tags.RULE  # the engine's store folds tags; see the next test
}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
def test_graph_breaks_this_shape_alone(number: int, found: dict[str, set[str]]) -> None:
    assert found[f"https://example.org/{number}/"] == {CASES[number][0]}


def test_another_engine_finds_the_same_of_the_rules(tmp_path: Path) -> None:
    """pyshacl keeps tags as they are written; it takes too long for all of the graphs."""
    shapes_graph = rdflib.Graph().parse(data=shapes.shapes(), format="turtle")
    for number, (name, _) in enumerate(CASES[: len(SPECIAL) - len(PREDICATES)]):
        path = tmp_path / "graph.ttl"
        write(broken_graph(number), path)
        path.write_text(path.read_text("utf-8").replace(f"@{UPPER}", "@zh-Hans"), "utf-8")
        data = rdflib.Graph().parse(path)
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inplace=True)
        assert isinstance(report, rdflib.Graph)
        broken = {str(one).partition("#")[2] for one in report.objects(None, SH.sourceShape)}
        assert broken == {name}


def test_tag_in_upper_case_is_found_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write(broken_graph([name for name, _ in CASES].index(tags.RULE)), path)
    path.write_text(path.read_text("utf-8").replace(f"@{UPPER}", "@zh-Hans"), "utf-8")
    (breach,) = check(path).breaches
    assert (breach.rule, breach.value) == (tags.RULE, '"某方案"@zh-Hans')


def test_every_shape_has_a_case() -> None:
    assert {name for name, _ in CASES} == set(shapes.messages())
    assert len(rules()) == len({rule.name for rule in rules()})


def test_valid_graph_keeps_all_shapes(tmp_path: Path) -> None:
    write(merged_quads(GRAPH), tmp_path / "graph.ttl")
    assert list(results(tmp_path / "graph.ttl", shapes.shapes())) == []


def test_valid_graph_has_every_property() -> None:
    """So that breaking one changes a value that was right."""
    said = {quad.predicate.value for quad in merged_quads(GRAPH)}
    paths = {use.path for kind in KINDS.values() for use in kind.uses}
    absent = {path for path in paths if term(path).value not in said}
    assert absent == {"schema:value", "zt:conflictsWith"}
