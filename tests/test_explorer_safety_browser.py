"""Hostile text in every place, through the whole build into Chromium: nothing runs, nothing is asked."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import build
from kg.build.progress import quiet
from kg.config import Config
from tests.browsing import Page, chromium

pytestmark = pytest.mark.browser

MARK = "document.hacked=1"  # what each payload would do
PAYLOADS = (
    f"<script>{MARK}</script>",
    f"</script><script>{MARK}</script>",
    f"</SCRIPT ><script>{MARK}</script>",
    f"<!--<script>{MARK}</script>-->",
    f"--><script>{MARK}</script><!--",
    f"]]><script>{MARK}</script>",
    f"</style><script>{MARK}</script>",
    f"</title><script>{MARK}</script>",
    f"</textarea><script>{MARK}</script>",
    f"</noscript><script>{MARK}</script>",
    f"</bdi></a><script>{MARK}</script>",
    f"<img src=x onerror={MARK}>",
    f'"><img src=x onerror="{MARK}">',
    f"'><img src=x onerror='{MARK}'>",
    f"<img src=`x` onerror={MARK}//",
    f"<img/src=x/onerror={MARK}>",
    f"<IMG SRC=x OnErRoR={MARK}>",
    f"<svg onload={MARK}>",
    f"<svg><script>{MARK}</script></svg>",
    f"<svg><animate onbegin={MARK} attributeName=x dur=1s></svg>",
    f"<svg><use href='data:image/svg+xml,<svg onload={MARK}>'/></svg>",
    f"<svg><a xlink:href='javascript:{MARK}'><text>x</text></a></svg>",
    f"<math><mtext></mtext><mglyph><style><img src onerror={MARK}>",
    f"<body onload={MARK}>",
    f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    f"<iframe src=javascript:parent.{MARK}></iframe>",
    f"<object data='data:text/html,<script>{MARK}</script>'></object>",
    f"<embed src='javascript:{MARK}'>",
    f"<details open ontoggle={MARK}>x</details>",
    f"<video><source onerror={MARK}></video>",
    f"<audio src=x onerror={MARK}>",
    f"<input autofocus onfocus={MARK}>",
    f"<select autofocus onfocus={MARK}>",
    f"<marquee onstart={MARK}>",
    f"<form action='javascript:{MARK}'><button>x</button></form>",
    f"<a href='javascript:{MARK}'>x</a>",
    f"<a href='java\tscript:{MARK}'>x</a>",
    f"<a href='&#106;avascript:{MARK}'>x</a>",
    f"<base href='https://example.org/'><script src=x.js>{MARK}</script>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    f"<meta http-equiv=refresh content='0;url=javascript:{MARK}'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    "<style>@import 'https://example.org/x.css';</style>",
    "<style>*{background:url(https://example.org/x)}</style>",
    "<p style='background:url(https://example.org/y)'>x</p>",
    "<img src=https://example.org/x.png srcset='https://example.org/y.png 2x'>",
    "expression(alert(1));}*{color:red}",
    f"javascript:{MARK}",
    f"JaVaScRiPt:{MARK}",
    f" javascript:{MARK}",
    f"vbscript:{MARK}",
    f"data:text/html,<script>{MARK}</script>",
    "//example.org/x",
    "file:///etc/passwd",
    f"${{{MARK}}}",
    f"{{{{constructor.constructor('{MARK}')()}}}}",
    f"<%= {MARK} %>",
    "@@DATA@@ @@PROGRAM@@ @@POLICY@@",
    f"&lt;script&gt;{MARK}&lt;/script&gt;",
    f"&#60;script&#62;{MARK}&#60;/script&#62;",
    f"\\u003cscript\\u003e{MARK}\\u003c/script\\u003e",
    f"'];{MARK};//",
    f'"}}];{MARK};//',
    f"\u2028{MARK}\u2029",
    "\u202e\u2066右到左\u2069\u202c",
    "\ufeff\u200b\u200d零宽",
    "\x00\x01\x08\x0b\x1f控制",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "#n=x&view=table&lang=en",
    "%00%0a%3Cscript%3E",
    '=HYPERLINK("https://example.org")',
    "𠮷" * 50 + "\U000e0001",
    "长" * 3_500_000,  # 10 MB as UTF-8
)


def article(number: int, payload: str) -> dict[str, str]:
    """A news item with the payload wherever an input may put it."""
    shown = payload if len(payload) < 10_000 else payload[:300]
    text = (
        f"某省印发《{shown}行动方案》，支持{shown}氢能产业。\n"
        f"到2025年，某省建成{shown}加氢站7{number}座。\n"
        f"{payload}公司落户广东省，广东省工业和信息化厅与{shown}研究院合作。"
    )
    return {
        "title": f"{shown}第{number}条",
        "content": text,
        "date": "2024-01-02" if number % 5 else payload[:40],
        "author": shown,
        "source": shown,
        "url": payload[:2000] if number % 2 else f"https://example.org/{payload[:200]}",
        shown[:60]: shown,
    }


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("hostile")
    lines = [json.dumps(article(i, p), ensure_ascii=False) for i, p in enumerate(PAYLOADS)]
    (folder / "news.jsonl").write_text("\n".join(lines), "utf-8")
    for i, payload in enumerate(PAYLOADS[:-1]):  # as front matter and as markup of a page
        head = (
            f"---\ntitle: '{payload}'\nauthor: {payload}\nurl: {payload}\n{payload[:40]}: x\n---\n"
        )
        body = f"<p>某市印发《{payload}若干措施》，支持人工智能。</p>{payload}"
        (folder / f"page{i}.html").write_text(head + body, "utf-8")
    out = folder / "out"
    build([str(folder)], out, Config(recogniser="none"), quiet)
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield Page(driver, out / "graph.html").open()


def held_in(page: Page, part: str) -> dict[str, list[str]]:
    """A part of the page's data, from the file: the page drops what it has read."""
    words = page.path.read_text("utf-8")
    blocks = re.findall(r'<script type="application/json" id="\w+">(.*?)</script>', words, re.S)
    held: dict[str, list[str]] = {}
    for block in blocks:
        held |= json.loads(block).get(part, {})
    return held


