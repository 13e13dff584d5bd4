"""The figures, the exchange shape, and the list of differences."""

import copy
import json
import random
import runpy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.errors import InputError
from kg.evaluate import read_gold, read_predictions
from kg.evaluate.differences import Difference, differences
from kg.evaluate.predict import articles, predict
from kg.evaluate.reliability import Reliability, reliability
from kg.evaluate.reliability import lines as reliability_lines
from kg.evaluate.score import figures
from kg.evaluate.shape import to_object
from kg.evaluate.tallies import Tally, lines, tallies
from kg.types import Article, Document, Entity, Enumeration, Fact, Mention, Span, Target

TITLE = "海东省发布氢能计划"
NEWS = "海东省印发《海东省氢能行动计划》，海氢公司落户临江市。"
GOAL = "到2025年，建成加氢站70座。"
TEXT = f"{TITLE}\n{NEWS}{GOAL}"


def entity(words: str, kind: str, canonical: str = "", nth: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {
        "start": start,
        "end": start + len(words),
        "text": words,
        "type": kind,
        "canonical": canonical or words,
    }


PLAN = "海东省氢能行动计划"
GOLD: dict[str, Any] = {
    "id": "one",
    "date": "2021-07-06",
    "text": TEXT,
    "entities": [
        entity("海东省", "REGION"),
        entity("海东省", "REGION", nth=1),
        entity(PLAN, "POLICY"),
        entity("海氢公司", "ORG"),
        entity("临江市", "REGION"),
    ],
    "relations": [
        {"subject": "海东省", "predicate": "issues", "object": PLAN, "basis": "text"},
        {"subject": "海氢公司", "predicate": "located_in", "object": "临江市", "basis": "text"},
        {"subject": "临江市", "predicate": "located_in", "object": "海东省", "basis": "implied"},
    ],
    "targets": [
        {
            "holder": PLAN,
            "deadline": 2025,
            "quantity": "70座",
            "value": 70,
            "unit": "座",
            "indicator": "建成加氢站",
            "qualifier": "=",
        }
    ],
}


def changed(dice: random.Random) -> dict[str, Any]:
    """The gold article with a few random mistakes."""
    found = copy.deepcopy(GOLD)
    for row in found["entities"]:
        if dice.random() < 0.2:
            row["type"] = dice.choice(["ORG", "REGION", "CLUSTER"])
        if dice.random() < 0.2:
            row["canonical"] = dice.choice([PLAN, f"《{PLAN}》", "海氢公司", row["text"][:2]])
        if dice.random() < 0.2:
            row["end"] -= 1
    found["entities"] = [row for row in found["entities"] if dice.random() < 0.8]
    names = [PLAN, "海东省", "海氢公司", "临江市", "海东"]
    for row in found["relations"]:
        if dice.random() < 0.3:
            row[dice.choice(["subject", "object"])] = dice.choice(names)
    for predicate in dice.sample(["partners_with", "covers", "part_of", "based_on"], 2):
        found["relations"].append(
            {"subject": names[0], "predicate": predicate, "object": dice.choice(names[1:])}
        )
    target = found["targets"][0]
    if dice.random() < 0.5:
        target[dice.choice(["value", "value_max", "deadline", "unit"])] = dice.choice(
            [70, 70.2, "70", 2025, "座", None]
        )
    if dice.random() < 0.5:
        target["holder"] = dice.choice([None, "海东省", f"《{PLAN}》"])
    found["targets"].append({**target, "indicator": "加氢站", "qualifier": ">"})
    return found


@pytest.mark.parametrize("seed", range(40))
def test_figures_are_those_of_the_shared_scorer(seed: int, shared: Path) -> None:
    score = runpy.run_path(str(shared / "eval" / "score.py"))["score"]
    dice = random.Random(seed)
    gold = {"one": GOLD, "two": {**changed(random.Random(-seed - 1)), "id": "two"}}
    found = {"one": changed(dice), "two": changed(dice)} if seed % 5 else {"one": changed(dice)}
    assert figures(gold, found) == pytest.approx(score(gold, found), abs=1e-9)


def test_figures_of_the_gold_itself_are_full() -> None:
    assert figures({"one": GOLD}, {"one": GOLD}) == {
        "ner": 100.0,
        "ner.ORG": 100.0,
        "ner.REGION": 100.0,
        "ner.PERSON": None,
        "ner.POLICY": 100.0,
        "ner.CLUSTER": None,
        "doc": 100.0,
        "doc.ORG": 100.0,
        "doc.REGION": 100.0,
        "doc.PERSON": None,
        "doc.POLICY": 100.0,
        "doc.CLUSTER": None,
        "link": 100.0,
        "canon": 100.0,
        "rel": 100.0,
        "rel.issues": 100.0,
        "rel.covers": None,
        "rel.located_in": 100.0,
        "rel.works_for": None,
        "target": 100.0,
        "holder": 100.0,
        "qualifier": 100.0,
        "indicator": 100.0,
    }


def test_figures_refuse_another_text() -> None:
    with pytest.raises(InputError, match="one: the predicted text differs from the gold text"):
        figures({"one": GOLD}, {"one": {**GOLD, "text": TEXT + "。"}})


def test_figures_refuse_overlapping_mentions() -> None:
    twice = {**GOLD, "entities": [GOLD["entities"][0], GOLD["entities"][0]]}
    with pytest.raises(InputError, match=r"one: mention \[0, 3\) overlaps another"):
        figures({"one": GOLD}, {"one": twice})


def test_differences_name_both_sides_with_their_sentence() -> None:
    found = {
        **GOLD,
        "entities": [
            {**row, "type": "ORG"} if row["start"] == 0 else row for row in GOLD["entities"]
        ],
        "relations": [
            GOLD["relations"][0],
            {"subject": "海氢公司", "predicate": "part_of", "object": "临江市"},
        ],
        "targets": [],
    }
    assert list(differences({"one": GOLD}, {"one": found})) == [
        Difference("one", "mention", "spurious", "ORG 海东省 [0, 3)", TITLE),
        Difference("one", "mention", "missed", "REGION 海东省 [0, 3)", TITLE),
        Difference("one", "relation", "missed", "海氢公司 located_in 临江市", NEWS),
        Difference("one", "relation", "spurious", "海氢公司 part_of 临江市", NEWS),
        Difference("one", "target", "missed", f"建成加氢站 70座 = 70 座 by 2025 ({PLAN})", GOAL),
    ]


def test_shape_is_the_one_of_the_gold() -> None:
    def span(words: str, nth: int = 0) -> Span:
        row = entity(words, "", nth=nth)
        return Span(row["start"], row["end"])

    region, policy, org = "region/1", "policy/1", "org/1"
    sentence = Span(10, 40)
    document = Document(
        Article(id="0" * 16, name="one", text=TEXT, date="2021-07-06"),
        mentions=(
            Mention(span("海东省"), "REGION", "gazetteer", 1.0, region),
            Mention(span(PLAN), "POLICY", "pattern", 1.0, policy),
            Mention(span("海氢公司"), "ORG", "model", 0.5),
        ),
        lists=(Enumeration(Span(0, 9), (Span(0, 3), Span(5, 7)), 3, "计划"),),
        entities=(
            Entity(org, "ORG", "海氢公司"),
            Entity(policy, "POLICY", PLAN),
            Entity(region, "REGION", "海东省"),
            Entity("region/unmentioned", "REGION", "海东"),
        ),
        facts=(
            Fact(org, "located_in", region, (sentence,), "rule", 1.0, modality="denied"),
            Fact(region, "issues", policy, (sentence,), "rule", 1.0),
            Fact(region, "issues", policy, (Span(0, 9),), "rule", 1.0),
            Fact("region/unmentioned", "issues", policy, (sentence,), "rule", 1.0),
        ),
        targets=(
            Target(
                holder=policy,
                indicator="建成加氢站",
                comparator="range",
                value=Decimal("70.0"),
                value_max=Decimal("80.5"),
                unit="座",
                quantity=span("70座"),
                evidence=(sentence,),
                rule="rule",
                confidence=1.0,
                deadline=2025,
            ),
        ),
    )
    assert to_object(document) == {
        "id": "one",
        "date": "2021-07-06",
        "text": TEXT,
        "entities": [
            entity("海东省", "REGION"),
            entity(PLAN, "POLICY"),
            entity("海氢公司", "ORG"),
        ],
        "relations": [{"subject": "海东省", "predicate": "issues", "object": PLAN}],
        "targets": [
            {
                "holder": PLAN,
                "deadline": 2025,
                "quantity": "70座",
                "value": 70,
                "unit": "座",
                "indicator": "建成加氢站",
                "qualifier": "range",
                "value_max": 80.5,
            }
        ],
        "lists": [
            {
                "start": 0,
                "end": 9,
                "head": "计划",
                "items": ["海东省", "氢能"],
                "stated": 3,
                "complete": False,
            }
        ],
    }


def test_gold_is_read_by_id_and_becomes_articles(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({**GOLD, "id": "x"}), "utf-8")
    gold = read_gold(tmp_path)
    assert gold == {"x": {**GOLD, "id": "x"}}
    (article,) = articles(gold)
    assert (article.name, article.date, article.text) == ("x", "2021-07-06", TEXT)


def test_gold_mentions_are_what_linking_starts_from() -> None:
    found = predict({"one": GOLD}, Config(recogniser="none"), gold_mentions=True)
    spans = [(row["start"], row["end"], row["type"]) for row in found["one"]["entities"]]
    assert spans == [(row["start"], row["end"], row["type"]) for row in GOLD["entities"]]


def test_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: not a JSON object"),
        ('{"id": "one", "text": ""}', 'line 2: "entities" is missing or no list'),
        (
            '{"id": "one", "text": "", "entities": [{"start": 0}]}',
            r'line 2: entities\[0\]: "end" is missing or wrong',
        ),
        (
            '{"id": "one", "text": "", "entities": [], "relations": 3}',
            'line 2: "relations" is no list',
        ),
    ],
)
def test_bad_prediction_names_its_line(line: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match=problem):
        read_predictions(path)


