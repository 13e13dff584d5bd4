"""Every spaCy component of ours, registered in one place (and as entry points in pyproject.toml).

Each works in anyone's pipeline over characters or words, alone or with others: what they exchange
counts characters and lives in ``doc._.kg`` (a :class:`kg.nlp.reading.Reading`). Each sets
``doc.ents`` from what is known so far and keeps entities of other components where ours leave room;
with ``{"set_ents": False}`` that is left to ``kg_tidy``, which decides with all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.domain import install
from kg.domain import load as load_domain
from kg.nlp import clusters, gazetteer, organisations, own, people, policies, regions
from kg.nlp.reading import Reading
from kg.nlp.recognisers import recogniser
from kg.nlp.tidy import bar_events, bar_fields, bar_lines, bar_quoted, tidy
from kg.types import Mention

Component = Callable[[Doc], Doc]
_ENTS = {"set_ents": True}

if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)
    Doc.set_extension("kg_mentions", default=())


def reading_of(doc: Doc) -> Reading:
    """The doc's reading, made on first use."""
    if doc._.kg is None:
        doc._.kg = Reading(doc.text)
    reading: Reading = doc._.kg
    return reading


def _component(set_ents: bool, *finders: Callable[[Reading], None]) -> Component:
    def run(doc: Doc) -> Doc:
        reading = reading_of(doc)
        for find in finders:
            find(reading)
        if set_ents:
            _settle(doc)
        return doc

    return run


def _settle(doc: Doc) -> None:
    """Sets ``doc.ents`` and ``doc._.kg_mentions`` from the candidates that there are."""
    before = {(one.span.start, one.span.end, one.label) for one in doc._.kg_mentions}
    others = [e for e in doc.ents if (e.start_char, e.end_char, e.label_) not in before]
    doc._.kg_mentions = tidy(reading_of(doc))
    ours = filter_spans([span for span in map(partial(_span, doc), doc._.kg_mentions) if span])
    taken = {token for span in ours for token in range(span.start, span.end)}
    free = [e for e in others if taken.isdisjoint(range(e.start, e.end))]
    doc.ents = sorted([*ours, *free], key=lambda span: span.start)


def _span(doc: Doc, mention: Mention) -> Span | None:
    """The tokens of a mention; of one that cuts a token, the whole token."""
    start, end = mention.span.start, mention.span.end
    return doc.char_span(start, end, label=mention.label, alignment_mode="expand")


class RecogniserComponent:
    """Runs the statistical recogniser."""

    def __init__(self, name: str) -> None:
        self.recogniser = recogniser(name)

    def __call__(self, doc: Doc) -> Doc:
        self.recogniser.read(reading_of(doc))
        return doc


@Language.factory("kg_recogniser", default_config={"model": "own"})
def make_recogniser(nlp: Language, name: str, model: str) -> RecogniserComponent:
    """Words and names of a statistical model: "own", "lac", "none" or "spacy:PIPELINE"."""
    del nlp, name
    return RecogniserComponent(model)


@Language.factory("kg_gazetteer", default_config={"lexicon": [], "set_ents": True})
def make_gazetteer(nlp: Language, name: str, lexicon: list[str], set_ents: bool) -> Component:
    """Names of the registers, and of user word lists given as paths."""
    del nlp, name
    names = [pair for path in lexicon for pair in gazetteer.read_lexicon(Path(path))]
    lists = gazetteer.Lexicon(names)
    return _component(set_ents, gazetteer.find_known, lists.find, regions.find_regions)


@Language.factory("kg_domain", default_config={"file": "", **_ENTS})
def make_domain(nlp: Language, name: str, file: str, set_ents: bool) -> Component:
    """Names and patterns of a domain file (:mod:`kg.domain`) given as a path; its types become known."""
    del nlp, name
    domain = load_domain(Path(file))
    install(domain)
    return _component(set_ents, own.Finder(domain).find)


@Language.factory("kg_policies", default_config=_ENTS)
def make_policies(nlp: Language, name: str, set_ents: bool) -> Component:
    """Titles of policies."""
    del nlp, name
    return _component(set_ents, policies.find_policies)


@Language.factory("kg_organisations", default_config=_ENTS)
def make_organisations(nlp: Language, name: str, set_ents: bool) -> Component:
    """Departments, companies, inner units; persons."""
    del nlp, name
    return _component(set_ents, organisations.find_organisations, people.find_people)


@Language.factory("kg_clusters", default_config=_ENTS)
def make_clusters(nlp: Language, name: str, set_ents: bool) -> Component:
    """Industries and clusters, and the lists that name them."""
    del nlp, name
    return _component(set_ents, clusters.find_clusters)


@Language.factory("kg_tidy")
def make_tidy(nlp: Language, name: str) -> Component:
    """Settles overlaps and sets ``doc.ents`` and ``doc._.kg_mentions``."""
    del nlp, name

    def run(doc: Doc) -> Doc:
        reading = reading_of(doc)
        bar_events(reading)
        bar_quoted(reading)
        bar_fields(reading)
        bar_lines(reading)
        _settle(doc)
        return doc

    return run
