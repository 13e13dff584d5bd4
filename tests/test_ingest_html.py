"""HTML to text: white space, what is left out, titles, links, metadata, the main text of pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Config
from kg.errors import InputError
from kg.ingest import Options, read
from kg.ingest.html import read_fragment, read_page
from kg.types import Article, Skip


def text(markup: str, title: str = "") -> str:
    """The lines of a fragment."""
    return "\n".join(line.text for line in read_fragment(markup, title, "test").lines)


Reads = Callable[[str], Article]


@pytest.fixture
def page(tmp_path: Path) -> Reads:
    """Reads a file as ``kg build`` does."""

    def read_one(markup: str) -> Article:
        path = tmp_path / "page.html"
        path.write_text(markup, "utf-8")
        (article,) = read([str(path)], lambda skip: pytest.fail(str(skip)))
        return article

    return read_one


# White space


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<p>智能<span><a href='/x'>机器人</a></span><span></span>、新能源。</p>",
            "智能机器人、新能源。",
        ),
        ("<p>智能\n   <a href='/x'>机器人</a>\n   产业。</p>", "智能机器人产业。"),
        ("<p>记者张三 某市报道</p>", "记者张三 某市报道"),
        ("<p><b>张三 某市</b> 5月1日，</p>", "张三 某市 5月1日，"),
        ("<p>第一章\u3000总则</p>", "第一章 总则"),
        ("<p>甲&nbsp;&nbsp; 乙</p>", "甲 乙"),
        ("<p>\u3000\u3000甲。&nbsp;</p><p>\u3000</p><p>乙。</p>", "甲。\n乙。"),
        ("<p>推出\nAI 服务，\n效率提高</p>", "推出AI 服务，效率提高"),
        ("<p>machine\n  learning 产业</p>", "machine learning 产业"),
        ("<p>制\u200b造\ufeff业\u00ad强省</p>", "制造业强省"),
        ("<p>甲。<br>乙。<br/><br/>\u3000丙。</p>", "甲。\n乙。\n丙。"),
        ("<div>甲。<p>乙。</p>丙。</div>", "甲。\n乙。\n丙。"),
        ("<p><P>甲。</P>\n<P>乙。</P></p>", "甲。\n乙。"),
        ("<p>CO<sub>2</sub>减排</p>", "CO2减排"),
        ("<p>规<wbr>划</p>", "规划"),
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "漢字"),
        (
            "<table><tr><td>产值</td><td>5亿元</td></tr><tr><td>税收</td></tr></table>",
            "产值 5亿元\n税收",
        ),
        ("<table><tr><td><p>甲。</p><p>乙。</p></td><td>丙</td></tr></table>", "甲。\n乙。\n丙"),
        ("<p>甲&lt;5%&amp;乙&#12290;</p>", "甲<5%&乙。"),
        ("甲<b>乙</b>。\n丙。", "甲乙。\n丙。"),
    ],
)
def test_white_space(markup: str, expected: str) -> None:
    assert text(markup) == expected


def test_pages_nest_deeper_than_python_recurses() -> None:
    assert text("<div>" * 1500 + "<p>甲。</p>") == "甲。"


# What is left out


@pytest.mark.parametrize(
    "noise",
    [
        "<!-- 注释 <p>里的</p> -->",
        "<style>.appendQr_wrap&#123;border:1px&#125;</style>",
        "<script>var a = '<p>脚本</p>';</script>",
        "<template><p>模板</p></template>",
        "<noscript>请打开脚本</noscript>",
        "<figure><img src='x'><figcaption>图为会场</figcaption></figure>",
        "<div class='img_wrapper'><img src='x'><span class='img_descr'>图为会场</span></div>",
        "<p class='wp-caption-text'>图为会场</p>",
        "<p style='text-align:center'><img src='x'></p><p style='text-align: center'>会场</p>",
        "<p align='center'><img src='x'><br>会场</p>",
        "<div class='clearfix appendQr_wrap'><div>资讯尽在本站</div></div>",
        "<div id='app-kaihu-qr'><span>礼包等你拿</span></div>",
        "<div class='advert'>大减价</div>",
        "<div class='breadcrumb'>首页 &gt; 新闻</div>",
        "<p style='display: none'>看不见</p>",
        "<p>原标题：某市印发方案</p>",
        "<p>　　原标题 某市印发方案</p>",
        "<p>（原标题：某市印发方案）</p>",
        "<p class='article-editor'>责任编辑：张某 </p>",
        "<p>(编辑：张某、李某)</p>",
        "<p>責任編輯：張某</p>",
        "<p>来源：某某日报</p>",
        "<p>文章来源:某报</p>",
        "<p>記者張某／某市報導／某報</p>",
        "<p>某报／ 记者张某某／即时报导</p>",
        "<p>记者|张某某</p>",
        "<p>本报记者 张某某 李某</p>",
        "<p>发布时间：2011-08-17 发布人：某网</p>",
        "<p>关键词：规划 产业</p>",
        "<p>相关阅读</p>",
        "<p>扫一扫，关注公众号</p>",
        "<p>点击查看更多</p><p>查看原文</p>",
        "<p>版权声明：未经许可不得转载。</p>",
        "<p>* * *</p>",
    ],
)
def test_noise_is_left_out(noise: str) -> None:
    body = "<p>第一段在此，有两句。这是第二句。</p>{}<p>第二段在此，也有两句。到此为止。</p>"
    kept = text(body.format(noise)).replace("点击查看更多\n", "")
    assert kept == "第一段在此，有两句。这是第二句。\n第二段在此，也有两句。到此为止。"


@pytest.mark.parametrize(
    "line",
    [
        "本报记者张某某 某市报道 5月1日，某市发布规划。",
        "资金来源：财政拨款和社会资本",
        "据悉，该信息来源：多家企业的年报，仍待核实。",
        "编辑部迁往新址。",
        "会议时间：2021年9月1日",
        "2026年2月9日",
        "企业可扫码申报补贴。",
        "第一条 为了促进发展，制定本条例。",
        "-5%的降幅超出预期。",
    ],
)
def test_lines_of_the_article_stay(line: str) -> None:
    assert text(f"<p>第一段在此，有两句。这是第二句。</p><p>{line}</p>").split("\n")[1:] == [line]


@pytest.mark.parametrize("bullet", ["●", "· ", "◆ ", "- ", "•\u3000", "▲●"])
def test_bullets_go(bullet: str) -> None:
    assert text(f"<p>{bullet}加快建设</p>") == "加快建设"


def test_a_line_that_repeats_the_title_goes() -> None:
    markup = "<p>某市印发“方案”</p><p>正文在此。</p>"
    assert text(markup, '某市印发"方案"') == "正文在此。"


def test_an_element_that_holds_most_of_the_text_is_kept() -> None:
    markup = "<div class='share-content'><p>正文都在这里，共有一段。</p></div><p>尾。</p>"
    assert text(markup) == "正文都在这里，共有一段。\n尾。"


def test_nothing_but_noise_is_an_error() -> None:
    with pytest.raises(InputError, match="no body text"):
        read_fragment("<p>责任编辑：张某</p>", "题", "test")


# Titles


@pytest.mark.parametrize(
    ("title", "markup", "expected"),
    [
        ("三年助企_登高_", "<p>原标题：三年助企“登高”</p><p>甲。</p>", "三年助企“登高”"),
        ("三年助企_登高_", "<p>原标题：别的题目</p><p>各地「登高」忙。</p>", "三年助企「登高」"),
        ("某市公布_领航_名单", "<p>推进“领航”行动。</p>", "某市公布“领航”名单"),
        ("_甲_与_乙_", "<p>丙。</p>", "“甲”与“乙”"),
        ("只有一个_的题目", "<p>丙。</p>", "只有一个_的题目"),
        ("没有的题目", "<p>原标题：另一个题目</p><p>丙。</p>", "没有的题目"),
        ("", "<h1>标题在此</h1><p>丙。</p>", "标题在此"),
    ],
)
def test_titles_get_their_quotation_marks_back(title: str, markup: str, expected: str) -> None:
    assert read_fragment(markup, title, "test").title == expected


BODY = "<p>某市近日印发方案，提出了目标。到明年，产值将增长一成。</p>"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>方案今日发布_某某网</title>", BODY, "方案今日发布"),
        ("<title>方案今日发布_财经频道_某某网</title>", BODY, "方案今日发布"),
        ("<title>方案今日发布 - 某某日报</title>", BODY, "方案今日发布"),
        ("<title>方案今日发布-半日谈</title>", f"<b>方案今日发布</b>{BODY}", "方案今日发布"),
        ("<title>1-4月产值增长一成</title>", BODY, "1-4月产值增长一成"),
        ("<title>某站首页</title>", f"<h1>方案今日发布</h1>{BODY}", "方案今日发布"),
        (
            "<title>某公司</title>",
            f"<p>新闻中心</p><p style='font-size:24px'>方案今日发布</p>{BODY}",
            "方案今日发布",
        ),
        (
            "<meta property='og:title' content='方案今日发布'><title>某站</title>",
            f"<h1>站名</h1>{BODY}",
            "方案今日发布",
        ),
        (
            "<meta property='og:site_name' content='深蓝'><title>方案今日发布 | 深蓝</title>",
            BODY,
            "方案今日发布",
        ),
        ("<title></title>", f"<div>方案今日发布</div><div>{BODY}</div>", "方案今日发布"),
        (
            "<title></title>",
            f"<div>某市的方案今日发布，共二十条！</div><p>发稿时间：2021/6/9</p><div>{BODY}</div>",
            "某市的方案今日发布，共二十条！",
        ),
    ],
)
def test_the_title_of_a_page(head: str, body: str, title: str, page: Reads) -> None:
    article = page(f"<html><head>{head}</head><body>{body}</body></html>")
    assert article.title == title
    assert article.text.split("\n")[0] == title
    assert article.text.count(title) == 1


# Links


def test_links_point_into_the_text(page: Reads) -> None:
    article = page(
        "<h1>标题在此</h1><p>\u3000\u3000● 位于<a href='https://example.org/1'>某\n市</a>的"
        "<a href='/relative'>某园</a>、<a href='javascript:void(0)'>某企</a>和"
        "<a href='http://example.org/2'>甲<b>乙</b> 丙</a>，都将扩建，产值可观。</p>"
        "<p>来源：<a href='https://example.org/3'>某报</a></p>"
    )
    assert [(link.span.of(article.text), link.url) for link in article.links] == [
        ("某市", "https://example.org/1"),
        ("甲乙 丙", "http://example.org/2"),
    ]


# Metadata


@pytest.mark.parametrize(
    ("head", "above", "date"),
    [
        ("<meta name='publishdate' content='2020-01-02'>", "", "2020-01-02"),
        (
            "<meta name='publishdate' content='2020-01-02'>"
            "<meta property='og:release_date' content='2020-01-02 17:11'>",
            "",
            "2020-01-02T17:11:00",
        ),
        (
            "<meta property='article:published_time' content='2020-01-02T17:11:05+08:00'>",
            "",
            "2020-01-02T17:11:05+08:00",
        ),
        (
            '<script type=\'application/ld+json\'>{"datePublished": "2020-01-02"}</script>',
            "",
            "2020-01-02",
        ),
        ("", "<time datetime='2020-01-02T09:00Z'>昨天</time>", "2020-01-02T09:00:00Z"),
        ("", "<div>发布时间：2011-08-17</div>", "2011-08-17"),
        ("", "<span>发布时间：2011-08-17</span><span>发布人：</span>", "2011-08-17"),
        ("", "<p>某网 2012-06-04 09:20:26 来源：某报</p>", "2012-06-04T09:20:26"),
        ("", "<p>2011年10月09</p>", "2011-10-09"),
        (
            "<meta property='og:url' content='https://example.org/2021-07/06/c.htm'>",
            "",
            "2021-07-06",
        ),
        ("", "", ""),
        ("<meta name='pubdate' content='昨天'>", "", ""),
    ],
)
def test_the_date_of_a_page(head: str, above: str, date: str, page: Reads) -> None:
    article = page(f"<html><head>{head}</head><body><h1>标题在此</h1>{above}{BODY}</body></html>")
    assert article.date == date
    assert article.text == "标题在此\n某市近日印发方案，提出了目标。到明年，产值将增长一成。"


def test_source_address_and_categories_of_a_page(page: Reads) -> None:
    article = page(
        "<html><head><link rel='canonical' href='https://example.org/a'>"
        "<meta name='author' content='张某'><meta name='source' content='某某网'>"
        "<meta property='article:section' content='产业'></head>"
        f"<body><h1>标题在此</h1>{BODY}</body></html>"
    )
    assert (article.source, article.url, article.categories) == (
        "某某网",
        "https://example.org/a",
        ("产业",),
    )


def test_a_printed_source_comes_before_that_of_the_head(page: Reads) -> None:
    article = page(
        "<meta name='source' content='转载站'><h1>标题在此</h1><p>来源：原发报 作者：张某</p>"
        + BODY
    )
    assert article.source == "原发报"


# The main text


def test_the_article_is_found_behind_a_longer_menu(page: Reads) -> None:
    menu = "".join(f"<li><a href='/{n}'>栏目第{n}号的名称，很长很长</a></li>" for n in range(60))
    related = "".join(f"<li><a href='/r{n}'>相关新闻第{n}条，请看。</a></li>" for n in range(5))
    article = page(
        f"<html><body><ul>{menu}</ul><div><h1>标题在此</h1><div>发布时间：2021/7/1</div>"
        f"<div><p>导语小标题</p>{BODY}<p>小标题</p>{BODY.replace('方案', '规划')}<p>结尾小段</p>"
        f"</div></div><ul>{related}</ul><div>某公司 电话：010-0000 地址：某路1号</div>"
        "<p>Copyright 某公司，保留所有权利。</p></body></html>"
    )
    assert article.text.split("\n") == [
        "标题在此",
        "导语小标题",
        "某市近日印发方案，提出了目标。到明年，产值将增长一成。",
        "小标题",
        "某市近日印发规划，提出了目标。到明年，产值将增长一成。",
        "结尾小段",
    ]


def test_the_article_may_stand_in_one_list_item(page: Reads) -> None:
    article = page(
        "<%@ page language='java' %><html><body><div><a href='/'>首页</a></div><section>"
        "<p style='font-size:24px'>标题在此</p><ul><li>第一段很长很长，有逗号。<br/><br/>\n"
        "  第二段也很长很长，有逗号。</li></ul></section></body></html>"
    )
    assert article.text == "标题在此\n第一段很长很长，有逗号。\n第二段也很长很长，有逗号。"


def test_a_page_of_short_lines_is_read_too(page: Reads) -> None:
    assert page("<h1>标题在此</h1><p>短正文</p>").text == "标题在此\n短正文"


# Properties

TAGS = "p|/p|br|b|/b|div|/div|span|td|tr|table|a|a href='https://e.org/1'|/a|ruby|rt|!--x--"
WORDS = [
    "甲",
    "乙。",
    "\n",
    "\r\n",
    "\u3000",
    "&nbsp;",
    "&#13;",
    "𠮷",
    "●",
    "\u200b",
    "AI",
    " ",
    "来源：",
]
PIECES = st.sampled_from([*(f"<{tag}>" for tag in TAGS.split("|")), *WORDS])


@given(st.lists(PIECES, max_size=40))
def test_text_and_links_of_any_markup_are_sound(pieces: list[str]) -> None:
    markup = "<p>头。</p>" + "".join(pieces)
    for line in read_fragment(markup, "", "test").lines:
        assert line.text
        assert line.text == line.text.strip()
        assert not set("\r\n\t\u3000\u00a0\u200b") & set(line.text)
        for link in line.links:
            assert 0 <= link.span.start < link.span.end <= len(line.text)
            words = link.span.of(line.text)
            assert words == words.strip()


@given(st.text(alphabet="甲，。<>p/ \n&#;x1b-", max_size=60))
def test_any_text_is_read_or_refused(words: str) -> None:
    try:
        draft = read_page(words, "test")
    except InputError as error:
        assert error.where == "test"
    else:
        assert all(line.text == line.text.strip() for line in draft.lines)


# Who finds the main text

PAGE = (
    "<html><head><title>某市发布规划</title></head><body><div class='menu'><a href='/'>首页</a></div>"
    "<article><h1>某市发布规划</h1>{}</article><footer>版权所有</footer></body></html>"
).format(
    "".join(f"<p>规划的第{n}段提出，到2025年建成加氢站70座，支持氢能产业。</p>" for n in range(9))
)


def found_by(finder: str, tmp_path: Path) -> tuple[list[Article], list[Skip]]:
    path = tmp_path / "a.html"
    path.write_text(PAGE, "utf-8")
    skipped: list[Skip] = []
    options = Options.of(Config(main_text=finder))
    return list(read([str(path)], skipped.append, options=options)), skipped


def test_both_finders_give_the_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra [web]")
    own, others = (found_by(finder, tmp_path)[0][0] for finder in ("own", "trafilatura"))
    assert own.text == others.text
    assert len(own.text.split("\n")) == 10


def test_a_finder_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    articles, (skip,) = found_by("trafilatura", tmp_path)
    assert articles == []
    assert skip.reason.en == 'needs an optional part: pip install "zhengtu[web]"'
