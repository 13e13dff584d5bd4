"""Entities, facts and evidence of a graph, to look at and to go on from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from kg.display import Html, Mark, card, definitions, joined, link, marked, text
from kg.errors import InputError
from kg.graph import province_name
from kg.lang import Text
from kg.schema import CLASSES, MODALITIES, PREDICATES
from kg.types import Article, Evidence, Span

_MOST_FACTS = 12  # shown on the card of an entity
_GAP = "……"  # between sentences that do not follow each other


@dataclass(frozen=True)
class Known:
    """A graph and what is looked up in it again and again."""

    nx: nx.MultiDiGraph

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        found: Mapping[str, Article] = self.nx.graph["articles"]
        return found

    @cached_property
    def marks(self) -> Mapping[str, Mapping[str, tuple[Mark, ...]]]:
        """By article, by node: where the article names it."""
        found: dict[str, dict[str, list[Mark]]] = {}
        for node, given in self.nx.nodes(data=True):
            for article, start, end, *_ in given["mentions"]:
                mark = Mark(Span(start, end), given["label"], given["name"])
                found.setdefault(article, {}).setdefault(node, []).append(mark)
        return {
            article: {node: tuple(marks) for node, marks in nodes.items()}
            for article, nodes in found.items()
        }

    def entity(self, node: str) -> EntityView:
        """
        Raises:
            InputError: there is no such node.
        """
        if node not in self.nx:
            raise InputError(node, Text("图中没有", "no such node"))
        return EntityView(self, node)

    def named(self, node: str) -> str:
        """The name of a node; of one that no article names, what its id says."""
        if node in self.nx:
            return str(self.nx.nodes[node]["name"])
        return node.partition("/")[2].partition("~")[0]


@dataclass(frozen=True, slots=True, repr=False)
class EntityView:
    """A node of the graph: an entity, a target or an instrument."""

    _known: Known
    id: str

    @property
    def attributes(self) -> Mapping[str, Any]:
        """What the graph knows of it (kg.graph.merge says what that is)."""
        found: Mapping[str, Any] = self._known.nx.nodes[self.id]
        return found

    @property
    def name(self) -> str:
        """The canonical name."""
        return str(self.attributes["name"])

    @property
    def label(self) -> str:
        """A key of kg.schema.CLASSES."""
        return str(self.attributes["label"])

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names, sorted."""
        return tuple(self.attributes.get("aliases", ()))

    @property
    def province(self) -> str:
        """The province that it lies in or belongs to; empty if none or unknown."""
        return province_name(self._known.nx, self.id)

    @property
    def facts(self) -> tuple[FactView, ...]:
        """What it says and what is said of it, first the facts whose subject it is."""
        graph = self._known.nx
        out = graph.out_edges(self.id, keys=True)
        into = (edge for edge in graph.in_edges(self.id, keys=True) if edge[0] != self.id)
        return tuple(
            FactView(self._known, subject, predicate, object_)
            for subject, object_, predicate in (*sorted(out), *sorted(into))
        )

    @property
    def mentions(self) -> tuple[EvidenceView, ...]:
        """The sentences that name it, in the order of the dates of their articles."""
        articles = self._known.articles
        places = sorted(
            {(article, start, end) for article, _, _, start, end in self.attributes["mentions"]},
            key=lambda place: (articles[place[0]].date or "~", place),
        )
        return tuple(
            EvidenceView(
                self._known, Evidence(article, (Span(start, end),), "", 1.0, ""), (self.id,)
            )
            for article, start, end in places
        )

    def __repr__(self) -> str:
        known = CLASSES[self.label]
        return f"<{known.zh} {known.en} {self.name} · {self.id}>"

    def _repr_html_(self) -> str:
        facts, known = self.facts, CLASSES[self.label]
        rows = {
            "id": Html(f"<code>{text(self.id)}</code>"),
            "别名 also": text("、".join(self.aliases)),
            "省份 province": text(self.province),
            "编码 code": text(self.attributes.get("code", "")),
            "提及 mentions": text(len(self.attributes["mentions"])),
        }
        shown = joined(_item(fact.line(), fact.first()) for fact in facts[:_MOST_FACTS])
        count = f"{len(facts)} 条事实 facts"
        if len(facts) > _MOST_FACTS:
            count += f" · {_MOST_FACTS} shown"
        note = Html(f"<small>{text(count)}</small>")
        return card(text(self.name), definitions(rows), shown, note, dim=f"{known.zh} {known.en}")


