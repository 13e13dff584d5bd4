"""A build: everything is there, nothing is done twice, the same input gives the same bytes."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from unittest.mock import ANY

import pytest

import kg
from kg import pipeline
from kg.build import Report, build, build_from
from kg.build.progress import PHASES, quiet
from kg.config import Config
from kg.errors import InputError, StoreError
from kg.lang import Text
from kg.schema import entity_id
from kg.store import locked
from kg.types import Article, Document, Entity, Enumeration, Fact, Mention, Skip, Span, Target

NO_MODEL = Config(recogniser="none")
NAMES = {"海东省": "REGION", "临江市": "REGION", "海东省氢能行动计划": "POLICY", "氢能": "CLUSTER"}
ONE = "海东省印发《海东省氢能行动计划》，到2025年，建成加氢站70座。"
TWO = "临江市支持氢能产业。\n海东省印发《海东省氢能行动计划》。"

EVERYTHING = {
    "facts.csv",
    "graph.graphml",
    "graph.html",
    "graph.nq.gz",
    "graph.ttl",
    "policies.csv",
    "report.json",
    "report.md",
    "state",
    "store",
    "tables",
    "targets.csv",
}


def article(text: str, origin: str = "in/one.txt", date: str = "") -> Article:
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Article(id=key, name=Path(origin).stem, text=text, origin=origin, date=date)


def recognise(documents: Iterable[Document]) -> Iterator[Document]:
    """Longest names first; a stand-in for the models."""
    pattern = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))
    for document in documents:
        yield replace(
            document,
            mentions=tuple(
                Mention(Span(*match.span()), NAMES[match[0]], "gazetteer", 1.0)
                for match in pattern.finditer(document.article.text)
            ),
            lists=(Enumeration(Span(0, 5), (Span(0, 3),), 2, "计划"),),
        )


def link(document: Document) -> Document:
    text = document.article.text
    named = {m.span.of(text): entity_id(m.label, m.span.of(text)) for m in document.mentions}
    return replace(
        document,
        mentions=tuple(replace(m, entity=named[m.span.of(text)]) for m in document.mentions),
        entities=tuple(
            sorted((Entity(i, NAMES[n], n) for n, i in named.items()), key=lambda e: e.id)
        ),
    )


def relate(document: Document) -> Document:
    """The region in front of 印发 issues the policy behind it; 70座 is its target."""
    text = document.article.text
    facts, targets = [], []
    for sentence in document.sentences:
        inside = {m.label: m for m in document.mentions if sentence.covers(m.span)}
        policy, region = inside.get("POLICY"), inside.get("REGION")
        if policy and region and policy.entity and region.entity:
            facts.append(Fact(region.entity, "issues", policy.entity, (sentence,), "印发", 1.0))
            start = text.find("70座", sentence.start, sentence.end)
            if start >= 0:
                targets.append(
                    Target(
                        holder=policy.entity,
                        indicator="建成加氢站",
                        comparator="=",
                        value=Decimal(70),
                        unit="座",
                        quantity=Span(start, start + 3),
                        evidence=(sentence,),
                        rule="建成",
                        confidence=1.0,
                        deadline=2025,
                    )
                )
    return replace(document, facts=tuple(facts), targets=tuple(targets))


@dataclass
class Counting:
    """The pipeline of this file; remembers what it was asked for, and may break."""

    seen: list[str] = field(default_factory=list)
    breaks_at: str = ""

    def __call__(self, articles: Iterable[Article], config: Config) -> Iterator[Document]:
        return pipeline.run(self._watched(articles), recognise, (link, relate))

    def _watched(self, articles: Iterable[Article]) -> Iterator[Article]:
        for one in articles:
            if one.origin == self.breaks_at:
                raise RuntimeError("power cut")
            self.seen.append(one.origin)
            yield one


def made(out: Path, *articles: Article, annotate: Counting | None = None) -> Report:
    def read(skipped: Callable[[Skip], None]) -> Iterable[Article]:
        skipped(Skip("in/bad.bin", Text("没有文字", "no text")))
        return articles

    return build_from(read, out, NO_MODEL, annotate or Counting())


def bytes_of(out: Path) -> dict[str, bytes]:
    """Everything but the cache and the store."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] not in ("state", "store")
    }


