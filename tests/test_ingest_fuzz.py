"""Whatever is in a file: articles or skips, never an exception that is not ours."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ingest import read
from kg.types import Skip

SEEDS = {
    ".csv": "标题,正文\n甲,乙。\n".encode(),
    ".html": "<html><body><div><p>某市发布规划，目标明确。</p></div></body></html>".encode(),
    ".js": ("const a = `<html><body><p>" + "某市发布规划，目标明确。" * 20 + "</p>`;").encode(),
    ".json": '[{"title": "甲", "text": ["乙。"]}, {"text": {"name": 3}}]'.encode(),
    ".jsonl": '{"text": "甲。"}\n{"text": "乙。"}\n'.encode(),
    ".md": "---\ntitle: 甲\n---\n# 早报\n1、甲。\n2、乙。\n3、丙。\n4、丁。\n5、戊。\n".encode(),
    ".txt": "某市发布规划\n规划自明年起施行。".encode("gb18030"),
    ".xml": "<rss><channel><item><title>甲</title><link>x</link></item></channel></rss>".encode(),
    ".gz": gzip.compress("甲。".encode()),
}
MARKS = (
    b"%PDF-1.4\n",
    b"PAR1",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\xff\xfe",
    b"{",
    b"[",
)


def outcome(path: Path) -> int:
    """How many articles and skips there are; each can be written down."""
    skipped: list[Skip] = []
    articles = list(read([str(path)], skipped.append))
    for article in articles:
        assert article.text.encode() and article.origin
    for skip in skipped:
        assert skip.where.encode() and skip.reason.zh and skip.reason.en
    return len(articles) + len(skipped)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    mark=st.sampled_from((b"", *MARKS)),
    rest=st.binary(max_size=300),
    suffix=st.sampled_from(sorted(SEEDS)),
)
def test_random_bytes(mark: bytes, rest: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(mark + rest)
    assert outcome(path) >= 1


@pytest.mark.parametrize("suffix", sorted(SEEDS))
def test_damaged_files(suffix: str, tmp_path: Path) -> None:
    chance = random.Random(suffix)
    path = tmp_path / f"a{suffix}"
    for _ in range(60):
        data = bytearray(SEEDS[suffix])
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[place] = chance.randrange(256)
                case 1:
                    data[place:place] = chance.randbytes(3)
                case 2:
                    del data[place + 1 :]
        path.write_bytes(data)
        assert outcome(path) >= 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "某" * 3_000_000, "太长，不像一篇文章（3,000,000 字）"),
        ("a.txt", "某" * 5_000_000, "文件太大（上限 4 MB）"),
        ("a.html", "<p>" * 200_001, "标签太多，不像一个网页"),
        ("a.json", "[" * 2_000_000, "JSON 嵌套过深"),
        ("a.csv", "," * 20_000, "超过 16384 列"),
        ("a.js", "`" * 1_000_001, "不支持的格式 .js"),
    ],
)
def test_files_that_are_made_to_hurt(name: str, content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    skipped: list[Skip] = []
    assert list(read([str(path)], skipped.append)) == []
    assert skipped[0].reason.zh == reason


def test_a_page_nested_deeply_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div class='ad'>" * 3000 + "<p>某市发布规划，目标明确。</p>", "utf-8")
    assert outcome(path) == 1


def test_a_picture_inside_a_page_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    picture = f"<img src='data:image/png;base64,{'A' * 5_000_000}'>"
    path.write_text(f"<html><body><p>某市发布规划，目标明确。</p>{picture}</body></html>", "utf-8")
    skipped: list[Skip] = []
    assert len(list(read([str(path)], skipped.append))) == 1
