"""A page that holds a part of the graph, under the local server: the rest comes on demand."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from selenium.webdriver import Keys

from kg.build import build
from kg.build.progress import quiet
from kg.config import Config
from kg.explorer import Limits, render
from kg.graph import build as merged
from kg.serve.app import application
from kg.tables import read
from tests.browsing import Page, chromium

pytestmark = pytest.mark.browser

TEXT = "甲报讯：广东省印发《广东省氢能方案》，支持氢能产业和储能产业。深圳市支持氢能产业。"


class Served(Page):
    """The same page at an address."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page.driver, page.path)
        self.address = address

    def open(self, anchor: str = "") -> "Page":
        self.driver.get("about:blank")
        self.driver.get(self.address + anchor)
        self.wait(lambda: bool(self.all(".panel h2")))
        return self


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "news.txt").write_text(TEXT, "utf-8")
    out = folder / "out"
    build([str(folder / "news.txt")], out, Config(recogniser="none"), quiet)
    graph = merged(read(out / "tables"))
    (out / "graph.html").write_text(render(graph, limits=Limits(nodes=2)), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(application(out), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        with chromium(tmp_path_factory.mktemp("profile")) as driver:
            driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["https://*"]})
            yield Served(Page(driver, out / "graph.html"), f"http://127.0.0.1:{port}/")
    finally:
        server.should_exit = True
        thread.join()


def test_page_says_that_it_holds_a_part(served: Served) -> None:
    served.open()
    assert served.one(".panel .notice").text.startswith("此页只含连接最多的")


def test_what_the_page_lacks_is_found_and_comes_with_its_neighbours(served: Served) -> None:
    served.open()
    box = served.one("#search")
    box.send_keys("储能")
    served.wait(lambda: served.texts("#results [role=option] .name") == ["储能"])
    box.send_keys(Keys.ENTER)
    served.wait(lambda: served.heading() == "储能")
    served.wait(lambda: len(served.all(".fact .node")) >= 1)
    assert served.texts(".quote blockquote p")[0] == TEXT.split("。")[0] + "。"


def test_a_link_to_what_the_page_lacks_leads_there(served: Served) -> None:
    served.open("#n=industry/储能")
    served.wait(lambda: served.heading() == "储能")
    assert served.errors() == []