@dataclass(frozen=True, slots=True, repr=False)
class FactView:
    """An edge of the graph: a claim, with the evidence of every article that makes it."""

    _known: Known
    _subject: str
    predicate: str  # a key of kg.schema.PREDICATES
    _object: str

    @property
    def subject(self) -> EntityView:
        """Who says or does."""
        return EntityView(self._known, self._subject)

    @property
    def object(self) -> EntityView:
        """What is said or done to."""
        return EntityView(self._known, self._object)

    @property
    def evidence(self) -> tuple[EvidenceView, ...]:
        """What says so, in the order of the dates of the articles."""
        given = self._known.nx.edges[self._subject, self._object, self.predicate]["evidence"]
        articles = self._known.articles
        ordered = sorted(given, key=lambda one: (articles[one.article].date or "~", one))
        ends = (self._subject, self._object)
        return tuple(EvidenceView(self._known, one, ends) for one in ordered)

    @property
    def modality(self) -> tuple[str, ...]:
        """What its evidence says of the relation: keys of kg.schema.MODALITIES, sorted."""
        return tuple(sorted({one.modality for one in self.evidence}))

    @property
    def confidence(self) -> float:
        """Of the surest evidence."""
        return max(one.confidence for one in self.evidence)

    def line(self) -> Html:
        """Subject, predicate and object in a line of HTML."""
        ends = [_coloured(self.subject), _coloured(self.object)]
        known = PREDICATES[self.predicate]
        arrow = f"—{known.zh}—" if known.symmetric else f"—{known.zh}→"
        denied = " <small>（否定 denied）</small>" if self.modality == ("denied",) else ""
        note = f'<span class="kg-dim" title="{text(known.en)}">{text(arrow)}</span>'
        return Html(f"{ends[0]} {note} {ends[1]}{denied}")

    def first(self) -> Html:
        """The first sentence that says so, as HTML."""
        return self.evidence[0].words()

    def __repr__(self) -> str:
        known = PREDICATES[self.predicate]
        arrow = f"—{known.zh}—" if known.symmetric else f"—{known.zh}→"
        return f"<{self.subject.name} {arrow} {self.object.name}>"

    def _repr_html_(self) -> str:
        known = PREDICATES[self.predicate]
        shown = joined(one.block() for one in self.evidence)
        return card(self.line(), shown, dim=f"{known.zh} {known.en}")


@dataclass(frozen=True, slots=True, repr=False)
class EvidenceView:
    """Where it says so: the sentence, in an article."""

    _known: Known
    _evidence: Evidence
    _ends: tuple[str, ...]  # nodes that stand out in it

    @property
    def article(self) -> Article:
        """The article, with title, date and address."""
        return self._known.articles[self._evidence.article]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The sentences, in code points of ``article.text``."""
        return self._evidence.spans

    @property
    def sentence(self) -> str:
        """Their words; where two do not follow each other, …… stands between."""
        return _GAP.join(span.of(self.article.text) for span in self.spans)

    @property
    def rule(self) -> str:
        """Which rule or model said so; empty for a mere mention."""
        return self._evidence.rule

    @property
    def confidence(self) -> float:
        """How sure the rule or model is, 0 to 1."""
        return self._evidence.confidence

    @property
    def modality(self) -> str:
        """A key of kg.schema.MODALITIES; empty for a mere mention."""
        return self._evidence.modality

    @property
    def attribution(self) -> str:
        """Name of who is quoted; empty if nobody is."""
        return self._known.named(self._evidence.attribution) if self._evidence.attribution else ""

    def words(self) -> Html:
        """The sentence with the names of both ends marked, as HTML."""
        named = self._known.marks.get(self._evidence.article, {})
        marks = [mark for node in self._ends for mark in named.get(node, ())]
        return joined((marked(self.article.text, marks, span) for span in self.spans), _GAP)

    def block(self) -> Html:
        """The sentence with article, date and how sure it is, as HTML."""
        article = self.article
        modality = " ".join(MODALITIES.get(self.modality, ()))
        known = [modality, f"{self.confidence:.2f} {self.rule}" if self.rule else ""]
        quoted = f"引述 quoting {self.attribution}" if self.attribution else ""
        where = [link(article.title or article.name, article.url), text(article.date[:10])]
        notes = [text(note) for note in (article.source, *known, quoted)]
        line = joined((part for part in (*where, *notes) if part), " · ")
        return Html(f"<blockquote>{self.words()}<br><small>{line}</small></blockquote>")

    def __repr__(self) -> str:
        return f"<{self.sentence} · {self.article.title or self.article.name} {self.article.date[:10]}>"

    def _repr_html_(self) -> str:
        return card(Html(""), self.block())


def _coloured(entity: EntityView) -> Html:
    return marked(entity.name, [Mark(Span(0, len(entity.name)), entity.label, entity.id)])


def _item(line: Html, sentence: Html) -> Html:
    return Html(f"<div>{line}</div><blockquote>{sentence}</blockquote>")
