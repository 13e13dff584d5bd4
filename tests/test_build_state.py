"""The cache of finished documents: whole or absent, keyed by all that can change a document."""

import ast
import json
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.build.state import State
from kg.build.version import PARTS, pipeline_version
from kg.codec import decode, encode
from kg.config import Config
from kg.errors import InputError
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

ARTICLE = Article(
    id="0123456789abcdef",
    name="one",
    text="海东省印发计划𠮷。",
    title="计划",
    date="2021-07",
    source="海东日报",
    url="https://example.org/1",
    categories=("a", "b"),
    links=(Link(Span(0, 3), "https://example.org/2"),),
    format="html",
    origin="in/one.html",
)
SPAN = Span(0, 3)
DOCUMENT = Document(
    ARTICLE,
    sentences=(Span(0, 9),),
    mentions=(
        Mention(SPAN, "REGION", "gazetteer", 1.0, "region/1"),
        Mention(Span(3, 5), "ORG", "", 0.5),
    ),
    lists=(Enumeration(SPAN, (SPAN,), None, ""), Enumeration(SPAN, (SPAN, Span(3, 4)), 2, "计划")),
    entities=(
        Entity(
            id="region/1",
            label="REGION",
            name="海东省",
            aliases=("海东",),
            register="gbt2260",
            code="1",
            reason="词表",
            candidates=("region/2",),
            context="region/3",
        ),
    ),
    facts=(Fact("a", "issues", "b", (SPAN, Span(4, 5)), "rule", 0.25, "done", "person/1", "处长"),),
    targets=(
        Target(
            None,
            "站",
            "range",
            Decimal("0.10"),
            "座",
            SPAN,
            (SPAN,),
            "r",
            1.0,
            Decimal("8E+2"),
            2025,
        ),
    ),
    instruments=(Instrument("a", "fund", None, "", "<=", "企业", SPAN, (SPAN,), "r", 1.0),),
    anaphors=(Anaphor(SPAN, ("region/1",), (SPAN,), "focus"),),
    merges=(Merge("region/1", "海东", "region/2", "词表", "0123456789abcdef"),),
    policies=(PolicyRecord("b", "海府〔2021〕4号", "计划", first_year=2021, evidence=(SPAN,)),),
)


def test_document_survives_the_way_through_json() -> None:
    assert decode(Document, json.loads(json.dumps(encode(DOCUMENT)))) == DOCUMENT


NOUNS: tuple[Article | Document | Entity | Fact, ...] = (
    ARTICLE,
    DOCUMENT,
    *DOCUMENT.entities,
    *DOCUMENT.facts,
)


@given(st.builds(Article, *[st.text() for _ in range(7)], st.lists(st.text()).map(tuple)))
def test_every_text_survives(article: Article) -> None:
    assert decode(Article, json.loads(json.dumps(encode(article)))) == article


def test_document_of_the_test_uses_every_field_of_every_noun() -> None:
    empty = [
        f"{type(noun).__name__}.{field.name}"
        for noun in NOUNS
        for field in fields(noun)
        if field.name not in ("region", "parent") and not getattr(noun, field.name)
    ]
    assert empty == []


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"article": 3}', "\ufeff{"])
def test_file_that_is_not_whole_counts_as_absent(broken: str, tmp_path: Path) -> None:
    state = State(tmp_path, "v1")
    state.save(DOCUMENT)
    (path,) = tmp_path.rglob("*.json")
    path.write_text(broken, "utf-8")
    assert state.load(ARTICLE) is None


def test_document_is_found_again(tmp_path: Path) -> None:
    state = State(tmp_path, "v1")
    assert state.load(ARTICLE) is None
    state.save(DOCUMENT)
    assert state.load(ARTICLE) == DOCUMENT


def test_moved_article_is_the_same_and_keeps_its_new_place(tmp_path: Path) -> None:
    state = State(tmp_path, "v1")
    state.save(DOCUMENT)
    moved = replace(ARTICLE, name="two", origin="else/two.html")
    assert state.load(moved) == replace(DOCUMENT, article=moved)


@pytest.mark.parametrize(
    "name", [name for name in get_type_hints(Article) if name not in ("name", "origin", "format")]
)
def test_document_of_another_content_is_not_found(name: str, tmp_path: Path) -> None:
    state = State(tmp_path, "v1")
    state.save(DOCUMENT)
    value: Any = "another" if isinstance(getattr(ARTICLE, name), str) else ()
    assert state.load(replace(ARTICLE, **{name: value})) is None


def test_document_of_another_pipeline_is_not_found(tmp_path: Path) -> None:
    State(tmp_path, "v1").save(DOCUMENT)
    assert State(tmp_path, "v2").load(ARTICLE) is None


def test_prune_keeps_what_is_needed_and_nothing_else(tmp_path: Path) -> None:
    other = replace(ARTICLE, title="另一篇")
    State(tmp_path, "v0").save(DOCUMENT)
    state = State(tmp_path, "v1")
    state.save(DOCUMENT)
    state.save(replace(DOCUMENT, article=other))
    state.prune([ARTICLE])
    assert state.load(ARTICLE) == DOCUMENT
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_version_depends_on_model_and_word_lists_only(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("海氢公司,ORG\n", "utf-8")
    model = {"recogniser": "none"}
    plain = pipeline_version(Config(), model)
    listed = pipeline_version(Config(lexicon=(names,)), model)
    assert pipeline_version(Config(batch=2, base="https://example.org/"), model) == plain
    assert len({plain, listed, pipeline_version(Config(), {"recogniser": "lac 1"})}) == 3
    names.write_text("海氢公司,PERSON\n", "utf-8")
    assert pipeline_version(Config(lexicon=(names,)), model) not in (plain, listed)


def parts_of(path: Path) -> set[str]:
    """Modules and folders of the package that the modules at ``path`` import, as PARTS has them."""
    root, names = Path(kg.__file__).parent, set[str]()
    for file in path.rglob("*.py") if path.is_dir() else [path]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "kg":
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                package, _, rest = node.module.partition(".")
                names |= {rest.partition(".")[0]} if package == "kg" else set()
    return {name if (root / name).is_dir() else f"{name}.py" for name in names}


def test_version_depends_on_every_module_that_makes_a_document() -> None:
    """Of one that is left out, old documents would stay in the cache when it changes."""
    beside = {"codec.py", "errors.py", "lang.py"}  # the form of the cache, and what messages say
    found, waiting = set[str](), ["pipeline.py"]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += parts_of(Path(kg.__file__).parent / part)
    assert found - beside == set(PARTS) - {"data"}


def test_missing_word_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: no such file"):
        pipeline_version(Config(lexicon=(tmp_path / "none.csv",)), {})
