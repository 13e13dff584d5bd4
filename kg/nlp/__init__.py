"""Recognition: a spaCy pipeline over characters. Documents in, documents with mentions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.config import Config
from kg.nlp import packing as packing  # registers itself: a Doc of ours becomes bytes and back
from kg.nlp.reading import Reading
from kg.nlp.recognisers import recogniser
from kg.schema import CLASSES, MENTION_LABELS
from kg.types import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["CHARACTERS", "DISPLACY", "annotator", "describe", "displacy_colors", "load"]

# spacy.blank("zh", config=CHARACTERS): a token is a character
CHARACTERS = {
    "nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "char"}}
}
_LATER = {"set_ents": False}  # kg_tidy sets them once, at the end

_ALPHA = "66"  # behind words: two fifths of a class's colour, hexadecimal


def displacy_colors() -> dict[str, str]:
    """Our classes in the colours of the explorer; displaCy finds them by entry point."""
    return {label: CLASSES[label].color + _ALPHA for label in MENTION_LABELS}


# displacy.render(doc, style="ent", options=DISPLACY) shows our classes only
DISPLACY = {"ents": list(MENTION_LABELS), "colors": displacy_colors()}


def load(config: Config) -> Language:
    """The pipeline: characters as tokens, then our components.

    Raises:
        UnknownNameError: no such recogniser, or a wrong label in a word list.
        InputError: a word list cannot be read.
        ModelError: the recogniser cannot be loaded.
    """
    import spacy  # half a second: a build that finds nothing new does without

    from kg.nlp import factories as factories  # registers the components, in plain sight

    nlp = spacy.blank("zh", config=CHARACTERS)
    nlp.max_length = 2**31 - 1  # characters; the limit guards spaCy's parser, which we don't use
    nlp.add_pipe("kg_recogniser", config={"model": config.recogniser})
    lexicon = [str(path) for path in config.lexicon]
    nlp.add_pipe("kg_gazetteer", config={"lexicon": lexicon, **_LATER})
    if config.domain:
        nlp.add_pipe("kg_domain", config={"file": str(config.domain), **_LATER})
    nlp.add_pipe("kg_policies", config=_LATER)
    nlp.add_pipe("kg_organisations", config=_LATER)
    nlp.add_pipe("kg_clusters", config=_LATER)
    nlp.add_pipe("kg_tidy")
    return nlp


def annotator(config: Config) -> Callable[[Iterable[Document]], Iterator[Document]]:
    """A function that gives documents their mentions and lists, in batches, in order."""
    nlp = load(config)

    def annotate(documents: Iterable[Document]) -> Iterator[Document]:
        pairs = ((_doc(nlp, document.article.text), document) for document in documents)
        for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=config.batch):
            reading: Reading = doc._.kg
            yield replace(
                document, mentions=doc._.kg_mentions, lists=tuple(dict.fromkeys(reading.lists))
            )

    return annotate


def _doc(nlp: Language, text: str) -> Doc:
    """A token a character, blanks too: nobody sees the tokens, and this is quicker than the
    tokenizer, which looks for blanks; nor need the text be put together again from them."""
    from spacy.tokens import Doc  # as in load

    doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
    doc._.kg = Reading(text)
    return doc


def describe(config: Config) -> dict[str, str]:
    """Name, version and model hash of the recogniser, for reports."""
    model = recogniser(config.recogniser)
    return {"recogniser": model.name, "model_sha256": model.digest}