def test_build_makes_everything(tmp_path: Path) -> None:
    made(tmp_path / "out", article(ONE))
    assert {path.name for path in (tmp_path / "out").iterdir()} == EVERYTHING
    assert sorted(path.name for path in (tmp_path / "out" / "tables").glob("*.parquet")) == [
        f"{name}.parquet"
        for name in (
            "anaphors",
            "articles",
            "entities",
            "facts",
            "instruments",
            "lists",
            "mentions",
            "merges",
            "policies",
            "redirects",
            "sentences",
            "targets",
        )
    ]


def test_report_says_what_was_found_and_what_was_not_read(tmp_path: Path) -> None:
    again = article(ONE, "in/same.txt")
    found = made(tmp_path, article(ONE, date="2021"), again, article(TWO, "in/two.txt"))
    content = json.loads((tmp_path / "report.json").read_text("utf-8"))
    versions = {"zhengtu": kg.__version__, "recogniser": "none", "model_sha256": ""}
    assert content == {
        "articles": 2,
        "sentences": 3,
        "mentions": {"ORG": 0, "REGION": 3, "PERSON": 0, "POLICY": 2, "CLUSTER": 1},
        "entities": {"ORG": 0, "REGION": 2, "PERSON": 0, "POLICY": 1, "CLUSTER": 1},
        "facts": {name: {"issues": 1, "sets_target": 1}.get(name, 0) for name in content["facts"]},
        "targets": 1,
        "instruments": 0,
        "lists": content["lists"],
        "connected": [
            {
                "id": "policy/海东省氢能行动计划",
                "label": "POLICY",
                "name": "海东省氢能行动计划",
                "edges": 2,
            },
            {"id": "region/海东省", "label": "REGION", "name": "海东省", "edges": 1},
        ],
        "examples": [
            {
                "subject": "海东省",
                "predicate": "issues",
                "object": "海东省氢能行动计划",
                "sentence": "海东省印发《海东省氢能行动计划》。",
            },
            {
                "subject": "海东省氢能行动计划",
                "predicate": "sets_target",
                "object": "建成加氢站：70座（2025）",
                "sentence": ONE,
            },
        ],
        "unsure": content["unsure"],
        "conflicts": [],
        "undated": ["海东省氢能行动计划"],
        "skipped": [
            {"where": "in/bad.bin", "reason": {"zh": "没有文字", "en": "no text"}},
            {
                "where": "in/same.txt",
                "reason": {"zh": "与 in/one.txt 的文字相同", "en": "same text as in/one.txt"},
            },
        ],
        "base": "https://w3id.org/zhengtu/id/",
        "versions": versions,
        "validation": {"articles": 2, "of": 2, "triples": ANY, "breaches": []},
    }
    assert sorted(content["lists"], key=lambda row: str(row["article"])) == [
        {"article": "in/one.txt", "head": "计划", "stated": 2, "found": 1},
        {"article": "in/two.txt", "head": "计划", "stated": 2, "found": 1},
    ]
    assert found.skipped[0] == Skip("in/bad.bin", Text("没有文字", "no text"))


def test_report_for_people_names_the_skipped_inputs(tmp_path: Path) -> None:
    made(tmp_path, article(ONE))
    text = (tmp_path / "report.md").read_text("utf-8")
    assert "| in/bad.bin | 没有文字 / no text |" in text
    assert "| 海东省氢能行动计划 | 政策 / policy | 2 |" in text


def test_unchanged_articles_are_not_recognised_again(tmp_path: Path) -> None:
    one, two = article(ONE), article(TWO, "in/two.txt")
    made(tmp_path, one)
    before = bytes_of(tmp_path)
    again, more = Counting(), Counting()
    made(tmp_path, one, annotate=again)
    assert (again.seen, bytes_of(tmp_path)) == ([], before)
    made(tmp_path, one, two, annotate=more)
    assert more.seen == ["in/two.txt"]


