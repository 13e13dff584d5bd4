"""Every spaCy component of ours, registered in one place (and as entry points in pyproject.toml).

Each works in anyone's pipeline over characters or words: what they exchange counts characters and
lives in ``doc._.kg`` (a :class:`kg.nlp.reading.Reading`). ``kg_tidy`` decides and sets ``doc.ents``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.nlp import clusters, gazetteer, organisations, people, policies, regions
from kg.nlp.reading import Reading, Word
from kg.nlp.recognisers import recogniser
from kg.nlp.tidy import bar_events, bar_fields, bar_quoted, tidy

Component = Callable[[Doc], Doc]

if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)
    Doc.set_extension("kg_mentions", default=())


def reading_of(doc: Doc) -> Reading:
    """The doc's reading, made on first use."""
    if doc._.kg is None:
        doc._.kg = Reading(doc.text)
    reading: Reading = doc._.kg
    return reading


def _component(*finders: Callable[[Reading], None]) -> Component:
    def run(doc: Doc) -> Doc:
        reading = reading_of(doc)
        for find in finders:
            find(reading)
        return doc

    return run


class RecogniserComponent:
    """Runs the statistical recogniser over the sentences of a batch of docs."""

    def __init__(self, name: str) -> None:
        self.recogniser = recogniser(name)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Docs in order; sentences of a batch go to the model together."""
        stream = iter(stream)
        while batch := list(islice(stream, batch_size)):
            readings = [reading_of(doc) for doc in batch]
            texts = [s.of(r.folded) for r in readings for s in r.sentences]
            found = self.recogniser.words(texts)
            for doc, reading in zip(batch, readings, strict=True):
                words: list[Word] = []
                for sentence in reading.sentences:
                    words += [
                        Word(w.start + sentence.start, w.end + sentence.start, w.tag)
                        for w in next(found)
                    ]
                reading.set_words(tuple(words))
                yield doc


@Language.factory("kg_recogniser", default_config={"model": "lac"})
def make_recogniser(nlp: Language, name: str, model: str) -> RecogniserComponent:
    """Words and names of a statistical model: "lac", "none" or "spacy:PIPELINE"."""
    del nlp, name
    return RecogniserComponent(model)


@Language.factory("kg_gazetteer", default_config={"lexicon": []})
def make_gazetteer(nlp: Language, name: str, lexicon: list[str]) -> Component:
    """Names of the registers, and of user word lists given as paths."""
    del nlp, name
    names = [pair for path in lexicon for pair in gazetteer.read_lexicon(Path(path))]
    return _component(gazetteer.find_known, gazetteer.Lexicon(names).find, regions.find_regions)


@Language.factory("kg_policies")
def make_policies(nlp: Language, name: str) -> Component:
    """Titles of policies."""
    del nlp, name
    return _component(policies.find_policies)


@Language.factory("kg_organisations")
def make_organisations(nlp: Language, name: str) -> Component:
    """Departments, companies, inner units; persons."""
    del nlp, name
    return _component(organisations.find_organisations, people.find_people)


@Language.factory("kg_clusters")
def make_clusters(nlp: Language, name: str) -> Component:
    """Industries and clusters, and the lists that name them."""
    del nlp, name
    return _component(clusters.find_clusters)


@Language.factory("kg_tidy")
def make_tidy(nlp: Language, name: str) -> Component:
    """Settles overlaps and sets ``doc.ents`` and ``doc._.kg_mentions``."""
    del nlp, name

    def run(doc: Doc) -> Doc:
        reading = reading_of(doc)
        bar_events(reading)
        bar_quoted(reading)
        bar_fields(reading)
        doc._.kg_mentions = tidy(reading)
        spans = (
            doc.char_span(m.span.start, m.span.end, label=m.label, alignment_mode="expand")
            for m in doc._.kg_mentions
        )
        doc.ents = filter_spans([span for span in spans if span is not None])
        return doc

    return run
