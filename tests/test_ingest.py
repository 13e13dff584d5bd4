"""kg.ingest.read: which files are read, in which order, and what becomes of the rest."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.ingest import read
from kg.lang import Text
from kg.types import Article, Skip


def both(*inputs: str | Path) -> tuple[list[Article], list[Skip]]:
    skipped: list[Skip] = []
    return list(read([str(name) for name in inputs], skipped.append)), skipped


def told(where: str, reason: str) -> Skip:
    """A skip whose reason is written as it is shown in both languages."""
    return Skip(where, Text(*reason.split(" / ")))


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_text_file_becomes_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "某市发布规划\n规划自明年起施行。\n")
    articles, skipped = both(path)
    assert articles == [
        Article(
            id="11abb3f212752940",
            name="a",
            text="某市发布规划\n规划自明年起施行。",
            title="某市发布规划",
            format="text",
            origin=path.as_posix(),
        )
    ]
    assert skipped == []


def test_a_path_may_have_spaces_and_chinese(tmp_path: Path) -> None:
    path = write(tmp_path / "新闻 稿" / "一 号.txt", "甲。")
    (article,), _ = both(path)
    assert (article.name, article.origin) == ("一 号", path.as_posix())


def test_what_is_no_latin_ending_belongs_to_the_name(tmp_path: Path) -> None:
    (article,), _ = both(write(tmp_path / "规划2.0版", "甲。"))
    assert article.name == "规划2.0版"


def test_a_folder_is_read_in_the_order_of_paths_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, f"{name} 的正文。")
    articles, skipped = both(tmp_path)
    origins = [Path(article.origin).relative_to(tmp_path).as_posix() for article in articles]
    assert origins == ["a/b/c.txt", "a/z.txt", "b.txt"]
    assert skipped == []


def test_inputs_keep_their_order(tmp_path: Path) -> None:
    first, second = write(tmp_path / "b.txt", "乙。"), write(tmp_path / "a.txt", "甲。")
    assert [article.name for article in both(first, second)[0]] == ["b", "a"]


def test_a_pattern_gives_its_files(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "1.bak", "deep/3.txt"):
        write(tmp_path / name, f"{name}。")
    assert [article.name for article in both(tmp_path / "*.txt")[0]] == ["1", "2"]
    assert [article.name for article in both(tmp_path / "**" / "*.txt")[0]] == ["1", "2", "3"]


def test_a_name_that_exists_is_no_pattern(tmp_path: Path) -> None:
    (article,), _ = both(write(tmp_path / "[2021]公报.txt", "甲。"))
    assert article.name == "[2021]公报"


def test_overlapping_inputs_are_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "甲。")
    articles, skipped = both(path, tmp_path, tmp_path / "*.txt", tmp_path / "." / "a.txt")
    assert (len(articles), skipped) == (1, [])


def test_a_hidden_file_is_read_when_it_is_named(tmp_path: Path) -> None:
    assert [a.text for a in both(write(tmp_path / ".note.txt", "甲。"))[0]] == ["甲。"]


@pytest.mark.parametrize(
    ("bytes_", "format_"),
    [
        (b"\xe7\x94\xb2\xe3\x80\x82\n", "text"),
        ("<p>甲。</p>".encode("gb18030"), "html"),
        ("# 甲\n\n## 乙\n\n丙。".encode(), "markdown"),
        ('{"text": "甲。"}'.encode(), "json"),
        ("---\ntitle: 甲\n---\n<p>乙。</p>".encode(), "front-matter"),
    ],
)
def test_standard_input_takes_every_format(
    bytes_: bytes, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes_)))
    (article,), _ = both("-")
    assert (article.name, article.origin, article.format) == ("stdin", "-", format_)


def test_a_file_named_like_standard_input_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "-", "甲。")
    monkeypatch.chdir(tmp_path)
    assert [article.text for article in both("./-")[0]] == ["甲。"]


def test_progress_names_each_file_before_it_is_read(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.txt", "甲。"), write(tmp_path / "2.docx", b"PK\x03\x04")
    seen: list[str] = []
    list(read([str(tmp_path)], lambda skip: None, seen.append))
    assert seen == [one.as_posix(), two.as_posix()]


# What gives no article


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "a.docx",
            b"PK\x03\x04\x00",
            "文件已损坏：File is not a zip file / broken file: File is not a zip file",
        ),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\x00",
            "不支持的格式 .doc；请另存为 .docx / unsupported format .doc; save it as .docx",
        ),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\x00",
            "有密码，或不是它的名字所说的格式 / it has a password, or is not what its name says",
        ),
        ("a.png", b"\x89PNG\r\n\x1a\n", "不支持的格式 .png / unsupported format .png"),
        (
            "a.csv",
            "甲,乙\n丙,丁\n".encode(),
            "认不出正文是哪一列：甲、乙；用 --column text=列名 指定 / which column holds the text? "
            "there are: 甲、乙; name it with --column text=NAME",
        ),
        ("a.js", b"const a = '<p>x</p>';", "不支持的格式 .js / unsupported format .js"),
        ("a.xml", b"<?xml version='1.0'?><x/>", "不支持的格式 .xml / unsupported format .xml"),
        ("a.txt", b"<?xml version='1.0'?><x/>", "不支持的格式 XML / unsupported format XML"),
        ("a.xml", b"<rss/>", "订阅源里没有条目 / the feed has no entries"),
        ("a", b"\x00\x01\x02", "是二进制文件，不是文本 / a binary file, not text"),
        ("a.txt", b"", "空文件 / empty file"),
        ("a.html", b"\xef\xbb\xbf \n\n", "空文件 / empty file"),
        (
            "a.txt",
            bytes(range(128, 256)) * 3,
            "认不出文字编码 / the text encoding cannot be recognised",
        ),
        (
            "a.html",
            b"<html><script>a()</script><a href='/'>x</a></html>",
            "像是目录页，没有文章 / looks like an index page, no article",
        ),
        ("a.jsp", b"<%@ page language='java' %>", "没有正文 / no body text"),
        ("a.md", "---\ntitle: 甲\n---\n".encode(), "没有正文 / no body text"),
        (
            "a.json",
            b'{"chunks": []}',
            "JSON 里认不出正文 / no field of the JSON object is known to hold a text",
        ),
        ("a.json", b"[]", "列表是空的 / the list is empty"),
        ("a.json", b"3", "不是 JSON 对象 / not a JSON object"),
        ("a.json", b"[" * 100_000, "JSON 嵌套过深 / JSON nested too deeply"),
        (
            "a.json",
            b'{"text": ',
            "JSON 无法解析：Expecting value: line 1 column 10 (char 9)"
            " / not valid JSON: Expecting value: line 1 column 10 (char 9)",
        ),
    ],
)
def test_a_skip_says_why_and_the_rest_goes_on(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    bad, good = write(tmp_path / name, content), write(tmp_path / "好.txt", "甲。")
    articles, skipped = both(bad, good)
    assert skipped == [told(bad.as_posix(), reason)]
    assert [article.text for article in articles] == ["甲。"]


def test_missing_files_patterns_and_empty_folders_are_skips(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    _, skipped = both(tmp_path / "无.txt", tmp_path / "*.md", tmp_path / "空")
    assert skipped == [
        told(f"{tmp_path.as_posix()}/无.txt", "文件不存在 / no such file"),
        told(f"{tmp_path.as_posix()}/*.md", "没有匹配的文件 / no file matches"),
        told(f"{tmp_path.as_posix()}/空", "文件夹里没有文件 / no files in the folder"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and links of this kind")
def test_links_to_nowhere_and_pipes_are_skips(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.txt")
    assert both(tmp_path) == (
        [],
        [
            told(
                f"{tmp_path.as_posix()}/link.txt",
                "链接指向的文件不存在 / the link leads nowhere",
            ),
            told(f"{tmp_path.as_posix()}/pipe.txt", "不是普通文件 / not a regular file"),
        ],
    )


def test_a_file_that_cannot_be_read_is_a_skip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = write(tmp_path / "a.txt", "甲。")
    monkeypatch.setattr(Path, "open", refuse)
    reason = "无法读取: 没有权限 / cannot be read: permission denied"
    assert both(path) == ([], [told(path.as_posix(), reason)])


def test_the_same_text_twice_is_a_skip_that_names_the_first(tmp_path: Path) -> None:
    one = write(tmp_path / "1.txt", "甲。")
    two = write(tmp_path / "2.html", "<p>甲。</p>")
    articles, skipped = both(one, two)
    assert [article.origin for article in articles] == [one.as_posix()]
    reason = f"与 {one.as_posix()} 的文字相同 / same text as {one.as_posix()}"
    assert skipped == [told(two.as_posix(), reason)]


# JSON


def records(tmp_path: Path, name: str, text: str) -> tuple[list[Article], list[Skip]]:
    return both(write(tmp_path / name, text))


def test_fields_have_chinese_and_english_names(tmp_path: Path) -> None:
    record = {
        "标题": "某市印发方案",
        "正文": "方案自即日起施行。",
        "发布时间": "2022年5月1日",
        "来源": "某报",
        "链接": "https://example.org/1",
        "分类": ["政策", "产业"],
    }
    (article,), _ = records(tmp_path, "a.json", json.dumps(record))
    assert article.text == "某市印发方案\n方案自即日起施行。"
    assert (article.title, article.date, article.source, article.url, article.categories) == (
        "某市印发方案",
        "2022-05-01",
        "某报",
        "https://example.org/1",
        ("政策", "产业"),
    )


def test_a_list_numbers_its_articles_unless_they_have_ids(tmp_path: Path) -> None:
    articles, skipped = records(
        tmp_path, "a.json", '[{"text":"甲。"}, {"id":"k9","text":"乙。"}, 3, {"body":"丙。"}]'
    )
    assert [article.name for article in articles] == ["a-1", "k9", "a-4"]
    assert [skip.where.rsplit("/", 1)[1] for skip in skipped] == ["a.json#3"]


def test_a_single_object_has_the_name_of_the_file(tmp_path: Path) -> None:
    assert [a.name for a in records(tmp_path, "a.json", '{"text":"甲。"}')[0]] == ["a"]


@pytest.mark.parametrize("key", ["articles", "items", "data"])
def test_an_object_may_hold_the_list(key: str, tmp_path: Path) -> None:
    articles, _ = records(tmp_path, "a.json", json.dumps({key: [{"text": "甲。"}]}))
    assert [(article.name, article.text) for article in articles] == [("a-1", "甲。")]


def test_a_broken_line_of_json_lines_is_skipped_alone(tmp_path: Path) -> None:
    articles, skipped = records(tmp_path, "a.jsonl", '{"text":"甲。"}\n\nbroken\n{"text":"乙。"}\n')
    assert [article.text for article in articles] == ["甲。", "乙。"]
    where = f"{tmp_path.as_posix()}/a.jsonl:3"
    assert skipped == [told(where, "这一行不是 JSON / this line is not JSON")]


@pytest.mark.parametrize(
    "text",
    [
        "<p>甲<b>乙</b>。</p><p>丙。</p>",
        "&lt;p&gt;甲乙。&lt;/p&gt;&lt;p&gt;丙。&lt;/p&gt;",
        "甲<b>乙</b>。\n丙。",
        "\u3000\u3000甲乙。\r\n\r\n\u3000\u3000丙。\r\n责任编辑：张某\r\n",
        "# 甲乙。\n\n# 丙。",
    ],
)
def test_the_text_of_a_record_is_cleaned(text: str, tmp_path: Path) -> None:
    (article,), _ = records(tmp_path, "a.json", json.dumps({"text": text, "title": "题"}))
    assert article.text == "题\n甲乙。\n丙。"


def test_half_a_surrogate_pair_does_not_stop_the_reading(tmp_path: Path) -> None:
    (article,), _ = records(tmp_path, "a.json", r'{"text": "甲\ud83d乙\ud83d\ude00"}')
    assert article.text == "甲\ufffd乙😀"


# Formats are found from the content


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.txt", "\n\n---\ntitle: 甲\n---\n<p>乙。</p>", "front-matter"),
        ("a.txt", "---\n分隔线不是文件头\n---\n甲。", "text"),
        ("a.txt", "<div><p>甲。</p></div>", "html"),
        ("a.dat", "<!-- 甲 -->\n<!DOCTYPE html><p>甲。", "html"),
        ("a.shtml", "甲，没有标签。", "html"),
        ("a.txt", "占比<5%，增速>3%\n#1 产业\n1. 甲\n- 乙 <附件> * 丙", "text"),
        ("a.txt", "# 1 号文件发布\n只有一个井号的正文。", "text"),
        ("a.txt", "# 甲\n\n## 乙\n\n丙。", "markdown"),
        ("a.md", "没有标记的一行。", "markdown"),
        ("a.md", "# 甲\n\n<p>乙。</p>", "markdown"),
        ("a.txt", '[{"text": "甲。"}]', "json"),
        ("a.txt", "[摘要]甲。", "text"),
        ("a.txt", '{"text": "甲。"}\n{"text": "乙。"}', "json"),
    ],
)
def test_content_decides(name: str, text: str, format_: str, tmp_path: Path) -> None:
    articles, _ = both(write(tmp_path / name, text))
    assert articles[0].format == format_


@pytest.mark.parametrize(
    "text",
    [
        "\u3000\u3000开头有空格，\u00a0中间\u200b也有。\n\n\n● 圆点\t留着\n责任编辑：张某",
        "a < b\n# 甲\n1. 乙\n&nbsp;",
        "标题\n\n 正文。 ",
    ],
)
def test_plain_text_comes_back_unchanged(text: str, tmp_path: Path) -> None:
    for ends in ("", "\n", "\n\n"):
        (article,), _ = both(write(tmp_path / "a.txt", text + ends))
        assert article.text == text


def test_plain_text_loses_its_mark_and_carriage_returns(tmp_path: Path) -> None:
    (article,), _ = both(write(tmp_path / "a.txt", "\ufeff甲\r\n乙。\r\n"))
    assert article.text == "甲\n乙。"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("某市印发方案\n正文。", "某市印发方案"),
        ("\n某市印发方案\n正文。", "某市印发方案"),
        ("只有一行", ""),
        ("第一句就是正文。\n第二句。", ""),
        ("各有关单位：\n正文。", ""),
        ("长" * 61 + "\n正文。", ""),
        ("2021-08-17 快讯\n正文。", ""),
        ("来源：某报\n正文。", ""),
        ("---\n正文。", ""),
    ],
)
def test_the_first_line_of_plain_text_may_be_its_title(
    text: str, title: str, tmp_path: Path
) -> None:
    (article,), _ = both(write(tmp_path / "a.txt", text))
    assert article.title == title


def test_plain_text_may_print_its_date_and_source(tmp_path: Path) -> None:
    (article,), _ = both(
        write(tmp_path / "a.txt", "date 2025-09-18 快訊\n\n正文。\n\n来源：某报\n")
    )
    assert (article.date, article.source) == ("2025-09-18", "某报")


def test_the_id_is_that_of_the_text(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.txt", "甲。"), write(tmp_path / "2.txt", "乙。")
    ids = [article.id for article in both(one, two)[0]]
    assert ids == ["8c253750d3f6defe", "2fa35ac9d5889885"]
