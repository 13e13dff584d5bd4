"""A model's figures without rules: the likeliest names, and their F1."""

import numpy as np
import pytest

from kg.training import alone
from kg.training.examples import TAGS

SURE = 5.0


def logits(*tags: str) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    found = np.zeros((len(tags), len(TAGS)), np.float32)
    for row, tag in enumerate(tags):
        found[row, TAGS.index(tag)] = SURE
    return found


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("O B-ORG I-ORG E-ORG O", {(1, 4, "ORG")}),
        ("S-REGION B-REGION E-REGION", {(0, 1, "REGION"), (1, 3, "REGION")}),
        ("O O", set()),
    ],
)
def test_labels_become_names(tags: str, names: alone.Named) -> None:
    assert alone.names(logits(*tags.split())) == names


def test_a_name_that_begins_ends_with_the_same_label() -> None:
    broken = logits("B-ORG", "E-ORG", "B-REGION", "O")  # each the likeliest by itself
    broken[2, TAGS.index("O")] = SURE - 1
    assert alone.names(broken) == {(0, 2, "ORG")}


def test_nothing_has_no_names() -> None:
    assert alone.names(logits()) == set()


def test_f1_counts_same_stretches_with_the_same_label() -> None:
    right = [("某省某市", {(0, 2, "REGION"), (2, 4, "REGION")})]
    found = alone.f1(right, lambda text: {(0, 2, "REGION"), (2, 4, "ORG")})
    assert found["all"] == 50.0
    assert (found["REGION"], found["ORG"], found["PERSON"]) == (66.7, 0.0, 0.0)