def test_tallies_count_what_is_asked_for_and_what_is_found() -> None:
    found = copy.deepcopy(GOLD)
    found["relations"][0]["subject"] = "临江市"  # wrong
    found["targets"] = []
    rows = tallies({"one": GOLD}, {"one": found})
    known = [row for row in rows if row.gold or row.found]
    assert known == [
        Tally("issues", 1, 1, 0),
        Tally("located_in", 1, 1, 1),
        Tally("rel", 2, 2, 1),
        Tally("target", len(GOLD["targets"]), 0, 0),
    ]
    assert [(row.precision, row.recall) for row in known] == [
        (0.0, 0.0),
        (100.0, 100.0),
        (50.0, 50.0),
        (None, 0.0),
    ]
    assert list(lines(rows))[-1].split() == [
        "target",
        str(len(GOLD["targets"])),
        "0",
        "0",
        "-",
        "0.0",
    ]


def test_confidence_is_held_against_gold_by_steps() -> None:
    """Two issues of one step, one wrong; an edge counts once, with its surest evidence."""
    place = Entity("region/0", "REGION", "海东省")
    plan = Entity("policy/0", "POLICY", PLAN)
    firm = Entity("org/0", "ORG", "海氢公司")
    city = Entity("region/1", "REGION", "临江市")
    mentions = tuple(
        Mention(Span(one["start"], one["end"]), one["type"], "", 1.0, owner.id)
        for one, owner in zip(GOLD["entities"], (place, place, plan, firm, city), strict=True)
    )
    where = (Span(TEXT.index(NEWS), TEXT.index(NEWS) + len(NEWS)),)
    facts = tuple(
        Fact(subject.id, predicate, other.id, where, "rule", confidence)
        for subject, predicate, other, confidence in (
            (place, "issues", plan, 0.55),
            (place, "issues", plan, 0.7),
            (firm, "located_in", place, 0.7),
            (firm, "located_in", city, 1.0),
            (city, "located_in", place, 0.9),  # gold only implies it
        )
    )
    article = Article("0", "one", TEXT)
    document = Document(article, mentions=mentions, entities=(place, plan, firm, city), facts=facts)
    rows = reliability({"one": GOLD}, [document])
    assert rows == (Reliability(0.7, 2, 1), Reliability(0.9, 1, 1))
    assert list(reliability_lines(rows))[1:] == [
        "0.7 – 0.8             2      1   50.0",
        "0.9 – 1.0             1      1  100.0",
    ]
