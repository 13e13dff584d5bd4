"""The ontology of zt: as quads and as a page, computed from kg.schema, the profile and the terms.

``kg/rdf/ontology.ttl`` is :func:`ontology_quads` in Turtle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.rdf.html import page, table
from kg.rdf.order import in_order
from kg.rdf.profile import KINDS, LANGUAGE, Use, local, ranges
from kg.rdf.quads import quad
from kg.rdf.shapes import messages, shape_of
from kg.rdf.terms import CLASSES, DATATYPES, PROPERTIES, Term
from kg.rdf.vocab import NAMESPACES, Row, term
from kg.schema import CLASSES as LABELS
from kg.schema import NAMESPACE, OWN_CLASSES, PREDICATES, Predicate

IRI = NAMESPACE.rstrip("#")
_TITLE = ("政图本体", "Zhengtu ontology")
_ABOUT = (
    "中文产业政策新闻的知识图谱：机构、地区、政策、产业、人物、目标与政策工具，每条事实都有原句作证。",
    "Knowledge graphs of Chinese industrial policy news: organisations, regions, policies, industries,"
    " persons, targets and instruments; every fact has the sentence that says it.",
)
_LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
# Classes of other vocabularies that we use, and what they are nearly the same as.
_ALIGNED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "eli:LegalResource": ("schema:Legislation",),
        "nif:Context": ("schema:NewsArticle",),
        "nif:Sentence": ("oa:SpecificResource",),
        "nif:String": ("oa:Annotation",),
        "org:Membership": ("schema:OrganizationRole",),
        "org:Role": ("skos:Concept",),
        "org:Organization": ("schema:Organization",),
        "prov:Activity": ("schema:CreateAction",),
        "rdf:Statement": ("oa:Annotation",),
        "schema:AdministrativeArea": ("dct:Location",),
        "schema:GovernmentOrganization": ("org:FormalOrganization",),
        "schema:Legislation": ("eli:LegalResource",),
        "schema:NewsArticle": ("nif:Context",),
        "schema:Person": ("prov:Person",),
        "skos:Concept": ("schema:DefinedTerm",),
    }
)


def ontology_quads() -> list[Quad]:
    """All of it; no blank nodes, so a property of several classes has schema:domainIncludes."""
    return [quad(row) for row in in_order(_rows())]


def terms() -> frozenset[str]:
    """All names in zt: that the ontology or the domain of the graph defines."""
    relations = (predicate.iri for predicate in PREDICATES.values())
    return frozenset((*CLASSES, *PROPERTIES, *DATATYPES, *relations))


def ontology_page() -> str:
    """To be read: the relations, then every class with its properties."""
    relations = table(
        ("关系 relation", "反向 inverse", "从 from", "到 to", "含义 meaning", "例 example"),
        [_relation(known) for known in PREDICATES.values()],
    )
    others = table(
        ("属性 property", "含义 meaning", "对应 alignment"),
        [_other(path, known) for path, known in {**CLASSES, **PROPERTIES, **DATATYPES}.items()],
    )
    kinds = "".join(_kind(iri) for iri in KINDS)
    about = "".join(f"<p>{escape(words)}</p>" for words in _ABOUT)
    version = (
        f"<p><code>{escape(IRI)}/{__version__}</code> · <code>zt: {escape(NAMESPACE)}</code></p>"
    )
    return page(
        " ".join(_TITLE),
        f"{about}{version}<h2>关系 Relations</h2>{relations}"
        f"<h2>术语 Terms</h2>{others}<h2>类 Classes</h2>{kinds}",
    )


def _rows() -> Iterator[Row]:
    ontology = NamedNode(IRI)
    yield (ontology, term("rdf:type"), term("owl:Ontology"))
    yield (ontology, term("owl:versionIRI"), NamedNode(f"{IRI}/{__version__}"))
    yield (ontology, term("owl:versionInfo"), Literal(__version__))
    yield (ontology, term("dct:license"), NamedNode(_LICENCE))
    yield from _both(ontology, "dct:title", *_TITLE)
    yield from _both(ontology, "dct:description", *_ABOUT)
    for iri, known in CLASSES.items():
        yield from _term(iri, known, "owl:Class", "rdfs:subClassOf")
    for iri, known in DATATYPES.items():
        yield from _term(iri, known, "rdfs:Datatype", "rdfs:subClassOf")
    for iri, known in PROPERTIES.items():
        yield from _term(iri, known, _property_kind(iri), "rdfs:subPropertyOf")
        yield from _ends(iri)
    for predicate in PREDICATES.values():
        yield from _predicate(predicate)
    for iri, close in _ALIGNED.items():
        yield from _borrowed(iri, close)
    for label in LABELS.keys() - OWN_CLASSES.keys():  # of a user's domain
        of_user = term(LABELS[label].iri)
        yield (of_user, term("rdf:type"), term("owl:Class"))
        yield from _both(of_user, "rdfs:label", LABELS[label].zh, LABELS[label].en)


def _term(iri: str, known: Term, kind: str, above: str) -> Iterator[Row]:
    subject = term(iri)
    yield (subject, term("rdf:type"), term(kind))
    if subject.value.startswith(NAMESPACE):
        yield (subject, term("rdfs:isDefinedBy"), NamedNode(IRI))
    yield from _both(subject, "rdfs:label", known.zh, known.en)
    yield from _both(subject, "rdfs:comment", known.meaning_zh, known.meaning)
    for one in known.above:
        yield (subject, term(above), term(one))
    for one in known.close:
        yield (subject, term("skos:closeMatch"), term(one))


def _predicate(known: Predicate) -> Iterator[Row]:
    subject = term(known.iri)
    above = (known.standard,) if _is_safe(known) else ()
    close = known.close if above else (known.standard, *known.close)
    as_term = Term(
        known.zh, known.en, known.meaning_zh, known.meaning, above, tuple(filter(None, close))
    )
    yield from _term(known.iri, as_term, "owl:ObjectProperty", "rdfs:subPropertyOf")
    yield from _both(subject, "zt:inverseLabel", *known.inverse)
    yield (subject, term("skos:example"), Literal(known.example, language="zh-hans"))
    yield (subject, term("dct:source"), Literal(known.source))
    if known.symmetric:
        yield (subject, term("rdf:type"), term("owl:SymmetricProperty"))
    for name, labels in (("domain", known.domain), ("range", known.range)):
        yield from _end(subject, name, tuple(LABELS[one].iri for one in labels))


def _is_safe(known: Predicate) -> bool:
    """Whether what the standard term entails of its ends holds for ours too.

    schema.org's terms entail nothing; ELI's make legal resources of campaigns.
    """
    return known.standard.startswith(("schema:", "org:"))


def _property_kind(iri: str) -> str:
    kinds = ranges().get(iri, ("xsd:string",) if iri == "zt:inverseLabel" else ())
    if iri == "zt:inverseLabel":
        return "owl:AnnotationProperty"
    return "owl:ObjectProperty" if all(kind in KINDS for kind in kinds) else "owl:DatatypeProperty"


def _ends(iri: str) -> Iterator[Row]:
    used = tuple(kind for kind, known in KINDS.items() if any(u.path == iri for u in known.uses))
    yield from _end(term(iri), "domain", used)
    yield from _end(term(iri), "range", ranges().get(iri, ()))


def _end(subject: NamedNode, name: str, kinds: tuple[str, ...]) -> Iterator[Row]:
    """rdfs:domain of several classes would mean all of them at once."""
    path = f"rdfs:{name}" if len(kinds) == 1 else f"schema:{name}Includes"
    for kind in kinds:
        yield (subject, term(path), term(kind))


def _borrowed(iri: str, close: tuple[str, ...]) -> Iterator[Row]:
    """What we use a class of another vocabulary for; its name is theirs to give."""
    subject = term(iri)
    prefix = iri.partition(":")[0]
    yield (subject, term("rdf:type"), term("owl:Class"))
    yield (subject, term("rdfs:isDefinedBy"), NamedNode(NAMESPACES[prefix].rstrip("#")))
    if iri in KINDS:
        yield from _both(subject, "skos:scopeNote", KINDS[iri].zh, KINDS[iri].en)
    for one in close:
        yield (subject, term("skos:closeMatch"), term(one))


def _both(subject: NamedNode, path: str, zh: str, en: str) -> Iterator[Row]:
    for words, language in ((zh, "zh-hans"), (en, "en")):
        if words:  # a user's domain need not say everything
            yield (subject, term(path), Literal(words, language=language))


def _relation(known: Predicate) -> tuple[str, ...]:
    name = local(known.iri)
    return (
        f'<code id="{name}">{known.iri}</code><br>{escape(known.zh)} {escape(known.en)}',
        "<br>".join(map(escape, known.inverse)),
        " ".join(f"{LABELS[one].zh} {LABELS[one].en}" for one in known.domain),
        " ".join(f"{LABELS[one].zh} {LABELS[one].en}" for one in known.range),
        f"{escape(known.meaning_zh)}<br>{escape(known.meaning)}",
        escape(known.example),
    )


def _other(path: str, known: Term) -> tuple[str, ...]:
    name = local(path)
    return (
        f'<code id="{name}">{path}</code><br>{escape(known.zh)} {escape(known.en)}',
        f"{escape(known.meaning_zh)}<br>{escape(known.meaning)}",
        " ".join(f"<code>{one}</code>" for one in (*known.above, *known.close)),
    )


def _kind(iri: str) -> str:
    known = KINDS[iri]
    rows = [(f"<code>{use.path}</code>", _range(use), _asked(iri, use)) for use in known.uses]
    head = f"<h3>{escape(known.zh)} {escape(known.en)} <code>{iri}</code></h3>"
    return head + table(("属性 property", "值 values", "要求 asks for"), rows)


def _range(use: Use) -> str:
    return " ".join(f"<code>{kind}</code>" for kind in use.range if kind != LANGUAGE) or (
        "<code>rdf:langString</code>" if use.range else "图中的事物 any thing of the graph"
    )


def _asked(iri: str, use: Use) -> str:
    """The message of the shape without the path that it begins with."""
    said = messages()[shape_of(iri, use)]
    zh, en = said.zh.partition("：")[2], said.en.partition(": ")[2]
    return f"{escape(zh)}<br>{escape(en)}"
