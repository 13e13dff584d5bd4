"""Parquet that gives the documents back; CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.graph import build
from kg.tables import (
    fact_sheet,
    read,
    read_merges,
    spreadsheets,
    to_csv,
    write,
    write_sheet,
)
from kg.tables.spreadsheets import safe
from kg.types import (
    Anaphor,
    Article,
    Document,
    Entity,
    Enumeration,
    Fact,
    Instrument,
    Link,
    Mention,
    Merge,
    PolicyRecord,
    Span,
    Target,
)

T = TypeVar("T")
TEXT = "云州市工信局印发《云州市氢能行动方案》。\n方案提出到2025年建成加氢站20座。"
FIRST, SECOND = Span(0, 20), Span(21, 40)
BUREAU = Entity("org/云州市工信局", "ORG", "云州市工信局")
PLAN = Entity("policy/云州市氢能行动方案", "POLICY", "云州市氢能行动方案", ("行动方案",))
HYDROGEN = Entity("industry/氢能", "CLUSTER", "氢能")
TARGET = Target(
    PLAN.id,
    "=加氢站",
    "=",
    Decimal("20.50"),
    "座",
    Span(36, 39),
    (SECOND,),
    "figure",
    0.8,
    deadline=2025,
    modality="planned",
)
DOCUMENT = Document(
    Article(
        hashlib.sha256(TEXT.encode()).hexdigest()[:16],
        "a",
        TEXT,
        "+标题",
        "2023-05-04",
        "云州日报",
        "https://example.org/1",
    ),
    sentences=(FIRST, SECOND),
    mentions=(Mention(Span(9, 18), "POLICY", "pattern", 1.0, PLAN.id),),
    entities=(HYDROGEN, BUREAU, PLAN),
    facts=(
        Fact(BUREAU.id, "issues", PLAN.id, (FIRST,), "verb", 0.9),
        Fact(PLAN.id, "covers", HYDROGEN.id, (FIRST, SECOND), "topic", 0.6, "denied", BUREAU.id),
    ),
    targets=(TARGET,),
)

spans = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))
many = st.lists(spans, max_size=2).map(tuple)
words = st.text(max_size=4)
figures = st.decimals(allow_nan=False, allow_infinity=False)
shares = st.floats(0, 1)
optional = st.none() | words


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Anything that the types allow, whether it makes sense or not."""
    text = "字" * 60 + draw(words)
    starts = draw(st.lists(st.integers(0, 5), unique=True, max_size=3).map(sorted))
    mention = st.builds(Mention, st.none(), words, words, shares, optional)  # placed below
    return Document(
        draw(
            st.builds(
                Article,
                id=st.just(hashlib.sha256(text.encode()).hexdigest()[:16]),
                name=words,
                text=st.just(text),
                title=words,
                date=words,
                source=words,
                url=words,
                categories=st.lists(words, max_size=2).map(tuple),
                links=st.lists(st.builds(Link, spans, words), max_size=2).map(tuple),
                format=words,
                origin=words,
            )
        ),
        sentences=draw(many),
        mentions=tuple(replace(draw(mention), span=Span(s * 9, s * 9 + 9)) for s in starts),
        lists=draw(
            _few(st.builds(Enumeration, spans, many, st.none() | st.integers(0, 99), words))
        ),
        entities=draw(_few(st.builds(Entity, *[words] * 3, st.lists(words).map(tuple)))),
        facts=draw(_few(st.builds(Fact, *[words] * 3, many, words, shares, words, optional))),
        targets=draw(
            _few(
                st.builds(
                    Target,
                    holder=optional,
                    indicator=words,
                    comparator=words,
                    value=figures,
                    unit=words,
                    quantity=spans,
                    evidence=many,
                    rule=words,
                    confidence=shares,
                    value_max=st.none() | figures,
                    deadline=st.none() | st.integers(0, 3000),
                    scope=words,
                    baseline=words,
                    modality=words,
                )
            )
        ),
        instruments=draw(
            _few(
                st.builds(
                    Instrument,
                    holder=optional,
                    kind=words,
                    amount=st.none() | figures,
                    unit=words,
                    comparator=words,
                    recipient=words,
                    quantity=spans,
                    evidence=many,
                    rule=words,
                    confidence=shares,
                )
            )
        ),
        anaphors=draw(_few(st.builds(Anaphor, spans, st.lists(words).map(tuple), many, words))),
        merges=draw(_few(st.builds(Merge, *[words] * 5))),
        policies=draw(
            _few(
                st.builds(
                    PolicyRecord,
                    *[words] * 5,
                    *[st.none() | st.integers(0, 3000)] * 2,
                    *[words] * 3,
                    many,
                )
            )
        ),
    )


