"""Sentences of any text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.text import folded, in_script_of, sentences


@given(st.text(alphabet="２３％，。！？；\n \u3000”甲国局\U00020bb7x"))
def test_sentences_are_in_order_disjoint_and_inside_a_paragraph(text: str) -> None:
    spans = list(sentences(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all("\n" not in s.of(text) and s.of(text) == s.of(text).strip() for s in spans)


@given(st.text(alphabet="甲乙，；。", min_size=1, max_size=4000))
def test_a_sentence_has_a_thousand_characters_at_most(text: str) -> None:
    assert all(s.end - s.start <= 1000 for s in sentences(text * 3))


def test_a_long_sentence_is_cut_between_clauses() -> None:
    text = "甲" * 700 + "，" + "乙" * 700 + "。"
    assert [s.of(text)[-1] for s in sentences(text)] == ["，", "。"]


@given(st.text())
def test_the_folded_copy_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_a_name_takes_the_spelling_of_a_traditional_text() -> None:
    assert in_script_of("審議臺灣計畫", "台湾") == "臺灣"
    assert in_script_of("审议台湾计划", "台湾") == "台湾"
