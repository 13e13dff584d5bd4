"""Real pages, which lie beside the repository and not in it: the text that annotators read."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from kg.ingest import read
from kg.types import Article, Skip

SHARED = Path(__file__).parents[2] / "shared"
GOLD = sorted((SHARED / "eval" / "gold").glob("*.json"))
FLOOR = 0.99  # mean; a page in plain text keeps its credits, because plain text stays unchanged
LOWEST = 0.96  # of each page; nine of ten are above 0.99, seven are equal

pytestmark = pytest.mark.skipif(not GOLD, reason="../shared with real pages is not here")


def gold(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def one(path: Path) -> Article:
    (article,) = read([str(path)], lambda skip: pytest.fail(str(skip)))
    return article


def similarity(one: str, two: str) -> float:
    """Of characters, white space aside; 1 if they agree."""
    one, two = (re.sub(r"\s", "", text) for text in (one, two))
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def test_pages_give_the_text_of_the_annotators(record_property: Any) -> None:
    """Of a page with many articles the one that is nearest."""
    found: dict[str, float] = {}
    for path in GOLD:
        expected = gold(path)
        articles = read([str(SHARED / expected["page"])], lambda skip: pytest.fail(str(skip)))
        ratios = [similarity(article.text, expected["text"]) for article in articles]
        found[expected["id"]] = round(max(ratios), 4)
    record_property("similarity", found)
    assert len(found) == 10, found
    assert sum(found.values()) / len(found) >= FLOOR, found
    assert min(found.values()) >= LOWEST, found


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_clean_text_comes_back_unchanged(path: Path) -> None:
    expected = gold(path)
    article = one(SHARED / "eval" / "gold-text" / f"{path.stem}.txt")
    assert (article.name, article.text) == (expected["id"], expected["text"])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_annotated_records_are_articles_too(path: Path) -> None:
    expected = gold(path)
    article = one(path)
    assert (article.name, article.text, article.date, article.format) == (
        expected["id"],
        expected["text"],
        expected["date"],
        "json",
    )


def test_every_page_becomes_an_article_or_a_skip() -> None:
    skipped: list[Skip] = []
    articles = list(read([str(SHARED / "articles")], skipped.append))
    files = {path.as_posix() for path in (SHARED / "articles").rglob("*") if path.is_file()}
    assert {article.origin for article in articles} | {skip.where for skip in skipped} >= files
    whole = ["/".join(Path(skip.where).parts[-2:]) for skip in skipped if skip.where in files]
    assert whole == [
        "articles/README.md",
        "encodings/001.html",  # lists of links
        "gbk_html/005.html",
        "gbk_html/022.html",
    ]
    for article in articles:
        assert article.text.startswith(article.title)
        assert "\r" not in article.text
        assert "\ufffd" not in article.text
        if article.format != "text":
            assert all(line and line == line.strip() for line in article.text.split("\n"))
        for link in article.links:
            assert link.span.end <= len(article.text)
            assert link.url.startswith("http")


TRANSCRIPTS = sorted((SHARED / "articles" / "xwlb_md").glob("*.md"))
DIGESTS = sorted((SHARED / "articles" / "wind_md").glob("*.md"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.name)
def test_a_transcript_gives_one_article_a_heading(path: Path) -> None:
    articles = list(read([str(path)], lambda skip: pytest.fail(str(skip))))
    titles = re.findall(r"^### (.+)", path.read_text("utf-8"), re.MULTILINE)
    assert [article.title for article in articles] == titles
    assert {article.date for article in articles} == {articles[0].date}
    assert all(article.date and article.url for article in articles)
    assert not any("更新时间" in article.text for article in articles)


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.name)
def test_a_digest_gives_one_article_a_numbered_line(path: Path) -> None:
    articles = list(read([str(path)], lambda skip: None))
    numbered = re.findall(r"^\s*(?:\*\*)?\d{1,3}[.、](?!\d)", path.read_text("utf-8"), re.MULTILINE)
    assert len(articles) >= 40
    known = re.findall(r"^\s*\d{1,3}、\d", path.read_text("utf-8"), re.MULTILINE)
    assert len(articles) == len(numbered) + len(known)
    assert all(article.date.startswith("2024-08-") for article in articles)


def test_the_seed_article() -> None:
    (path,) = (SHARED / "seed").glob("*.txt")
    article = one(path)
    assert article.title == "广东制造业数字化再扬鞭：3年将带动80万家企业“上云用云”"
    assert article.date == "2021-07-06T05:46:21Z"
    assert (article.source, article.format) == ("新浪财经", "front-matter")
    assert article.categories == ("金融", "新浪财经", "新浪财经－国內")
    assert article.text.count(article.title) == 1
    assert "智能机器人" in article.text
    assert [link.span.of(article.text) for link in article.links] == ["机器人"]
    for noise in ("appendQr", "border", "责任编辑", "原标题", "APP", "二维码", "{"):
        assert noise not in article.text
