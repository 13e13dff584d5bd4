"""What a candidate's features are worth: the fit comes to rest."""

import pytest

from kg.nlp.fusion import probability
from kg.training.weigh import Observed, fit


@pytest.mark.parametrize("rules", [1, 8, 20])
def test_rules_that_are_all_wrong_lose_the_trust_that_they_begin_with(rules: int) -> None:
    """Twenty rules are so sure at first that a whole step of Newton's leads too far."""
    features = {f"pattern:{number}": 1.0 for number in range(rules)}
    weights = fit([Observed("one", False, features, right=False)] * 40)
    assert probability(features, weights) < 0.2
    assert all(-5 < weight < 1.5 for name, weight in weights.items() if name in features)
