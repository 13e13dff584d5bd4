"""The explorer page in Chromium, opened from a file, with the network recorded and refused."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx as nx
import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.action_chains import ActionChains

from kg.explorer import write
from kg.types import Article, Evidence, Span
from tests.browsing import Page, chromium

pytestmark = pytest.mark.browser

LINES = (
    "甲省加快培育氢能",
    "李某表示，华为公司与乙所将在甲省共建中心。",
    "《甲省氢能行动方案》提出，到2025年建成加氢站70座以上。",
)
TEXT = "\n".join(LINES)
HOSTILE = "</script><img src=x onerror=document.hacked=1>"
HOSTILE_ID = "org/<b>\u2028'\",#%"


def sentence(number: int) -> tuple[int, int]:
    start = sum(len(line) + 1 for line in LINES[:number])
    return start, start + len(LINES[number])


def mentions(words: str, *numbers: int) -> tuple[tuple[str, int, int, int, int], ...]:
    found = []
    for start, end in map(sentence, numbers):
        at = TEXT.index(words, start)
        found.append(("a1", at, at + len(words), start, end))
    return tuple(found)


def evidence(number: int, modality: str = "in_force", attribution: str = "") -> Evidence:
    return Evidence("a1", (Span(*sentence(number)),), "规则一", 0.87, modality, attribution)


def sample() -> nx.MultiDiGraph:
    url = "https://example.org/1"
    article = Article("a1", "n", TEXT, LINES[0], "2024-03-02", "某报", url)
    bad = Article("a2", "n", "恶意标题", HOSTILE, "2024", HOSTILE, "javascript:document.hacked=1")
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={"a1": article, "a2": bad})
    empty = {"aliases": (), "register": "", "code": "", "region": "", "parent": "", "mentions": ()}
    rows: dict[str, dict[str, Any]] = {
        "org/华为": {
            "label": "ORG",
            "name": "华为",
            "aliases": ("华为公司",),
            "mentions": mentions("华为公司", 1),
        },
        "org/乙所": {"label": "ORG", "name": "乙所", "mentions": mentions("乙所", 1)},
        "person/李某": {"label": "PERSON", "name": "李某", "mentions": mentions("李某", 1)},
        "region/990000": {
            "label": "REGION",
            "name": "甲省",
            "code": "990000",
            "register": "gbt2260",
            "mentions": mentions("甲省", 0, 1),
        },
        "industry/氢能": {"label": "CLUSTER", "name": "氢能", "mentions": mentions("氢能", 0)},
        "policy/甲": {
            "label": "POLICY",
            "name": "《甲省氢能行动方案》",
            "mentions": mentions("《甲省氢能行动方案》", 2),
        },
        HOSTILE_ID: {
            "label": "ORG",
            "name": HOSTILE,
            "aliases": ("<svg onload=document.hacked=1>",),
            "mentions": (("a2", 0, 2, 0, 4),),
        },
    }
    for node, row in rows.items():
        graph.add_node(node, **(empty | row))
    graph.add_node(
        "target/1",
        label="TARGET",
        name="加氢站：70座以上（2025）",
        indicator="加氢站",
        scope="",
        comparator=">=",
        value=Decimal(70),
        value_max=None,
        unit="座",
        deadline=2025,
        baseline="",
        modality="planned",
        mentions=mentions("70座", 2),
        evidence=(evidence(2, "planned"),),
    )
    for subject, predicate, object_, proof in (
        ("org/乙所", "partners_with", "org/华为", evidence(1, "planned", "person/李某")),
        ("org/华为", "located_in", "region/990000", evidence(1, "denied")),
        ("region/990000", "issues", "policy/甲", evidence(2)),
        ("policy/甲", "covers", "industry/氢能", evidence(2)),
        ("policy/甲", "sets_target", "target/1", evidence(2, "planned")),
        (HOSTILE_ID, "partners_with", "org/华为", evidence(1)),
    ):
        graph.add_edge(subject, object_, predicate, predicate=predicate, evidence=(proof,))
    return graph


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write(sample(), path)
    return path


@pytest.fixture
def page(driver: Chrome, file: Path) -> Iterator[Page]:
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    yield Page(driver, file).open()
    driver.execute_script("localStorage.clear()")


def test_search_leads_to_the_sentence_with_the_mention_marked(page: Page) -> None:
    page.choose("华为")
    assert page.heading() == "华为"
    assert page.texts(".quote blockquote") == [LINES[1]]
    assert page.texts(".quote .mention.own") == ["华为公司"]
    assert page.texts(".quote .mention") == ["李某", "华为公司", "乙所", "甲省"]


def test_citation_names_article_date_source_and_page(page: Page) -> None:
    page.choose("华为")
    assert page.one(".quote footer .title").text == LINES[0]
    assert page.texts(".quote .meta time, .quote .meta bdi") == ["2024-03-02", "某报"]
    out = page.one(".quote a.out")
    assert out.get_attribute("href") == "https://example.org/1"
    assert out.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize("words", ["华为公司", "为公", " 华 为 ", "９９００００", "行动方案"])
def test_search_knows_aliases_parts_spaces_width_and_codes(page: Page, words: str) -> None:
    page.search(words)
    expected = {"９９００００": "甲省", "行动方案": "《甲省氢能行动方案》"}.get(words, "华为")
    assert page.texts("#results [role=option] .name")[0] == expected


def test_results_are_grouped_by_type_and_reached_by_arrows(page: Page) -> None:
    box = page.search("甲省")
    assert page.texts("#results .group") == ["地区", "政策"]
    box.send_keys(Keys.ARROW_DOWN)
    active = box.get_attribute("aria-activedescendant")
    assert page.one(f"#{active} .name").text == "《甲省氢能行动方案》"
    box.send_keys(Keys.ENTER)
    page.wait(lambda: page.heading() == "《甲省氢能行动方案》")
    assert page.script("return document.activeElement.tagName") == "H2"


def test_search_without_a_match_says_so(page: Page) -> None:
    page.search("并无此名")
    assert page.one(".results").text == "没有匹配的名称"


def test_facts_are_grouped_by_predicate_and_direction(page: Page) -> None:
    page.choose("甲省")
    assert page.texts(".facts h3 .predicate") == ["发布\n由本节点指向", "位于\n指向本节点"]
    assert page.texts(".fact .node") == ["《甲省氢能行动方案》", "华为"]
    assert page.texts(".fact .badge") == ["否定"]


def test_targets_are_a_table(page: Page) -> None:
    page.choose("行动方案")
    assert page.texts("thead th") == ["指标", "数值", "期限", "原文依据"]
    assert page.texts("tbody tr th, tbody tr td") == [
        "加氢站",
        "≥ 70座",
        "2025",
        "查看依据: 《甲省氢能行动方案》 – 加氢站：70座以上（2025）\n1",
    ]


def test_neighbour_leads_on_and_back_returns(page: Page) -> None:
    page.choose("甲省")
    page.one(".fact .node").click()
    page.wait(lambda: page.heading() == "《甲省氢能行动方案》")
    page.driver.back()
    page.wait(lambda: page.heading() == "甲省")


def test_fact_shows_how_it_is_known(page: Page) -> None:
    page.choose("乙所")
    page.one(".fact .evidence").click()
    page.wait(lambda: bool(page.all(".claim")))
    assert page.texts(".claim > *") == ["乙所", "合作", "华为"]
    assert page.texts(".proof blockquote") == [LINES[1]]
    assert page.texts(".proof .mention.own") == ["华为公司", "乙所"]
    assert page.texts(".proof dt") == ["状态", "转述自", "置信度", "规则"]
    assert page.texts(".proof dd") == ["计划", "李某", "0.87", "规则一"]


def test_article_shows_its_sentences(page: Page) -> None:
    page.open("#a=a1")
    assert page.heading() == LINES[0]
    assert page.texts(".text p") == list(LINES)


def test_overview_counts_and_ranks(page: Page) -> None:
    assert page.texts(".figures strong") == ["2", "8", "6"]
    assert page.texts("section:nth-of-type(1) .ranked .node") == ["氢能"]
    assert page.texts(".headline bdi:first-child") == ["《甲省氢能行动方案》", LINES[0], HOSTILE]


def test_permalink_opens_the_node(page: Page) -> None:
    page.open(f"#n={quote('region/990000', safe='')}")
    assert page.heading() == "甲省"
    assert page.texts(".panel dl dd")[0] == "990000 (gbt2260)"


@pytest.mark.parametrize("anchor", ["#n=org/nobody", "#n=%E5%8", "#e=a,b", "#a=zzz"])
def test_link_to_nothing_says_so(page: Page, anchor: str) -> None:
    page.open(anchor)
    assert page.one(".panel [role=alert]").text == "链接所指的内容不在此图中。"
    assert page.errors() == []


def two_nodes(path: Path) -> None:
    graph = sample()
    graph.remove_nodes_from(set(graph) - {"org/华为", "org/乙所"})
    write(graph, path)


def meet(page: Page, css: str, places: Sequence[tuple[int, int]]) -> None:
    """Move over the drawing (offsets from its centre, px) until it says so, and click there."""
    stage = page.one(".stage")
    for x, y in places:
        ActionChains(page.driver, 0).move_to_element_with_offset(stage, x, y).perform()
        page.script("return new Promise(done => requestAnimationFrame(() => done(1)))")
        if page.all(css):
            ActionChains(page.driver, 0).click().perform()
            return
    raise AssertionError(f"nothing like {css} in the drawing")


def test_line_in_the_drawing_leads_to_its_sentence(driver: Chrome, tmp_path: Path) -> None:
    two_nodes(tmp_path / "two.html")
    page = Page(driver, tmp_path / "two.html").open()
    meet(page, ".stage.near", [(0, y) for y in range(0, -120, -3)])
    page.wait(lambda: bool(page.all(".claim")))
    assert page.texts(".claim > *") == ["乙所", "合作", "华为"]
    assert page.texts(".proof blockquote") == [LINES[1]]


def test_node_in_the_drawing_leads_to_its_panel(driver: Chrome, tmp_path: Path) -> None:
    two_nodes(tmp_path / "two.html")
    page = Page(driver, tmp_path / "two.html").open()
    meet(page, ".stage.pointing", [(x, y) for y in range(0, -80, -8) for x in range(0, 120, 6)])
    page.wait(lambda: page.heading() in {"华为", "乙所"})


def test_legend_hides_and_shows_a_type(page: Page) -> None:
    button = page.one(".legend [data-label=ORG]")
    assert button.text.split() == ["机构", "3"]
    button.click()
    page.wait(lambda: button.get_attribute("aria-pressed") == "false")
    assert page.texts(".scenebar .count") == ["5 个节点 · 3 条事实"]
    button.click()
    page.wait(lambda: button.get_attribute("aria-pressed") == "true")
    assert page.texts(".scenebar .count") == []


def test_language_switch_changes_every_word_of_the_page(page: Page) -> None:
    page.choose("乙所")
    page.one("#language").click()
    assert page.script("return document.documentElement.lang") == "en"
    assert page.one(".kind").text == "organisation 机构"
    assert page.texts(".facts .predicate") == ["partners with"]
    assert page.texts(".fact .badge") == ["planned"]
    assert page.one("#search").get_attribute("placeholder") == "Search names, aliases, pinyin"
    page.open()
    assert page.heading() == "Overview"  # remembered


def test_the_page_starts_in_the_language_of_the_build_until_the_reader_chooses(
    page: Page, driver: Chrome, tmp_path: Path
) -> None:
    for built, heading in (("en", "Overview"), ("zh", "概览")):
        path = tmp_path / f"{built}.html"
        write(sample(), path, language=built)
        opened = Page(driver, path).open()
        assert opened.heading() == heading
    assert opened.open("#lang=en").heading() == "Overview"
    page.open("#lang=zh")
    page.one("#language").click()
    assert opened.open().heading() == "Overview"  # what the reader chose


def test_the_first_node_that_is_chosen_comes_into_view(page: Page) -> None:
    def camera() -> list[float]:
        page.wait(lambda: "cam=" in page.anchor())
        return [float(part) for part in page.anchor().partition("cam=")[2].split("&")[0].split(",")]

    for choose in (lambda: page.choose("华为"), lambda: page.open("#n=policy/甲")):
        choose()
        x, y, ratio = camera()  # the graph fills the square from 0 to 1
        assert 0 <= x <= 1 and 0 <= y <= 1 and 0 < ratio <= 1


def test_what_the_first_picture_does_without_is_parsed_when_it_is_asked_for(page: Page) -> None:
    assert page.all("#data") == []
    assert len(page.all("#rest")) == 1
    assert page.texts(".panel h3")[-1].startswith("文章")
    page.choose("华为")
    assert page.all("#rest") == []
    assert page.texts(".facts .predicate")


def test_theme_follows_the_system_until_chosen(page: Page) -> None:
    def theme() -> Any:
        return page.script("return document.documentElement.dataset.theme")

    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    assert theme() == "light"
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    page.wait(lambda: theme() == "dark")
    page.one("#theme").click()
    assert theme() == "light"
    page.open()
    assert theme() == "light"  # remembered


def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(page: Page) -> None:
    page.choose("华为")
    page.one(".fact .evidence").click()
    page.one("#language").click()
    page.one("#theme").click()
    page.one(".zoom button").click()
    page.one(".brand").click()
    page.wait(lambda: page.heading() == "Overview")
    assert page.requests() == {page.path.as_uri()}
    assert page.errors() == []


def test_hostile_text_is_shown_and_never_run(page: Page) -> None:
    page.choose("onerror")
    assert page.heading() == HOSTILE
    assert page.texts(".aliases bdi") == ["<svg onload=document.hacked=1>"]
    assert page.texts(".quote a.out") == []
    assert page.all("img, #app b, svg[onload]") == []
    assert page.script("return document.hacked ?? null") is None
    page.driver.refresh()  # its id, full of what addresses escape, still leads to it
    page.wait(lambda: page.heading() == HOSTILE)
    assert page.errors() == []


def test_page_in_english_for_an_english_browser_without_webgl(tmp_path: Path, file: Path) -> None:
    with chromium(tmp_path / "profile", "en-GB", ["--disable-3d-apis"]) as driver:
        page = Page(driver, file).open()
        assert page.one(".stage .notice").text.startswith("WebGL is not available here")
        page.choose("华为")
        assert page.texts(".quote blockquote") == [LINES[1]]
        assert page.errors() == []


def test_empty_graph_says_so(driver: Chrome, tmp_path: Path) -> None:
    write(nx.MultiDiGraph(articles={}), tmp_path / "empty.html")
    page = Page(driver, tmp_path / "empty.html").open()
    assert page.one(".stage .notice").text in {"图中还没有节点。", "The graph has no nodes yet."}
    assert page.errors() == []


NARROW = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}


@pytest.mark.parametrize("anchor", ["", "#n=policy/甲", "#a=a1"])
def test_narrow_screen_needs_no_sideways_scrolling(page: Page, anchor: str) -> None:
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", NARROW)
    page.open(anchor)
    widths = page.script(
        "return [document.documentElement, document.querySelector('.panel')]"
        ".map(e => e.scrollWidth - e.clientWidth)"
    )
    assert widths == [0, 0]
    assert page.one(".stage").size["height"] > 200


@pytest.mark.parametrize("anchor", ["", "#n=policy/甲", "#n=org/乙所"])
def test_no_text_is_smaller_than_twelve_pixels(page: Page, anchor: str) -> None:
    page.open(anchor)
    sizes = page.script(
        "return [...document.querySelectorAll('#app *')].filter(e => e.textContent.trim())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12


def test_every_button_and_link_has_a_name(page: Page) -> None:
    page.choose("甲省")
    unnamed = page.script(
        "return [...document.querySelectorAll('button, a[href], input')]"
        ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim()))"
        ".map(e => e.outerHTML)"
    )
    assert unnamed == []
