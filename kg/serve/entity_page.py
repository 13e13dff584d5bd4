"""The page of an id: its name, what it is, its facts with their sentences, where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from kg.rdf.vocab import term
from kg.schema import PREDICATES, derived
from kg.serve.html import Html, Part, element, join
from kg.serve.labels import CLASS_WORDS, KINDS, VALUES, curie, property_words
from kg.serve.pages import both
from kg.serve.things import Fact, Sentence, Thing, Value

# The life of a policy, in its order: what nobody says is unknown, and the page says so.
_LIFE = (
    "schema:legislationIdentifier",
    "schema:legislationType",
    "zt:level",
    "schema:legislationPassedBy",
    "schema:legislationDate",
    "eli:first_date_entry_in_force",
    "eli:date_no_longer_in_force",
    "schema:temporalCoverage",
)
_SHOWN = 40  # sentences that stand on the page; the others are a query away


@derived
def _told() -> frozenset[str]:
    """Shown in the head of the page, or said again as facts."""
    names = "schema:name skos:prefLabel skos:altLabel dct:title rdfs:label zt:names".split()
    edges = (known.iri for known in PREDICATES.values())
    return frozenset(term(name).value for name in (*names, *edges))


def title(thing: Thing, entity_id: str) -> str:
    """A name for people: of a sentence its words, of a statement the fact."""
    for name in ("schema:name", "schema:headline", "rdfs:label", "nif:anchorOf", "dct:identifier"):
        for value in thing.values(term(name).value):
            return value.text
    if entity_id.startswith("statement/") and thing.facts:
        fact = thing.facts[0]
        return f"{_name(fact.subject)} — {property_words(fact.predicate)[0]} → {_name(fact.object)}"
    return entity_id


def content(thing: Thing, entity_id: str, base: str) -> Html:
    """Everything under the bar."""
    view = _View(thing, base)
    kind = entity_id.partition("/")[0]
    return join(
        (
            _head(thing, entity_id, kind),
            view.life() if kind == "policy" else "",
            view.properties({term(name).value for name in _LIFE} if kind == "policy" else set()),
            view.facts(),
            view.links(),
            view.sentences(),
        )
    )


def _head(thing: Thing, entity_id: str, kind: str) -> Html:
    aliases = sorted({value.text for value in thing.values(term("skos:altLabel").value)})
    path = f"/id/{_quoted(entity_id)}"
    files = [
        element("a", name, href=f"{path}.{suffix}")
        for name, suffix in (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
    ]
    return join(
        (
            element("p", both(*KINDS.get(kind, (kind, kind))), class_="kind"),
            element("h1", title(thing, entity_id)),
            element("p", (element("span", name) for name in aliases), class_="also")
            if aliases
            else "",
            element(
                "p",
                element("code", f"<{thing.iri}>"),
                element("a", both("在图谱中看", "in the graph"), href=f"/#n={_quoted(entity_id)}"),
                files,
                class_="where",
            ),
        )
    )


class _View:
    """Parts of the page of one thing."""

    def __init__(self, thing: Thing, base: str) -> None:
        self._thing = thing
        self._base = base

    def life(self) -> Html:
        rows = []
        for name in _LIFE:
            values = self._thing.values(term(name).value)
            shown = [self._value(name, value) for value in values]
            unknown = element("span", both("未知", "unknown"), class_="unknown")
            rows.append(_row(property_words(term(name).value), shown or [unknown]))
        return _section(("生命周期", "Life cycle"), element("dl", rows))

    def properties(self, elsewhere: set[str]) -> Html:
        in_facts = {fact.object.text for fact in self._thing.facts}
        grouped: dict[tuple[str, str], dict[str, Html]] = {}  # a term and its standard as one
        for predicate, value in self._thing.says:
            if predicate not in _told() | elsewhere and value.text not in in_facts:
                row = grouped.setdefault(property_words(predicate), {})
                row[value.text] = self._value(curie(predicate), value)
        rows = [_row(words, values.values()) for words, values in grouped.items()]
        return _section(("属性", "Properties"), element("dl", rows)) if rows else Html()

    def facts(self) -> Html:
        """First what the thing does, then what is done to it; a group a predicate."""
        groups: dict[tuple[bool, str], list[Fact]] = {}
        for fact in self._thing.facts:
            incoming = fact.object.text == self._thing.iri
            groups.setdefault((incoming, fact.predicate), []).append(fact)
        parts = []
        for (incoming, predicate), facts in sorted(groups.items()):
            zh, en = property_words(predicate)
            words = both(f"← {zh}", f"← {en}") if incoming else both(f"{zh} →", f"{en} →")
            items = (self._fact(fact, incoming) for fact in facts)
            heading = element("h3", words, " ", element("span", str(len(facts)), class_="count"))
            parts.append(join((heading, element("ul", items, class_="facts"))))
        return _section(("事实", "Facts"), *parts) if parts else Html()

    def links(self) -> Html:
        """What points here and is no fact: a region's parts, a policy's successor."""
        facts = {fact.subject.text for fact in self._thing.facts}
        grouped: dict[str, list[Value]] = {}
        for value, predicate in self._thing.said:
            if predicate not in _told() and value.text not in facts:
                grouped.setdefault(predicate, []).append(value)
        rows = [
            _row(property_words(name), [self.link(value) for value in values])
            for name, values in grouped.items()
        ]
        return _section(("由此引用", "Referred to by"), element("dl", rows)) if rows else Html()

    def sentences(self) -> Html:
        """Those that name the thing, are in it, or are it; those of its facts stand there."""
        told = {
            iri
            for fact in self._thing.facts
            for statement in fact.statements
            for iri in statement.sentences
        }
        is_article = self._thing.iri.startswith(f"{self._base}article/")
        rest = [
            one
            for iri, one in self._thing.sentences.items()
            if is_article or iri not in told or iri == self._thing.iri
        ]
        if not rest:
            return Html()
        quotes = [self._quote(one) for one in rest[:_SHOWN]]
        note = ""
        if len(rest) > _SHOWN:
            note = element(
                "p",
                both(f"共 {len(rest)} 句，显示 {_SHOWN} 句", f"{_SHOWN} of {len(rest)} sentences"),
                class_="note",
            )
        return _section(("原文", "Sentences"), *quotes, note)

    def link(self, value: Value) -> Html:
        """A thing of ours as a link to its page here, another IRI or a literal as text."""
        if value.is_iri and value.text.startswith(self._base):
            path = value.text.removeprefix(self._base)
            return element("a", value.name or unquote(path), href=f"/id/{_quoted(unquote(path))}")
        if value.is_iri:
            return element("code", curie(value.text))
        return element("span", value.text)

    def _value(self, name: str, value: Value) -> Html:
        words = VALUES.get(name, {}).get(value.text)
        if name == "rdf:type":
            words = CLASS_WORDS.get(curie(value.text))
        if words:
            return both(*words)
        if name == "schema:url" and value.text.startswith(("http://", "https://")):
            return element("a", value.text, href=value.text, rel="noreferrer noopener")
        return self.link(value)

    def _fact(self, fact: Fact, incoming: bool) -> Html:
        other = fact.subject if incoming else fact.object
        ends = [self.link(other)]
        if self._thing.iri not in (fact.subject.text, fact.object.text):
            ends = [self.link(fact.subject), element("span", "→"), self.link(fact.object)]
        modalities = sorted({statement.modality for statement in fact.statements} - {"in_force"})
        tags = [
            element("span", both(*VALUES["zt:modality"].get(name, (name, name))), class_="tag")
            for name in modalities
        ]
        number = len(fact.statements)
        count = element("span", both(f"{number} 处依据", f"{number} evidence"), class_="count")
        evidence = (
            (
                [
                    self._quote(self._thing.sentences[iri])
                    for iri in statement.sentences
                    if iri in self._thing.sentences
                ],
                element(
                    "p",
                    both("规则", "rule"),
                    f" {statement.rule} · ",
                    both("置信度", "confidence"),
                    f" {statement.confidence} · ",
                    element("a", both("陈述", "statement"), href=self._path(statement.iri)),
                    class_="how",
                ),
            )
            for statement in fact.statements
        )
        details = element("details", element("summary", ends, tags, count), evidence)
        return element("li", details, class_="denied" if fact.denied else "")

    def _quote(self, sentence: Sentence) -> Html:
        source = [
            element(
                "a", sentence.headline or both("文章", "article"), href=self._path(sentence.article)
            ),
            element("span", sentence.date) if sentence.date else "",
            element("span", sentence.source) if sentence.source else "",
            element("a", both("句子", "sentence"), href=self._path(sentence.iri)),
        ]
        words = element("p", self._marked(sentence))
        return element("blockquote", words, element("footer", source))

    def _marked(self, sentence: Sentence) -> Iterator[Part]:
        """The words with every mention marked, the thing's own strongest."""
        last = 0
        for mark in sentence.marks:
            if mark.start < last:
                continue
            yield sentence.words[last : mark.start]
            words = sentence.words[mark.start : mark.end]
            own = mark.names == self._thing.iri
            inner = words if own else element("a", words, href=self._path(mark.names))
            yield element("mark", inner, class_="self" if own else "")
            last = mark.end
        yield sentence.words[last:]

    def _path(self, iri: str) -> str:
        return f"/id/{_quoted(unquote(iri.removeprefix(self._base)))}"


def _section(words: tuple[str, str], *parts: Part) -> Html:
    return element("section", element("h2", both(*words)), parts)


def _row(words: tuple[str, str], values: Iterable[Html]) -> Html:
    return join((element("dt", both(*words)), element("dd", values)))


def _name(value: Value) -> str:
    return value.name or curie(value.text)


def _quoted(entity_id: str) -> str:
    """An id as a path here: a slash inside a key is escaped, as it is in the IRI."""
    kind, _, key = entity_id.partition("/")
    return f"{kind}/{quote(key, safe='')}"