def _few(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=2).map(tuple)


# Eight files a case, so fewer cases; the folder is written anew by each.
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(documents(), max_size=3, unique_by=lambda document: document.article.id))
def test_tables_give_equal_documents_back(tmp_path: Path, given: list[Document]) -> None:
    write(given, tmp_path)
    assert read(tmp_path) == sorted(given, key=lambda document: document.article.id)


def test_merges_across_articles_are_rows_and_redirects_and_no_part_of_a_document(
    tmp_path: Path,
) -> None:
    inside = Merge(PLAN.id, name="行动方案", reason="简称", article=DOCUMENT.article.id)
    across = Merge(PLAN.id, old="policy/行动方案~云州市", reason="one place")
    document = replace(DOCUMENT, merges=(inside,))
    write([document], tmp_path, [across])
    assert read(tmp_path) == [document]
    assert read_merges(tmp_path) == [inside, across]
    assert pq.read_table(tmp_path / "redirects.parquet").to_pylist() == [
        {"old": "policy/行动方案~云州市", "new": PLAN.id}
    ]


def test_tables_are_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    other = replace(DOCUMENT, article=replace(DOCUMENT.article, id="0" * 16))
    write([DOCUMENT, other], tmp_path / "a")
    write([other, DOCUMENT, other], tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [
        "anaphors.parquet",
        "articles.parquet",
        "entities.parquet",
        "facts.parquet",
        "instruments.parquet",
        "lists.parquet",
        "mentions.parquet",
        "merges.parquet",
        "policies.parquet",
        "redirects.parquet",
        "sentences.parquet",
        "targets.parquet",
    ]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_tables_hold_the_words_for_people(tmp_path: Path) -> None:
    write([DOCUMENT], tmp_path)
    (row,) = pq.read_table(tmp_path / "mentions.parquet").to_pylist()
    assert row == {
        "article": DOCUMENT.article.id,
        "start": 9,
        "end": 18,
        "text": "云州市氢能行动方案",
        "label": "POLICY",
        "layer": "pattern",
        "confidence": 1.0,
        "entity": PLAN.id,
    }


def test_tables_are_compressed_with_zstd(tmp_path: Path) -> None:
    write([DOCUMENT], tmp_path)
    column = pq.ParquetFile(tmp_path / "sentences.parquet").metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"articles\.parquet: missing; run kg build"):
        read(tmp_path)


def test_foreign_table_is_refused(tmp_path: Path) -> None:
    write([DOCUMENT], tmp_path)
    pq.write_table(pa.table({"article": ["x"]}), tmp_path / "facts.parquet")
    with pytest.raises(StoreError, match=r"facts\.parquet: .*build again"):
        read(tmp_path)


