"""Each feature of the explorer on one page in Chromium, loaded once."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
from PIL import Image
from selenium.webdriver import Keys
from selenium.webdriver.common.action_chains import ActionChains

from kg.explorer import write
from kg.rdf import default_quads
from kg.schema import ID_BASE
from tests.browsing import Page, chromium
from tests.explorer_sample import TEXTS, wide_sample

pytestmark = pytest.mark.browser

PLAN = "#n=policy/方案"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, downloads: Path) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write(wide_sample(), path)
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior",
            {"behavior": "allow", "downloadPath": str(downloads)},
        )
        yield Page(driver, path).open()


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    """The page as it opens, in Chinese."""
    opened.script(
        "document.querySelectorAll('dialog').forEach(one => one.close());"
        "if (!document.querySelector('.drawer').hidden) document.getElementById('filter').click();"
    )
    opened.go("#lang=zh")
    yield opened
    assert opened.errors() == []
    assert opened.requests() - {opened.path.as_uri()} <= set()


def saved(page: Page, folder: Path, words: str) -> bytes:
    """What the item of the menu puts into the folder of downloads."""
    for old in folder.iterdir():
        old.unlink()
    page.press("#take > button")
    items = {item.text: item for item in page.all("#take [role=menuitem]")}
    items[words].click()
    page.wait(lambda: any(p.suffix != ".crdownload" and p.stat().st_size for p in folder.iterdir()))
    (file,) = folder.iterdir()
    return file.read_bytes()


def offered(page: Page) -> str:
    """The text in the open box."""
    page.wait(lambda: bool(page.all("dialog[open] textarea")))
    return str(page.one("dialog[open] textarea").get_attribute("value"))


# ── reading ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("zhinengjiqiren", "智能机器人"),
        ("znjqr", "智能机器人"),
        ("jiasheng", "甲省"),
        ("300024", "丁公司"),
    ],
)
def test_search_knows_pinyin_initials_and_codes(page: Page, words: str, name: str) -> None:
    box = page.one("#search")
    box.clear()
    box.send_keys(words)
    assert page.texts("#results [role=option] .name")[0] == name
    box.send_keys(Keys.ESCAPE)


def test_overview_says_what_stands_out(page: Page) -> None:
    sections = page.texts(".panel section h3")
    assert sections[:3] == ["最受支持的产业", "最活跃的地区", "最新的政策"]
    assert page.texts(".panel section:nth-of-type(1) .ranked .node") == ["智能机器人", "工业软件"]
    first = page.texts(".panel section:nth-of-type(3) .headline")[0]
    assert first == "甲省数字化转型方案（2024年修订）\n发布 2024-04-20"


def test_policy_shows_its_life_and_unknown_stays_unknown(page: Page) -> None:
    page.go(PLAN)
    rows = dict(zip(page.texts(".panel dt"), page.texts(".panel dd"), strict=True))
    assert rows["文号"] == "甲府〔2021〕45号"
    assert (rows["发布"], rows["施行"], rows["失效"]) == ("2021-07-01", "2021-08-01", "不详")
    assert (rows["层级"], rows["状态"]) == ("省级", "有效")
    page.go("#n=policy/纲要")
    rows = dict(zip(page.texts(".panel dt"), page.texts(".panel dd"), strict=True))
    assert (rows["文号"], rows["状态"]) == ("不详", "未知")


def test_listed_company_links_to_the_page_of_its_exchange(page: Page) -> None:
    page.go("#n=org/丁公司")
    link = page.one(".panel dd a.out")
    address = "https://www.szse.cn/certificate/individual/index.html?code=300024"
    assert link.get_attribute("href") == address


def test_targets_of_a_node_come_with_a_chart_of_their_years(page: Page) -> None:
    page.go("#n=region/110000")
    chart = page.one(".panel .trend")
    assert chart.get_attribute("aria-label") == "2023: 80万家；2025: 100万家；2025: 90万家"


def test_sentence_opens_in_its_article_at_its_place(page: Page) -> None:
    page.go("#e=policy/方案,covers,industry/智能机器人")
    page.press(".proof footer .title")
    page.wait(lambda: bool(page.all(".sentence.here")))
    assert page.one(".sentence.here").text == TEXTS["a1"].split("\n")[2]
    assert page.texts(".text p") == TEXTS["a1"].split("\n")
    assert page.anchor().startswith("#a=a1,40")
    visible = page.script(
        "const [a, b] = ['.sentence.here', '.panel'].map(c =>"
        " document.querySelector(c).getBoundingClientRect());"
        "return a.top >= b.top && a.bottom <= b.bottom"
    )
    assert visible is True


# ── moving ───────────────────────────────────────────────────────────────────────────────────


def counted(page: Page) -> str:
    return page.one(".scenebar .count").text


def press_action(page: Page, words: str) -> None:
    (button,) = [b for b in page.all(".panel .actions .action") if b.text.startswith(words)]
    before = page.anchor()
    button.click()
    page.wait(lambda: page.anchor() != before)
    page.go(page.anchor())


def test_focus_shows_one_neighbourhood_and_more_steps_show_more(page: Page) -> None:
    page.go("#n=policy/纲要")
    press_action(page, "聚焦")
    assert counted(page) == "2 个节点 · 1 条事实"
    page.press("#hops-2")
    page.wait(lambda: counted(page) == "6 个节点 · 5 条事实")
    page.press(".chip .undo")
    page.wait(lambda: page.all(".scenebar .chip") == [])


def test_neighbours_expand_and_fold(page: Page) -> None:
    page.go("#n=policy/方案&focus=policy/纲要,1")
    assert counted(page) == "2 个节点 · 1 条事实"
    press_action(page, "展开")
    assert counted(page) == "6 个节点 · 5 条事实"
    press_action(page, "收起")
    assert counted(page) == "2 个节点 · 1 条事实"


def test_folding_hides_what_hangs_on_one_node_only(page: Page) -> None:
    page.go(PLAN)
    press_action(page, "收起")
    assert "fold=policy/方案" in page.anchor()
    assert counted(page).startswith("13 个节点")  # without 工业软件 and 国家数字纲要
    press_action(page, "展开")
    assert page.all(".scenebar .chip") == []


def test_hidden_and_pinned_nodes_are_told_and_undone(page: Page) -> None:
    page.go("#n=org/丁公司")
    press_action(page, "固定")
    press_action(page, "隐藏")
    assert page.texts(".chip") == ["已隐藏\n1", "已固定\n1"]
    page.press(".chip .undo")
    page.wait(lambda: page.texts(".chip") == ["已固定\n1"])


def test_shortest_path_comes_with_its_sentences(page: Page) -> None:
    page.go("#n=policy/纲要")
    (button,) = [b for b in page.all(".panel .action") if b.text == "找路径"]
    button.click()
    box = page.one("#search")
    assert box.get_attribute("placeholder") == "路径的另一端：搜索或点选节点"
    box.send_keys("丁公司", Keys.ENTER)
    page.wait(lambda: page.anchor().startswith("#p=policy/纲要,org/丁公司"))
    page.wait(lambda: bool(page.all(".way")))
    assert page.texts(".way > li > .node") == [
        "国家数字纲要",
        "甲省数字化转型方案",
        "甲省工信厅",
        "丁公司",
    ]
    assert len(page.texts(".way blockquote")) == 3


def test_back_and_forward_restore_what_was_looked_at(page: Page) -> None:
    page.go(PLAN)
    page.go("#n=org/丁公司&view=table")
    page.driver.back()
    page.wait(lambda: page.heading() == "甲省数字化转型方案" and page.one(".stage").is_displayed())
    page.driver.forward()
    page.wait(lambda: page.heading() == "丁公司" and bool(page.all(".sheet")))


def test_link_holds_node_camera_filters_view_and_language(page: Page) -> None:
    page.go("#n=org/丁公司&f.modality=done&cam=0.400,0.600,0.500&lang=en")
    page.wait(lambda: page.script("return document.documentElement.lang") == "en")
    page.press("#take > button")
    (item,) = [i for i in page.all("#take [role=menuitem]") if i.text == "Copy link"]
    item.click()
    link = offered(page)
    assert link.startswith(page.path.as_uri())
    assert link.endswith("&f.modality=done&cam=0.400,0.600,0.500&lang=en")


def test_layout_is_refined_in_a_worker_of_the_page(page: Page) -> None:
    page.press("#refine")
    assert page.one("#refine").get_attribute("aria-pressed") == "true"
    page.script("return new Promise(done => setTimeout(done, 400))")
    page.press("#refine")
    assert page.one("#refine").get_attribute("aria-pressed") == "false"


# ── filtering ────────────────────────────────────────────────────────────────────────────────


def choose(page: Page, control: str) -> None:
    before = page.anchor()
    page.press(f"[id='{control}']")
    page.wait(lambda: page.anchor() != before)
    page.go(page.anchor())


def summary(page: Page) -> str:
    return page.one(".sum").text.split("\n")[0]


@pytest.mark.parametrize(
    ("control", "count"),
    [
        ("f-type-CLUSTER", "11 / 14 条事实"),  # a type that is taken away
        ("f-predicate-covers", "3 / 14 条事实"),
        ("f-modality-done", "2 / 14 条事实"),
        ("f-region-region/440000", "4 / 14 条事实"),  # with what lies in 丙市
        ("f-source-丙刊", "2 / 14 条事实"),
        ("f-confidence-0.9", "7 / 14 条事实"),
        ("f-articles-2", "0 / 14 条事实"),
    ],
)
def test_each_filter_says_what_it_will_show(page: Page, control: str, count: str) -> None:
    page.press("#filter")
    before = page.one(f"label:has([id='{control}']) .count").text
    choose(page, control)
    assert summary(page) == count
    if "type" not in control:
        assert before == count.split()[0]
    assert page.one("#filter .badge-count").text == "1"
    page.press("#clear-filters")
    page.wait(lambda: summary(page) == "14 / 14 条事实")


def test_filters_combine_and_their_counts_follow(page: Page) -> None:
    page.press("#filter")
    choose(page, "f-predicate-covers")
    choose(page, "f-source-甲报")
    assert summary(page) == "2 / 14 条事实"
    rows = {
        row.text.split("\n")[0]: row.text.split("\n")[-1] for row in page.all(".drawer .choice")
    }
    assert (rows["乙报"], rows["落实"]) == ("1", "1")
    assert "f.predicate=covers&f.source=甲报" in page.anchor()


def test_dates_are_brushed_on_a_histogram(page: Page) -> None:
    page.press("#filter")
    chart = page.one(".brush .histogram")
    wide = chart.size["width"]
    ActionChains(page.driver, 0).move_to_element_with_offset(
        chart, int(-wide / 2) + 2, 0
    ).click_and_hold().move_to_element_with_offset(
        chart, int(-wide / 2 + wide * 0.3), 0
    ).release().perform()
    page.wait(lambda: "f.date=2021-07,2022-0" in page.anchor())
    page.wait(lambda: summary(page) == "10 / 14 条事实")


def test_deadlines_are_chosen_with_the_keyboard(page: Page) -> None:
    page.press("#filter")
    slider = page.one("#deadline-1")
    slider.send_keys(Keys.ARROW_LEFT)
    page.wait(lambda: "f.deadline=2023,2024" in page.anchor())
    page.wait(lambda: summary(page) == "1 / 14 条事实")


# ── views ────────────────────────────────────────────────────────────────────────────────────


def test_table_sorts_and_leads_to_the_evidence(page: Page) -> None:
    page.go("#view=table")
    page.press("#sort-confidence")
    head = page.one(".sheet th:has(#sort-confidence)")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.texts(".sheet tbody tr:first-child .node") == ["丙市", "乙省"]
    assert page.script("return document.activeElement.id") == "sort-confidence"
    page.one(".sheet tbody tr:first-child .clip").send_keys(Keys.ENTER)
    page.wait(lambda: page.texts(".claim .node") == ["丙市", "乙省"])
    page.press("#rows-entities")
    page.wait(lambda: page.one(".sheet .count").text == "1–15 / 15")
    page.press("#rows-facts")


def test_board_compares_regions_by_year_and_shows_both_of_two_values(page: Page) -> None:
    page.go("#view=targets")
    box = page.one("#board-search")
    box.clear()
    box.send_keys("企业上云")
    heads = page.texts(".matrix thead th")
    assert heads == ["指标", "所在地区", "2023", "2025", "走势"]
    rows = [row.text.split() for row in page.all(".matrix tbody tr:not(.conflict)")]
    assert rows[0][:3] == ["企业上云", "甲省", "80万家"]
    assert rows[1][:2] == ["乙省", "50万家"]
    assert len(page.all(".matrix .doubt")) == 2
    page.press(".conflict summary")
    quotes = page.texts(".sides blockquote")
    assert quotes == [TEXTS["a1"].split("\n")[4], TEXTS["a3"].split("\n")[1]]
    box.clear()
    box.send_keys("并无此事")
    assert page.one(".board .notice").text == "没有符合条件的内容。"
    box.clear()
    box.send_keys(" ")


def test_provinces_are_34_tiles_with_counts(page: Page) -> None:
    page.go("#view=provinces")
    assert len(page.all(".tile")) == 34
    places = {tile.get_attribute("transform") for tile in page.all(".tile")}
    assert len(places) == 34
    page.press("#metric-targets")
    page.wait(lambda: page.one("[data-code='11']").get_attribute("aria-label") == "北京: 3 目标")
    page.driver.execute_script(
        "document.querySelector(\"[data-code='44']\")"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
    )
    page.wait(lambda: page.heading() == "乙省")


def test_lineage_is_drawn_in_layers(page: Page) -> None:
    page.go("#view=lineage")
    boxes = {
        page.script(f"return document.querySelectorAll('.policy title')[{i}].textContent").split(
            " · "
        )[0]: box.location["x"]
        for i, box in enumerate(page.all(".policy"))
    }
    order = sorted(boxes, key=lambda name: boxes[name])
    assert order == ["国家数字纲要", "甲省数字化转型方案", "甲省数字化转型方案（2024年修订）"]
    assert {a.get_attribute("class") for a in page.all("a.arc")} == {"arc implements", "arc amends"}
    page.driver.execute_script(
        "document.querySelector('a.arc.amends')"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
    )
    page.wait(lambda: page.texts(".claim .predicate") == ["修订"])


# ── taking away ──────────────────────────────────────────────────────────────────────────────


def test_picture_of_the_graph_as_svg_and_png(page: Page, downloads: Path) -> None:
    page.open()  # labels that avoid each other depend on where the picture was moved before
    drawn = ET.fromstring(saved(page, downloads, "保存矢量图 SVG"))
    assert len(drawn.findall(f"{SVG}path")) == 15
    assert len(drawn.findall(f"{SVG}line")) == 14
    assert "智能机器人" in {text.text for text in drawn.findall(f"{SVG}text")}
    with Image.open(io.BytesIO(saved(page, downloads, "保存图片 PNG"))) as picture:
        wide, high = picture.size
        stage = page.one(".stage").size
        assert (wide, high) == (2 * stage["width"], 2 * stage["height"])
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
        assert colours is not None and len(colours) > 50


def test_picture_of_another_view(page: Page, downloads: Path) -> None:
    page.go("#view=lineage")
    drawn = ET.fromstring(saved(page, downloads, "保存矢量图 SVG"))
    assert "国家数字纲要" in {text.text for text in drawn.iter(f"{SVG}text")}
    assert "var(" not in ET.tostring(drawn, "unicode")


def test_table_as_csv_with_sentence_article_date_and_address(page: Page, downloads: Path) -> None:
    page.go("#view=table&f.predicate=implements")
    content = saved(page, downloads, "保存表格 CSV")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["主体", "关系", "对象", "原文依据"]
    assert rows[1:] == [
        [
            "甲省数字化转型方案",
            "落实",
            "国家数字纲要",
            TEXTS["a1"].split("\n")[1],
            "生效",
            "2021-07-06",
            "0.8",
            "1",
            "甲省力推企业上云",
            "2021-07-06",
            "甲报",
            "https://example.org/1",
        ]
    ]


def test_selection_as_graphml(page: Page, downloads: Path) -> None:
    page.go("#n=policy/纲要")
    content = saved(page, downloads, "保存所选 GraphML")
    graph = nx.read_graphml(io.BytesIO(content))
    assert set(graph) == {"policy/纲要", "policy/方案"}
    assert graph.nodes["policy/方案"]["name"] == "甲省数字化转型方案"
    ((_, _, edge),) = graph.edges(data=True)
    assert (edge["predicate"], edge["confidence"]) == ("implements", 0.8)


@pytest.mark.parametrize(
    ("anchor", "rows"), [("#n=policy/方案", 20), ("#e=policy/方案,implements,policy/纲要", 1)]
)
def test_what_is_copied_as_sparql_is_answered_by_the_store(
    page: Page, anchor: str, rows: int
) -> None:
    page.go(anchor)
    (button,) = [b for b in page.all(".panel .action") if b.text == "复制为 SPARQL"]
    button.click()
    store = pyoxigraph.Store()
    store.bulk_extend(default_quads(wide_sample(), ID_BASE))
    answer = store.query(offered(page))
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    found = list(answer)
    assert len(found) >= rows
    if anchor.startswith("#e"):
        assert found[0]["sentence"].value == TEXTS["a1"].split("\n")[1]


def test_a_fact_is_cited_with_article_date_sentence_and_link(page: Page) -> None:
    page.go("#e=policy/方案,implements,policy/纲要")
    (button,) = [b for b in page.all(".proof .action") if b.text == "引用这条事实"]
    button.click()
    text = offered(page)
    assert text.startswith("甲省数字化转型方案 — 落实 — 国家数字纲要\n")
    sentence = TEXTS["a1"].split("\n")[1]
    assert f"“{sentence}”（甲报，《甲省力推企业上云》，2021-07-06） https://example.org/1" in text
    assert re.search(r"a1 · 正文字符 9$", text)


# ── tasks of a new user: at most five clicks each ────────────────────────────────────────────


def test_who_supports_an_industry_since_when_on_which_sentence(page: Page) -> None:
    page.one("#search").send_keys("智能机器人", Keys.ENTER)  # 1: the suggestion
    page.wait(lambda: page.heading() == "智能机器人")
    assert page.texts(".fact .node") == ["甲省数字化转型方案", "丙市"]
    assert page.texts(".fact .since") == ["2021-07-06", "2022-03-15"]
    page.press(".fact .evidence")  # 2: its sentence
    page.wait(lambda: page.texts(".proof blockquote") == [TEXTS["a1"].split("\n")[2]])


def test_labels_do_not_cover_each_other(page: Page, downloads: Path) -> None:
    drawn = ET.fromstring(saved(page, downloads, "保存矢量图 SVG"))
    boxes = []
    for text in drawn.findall(f"{SVG}text"):
        size, x, y = (float(text.attrib[key]) for key in ("font-size", "x", "y"))
        half = sum(size if ord(c) > 0x2E7F else size * 0.5 for c in text.text or "") / 2
        boxes.append((x - half, x + half, y - size * 0.4, y + size * 0.4))
    overlaps = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]
    assert len(boxes) > 2
    assert overlaps == []
