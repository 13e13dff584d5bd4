"""Files that hold many articles: feeds, transcripts, digests, JSON of other shapes, scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from quopri import encodestring
from typing import Any

import pytest

from kg.config import Config
from kg.ingest import Options, read
from kg.types import Article, Skip

Found = tuple[list[Article], list[Skip]]
Reads = Callable[..., Found]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a file and reads it; JSON values are written as JSON."""

    def run(name: str, content: Any, *fields: str) -> Found:
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, "utf-8")
        skipped: list[Skip] = []
        options = Options.of(Config(fields=fields))
        return list(read([str(path)], skipped.append, options=options)), skipped

    return run


def texts(found: Found) -> list[str]:
    return [article.text for article in found[0]]


def told(found: Found) -> list[tuple[str, str]]:
    return [(skip.where.rsplit("/", 1)[-1], skip.reason.zh) for skip in found[1]]


# Feeds

RSS = """<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>某报</title><link>https://example.org/</link>
<item><title>某市印发方案</title><link>https://example.org/1</link><guid>x1</guid>
<description>摘要。</description><content:encoded><![CDATA[<p>方案自即日起施行。</p>]]></content:encoded>
<pubDate>Tue, 06 Jul 2021 13:46:21 +0800</pubDate><category>政策</category></item>
<item><title>只有题目</title></item>
<item><title>乙</title><description>&lt;p&gt;丙。&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>某网</title>
<entry><title>甲</title><id>tag:1</id><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/1"/><updated>2021-07-07</updated><published>2021-07-06</published>
<author><name>某人</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>乙。</p><p>丙。</p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>某站</title></channel>
<item><title>甲</title><description>乙。</description><dc:date>2021-07-06</dc:date></item></rdf:RDF>"""


def test_rss(reads: Reads) -> None:
    found = reads("a.xml", RSS)
    assert texts(found) == ["某市印发方案\n方案自即日起施行。", "乙\n丙。"]
    first = found[0][0]
    assert (first.name, first.date, first.source, first.url, first.categories, first.format) == (
        "a-1",
        "2021-07-06T13:46:21+08:00",
        "某报",
        "https://example.org/1",
        ("政策",),
        "feed",
    )
    assert told(found) == [("a.xml#2", "没有正文")]


def test_atom(reads: Reads) -> None:
    ((article,), _) = reads("a", ATOM)
    assert (article.text, article.date, article.source, article.url) == (
        "甲\n乙。\n丙。",
        "2021-07-06",
        "某人",
        "https://example.org/1",
    )


def test_rss_of_the_first_version(reads: Reads) -> None:
    ((article,), _) = reads("a.txt", RDF)
    assert (article.text, article.date, article.source) == ("甲\n乙。", "2021-07-06", "某站")


def test_entities_of_a_feed_are_not_expanded(reads: Reads) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "甲"><!ENTITY b "&a;&a;">]><rss><item><title>x</title>'
    found = reads("a.xml", f"{bomb}<description>&b;乙。</description></item></rss>")
    assert texts(found) == ["x\n&b;乙。"]


# Transcripts

SUMMARY = (
    "# 某台新闻 (20230108)\n\n## 摘要\n\n1.甲地发布规划；\n\n2.乙地开工；\n\n3.丙地增长。\n\n"
    "## 详细\n\n"
)
ITEM = "### {}\n\n<p><strong>某台消息</strong>：{}</p>\n\n[查看原文](https://example.org/{})\n\n"


def test_a_transcript_gives_its_articles_and_not_its_summary(reads: Reads) -> None:
    items = [
        ("甲地发布规划", "规划提出目标。"),
        ("乙地开工", "项目开工。"),
        ("丙地增长", "增长一成。"),
    ]
    text = SUMMARY + "".join(ITEM.format(title, body, title) for title, body in items)
    found = reads("联播.md", text + "---\n\n(更新于某时)\n")
    assert texts(found) == [f"{title}\n某台消息：{body}" for title, body in items]
    assert [(article.name, article.date, article.url) for article in found[0]] == [
        (f"联播-{number}", "2023-01-08", f"https://example.org/{title}")
        for number, (title, _) in enumerate(items, start=1)
    ]
    assert told(found) == []


