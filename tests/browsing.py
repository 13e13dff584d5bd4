"""A page in Chromium, opened from a file, with the network recorded and refused."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root in a container
    "--use-angle=swiftshader",  # WebGL in software
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-ipc-flooding-protection",  # else Chromium drops the 201st change of the address
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--force-prefers-reduced-motion",  # no flights of the camera
    "--window-size=1100,760",
)
WAIT = 15  # seconds until a page that does nothing has failed


class Page:
    """A page in a browser: what a reader sees and does, and what the browser noticed."""

    def __init__(self, driver: Chrome, path: Path) -> None:
        self.driver = driver
        self.path = path

    def open(self, anchor: str = "") -> "Page":
        """Load the page anew, with the logs empty."""
        self.driver.get("about:blank")
        self.log("browser")
        self.log("performance")
        self.driver.get(self.path.as_uri() + anchor)
        self.wait(lambda: bool(self.script("return document.documentElement.dataset.ready")))
        return self

    def wait(self, ready: Callable[[], bool]) -> None:
        gone = [StaleElementReferenceException]  # the panel was renewed while it was read
        WebDriverWait(self.driver, WAIT, 0.1, gone).until(lambda _: ready())

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def texts(self, css: str) -> list[str]:
        return [element.text for element in self.all(css)]

    def script(self, code: str) -> Any:
        return self.driver.execute_script(code)

    def go(self, anchor: str) -> None:
        """Change the part of the address after #, as a link or the Back button does."""
        self.driver.execute_async_script(
            "const [anchor, done] = arguments;"
            "if (decodeURIComponent(location.hash || '#') === decodeURIComponent(anchor))"
            "  setTimeout(done, 20);"
            "else { addEventListener('hashchange', () => setTimeout(done), { once: true });"
            "       location.hash = anchor; }",
            anchor,
        )

    def anchor(self) -> str:
        """The same part, readable."""
        return unquote(str(self.script("return location.hash")))

    def heading(self) -> str:
        """What the panel is about."""
        return self.one(".panel h2").text

    def press(self, css: str) -> None:
        """Click an element by script: nothing that lies over it can be in the way."""
        self.driver.execute_script("arguments[0].click()", self.one(css))

    def search(self, words: str) -> WebElement:
        box = self.one("#search")
        box.send_keys(words)
        return box

    def choose(self, words: str) -> None:
        """Search and press Enter on the first result; the keyboard ends on the panel's heading."""
        self.search(words).send_keys(Keys.ENTER)
        self.wait(lambda: self.script("return document.activeElement.matches('.panel h2')") is True)

    def requests(self) -> set[str]:
        """Addresses that the page asked for since it was opened."""
        messages = (json.loads(row["message"])["message"] for row in self.log("performance"))
        sent = (m["params"] for m in messages if m["method"] == "Network.requestWillBeSent")
        urls = {m["request"]["url"].partition("#")[0] for m in sent} - {"about:blank"}
        return {url for url in urls if not url.startswith(("data:", "blob:"))}  # in the page itself

    def errors(self) -> list[str]:
        return [row["message"] for row in self.log("browser") if row["level"] == "SEVERE"]

    def log(self, kind: str) -> Sequence[dict[str, Any]]:
        """What the browser wrote since the last call."""
        answer = self.driver.execute("getLog", {"type": kind})
        rows: Sequence[dict[str, Any]] = answer["value"]
        return rows


@contextmanager
def chromium(profile: Path, language: str = "zh-CN", flags: Sequence[str] = ()) -> Iterator[Chrome]:
    """A fresh browser that refuses every request to a server."""
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or service is None:
        pytest.skip("needs chromium and chromedriver (Debian: chromium-driver)")
    options = ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, *flags, f"--lang={language}", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(service))
    try:
        driver.execute_cdp_cmd("Network.enable", {})
        blocked = [f"{scheme}://*" for scheme in ("http", "https", "ws", "wss", "ftp")]
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": blocked})
        yield driver
    finally:
        driver.quit()
