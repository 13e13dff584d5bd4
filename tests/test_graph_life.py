"""The status of a policy on a day."""

import hashlib

import networkx as nx
import pytest

from kg.errors import InputError
from kg.graph import build, status
from kg.types import Article, Document, Entity, Fact, PolicyRecord, Span

OLD = Entity("policy/云州市旧办法", "POLICY", "云州市旧办法")
NEW = Entity("policy/云州市新办法", "POLICY", "云州市新办法")
PLACE = Entity("region/990100", "REGION", "云州市", register="gbt2260", code="990100")


def graph(old: PolicyRecord, new: str = "", modality: str = "in_force") -> nx.MultiDiGraph:
    """``old`` and, with ``new``, a policy that takes effect then and repeals it."""
    text = "《云州市新办法》施行，《云州市旧办法》废止。"
    facts = (Fact(NEW.id, "repeals", OLD.id, (Span(0, 22),), "rule", 0.8, modality),)
    article = Article(hashlib.sha256(text.encode()).hexdigest()[:16], "a", text)
    return build(
        [
            Document(
                article,
                entities=(NEW, OLD, PLACE),
                facts=facts if new else (),
                policies=(PolicyRecord(NEW.id, effective=new.strip("?")), old),
            )
        ]
    )


@pytest.mark.parametrize(
    ("on", "effective", "expires", "found"),
    [
        ("2024-04-30", "2024-05-01", "", "not_yet"),
        ("2024-05-01", "2024-05-01", "", "in_force"),
        ("2024-05-01", "2024-05-01", "2024-05-01", "in_force"),
        ("2024-05-02", "2024-05-01", "2024-05-01", "expired"),
        ("2023-12-31", "2024", "", "not_yet"),
        ("2024-06-01", "2024", "", "unknown"),
        ("2024-12-31", "2024", "", "in_force"),
        ("2024-02-29", "2024-02", "", "in_force"),
        ("2024-06-01", "2020-01-01", "2024", "unknown"),
        ("2025-01-01", "2020-01-01", "2024", "expired"),
        ("2024-06-01", "", "", "unknown"),
        ("2024-06-01", "", "2020-01-01", "expired"),
    ],
)
def test_a_policy_is_in_force_from_its_first_to_its_last_day(
    on: str, effective: str, expires: str, found: str
) -> None:
    record = PolicyRecord(OLD.id, effective=effective, expires=expires)
    assert status(graph(record), OLD.id, on) == found


def test_publishing_is_not_taking_effect() -> None:
    record = PolicyRecord(OLD.id, published="2024-05-01")
    found = [status(graph(record), OLD.id, on) for on in ("2024-04-30", "2024-05-01")]
    assert found == ["not_yet", "unknown"]


@pytest.mark.parametrize(
    ("on", "new", "found"),
    [
        ("2023-12-31", "2024-01-01", "in_force"),
        ("2024-01-01", "2024-01-01", "repealed"),
        ("2024-01-01", "?", "in_force"),  # nobody says since when
    ],
)
def test_a_policy_is_repealed_when_the_new_one_takes_effect(on: str, new: str, found: str) -> None:
    record = PolicyRecord(OLD.id, effective="2020-01-01")
    assert status(graph(record, new), OLD.id, on) == found


def test_a_repeal_that_is_denied_changes_nothing() -> None:
    record = PolicyRecord(OLD.id, effective="2020-01-01")
    denied = graph(record, "2024-01-01", "denied")
    assert status(denied, OLD.id, "2024-06-01") == "in_force"


@pytest.mark.parametrize("on", ["2024", "2024-13-01", "gestern", ""])
def test_what_is_no_day_is_an_error(on: str) -> None:
    with pytest.raises(InputError, match="not a day"):
        status(graph(PolicyRecord(OLD.id)), OLD.id, on)


@pytest.mark.parametrize("policy", ["policy/no", PLACE.id])
def test_what_is_no_policy_is_an_error(policy: str) -> None:
    with pytest.raises(InputError, match="no policy of this graph"):
        status(graph(PolicyRecord(OLD.id)), policy, "2024-01-01")


def test_a_policy_node_says_what_most_articles_say() -> None:
    known = graph(
        PolicyRecord(
            OLD.id, "云府〔2021〕4号", "办法", "municipal", PLACE.id, 2021, 2025, "2021-03"
        )
    ).nodes[OLD.id]
    names = "number kind level jurisdiction first_year last_year published effective expires"
    assert [known[name] for name in names.split()] == [
        "云府〔2021〕4号",
        "办法",
        "municipal",
        PLACE.id,
        2021,
        2025,
        "2021-03",
        "",
        "",
    ]
