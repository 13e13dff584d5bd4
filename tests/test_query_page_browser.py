"""The query page and the page of an id in Chromium, with the network recorded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kg.serve import Limits, Options, application

if TYPE_CHECKING:
    from tests.conftest import Client, Served

pytestmark = pytest.mark.browser

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root in a container
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--force-prefers-reduced-motion",
    "--accept-lang=zh-CN,zh",
    "--window-size=1200,900",
)
WAIT = 20  # seconds until a page that does nothing has failed
ROWS = ".tabPanel.active .dataTable tbody tr"


class Page:
    """What a reader sees and does, and what the browser noticed."""

    def __init__(self, driver: Chrome, client: Client) -> None:
        self.driver = driver
        self.site = f"http://127.0.0.1:{client.port}"

    def open(self, path: str, ready: str) -> Page:
        self.driver.get("about:blank")
        self.log("browser")
        self.log("performance")
        self.driver.get(self.site + path)
        self.wait(lambda: bool(self.all(ready)))
        return self

    def wait(self, ready: Callable[[], Any]) -> Any:
        gone = [StaleElementReferenceException]
        return WebDriverWait(self.driver, WAIT, 0.1, gone).until(lambda _: ready())

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def texts(self, css: str) -> list[str]:
        return [element.text for element in self.all(css)]

    def choose(self, name: str) -> None:
        """A query of the cookbook, and wait for its rows."""
        (button,) = self.all(f"#cookbook li button[title='{name}']")
        button.click()
        self.wait(lambda: any(name in text for text in self.texts(".tabsList .tab.active")))
        self.wait(lambda: self.all(ROWS))

    def log(self, kind: str) -> list[dict[str, str]]:
        entries: list[dict[str, str]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]  # selenium's
        return entries

    def assert_quiet(self) -> None:
        """No complaint of the browser, no request to anybody else."""
        assert self.log("browser") == []
        messages = (json.loads(entry["message"])["message"] for entry in self.log("performance"))
        asked = [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        assert asked
        assert [
            url
            for url in asked
            if not url.startswith((f"{self.site}/", "data:", "blob:", "about:"))
        ] == []


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    program = shutil.which("chromedriver")
    if not chromium or not program:
        pytest.skip("needs Chromium and chromedriver, which are not there")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = Chrome(options=options, service=Service(program))
    yield opened
    opened.quit()


@pytest.fixture(scope="module")
def client(demo: Path, served: Served) -> Iterator[Client]:
    with served(application(demo, options=Options(limits=Limits(workers=2)))) as client:
        yield client


@pytest.fixture
def page(driver: Chrome, client: Client) -> Iterator[Page]:
    yield Page(driver, client)
    driver.execute_script("localStorage.clear()")


def test_cookbook_opens_tabs_whose_rows_lead_to_pages(page: Page) -> None:
    page.open("/query", "#cookbook li")
    page.choose("replaced-policies")
    link = page.wait(lambda: page.all(f"{ROWS} a.iri"))[0]
    path = quote("西部地区鼓励类产业目录（2025年本）")
    addresses = [one.get_attribute("href") for one in page.all(f"{ROWS} a.iri")]
    assert f"{page.site}/id/policy/{path}" in addresses
    assert link.text.startswith("policy:")
    page.choose("leaders")
    assert [text for text in page.texts(f"{ROWS} td") if "李斌" in text]
    assert len(page.all(".tabsList .tab")) == 3
    page.assert_quiet()


def test_first_visit_shows_an_answer(page: Page) -> None:
    page.open("/query", "#cookbook li")
    assert page.wait(lambda: page.all(ROWS))
    page.assert_quiet()


def test_query_of_the_address_is_asked(page: Page) -> None:
    page.open("/query?query=" + quote("SELECT ('甲'AS ?name) {}"), ROWS)
    assert page.texts(f"{ROWS} td .nonIri") == ["甲"] or "甲" in page.texts(ROWS)[0]
    page.assert_quiet()


def test_words_of_the_ontology_are_proposed(page: Page) -> None:
    page.open("/query", ".tabPanel.active .CodeMirror")
    editor = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
    start = "PREFIX zt: <https://w3id.org/zhengtu/ns#>\\nSELECT * { ?s zt:impl"
    page.driver.execute_script(f"{editor}.setValue('{start}'); {editor}.setCursor(1, 99)")
    page.driver.execute_script(f"{editor}.focus()")
    page.driver.switch_to.active_element.send_keys(Keys.CONTROL, " ")
    hints = page.wait(lambda: page.texts(".CodeMirror-hint"))
    assert hints == ["zt:implements   落实 implements"]
    page.assert_quiet()


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("targets-per-year", ".chart rect"),
        ("target-series", ".chart polyline"),
        ("provinces-for-industry", ".chart svg.tiles a[href='/id/region/440000']"),
    ],
)
def test_result_is_drawn_where_it_suits(page: Page, name: str, drawn: str) -> None:
    page.open("/query", "#cookbook li")
    page.choose(name)
    page.wait(lambda: page.all(".tabPanel.active .select_chart"))[0].click()
    assert page.wait(lambda: page.all(f".tabPanel.active {drawn}"))
    page.assert_quiet()


def test_error_of_the_server_is_shown(page: Page) -> None:
    page.open(
        "/query?query=" + quote("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        ".errorResult",
    )
    assert "SERVICE" in page.texts(".tabPanel.active .errorResult")[0]


def test_page_of_an_id_unfolds_its_evidence_and_speaks_two_languages(page: Page) -> None:
    page.open("/id/policy/" + quote("西部地区鼓励类产业目录（2025年本）"), "main h1")
    assert page.texts("h1") == ["西部地区鼓励类产业目录（2025年本）"]
    page.driver.execute_script("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert [text for text in page.texts("mark.self") if "目录（2025年本）" in text]
    assert "生命周期" in page.texts("h2")
    page.all("[data-do='lang']")[0].click()
    assert "Life cycle" in page.texts("h2")
    ground = "return getComputedStyle(document.body).backgroundColor"
    before = page.driver.execute_script(ground)
    page.all("[data-do='theme']")[0].click()
    assert page.driver.execute_script(ground) != before
    page.driver.refresh()
    assert "Life cycle" in page.texts("h2")
    page.assert_quiet()