def test_articles_with_datelines_need_no_summary(reads: Reads) -> None:
    text = "# 本周选读\n\n编者按：以下三篇值得一读。\n\n"
    for title in "甲乙丙":
        text += f"## {title}地消息\n\n本报{title}市5月1日讯 {title}地印发方案。\n\n"
    found = reads("a.md", text)
    assert [article.title for article in found[0]] == ["甲地消息", "乙地消息", "丙地消息"]
    assert told(found) == [("a.md:3", "第一篇文章之前的文字")]


@pytest.mark.parametrize(
    "text",
    [
        "# 条例\n\n## 第一章 总则\n\n本条。\n\n## 第二章 促进\n\n本条。\n\n## 第三章 附则\n\n本条。\n",
        "# 题\n\n## 一、要求\n\n某报讯 甲。\n\n## 二、任务\n\n某报讯 乙。\n\n## 三、保障\n\n某报讯 丙。",
        "# 观察\n\n## 增长从何而来\n\n先看需求。\n\n## 谁在投资\n\n再看供给。\n\n## 前景\n\n最后。\n",
        "# 题\n\n## 甲\n\n本报讯 甲。\n\n## 乙\n\n本报讯 乙。\n",
    ],
)
def test_an_article_with_sections_stays_one(text: str, reads: Reads) -> None:
    assert len(reads("a.md", text)[0]) == 1


# Digests

DIGEST = """# 某某早报 2024年8月1日 星期四

08-01 06:30

## 要闻
1. 某省印发氢能规划，目标到2025年建成加氢站70座。
2、**某市出台补贴办法。**单个项目最高补助500万元，符合条件的企业可以申请。

## 产业
1.2024年上半年某省产值增长5.1%。
2. 5 家企业入选某市名单。
3、某公司项目开工，
总投资10亿元。
4. 某园区揭牌。
某某提示：投资有风险。内容仅供参考。
"""


def test_a_digest_gives_an_article_a_numbered_line(reads: Reads) -> None:
    found = reads("早报.md", DIGEST)
    assert texts(found) == [
        "某省印发氢能规划，目标到2025年建成加氢站70座。",
        "某市出台补贴办法。单个项目最高补助500万元，符合条件的企业可以申请。",
        "2024年上半年某省产值增长5.1%。",
        "5 家企业入选某市名单。",
        "某公司项目开工，总投资10亿元。",
        "某园区揭牌。",
    ]
    assert {(article.date, article.title) for article in found[0]} == {("2024-08-01", "")}
    assert [article.categories for article in found[0][1:3]] == [("要闻",), ("产业",)]
    assert told(found) == [("早报.md:15", "不在编号条目里的文字")]


def test_front_matter_dates_a_digest_and_lines_are_counted_in_the_file(reads: Reads) -> None:
    found = reads("a.md", f"---\ntitle: 某某早报\ndate: 2024-08-02\n---\n{DIGEST}")
    assert {article.date for article in found[0]} == {"2024-08-02"}
    assert told(found) == [("a.md:19", "不在编号条目里的文字")]


def test_a_digest_may_be_plain_text(reads: Reads) -> None:
    lines = "\n".join(f"{number}、某地第{number}个项目开工。" for number in range(1, 7))
    found = reads("a.txt", f"某某财经早餐 2024年8月1日\n\n{lines}\n")
    assert len(found[0]) == 6
    assert found[0][0].text == "某地第1个项目开工。"


@pytest.mark.parametrize(
    "title", ["关于支持氢能产业的若干措施", "某市出台六条措施", "某地六件大事"]
)
def test_a_numbered_notice_stays_one_article(title: str, reads: Reads) -> None:
    lines = "\n".join(f"{number}、支持第{number}类企业发展。" for number in range(1, 7))
    assert len(reads("a.txt", f"{title}\n{lines}\n")[0]) == 1


def test_a_daily_with_prose_between_its_numbers_stays_one_article(reads: Reads) -> None:
    text = "某日报\n" + "1、短。\n2、短。\n3、短。\n4、短。\n5、短。\n" + "长长的一段正文。" * 20
    assert len(reads("a.txt", text)[0]) == 1


# JSON


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gb18030"])
@pytest.mark.parametrize(
    "content", ['{"text": "甲。"}', '[{"text": "甲。"}]', '{"text": "甲。"}\n\n{"text": "乙。"}\n']
)
def test_json_in_any_encoding(content: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content.encode(encoding))
    articles = list(read([str(path)], lambda skip: pytest.fail(str(skip))))
    assert [article.text for article in articles] == ["甲。", "乙。"][: len(articles)]
    assert len(articles) == content.count("text")


