"""How far a figure could lie from what it is, had other articles of the kind been annotated."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from kg.evaluate.score import Annotated, figures

RESAMPLES = 200
_SHARE = 0.95  # of the resamples that lie inside
_SEED = 0  # the same input gives the same interval


def intervals(
    gold: Mapping[str, Annotated], found: Mapping[str, Annotated]
) -> dict[str, tuple[float, float]]:
    """Figure -> lower and upper end, by the percentile bootstrap over articles (Efron, 1979).

    Articles are drawn, not mentions: those of one article are alike. A figure that some resample
    does not have (a class that is rare) has no interval.
    """
    pick = random.Random(_SEED)
    names = sorted(gold)
    drawn: dict[str, list[float]] = {}
    for _ in range(RESAMPLES):
        chosen = [pick.choice(names) for _ in names]
        right = {f"{i} {name}": gold[name] for i, name in enumerate(chosen)}
        left = {f"{i} {name}": found[name] for i, name in enumerate(chosen) if name in found}
        for figure, value in figures(right, left).items():
            if value is not None:
                drawn.setdefault(figure, []).append(value)
    return {
        figure: _middle(sorted(values))
        for figure, values in drawn.items()
        if len(values) == RESAMPLES
    }


def _middle(values: Sequence[float]) -> tuple[float, float]:
    outside = round(len(values) * (1 - _SHARE) / 2)
    return values[outside], values[-1 - outside]