def calm(page: Page) -> None:
    """No script ran, no element came out of the text, no request left."""
    assert page.script("return document.hacked ?? null") is None
    foreign = "img, iframe, object, embed, form, video, audio, base, math, #app style, #app script"
    assert page.all(foreign) == []
    assert len(page.all("script:not([type])")) == 1  # the program
    # what held the data goes when it has been read
    assert page.all("script[type]:not(#data):not(#rest)") == []
    unsafe = page.script(
        "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href') ?? '')"
        ".filter(href => !/^(#|https?:)/i.test(href))"
    )
    assert unsafe == []
    handlers = page.script(
        "return [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => name.startsWith('on') || name === 'style' && false)"
    )
    assert handlers == []
    assert page.script("return ({}).polluted ?? null") is None
    assert page.requests() - {page.path.as_uri()} == set()
    assert page.errors() == []


def test_page_opens(page: Page) -> None:
    assert len(page.all(".panel .headline")) > 5
    calm(page)


@pytest.mark.parametrize("view", ["table", "targets", "provinces", "lineage", "graph"])
def test_views(page: Page, view: str) -> None:
    page.go(f"#view={view}&lang=zh")
    calm(page)


def test_filters(page: Page) -> None:
    page.press("#filter")
    assert len(page.all(".drawer .choice")) > 10
    calm(page)
    page.press(".drawer .shut")


def test_search_for_markup(page: Page) -> None:
    box = page.one("#search")
    for words in ("script", "onerror", "javascript", "公司"):
        box.clear()
        box.send_keys(words)
        calm(page)
    box.clear()


def test_every_node_article_and_fact(page: Page) -> None:
    """All links of the page, each followed; what an article says is shown as it is."""
    page.go("#view=table&lang=zh")
    page.press("#rows-entities")
    links = set()
    for _ in range(20):
        links |= set(
            page.script(
                "return [...document.querySelectorAll('.sheet a')].map(a => a.getAttribute('href'))"
            )
        )
        if page.one("#page-next").get_property("disabled"):
            break
        page.press("#page-next")
    articles = [f"#a={name}" for name in held_in(page, "articles")["id"]]
    assert len(links) > 100
    page.driver.set_script_timeout(120)
    shown = page.driver.execute_async_script(
        """
        const [links, done] = arguments;
        const texts = [];
        const next = () => {
          const link = links.pop();
          if (!link) return done(texts);
          addEventListener('hashchange', () => setTimeout(() => {
            texts.push(document.querySelector('.panel').textContent);
            next();
          }), { once: true });
          location.hash = link + '&view=table';
        };
        next();
        """,
        sorted(links) + articles,
    )
    assert len(shown) == len(links) + len(articles)
    assert sum(PAYLOADS[0] in text for text in shown) > 0
    calm(page)


def test_pictures_and_files_of_hostile_text(page: Page) -> None:
    page.go("#lang=zh")
    page.press("#take > button")
    for words in ("保存矢量图 SVG", "保存表格 CSV", "保存所选 GraphML"):
        items = {item.text: item for item in page.all("#take [role=menuitem]")}
        items[words].click()
        page.press("#take > button")
    calm(page)


def test_address_with_hostile_parts(page: Page) -> None:
    for anchor in (
        f"#n=<script>{MARK}</script>",
        f"#view=javascript:{MARK}",
        "#n=__proto__&view=constructor&f.type=__proto__&f.toString=x&cam=NaN,1,2",
        "#a=%E0%A4%A&lang=xx",
    ):
        page.script(f"location.hash = {json.dumps(anchor)}")
        page.wait(lambda: page.all(".panel h2") != [])
        calm(page)


def test_page_of_hostile_text_is_one_file(page: Page) -> None:
    assert isinstance(page.path, Path)
    assert page.path.stat().st_size < 40_000_000