def test_fields_are_found_by_their_path(reads: Reads) -> None:
    content = {
        "meta": {"title": "甲"},
        "data": {"body": {"html": "<p>乙。</p>"}, "day": "2021-07-06"},
    }
    found = reads("a.json", content, "text=data.body.html", "title=meta.title", "date=data.day")
    ((article,), _) = found
    assert (article.text, article.date) == ("甲\n乙。", "2021-07-06")


def test_the_list_of_articles_is_found_by_its_path(reads: Reads) -> None:
    content = {"code": 0, "payload": {"rows": [{"t": "甲", "c": ["一。", "二。"]}, {"t": "乙"}]}}
    found = reads("a.json", content, "articles=payload.rows", "text=c", "title=t")
    assert texts(found) == ["甲\n一。\n二。"]
    assert told(found) == [("a.json#2", "没有字段 c；有：t")]


def test_a_path_may_count_items(reads: Reads) -> None:
    found = reads("a.json", {"v": [{"c": "甲。"}, {"c": "乙。"}]}, "text=v.1.c")
    assert texts(found) == ["乙。"]


def test_a_path_goes_through_all_items_of_a_list(reads: Reads) -> None:
    found = reads(
        "a.json", {"pages": [{"lines": ["甲。", "乙。"]}, {"lines": ["丙。"]}]}, "text=pages.lines"
    )
    assert texts(found) == ["甲。\n乙。\n丙。"]


@pytest.mark.parametrize("key", ["data", "results"])
def test_an_object_around_the_article_is_opened(key: str, reads: Reads) -> None:
    assert texts(reads("a.json", {"code": 0, key: {"title": "甲", "content": "乙。"}})) == [
        "甲\n乙。"
    ]


def test_pieces_of_a_text_are_put_together(reads: Reads) -> None:
    line = "某市把这项工作写进了今年的计划并且要求各区县在年底之前全部完成任务"
    content = {
        "source_file": "某市氢能规划.pdf",
        "publish_date": "2026-02-09",
        "chunks": [
            {"heading": "一、总体要求", "text": f"{line} {line} 不得拖延。\n甲 乙。"},
            {
                "heading": "二、任务",
                "text": "",
                "sections": [{"title": "（一）丙", "text": "丁。"}],
            },
        ],
    }
    ((article,), _) = reads("a.json", content)
    assert (article.title, article.date) == ("某市氢能规划", "2026-02-09")
    assert article.text.split("\n")[1:] == [
        "一、总体要求",
        f"{line}{line}不得拖延。",
        "甲 乙。",
        "二、任务",
        "（一）丙",
        "丁。",
    ]


def test_a_list_is_read_item_by_item(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ingest.json_items._BLOCK", 7)
    content = json.dumps([{"text": f"第{n}篇，“引号”和[括号]。"} for n in range(20)])
    found = reads("a.json", content[:-1] + " ]\n")
    assert len(found[0]) == 20
    assert told(found) == []


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        ('[{"text": "甲。"}, {"text": ]', "a.json#2", "JSON 无法解析"),
        ('[{"text": "甲。"}, {"text": "乙', "a.json#2", "JSON 无法解析"),
        ('[{"text": "甲。"}] 乙', "a.json#2", "列表之后还有文字"),
        ('[{"text": "甲。"}', "a.json#2", "JSON 无法解析"),
    ],
)
def test_what_stands_before_broken_json_is_read(
    content: str, place: str, reason: str, reads: Reads
) -> None:
    found = reads("a.json", content)
    assert texts(found) == ["甲。"]
    ((where, why),) = told(found)
    assert where == place and why.startswith(reason)


def test_values_nested_too_deeply_are_skips(reads: Reads) -> None:
    deep: Any = "甲"
    for _ in range(700):
        deep = [deep]
    found = reads("a.json", [{"text": deep}, {"text": "乙。"}])
    assert texts(found) == ["乙。"]
    assert told(found) == [("a.json#1", "JSON 嵌套过深")]


# Scripts and pages


