"""Quality floors on the gold articles. Raise them with the figures; lowering one needs words."""

import json
from pathlib import Path

import pytest

from kg.config import Config
from kg.evaluate import digest, figures, read_gold
from kg.evaluate.predict import predict

PINNED = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float | None]:
    gold = read_gold(shared / "eval" / "gold")
    return figures(gold, predict(gold, Config()))


def test_floors_are_for_these_gold_files(shared: Path) -> None:
    assert digest(shared / "eval" / "gold") == PINNED["gold_sha256"]


@pytest.mark.parametrize("name", PINNED["floors"])
def test_figure_is_not_below_its_floor(name: str, scores: dict[str, float | None]) -> None:
    found = scores[name]
    assert found is not None
    assert found >= PINNED["floors"][name]


@pytest.mark.parametrize("name", PINNED["given_gold_mentions"])
def test_figure_given_the_gold_mentions_is_not_below_its_floor(shared: Path, name: str) -> None:
    gold = read_gold(shared / "eval" / "gold")
    found = figures(gold, predict(gold, Config(), gold_mentions=True))[name]
    assert found is not None
    assert found >= PINNED["given_gold_mentions"][name]
