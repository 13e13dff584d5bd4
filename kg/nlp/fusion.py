"""How sure is a candidate: what the tagger sees there, which rules found it, what lies around it.

A logistic model over a few named features. Its weights are fitted on documents that the tagger
was not trained on (:mod:`kg.training.weigh`) and stand in ``kg/tagger/model/fusion.json``, where a
person can read what each rule is worth. The result is a probability: of the mentions with 0.8,
about four in five are right on such documents.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.nlp import clusters, organisations, people, regions
from kg.nlp.lists import chains
from kg.nlp.reading import Candidate, Chain, Reading
from kg.tagger import Score, Scores
from kg.types import Span

FOUND = "model:tagger"  # the rule of names that the tagger alone found
OTHER_RULE = "another rule"  # the weight of rules that no document showed
_LEAST = -6.0  # natural logarithm of a probability: what is less likely than e^-6 is unlikely
_LONG = 12  # characters: longer names count as that long
_REACH = 200  # characters: no candidate is longer
# What the words behind a list call its items; the last one that is named counts
_LISTED = {
    "industries": re.compile(r"产业|行业|领域|集群|赛道|业态|门类|板块"),
    "techniques": re.compile(r"技术|工艺|算法|手段|概念|理念"),
    "products": re.compile(r"产品|设备|器件|零部件|商品|仪器|材料|装备|元件|品种|作物|特产"),
    "places and firms": re.compile(
        r"企业|公司|项目|厂|工程|基地|园区|中心|平台|市场|院|馆|节|会|展"
    ),
}
_BEHIND = 16  # characters behind a list that say so, unless one of these comes before
_BREAK = re.compile(r"[，。；、,;\n（(]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """All that is said of one stretch and label."""

    start: int
    end: int
    label: str
    rules: tuple[Candidate, ...]  # the candidates that rules made; none if the tagger alone did

    def __len__(self) -> int:
        return self.end - self.start


def is_rule(feature: str) -> bool:
    """Whether a feature says that a register or a pattern found the stretch."""
    return feature.startswith(("gazetteer:", "pattern:"))


@cache
def weights() -> Mapping[str, float]:
    """Feature -> weight."""
    text = files("kg").joinpath("tagger/model/fusion.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def stretches(reading: Reading, scores: Scores) -> list[Stretch]:
    """Of our classes: what rules found and what the tagger may have found; sorted."""
    found: dict[tuple[int, int, str], list[Candidate]] = {}
    for sentence in reading.sentences:
        for start, end, label in scores.names(sentence.start, sentence.end):
            if not _is_none(reading.folded, start, end, label):
                found.setdefault((start, end, label), [])
    for candidate in reading.candidates:
        if candidate.label in scores.labels:
            key = (candidate.start, candidate.end, candidate.label)
            found.setdefault(key, []).append(candidate)
    return [Stretch(*key, tuple(rules)) for key, rules in sorted(found.items())]


def _is_none(text: str, start: int, end: int, label: str) -> bool:
    """Whether the words are never such a name, however sure the tagger is."""
    name = text[start:end]
    if label == "CLUSTER":
        return clusters.names_none(name) or clusters.is_counted(text, start, end)
    if label == "REGION":
        return regions.names_none(name)
    if label == "PERSON":
        return people.names_none(name)
    return label == "ORG" and organisations.names_none(name)


def probability(features: Mapping[str, float], given: Mapping[str, float] | None = None) -> float:
    """What the weights, those of the package if none are given, make of a stretch's features."""
    known = weights() if given is None else given
    other = known.get(OTHER_RULE, 0.0)
    total = 0.0
    for name, value in features.items():
        weight = known.get(name)
        if weight is None:
            weight = other if is_rule(name) else 0.0
        total += weight * value
    return 1 / (1 + math.exp(-total))


def described(
    reading: Reading, scores: Scores, found: Sequence[Stretch]
) -> Iterator[dict[str, float]]:
    """The features of each stretch, zeros left out."""
    ruled = [stretch for stretch in found if stretch.rules]
    starts = [stretch.start for stretch in ruled]
    farthest = max(map(len, reading.of("")), default=0)
    seen = [scores.of(stretch.start, stretch.end, stretch.label) for stretch in found]
    rivals = _rivals(found, [math.exp(score.whole) for score in seen])
    listed = {item: _listed(reading.folded, c) for c in chains(reading) for item in c.items}
    beside = dict(_companions(chains(reading), scores))
    for stretch, score, rival in zip(found, seen, rivals, strict=True):
        start, end, label = stretch.start, stretch.end, stretch.label
        barred = reading.beginning("", start - farthest, start + 1)
        features = {
            "always": 1.0,
            label: 1.0,
            f"{label} length": min(len(stretch), _LONG) / _LONG,
            **_seen(label, score),
            "rival": rival,
            "companions": beside.get((start, end, label), 0.0),
            **{candidate.rule: 1.0 for candidate in stretch.rules},
            **{f"in {bar.rule}": 1.0 for bar in barred if end <= bar.end},
        }
        if label == "CLUSTER" and Span(start, end) in listed:
            features |= {"listed": 1.0, f"listed among {listed[Span(start, end)]}": 1.0}
        if stretch.rules:
            features[f"{label} by rule"] = 1.0
        near = ruled[bisect_left(starts, start - _REACH) : bisect_right(starts, end - 1)]
        for other in near:
            if other.end > start and other is not stretch:
                features[_relation(stretch, other)] = 1.0
        yield features


def _listed(text: str, chain: Chain) -> str:
    """What a list lists, by the words behind its last item; "others" if they don't say."""
    end = chain.items[-1].end
    behind = _BREAK.split(text[end : end + _BEHIND], maxsplit=1)[0]
    found = [
        (match.start(), kind) for kind, words in _LISTED.items() if (match := words.search(behind))
    ]
    return max(found)[1] if found else "others"


def _companions(
    lists: Iterable[Chain], scores: Scores
) -> Iterator[tuple[tuple[int, int, str], float]]:
    """For each item of a list and each label how likely the tagger finds the other items to be
    such names, on average: what is listed together is of one kind."""
    for chain in lists:
        for label in scores.labels:
            likely = [
                math.exp(scores.of(item.start, item.end, label).whole) for item in chain.items
            ]
            total, others = sum(likely), len(likely) - 1
            for item, own in zip(chain.items, likely, strict=True):
                yield (item.start, item.end, label), (total - own) / others


def _rivals(found: Sequence[Stretch], likely: Sequence[float]) -> Iterator[float]:
    """For each stretch how likely the tagger finds the likeliest of those that overlap it."""
    starts = [stretch.start for stretch in found]
    for index, stretch in enumerate(found):
        first = bisect_left(starts, stretch.start - _REACH)
        last = bisect_right(starts, stretch.end - 1)
        yield max(
            (
                likely[other]
                for other in range(first, last)
                if other != index and found[other].end > stretch.start
            ),
            default=0.0,
        )


def _seen(label: str, score: Score) -> dict[str, float]:
    logs = {"first": score.first, "last": score.last, "inner": score.inner, "whole": score.whole}
    features = {f"{label} {name}": max(log, _LEAST) for name, log in logs.items()}
    features[f"{label} likely"] = math.exp(score.whole)
    return features


def _relation(one: Stretch, other: Stretch) -> str:
    if (one.start, one.end) == (other.start, other.end):
        return "another label"
    if other.start <= one.start and one.end <= other.end:
        return "inside another"
    if one.start <= other.start and other.end <= one.end:
        return "holds another"
    return "crosses another"