def test_broken_table_is_refused(tmp_path: Path) -> None:
    write([DOCUMENT], tmp_path)
    (tmp_path / "facts.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match=r"facts\.parquet: not a table of ours"):
        read(tmp_path)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_facts_csv_has_a_row_for_each_evidence(tmp_path: Path) -> None:
    spreadsheets(build([DOCUMENT]), tmp_path)
    found = rows(tmp_path / "facts.csv")
    assert [row["关系 predicate"] for row in found] == [
        "发布 issues",
        "支持产业 covers",
        "提出目标 sets target",
    ]
    assert found[0] == {
        "主语 subject": "云州市工信局",
        "主语类型 subject type": "机构 organisation",
        "关系 predicate": "发布 issues",
        "宾语 object": "云州市氢能行动方案",
        "宾语类型 object type": "政策 policy",
        "状态 modality": "生效 in force",
        "置信度 confidence": "0.9",
        "引述 attributed to": "",
        "句子 sentence": "云州市工信局印发《云州市氢能行动方案》。",
        "文章 article": "'+标题",
        "日期 date": "2023-05-04",
        "来源 source": "云州日报",
        "网址 url": "https://example.org/1",
        "规则 rule": "verb",
        "主语编号 subject id": BUREAU.id,
        "宾语编号 object id": PLAN.id,
        "文章编号 article id": DOCUMENT.article.id,
    }
    assert found[1]["引述 attributed to"] == "云州市工信局"
    assert found[1]["句子 sentence"] == (
        "云州市工信局印发《云州市氢能行动方案》。……方案提出到2025年建成加氢站20座。"
    )


def test_targets_csv_has_the_figure_and_the_words(tmp_path: Path) -> None:
    spreadsheets(build([DOCUMENT]), tmp_path)
    (row,) = rows(tmp_path / "targets.csv")
    wanted = {
        "提出者 holder": "云州市氢能行动方案",
        "指标 indicator": "'=加氢站",
        "范围 scope": "",
        "比较 comparator": "等于 =",
        "数值 value": "20.5",
        "上限 value max": "",
        "单位 unit": "座",
        "年份 deadline": "2025",
        "状态 modality": "计划 planned",
        "原文 quantity": "20座",
        "句子 sentence": "方案提出到2025年建成加氢站20座。",
        "网址 url": "https://example.org/1",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_policies_csv_sums_up_a_policy_without_what_is_denied(tmp_path: Path) -> None:
    spreadsheets(build([DOCUMENT]), tmp_path)
    (row,) = rows(tmp_path / "policies.csv")
    wanted = {
        "政策 policy": "云州市氢能行动方案",
        "文种 document type": "行动方案",
        "起始年 first year": "",
        "发布者 issued by": "云州市工信局",
        "支持产业 covers": "",
        "目标数 targets": "1",
        "别名 aliases": "行动方案",
        "文章数 articles": "1",
        "句子 sentence": "云州市工信局印发《云州市氢能行动方案》。",
        "日期 date": "2023-05-04",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_csv_is_what_excel_expects(tmp_path: Path) -> None:
    spreadsheets(build([DOCUMENT]), tmp_path)
    for name in ("facts", "targets", "policies"):
        content = (tmp_path / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize("first", "=+-@\t\r＝＋－＠")
def test_cell_that_begins_like_a_formula_is_made_safe(first: str) -> None:
    assert safe(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize(
    ("cell", "text"), [(Decimal("-5.10"), "-5.1"), (-3, -3), ("云州-东", "云州-东"), (None, "")]
)
def test_other_cells_stay(cell: Decimal | int | str | None, text: str | int) -> None:
    assert safe(cell) == text


def test_empty_graph_gives_headers(tmp_path: Path) -> None:
    lines = to_csv(fact_sheet(build([]))).decode("utf-8-sig").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("主语 subject,")


def test_facts_as_parquet_have_english_columns_and_numbers(tmp_path: Path) -> None:
    write_sheet(fact_sheet(build([DOCUMENT])), tmp_path / "facts.parquet")
    table = pq.read_table(tmp_path / "facts.parquet")
    names: Sequence[str] = table.column_names
    assert names[:3] == ["subject", "subject_type", "predicate"]
    assert table.column("confidence").to_pylist() == [0.9, 0.6, 0.8]


def test_targets_csv_shows_what_contradicts_a_target(tmp_path: Path) -> None:
    other = replace(DOCUMENT.article, id="0" * 16, title="另一篇")
    twice = replace(DOCUMENT, article=other, targets=(replace(TARGET, value=Decimal(40)),))
    spreadsheets(build([DOCUMENT, twice]), tmp_path)
    found = {
        row["数值 value"]: row["与之矛盾 conflicts with"] for row in rows(tmp_path / "targets.csv")
    }
    assert found == {"20.5": "'=加氢站：40座（2025）", "40": "'=加氢站：20.5座（2025）"}
