"""Encodings, dates, front matter and Markdown, each alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.ingest import dates, read
from kg.ingest.decode import decode
from kg.ingest.front_matter import split
from kg.ingest.html import read_fragment
from kg.ingest.markdown import to_html
from kg.types import Article

SIMPLIFIED = "国务院印发规划，提出制造业发展目标。"
TRADITIONAL = "行政院核定計畫，提出製造業發展目標。"


# Encodings


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED),
        (SIMPLIFIED.encode("utf-8-sig"), SIMPLIFIED),
        (SIMPLIFIED.encode("utf-16"), SIMPLIFIED),
        (b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED),
        (SIMPLIFIED.encode("utf-32"), SIMPLIFIED),
        (SIMPLIFIED.encode("gbk"), SIMPLIFIED),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        ("㐂𠮷，".encode("gb18030") + SIMPLIFIED.encode("gbk"), f"㐂𠮷，{SIMPLIFIED}"),
    ],
)
def test_undeclared_encodings_are_recognised(data: bytes, expected: str) -> None:
    assert decode(data, "test") == expected


@pytest.mark.parametrize(
    ("head", "encoding", "body"),
    [
        ('<meta charset="gb2312">', "gb18030", "镕㐂"),  # not in GB 2312
        ("<META http-equiv=Content-Type content='text/html; charset=GBK'>", "gbk", SIMPLIFIED),
        ('<meta charset="big5">', "big5", TRADITIONAL),
        ('<?xml version="1.0" encoding="gb2312"?>', "gbk", "短"),
        ('<%@ page contentType="text/html; charset=gb2312" %>', "gbk", "短"),
        ('<script charset="utf-8"></script><meta charset="gbk">', "gbk", "短"),
    ],
)
def test_the_declared_charset_is_taken(head: str, encoding: str, body: str) -> None:
    assert decode((head + body).encode(encoding), "test") == head + body


@pytest.mark.parametrize(
    ("declared", "encoding", "body"),
    [
        ("gb2312", "utf-8", SIMPLIFIED),
        ("utf-8", "gbk", SIMPLIFIED * 3),
        ("big5", "utf-8", TRADITIONAL),
        ("no-such-charset", "gbk", SIMPLIFIED * 3),
        ("base64", "gbk", SIMPLIFIED * 3),
    ],
)
def test_a_wrong_declaration_does_not_matter(declared: str, encoding: str, body: str) -> None:
    text = f'<meta charset="{declared}">{body}'
    assert decode(text.encode(encoding), "test") == text


def test_a_few_broken_bytes_are_marked() -> None:
    whole = SIMPLIFIED * 100
    assert decode(whole.encode()[:-1], "test") == whole[:-1] + "\ufffd"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(InputError, match="the text encoding cannot be recognised"):
        decode(bytes(range(0x80, 0x100)), "test")


# Dates


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tue, 06 Jul 2021 05:46:21 GMT", "2021-07-06T05:46:21Z"),
        ("Tue, 06 Jul 2021 05:46:21 +0800", "2021-07-06T05:46:21+08:00"),
        ("Tue, 06 Jul 2021 05:46:21", "2021-07-06T05:46:21"),
        ("Tue, 06 Jul 2021 05:46:21 CST", "2021-07-06T05:46:21"),
        ("06 Jul 2021", "2021-07-06"),
        ("2021-07-06 13:46:21 +0800", "2021-07-06T13:46:21+08:00"),
        ("2021-07-06T13:46:21.123+08:00", "2021-07-06T13:46:21+08:00"),
        ("2021-07-06T13:46:21Z", "2021-07-06T13:46:21Z"),
        ("2021-07-06 13:46:21", "2021-07-06T13:46:21"),
        ("2021-07-06 13:46 GMT+0800", "2021-07-06T13:46:00+08:00"),
        ("2021/7/6 9:05", "2021-07-06T09:05:00"),
        ("2021.07.06", "2021-07-06"),
        ("20210706", "2021-07-06"),
        ("2021年7月6日 13时46分", "2021-07-06T13:46:00"),
        ("2021年7月6日 星期二 13:46", "2021-07-06T13:46:00"),
        ("2021 年 7 月 6 日", "2021-07-06"),
        ("民國110年7月6日", "2021-07-06"),
        ("2021-07", "2021-07"),
        ("2021年7月", "2021-07"),
        ("2021", "2021"),
        ("2021年", "2021"),
        ("1625550381", "2021-07-06T05:46:21Z"),
        ("1625550381000", "2021-07-06T05:46:21Z"),
        ("2021-02-30", ""),
        ("2021-13-01", ""),
        ("2021-07-06 25:00", "2021-07-06"),
        ("昨天", ""),
        ("", ""),
        ("第2021号", ""),
        ("Mon, 99 Jul 2021 05:46:21 GMT", ""),
    ],
)
def test_dates_become_iso_8601(words: str, expected: str) -> None:
    assert dates.parse(words) == expected


# Front matter


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("title: 甲：乙", {"title": ("甲：乙",)}),
        ("title: '甲''乙 # 丙'", {"title": ("甲'乙 # 丙",)}),
        (r'title: "甲\"乙\u4e19\n"', {"title": ('甲"乙丙\n',)}),
        ('title: "甲\n  乙"', {"title": ("甲 乙",)}),
        ("title: 甲 # 注", {"title": ("甲",)}),
        ("Title:\n  甲", {"title": ()}),
        ("categories: \n - 甲\n - '乙'\n", {"categories": ("甲", "乙")}),
        ("categories:\n- 甲\n-\n- 乙", {"categories": ("甲", "乙")}),
        ("categories: [甲, '乙, 丙', \"丁\"]", {"categories": ("甲", "乙, 丙", "丁")}),
        ("a: |\n  甲\n  乙\nb: 丙", {"a": ("甲\n乙",), "b": ("丙",)}),
        ("a: >\n  甲\n  乙", {"a": ("甲 乙",)}),
        ("# 注\n\na: ~\n标题: 甲", {"a": ("",), "标题": ("甲",)}),
        ("a:\n  b: c\nd: e", {"a": (), "d": ("e",)}),
        ("url: https://example.org/a:b#c", {"url": ("https://example.org/a:b#c",)}),
    ],
)
def test_front_matter_is_read(head: str, values: dict[str, tuple[str, ...]]) -> None:
    assert split(f"\n \n---\n{head}\n---\n正文\n---\n") == (values, "正文\n---\n")


@pytest.mark.parametrize(
    "text", ["", "---", "---\n---\n甲", "---\n甲\n---\n乙", "甲\n---\na: b\n---\n", "--- a: b ---"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    assert split(text) is None


def article(tmp_path: Path, name: str, text: str) -> Article:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    (found,) = read([str(path)], lambda skip: pytest.fail(str(skip)))
    return found


def test_front_matter_gives_the_metadata(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        "a.txt",
        "\n---\ntitle: '三年助企_登高_'\ncategories: \n - 金融\n - 某站\nauthor: 某站\n"
        "date: Tue, 06 Jul 2021 05:46:21 GMT\nlink: https://example.org/1\n---\n\n"
        "<div>\n<p>\u3000\u3000各地“登高”忙。</p>\n</div>\n",
    )
    assert found == Article(
        id=found.id,
        name="a",
        text="三年助企“登高”\n各地“登高”忙。",
        title="三年助企“登高”",
        date="2021-07-06T05:46:21Z",
        source="某站",
        url="https://example.org/1",
        categories=("金融", "某站"),
        format="front-matter",
        origin=(tmp_path / "a.txt").as_posix(),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>甲乙。</p><p>丙。</p>",
        "**甲**乙。\n\n- 丙。\n\n## ",
        "甲乙。\n\n\u3000丙。\n",
        "# 题\n\n甲乙。\n\n# 丙。",
    ],
)
def test_the_body_under_front_matter_may_be_of_any_kind(body: str, tmp_path: Path) -> None:
    assert article(tmp_path, "a.md", f"---\ntitle: 题\n---\n{body}").text == "题\n甲乙。\n丙。"


def test_a_bad_date_is_dropped_and_the_article_kept(tmp_path: Path) -> None:
    found = article(tmp_path, "a.md", "---\ntitle: 题\ndate: 某天\n---\n甲。")
    assert (found.date, found.text) == ("", "题\n甲。")


def test_a_title_may_end_with_the_date(tmp_path: Path) -> None:
    assert article(tmp_path, "a.md", "# 早报 2024年8月1日 星期四\n\n甲。").date == "2024-08-01"


# Markdown

LONG = "这一行很长，编辑器在句子中间把它折断了，所以下一行接着读，中间没有空格，读来是一"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("## 甲 ##\n乙。", "甲\n乙。"),
        ("甲\n===\n乙。", "甲\n乙。"),
        ("- 甲\n* 乙\n+ 丙\n1. 丁\n2) 戊\n- [x] 己", "甲\n乙\n丙\n丁\n戊\n己"),
        ("> 甲\n>\n> 乙", "甲\n乙"),
        ("甲\n\n---\n\n乙\n* * *\n", "甲\n乙"),
        ("**甲**乙*丙*丁__戊__ ~~己~~ ***庚***", "甲乙丙丁戊 己 庚"),
        ("2*3*4与snake_case_name", "2*3*4与snake_case_name"),
        (r"\*甲\* 乙\_丙", "*甲* 乙_丙"),
        ("`a_b_c`与`` `x` ``", "a_b_c与 `x`"),
        ("![图](a.png)甲", "甲"),
        ("甲[^1]乙\n\n[^1]: 注", "甲乙\n注"),
        ("| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |", "甲 乙\n1 2"),
        ("```\n甲 *乙* <丙>\n```\n丁", "甲 *乙* <丙>\n丁"),
        ("<p>甲</p><p>乙<br></p>\n\n丙", "甲\n乙\n丙"),
        ("<!-- 注\n注 -->\n甲 <!-- 注 --> 乙", "甲 乙"),
        ("<div>\n<table><tr><td>甲</td></tr></table>\n</div>\n\n乙", "甲\n乙"),
        ("占比<5%，见<附件>&amp;", "占比<5%，见<附件>&"),
        ("{% raw %}\n[TOC]\n甲\n{: .note}", "甲"),
        ("第一行。\n第二行", "第一行。\n第二行"),
        ("短行\n另一行", "短行\n另一行"),
        (f"{LONG}\n句话。", f"{LONG}句话。"),
        ("甲  \n乙", "甲\n乙"),
    ],
)
def test_markdown(markdown: str, text: str) -> None:
    lines = read_fragment(f"<p>头</p>{to_html(markdown)}", "", "test").lines
    assert "\n".join(line.text for line in lines[1:]) == text


@pytest.mark.parametrize(
    "markdown",
    [
        "见[某_市_](https://example.org/a_b_(c)_d)。",
        '见[某_市_](<https://example.org/a_b_(c)_d> "题")。',
        "见**[某_市_](https://example.org/a_b_(c)_d)**。",
        "见[某_市_][1]。\n\n[1]: https://example.org/a_b_(c)_d '题'",
        "见[某_市_]。\n\n[某_市_]: https://example.org/a_b_(c)_d",
    ],
)
def test_markdown_links(markdown: str) -> None:
    (line,) = read_fragment(to_html(markdown), "", "test").lines
    assert line.text == "见某_市_。"
    assert [(link.span.of(line.text), link.url) for link in line.links] == [
        ("某_市_", "https://example.org/a_b_(c)_d")
    ]


def test_an_address_in_angle_brackets_is_a_link() -> None:
    (line,) = read_fragment(to_html("见<https://example.org/a>。"), "", "test").lines
    assert line.text == "见https://example.org/a。"
    assert [link.url for link in line.links] == ["https://example.org/a"]