def test_changed_date_is_a_changed_article(tmp_path: Path) -> None:
    made(tmp_path, article(ONE, date="2021"))
    again = Counting()
    made(tmp_path, article(ONE, date="2022"), annotate=again)
    assert again.seen == ["in/one.txt"]


def test_power_cut_keeps_what_is_done(tmp_path: Path) -> None:
    articles = [article(f"{ONE}{number}", f"in/{number}.txt") for number in range(4)]
    last = max(articles, key=lambda one: one.id)
    with pytest.raises(RuntimeError, match="power cut"):
        made(tmp_path, *articles, annotate=Counting(breaks_at=last.origin))
    again = Counting()
    made(tmp_path, *articles, annotate=again)
    assert again.seen == [last.origin]


def test_failed_build_leaves_the_last_one_as_it_was(tmp_path: Path) -> None:
    one, two = article(ONE), article(TWO, "in/two.txt")
    made(tmp_path, one)
    before = bytes_of(tmp_path)
    with pytest.raises(RuntimeError, match="power cut"):
        made(tmp_path, one, two, annotate=Counting(breaks_at="in/two.txt"))
    assert bytes_of(tmp_path) == before


def test_withdrawn_article_leaves_nothing_behind(tmp_path: Path) -> None:
    one, two = article(ONE), article(TWO, "in/two.txt")
    made(tmp_path / "a", one, two)
    made(tmp_path / "a", one)
    made(tmp_path / "b", one)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    one, two, copy = article(ONE), article(TWO, "in/two.txt"), article(ONE, "in/copy.txt")
    made(tmp_path / "a", one, two, copy)
    made(tmp_path / "b", copy, two, one)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_same_bytes_whatever_the_hash_seed_and_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(ONE, "utf-8")
    (tmp_path / "in" / "two.txt").write_text(TWO, "utf-8")
    for seed in ("0", "1"):
        command = [
            sys.executable,
            "-m",
            "kg",
            "build",
            "in",
            "--recogniser",
            "none",
            "-o",
            f"{seed}/x",
        ]
        root = str(Path(kg.__file__).parents[1])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)
    assert bytes_of(tmp_path / "0" / "x") == bytes_of(tmp_path / "1" / "x")


def test_two_builds_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = made(out, article(ONE))
    with locked(out / "state"), pytest.raises(StoreError, match="another kg build is writing here"):
        made(out, article(TWO))
    assert made(out, article(ONE)) == before


def test_no_article_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    expected = r"in/bad\.bin: no text"
    with pytest.raises(InputError, match=expected):
        made(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"holds other files \(thesis\.docx\)"):
        made(tmp_path, article(ONE))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_folder_with_parts_of_a_build_is_taken(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", "utf-8")
    made(tmp_path, article(ONE))
    assert (tmp_path / "graph.ttl").stat().st_size > 0


def test_file_as_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(InputError, match="is a file; -o names the folder"):
        made(tmp_path / "out", article(ONE))


def test_results_are_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(ONE, "utf-8")
    config = NO_MODEL
    first = build(["."], Path("out"), config, quiet)
    second = build(["."], Path("out"), config, quiet)
    assert (first.articles, first.skipped) == (1, ())
    assert second == first


def test_progress_counts_what_the_cache_holds(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    one, two = article(ONE), article(TWO, "in/two.txt")
    made(tmp_path, one)
    build_from(
        lambda skipped: [one, two],
        tmp_path,
        NO_MODEL,
        Counting(),
        lambda *step: told.append(step),
    )
    assert told[:5] == [
        ("reading", done, total) for done, total in ((0, None), (1, None), (2, None), (2, 2))
    ] + [("recognising", 1, 2)]
    assert [step for step in told if step[0] == "recognising"] == [
        ("recognising", 1, 2),
        ("recognising", 2, 2),
    ]
    assert list(dict.fromkeys(phase for phase, *_ in told)) == list(PHASES)
    assert all(told[-1][1:] == (total, total) for total in (told[-1][2],))