def test_a_page_inside_a_script_is_read(reads: Reads) -> None:
    body = "<p>某省印发《某规划》，提出到2025年建成加氢站70座。</p>" * 5
    last = "<p>末段写着\\`\\${x}\\u4e00，如此而已，再无下文。</p>"
    page = f"<html><head><title>某规划印发</title></head><body>{body}{last}</body></html>"
    ((article,), _) = reads("a.js", f"export const page = `\n{page}`;\nconst n = `${{1}}`;\n")
    assert (article.title, article.format) == ("某规划印发", "script")
    assert article.text.endswith("\n末段写着`${x}一，如此而已，再无下文。")


MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://example.org/1
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

{}
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--b--
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_saved_as_one_file_is_read(encoding: str, reads: Reads) -> None:
    page = "<html><head><title>某市发布规划</title></head><body><p>规划提出目标，自明年起施行。</p>"
    ((article,), _) = reads("a.mhtml", MHTML.format(encodestring(page.encode(encoding)).decode()))
    assert (article.text, article.url, article.format) == (
        "某市发布规划\n规划提出目标，自明年起施行。",
        "https://example.org/1",
        "mhtml",
    )


def test_a_message_without_a_page_is_a_skip(reads: Reads) -> None:
    content = MHTML.format("").replace("text/html\nContent", "text/css\nContent")
    assert told(reads("a.mhtml", content)) == [("a.mhtml", "里面没有网页")]


def test_an_index_page_is_no_article(reads: Reads) -> None:
    links = "".join(f"<li><a href='/{n}'>某市第{n}号公告发布</a></li>" for n in range(30))
    note = "<p>本站使用分析技术，继续浏览即表示同意。</p>"
    page = f"<html><body><h1>公告</h1><ul>{links}</ul>{note}</body></html>"
    assert told(reads("a.html", page)) == [("a.html", "像是目录页，没有文章")]
    bare = page.replace(note, "").replace("<h1>公告</h1>", "")
    assert told(reads("a.html", bare)) == [("a.html", "像是目录页，没有文章")]
    news = "<h1>某市发布规划</h1><p>2021-07-06 10:00 来源：某报</p><p>某市发布规划，目标明确。</p>"
    assert len(reads("b.html", page.replace(note, news))[0]) == 1


def test_what_follows_on_a_page_that_scrolls_on_is_cut(reads: Reads) -> None:
    first = "<h1>某市发布规划</h1>" + "<p>某市发布规划，提出目标，写明任务。</p>" * 30
    second = "<div><p>往下滑看下一篇文章</p></div>" + "<p>另一篇文章，说的是别的事。</p>" * 60
    ((article,), _) = reads("a.html", f"<html><body><div>{first}</div>{second}</body></html>")
    assert "另一篇" not in article.text


def test_read_me_files_and_parts_of_saved_pages_in_a_folder_are_skips(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", "甲.html", "甲_files/a.js", "乙_files/b.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{name}。</p>", "utf-8")
    skipped: list[Skip] = []
    articles = list(read([str(tmp_path / "in")], skipped.append))
    assert [article.text for article in articles] == ["乙_files/b.txt。", "甲.html。"]
    assert [(skip.where.rsplit("/", 1)[-1], skip.reason.en) for skip in skipped] == [
        ("甲_files", "pictures and scripts of a saved page"),
        ("LICENSE", "a note about the folder; name it to read it"),
        ("README.md", "a note about the folder; name it to read it"),
    ]
    named = read([str(tmp_path / "in" / "README.md")], skipped.append)
    assert [article.text for article in named] == ["README.md。"]


def test_files_that_are_left_out_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲。", "utf-8")
    (tmp_path / "b.txt").write_text("乙。", "utf-8")
    found = read([str(tmp_path)], lambda skip: None, leave_out=lambda path: path.name == "a.txt")
    assert [article.text for article in found] == ["乙。"]


def test_json_of_unknown_fields_is_answered_with_the_options_that_read_it(reads: Reads) -> None:
    story = "某省日前印发行动方案，提出发展氢能产业。" * 8
    content = {"payload": {"rows": [{"t": "甲", "body": {"html": story}}]}}
    ((_, reason),) = told(reads("a.json", content))
    options = "--field articles=payload.rows --field text=body.html"
    assert reason == f"JSON 里认不出正文；最长的在 payload.rows[].body.html，可用 {options} 指定"
    found = reads("a.json", content, "articles=payload.rows", "text=body.html")
    assert texts(found) == [story]
    ((_, reason),) = told(reads("a.json", content, "text=html"))
    assert reason == "没有字段 html；有：payload.rows[].t、payload.rows[].body.html"
