"""Fitting what a candidate's features are worth (:mod:`kg.nlp.fusion`).

On the held-out sources, which the tagger has not seen. They are in the manner of those that it has
seen, though, and on texts of other writers it errs more often: so each source is read twice, the
second time with some characters hidden from the tagger (the rules see them, but the tagger's words).
Logistic regression with a quadratic penalty, by Newton's method: one solution, whatever the order.
``reliability`` reads five fifths of the sources, each with weights fitted on the other four, with
nothing hidden.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from kg.config import Config
from kg.nlp import fusion, load
from kg.nlp.factories import RecogniserComponent
from kg.nlp.reading import Reading
from kg.nlp.recognisers import Own
from kg.tagger import Tagger
from kg.training.examples import documents, is_held
from kg.training.units import Unit

_PENALTY = 2.0
# What a rule of a list or a pattern is worth (log odds) until documents say otherwise: rules that
# they hardly show keep it. Chosen among 0, 1, 1.5 and 2 on the development gold.
_TRUST = 1.5
# Share of characters hidden. Of 0, 0.07, 0.15 and 0.22 the last did best on pages of others.
_HIDDEN = 0.2
_HIDING = "\ufffd"  # a character that no tagger knows
_STEPS = 60
_ENOUGH = 1e-6  # change of the largest weight
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Observed:
    """One candidate of one held-out source."""

    source: str
    hidden: bool  # whether characters were hidden
    features: Mapping[str, float]
    right: bool


class _Hiding(Own):
    """The tagger, shown texts with some characters hidden: the same of a text every time."""

    def read(self, reading: Reading) -> None:
        chance = random.Random(reading.text)
        shown = Reading(
            "".join(
                _HIDING if chance.random() < _HIDDEN and not character.isspace() else character
                for character in reading.text
            )
        )
        super().read(shown)
        reading.set_words(shown.words)
        reading.scores = shown.scores


def observed(units: Sequence[Unit], tagger: Tagger) -> Iterator[Observed]:
    """The candidates of the held-out sources, by the pipeline with a tagger."""
    pipeline = load(Config(recogniser="none"))
    component = cast(RecogniserComponent, pipeline.get_pipe("kg_recogniser"))
    for hidden, reader in ((False, Own(tagger)), (True, _Hiding(tagger))):
        component.recogniser = reader
        for source, text, names in documents(units):
            if not is_held(source):
                continue
            reading: Reading = pipeline(text)._.kg
            scores = reading.scores
            assert scores is not None  # our tagger gives them
            truth = {(span.start, span.end, label) for span, label in names}
            found = fusion.stretches(reading, scores)
            described = fusion.described(reading, scores, found)
            for stretch, features in zip(found, described, strict=True):
                at = (stretch.start, stretch.end, stretch.label)
                yield Observed(source, hidden, features, at in truth)


def fit(rows: Sequence[Observed]) -> dict[str, float]:
    """Feature -> weight, sorted by name."""
    names = sorted({name for row in rows for name in row.features})
    columns = {name: i for i, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.features.items():
            values[i, columns[name]] = value
    right = np.array([row.right for row in rows], float)
    prior = np.array([_TRUST if fusion.is_rule(name) else 0.0 for name in names])
    weights = prior.copy()
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (likely - right) + _PENALTY * (weights - prior)
        curve = (values * (likely * (1 - likely))[:, None]).T @ values
        step = np.linalg.solve(curve + _PENALTY * np.eye(len(names)), slope)
        # a whole step can lead too far, and the next one back, for ever
        loss = _loss(values, right, weights, prior)
        while _loss(values, right, weights - step, prior) > loss:
            step /= 2
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            break
    found = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return {**found, fusion.OTHER_RULE: _TRUST}


def _loss(
    values: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    prior: npt.NDArray[np.float64],
) -> float:
    odds = values @ weights
    misfit = np.logaddexp(0, odds) - right * odds
    return float(misfit.sum() + _PENALTY / 2 * np.square(weights - prior).sum())


def reliability(rows: Sequence[Observed]) -> list[dict[str, float]]:
    """Of the candidates called about so probable, how many were right: ten rows."""
    sources = sorted({row.source for row in rows})
    fold = {source: i % FOLDS for i, source in enumerate(sources)}
    given: list[float] = []
    right: list[bool] = []
    for part in range(FOLDS):
        weights = fit([row for row in rows if fold[row.source] != part])
        for row in rows:
            if fold[row.source] == part and not row.hidden:
                given.append(fusion.probability(row.features, weights))
                right.append(row.right)
    return list(_bins(np.array(given), np.array(right)))


def _bins(
    given: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]
) -> Iterator[dict[str, float]]:
    places = np.minimum((given * 10).astype(int), 9)
    for place in range(10):
        inside = places == place
        if inside.any():
            yield {
                "from": place / 10,
                "candidates": int(inside.sum()),
                "said": round(float(given[inside].mean()), 3),
                "right": round(float(right[inside].mean()), 3),
            }


def write(rows: Sequence[Observed], path: Path) -> None:
    """The weights and how reliable they are, as JSON."""
    held = {"weights": fit(rows), "reliability": reliability(rows)}
    path.write_text(
        json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n"
    )
