"""Posts: who holds which, in the words of the text."""

from collections.abc import Callable

import pytest

from kg.types import Document

Related = Callable[..., Document]


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("[云州市发展和改革委员会|O]副主任[钱某|P]出席会议。", {"钱某": "副主任"}),
        ("[云州重工|O]董事长、总经理[钱某|P]表示，订单充足。", {"钱某": "董事长、总经理"}),
        (
            "[云州市工业和信息化局|O]局长[钱某|P]、副局长[孙某|P]出席。",
            {"钱某": "局长", "孙某": "副局长"},
        ),
        ("[钱某|P]出任[云州重工|O]首席技术官。", {"钱某": "首席技术官"}),
        ("[钱某|P]任[云州重工|O]总裁，任期三年。", {"钱某": "总裁"}),
        ("[云州市发展和改革委员会|O]原主任[钱某|P]谈规划。", {"钱某": "主任"}),
        ("[云州重工|O]的[钱某|P]出席会议。", {"钱某": ""}),
    ],
)
def test_post_is_named_as_the_text_names_it(
    related: Related, words: str, roles: dict[str, str]
) -> None:
    document = related(words)
    found = {
        entity.name: fact.role
        for fact in document.facts
        for entity in document.entities
        if fact.predicate == "works_for" and fact.subject == entity.id
    }
    assert found == roles


def test_each_employer_has_its_own_post(related: Related) -> None:
    document = related("[云州重工|O]董事长、[云州市汽车行业协会|O]会长[钱某|P]表示乐观。")
    names = {entity.id: entity.name for entity in document.entities}
    posts = {names[f.object]: f.role for f in document.facts if f.predicate == "works_for"}
    assert posts == {"云州重工": "董事长", "云州市汽车行业协会": "会长"}


def test_other_facts_have_no_post(related: Related) -> None:
    document = related("[云州市|R]的[云州重工|O]董事长[钱某|P]与[海州重工|O]签署合作协议。")
    assert all(not fact.role for fact in document.facts if fact.predicate != "works_for")


def test_the_post_of_whoever_is_named_before_is_not_taken(related: Related) -> None:
    document = related(
        "[云州市委|O]常委、[云州市工信局|O]局长[钱某|P]，[云州市委|O]委员、"
        "[云州市科技局|O]局长[孙某|P]到场。"
    )
    names = {entity.id: entity.name for entity in document.entities}
    posts = {(names[f.subject], names[f.object]): f.role for f in document.facts if f.role}
    assert posts["孙某", "云州市委"] == "委员"
    assert posts["钱某", "云州市委"] == "常委"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("[云州市发展和改革委员会|O]原材料处处长[钱某|P]出席。", "原材料处处长"),
        ("[云州重工|O]董事会任命总裁[钱某|P]。", "总裁"),
        ("[云州市检察院|O]检察长[钱某|P]出席。", "检察长"),
        ("[云州市汽车行业协会|O]副会长、秘书长[钱某|P]出席。", "副会长、秘书长"),
    ],
)
def test_posts_are_cut_where_they_begin(related: Related, words: str, role: str) -> None:
    assert {f.role for f in related(words).facts if f.predicate == "works_for"} == {role}


def test_a_former_post_in_a_list_is_over(related: Related) -> None:
    document = related("[云州重工|O]原董事长、[云州市汽车行业协会|O]会长[钱某|P]表示乐观。")
    names = {entity.id: entity.name for entity in document.entities}
    held = {names[f.object]: f.modality for f in document.facts if f.predicate == "works_for"}
    assert held == {"云州重工": "done", "云州市汽车行业协会": "in_force"}


def test_an_office_belongs_to_the_body_if_the_text_names_it(related: Related) -> None:
    words = "[河北|R]省长[钱某|P]到会。"
    named = "[河北省人民政府|O]印发通知。"
    assert [f.rule for f in related(named + words).facts if f.predicate == "works_for"] == [
        "works:office"
    ]
    assert [f for f in related(words).facts if f.predicate == "works_for"] == []


def test_a_byline_names_the_paper(related: Related) -> None:
    (fact,) = related("【[云州快讯|O]／[钱某|P]】机床销量增长。").facts
    assert (fact.predicate, fact.object) == ("works_for", "org/云州快讯")
