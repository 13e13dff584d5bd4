"""The neighbourhood page in Chromium, opened from a file, with the network recorded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from kg.export import to_pyvis

pytestmark = pytest.mark.browser

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root in a container
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--window-size=900,700",
)
WAIT = 15  # seconds until a page that does nothing has failed


@pytest.fixture
def browser() -> Iterator[Chrome]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs Chromium and chromedriver, which are not there")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = Chrome(options=options, service=Service(driver))
    yield opened
    opened.quit()


def log(browser: Chrome, kind: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = browser.get_log(kind)  # type: ignore[no-untyped-call]  # selenium's
    return entries


def test_page_draws_offline(browser: Chrome, tmp_path: Path) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={})
    for node, label in (("org/a", "ORG"), ("region/b", "REGION"), ("policy/c", "POLICY")):
        graph.add_node(node, label=label, name=f"{node}</script>名", aliases=())
    graph.add_edge("org/a", "region/b", "located_in", predicate="located_in", evidence=())
    graph.add_edge("org/a", "policy/c", "issues", predicate="issues", evidence=())
    path = tmp_path / "page.html"
    path.write_text(to_pyvis(graph, "org/a"), "utf-8", newline="\n")
    browser.get(path.as_uri())
    found = "return typeof network === 'undefined' ? null : Object.keys(network.getPositions())"
    drawn = WebDriverWait(browser, WAIT).until(lambda driver: driver.execute_script(found))
    assert sorted(drawn) == ["org/a", "policy/c", "region/b"]
    assert log(browser, "browser") == []
    messages = (json.loads(entry["message"])["message"] for entry in log(browser, "performance"))
    asked = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
