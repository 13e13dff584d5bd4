"""What cells show, in Chromium: in JupyterLab, Notebook 7 and classic Notebook themselves; VS Code
cannot run here, so its notebooks are stood in for by a page with the policy of its webview."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

import kg
from kg.types import Document

pytestmark = pytest.mark.browser

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root in a container
    "--use-angle=swiftshader",  # WebGL in software
    "--enable-unsafe-swiftshader",
    "--no-first-run",
    "--window-size=1300,1000",
)
WAIT = 120  # seconds until what shows nothing has failed
# The policy of VS Code's notebook outputs (webview of its notebook editor), its own origin left out.
VS_CODE = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src https: http: data:; font-src https:; connect-src https:; child-src https: data:;"
)
FRAME = "iframe[title='政图 zhengtu']"
WORDS = "[浙江省|R]印发《[浙江省氢能行动计划|D]》，支持[氢能|C]产业和[储能|C]产业。"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or service is None:
        pytest.skip("needs chromium and chromedriver (Debian: chromium-driver)")
    options = ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(service))
    try:
        yield driver
    finally:
        driver.quit()


def waited(browser: Chrome, ready: Callable[[], Any]) -> Any:
    gone = [StaleElementReferenceException]
    return WebDriverWait(browser, WAIT, 0.2, gone).until(lambda _: ready())


def one(browser: Chrome, css: str) -> WebElement:
    found: WebElement = waited(browser, lambda: browser.find_elements(By.CSS_SELECTOR, css))[0]
    return found


def search(browser: Chrome, words: str) -> str:
    """Search in the explorer of the frame; the name on its panel afterwards."""
    before = one(browser, ".panel h2").text
    one(browser, "#search").send_keys(words)
    waited(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "[role=option]"))
    one(browser, "#search").send_keys(Keys.ENTER)
    waited(browser, lambda: one(browser, ".panel h2").text != before)
    return one(browser, ".panel h2").text


def test_cells_live_under_the_rules_of_vs_code(
    browser: Chrome, related: Callable[..., Document], tmp_path: Path
) -> None:
    graph = kg.Graph([related(WORDS)])
    views = (graph, graph.entity("氢能"), graph.show("储能"), graph.to_pyvis("氢能"), graph.facts)
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{VS_CODE}"><body style="background:#1e1e1e;color:#ddd">'
        + "".join(view._repr_html_() for view in views),
        "utf-8",
    )
    browser.get(page.as_uri())
    explorer, pyvis = browser.find_elements(By.CSS_SELECTOR, FRAME)
    browser.switch_to.frame(explorer)
    assert one(browser, ".panel h2").text == "储能"  # it opens where it was told to
    assert search(browser, "浙江省氢能") == "浙江省氢能行动计划"
    browser.find_elements(By.CSS_SELECTOR, ".panel a[href^='#n=industry']")[0].click()
    waited(browser, lambda: one(browser, ".panel h2").text in ("氢能", "储能"))
    browser.switch_to.default_content()
    browser.execute_script("arguments[0].scrollIntoView()", pyvis)
    browser.switch_to.frame(pyvis)
    assert one(browser, "canvas").size["height"] > 100
    browser.switch_to.default_content()
    body = "getComputedStyle(document.querySelector('.kg-card h4')).color"
    assert browser.execute_script(f"return {body}") == "rgb(221, 221, 221)"
    log = browser.execute("getLog", {"type": "browser"})["value"]
    assert [row["message"] for row in log if row["level"] == "SEVERE"] == []


@dataclass(frozen=True)
class Shell:
    """A place where notebooks are opened, and how to run all cells there."""

    module: str
    address: str  # of notebooks/, below the server's
    ready: str  # JavaScript: whether cells can be run
    run: str

    def __str__(self) -> str:
        return self.module


# Cells that are run before the kernel answers are lost
_IDLE = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
_ALL = "window.jupyterapp.commands.execute('runmenu:run-all')"
SHELLS = (
    Shell("jupyterlab", "lab/tree/notebooks", _IDLE, _ALL),
    Shell("notebook", "notebooks/notebooks", _IDLE, _ALL),
    Shell(
        "nbclassic",
        "nbclassic/notebooks/notebooks",
        "!!window.Jupyter?.notebook?.kernel?.is_connected()",
        "Jupyter.notebook.execute_all_cells()",
    ),
)


@contextmanager
def served(shell: Shell, folder: Path) -> Iterator[str]:
    """Jupyter on a port of its own, without a password; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "ServerApp.root_dir": folder,
        "IdentityProvider.token": "",
        "LabApp.expose_app_in_browser": True,
        "JupyterNotebookApp.expose_app_in_browser": True,
        "LabApp.news_url": None,
    }
    command = [sys.executable, "-m", shell.module, "--allow-root", "--no-browser"]
    command += [f"--port={port}", *(f"--{name}={value}" for name, value in settings.items())]
    own = {"HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"}
    home = folder.parent / "home"
    environment = {**os.environ, **{name: str(home / name) for name in own}}
    with (folder.parent / "jupyter.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/api") as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


@pytest.mark.parametrize("shell", SHELLS, ids=str)
def test_notebook_01_in_jupyter(browser: Chrome, tmp_path: Path, shell: Shell) -> None:
    """Run all: no error, tables and figures are there, and one can search in the explorer's cell."""
    if importlib.util.find_spec(shell.module) is None:
        pytest.skip(f"needs {shell} (extra test)")
    source = Path(__file__).parents[1] / "notebooks" / "01-quick-start.ipynb"
    folder = tmp_path / "root"
    (folder / "notebooks").mkdir(parents=True)
    shutil.copy(source, folder / "notebooks")
    with served(shell, folder) as address:
        waited(browser, lambda: answers(address))
        browser.get(f"{address}/{shell.address}/{source.name}")
        waited(browser, lambda: browser.execute_script(f"return {shell.ready}"))
        browser.execute_script(shell.run)
        frame = one(browser, FRAME)
        error = "[data-mime-type*='error'], .output_error"
        assert browser.find_elements(By.CSS_SELECTOR, error) == []
        cell = one(browser, ".kg-card td")
        assert cell.value_of_css_property("text-align") == "left"  # Jupyter's own rule is not
        assert browser.find_elements(By.CSS_SELECTOR, "img[src^='data:image/png']")
        browser.execute_script("arguments[0].scrollIntoView()", frame)
        browser.switch_to.frame(one(browser, FRAME))
        assert one(browser, ".panel h2").text == "低空经济"
        assert "浙江" in search(browser, "浙江省")
        browser.switch_to.default_content()
