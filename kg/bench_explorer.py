"""How fast the explorer opens, beside a page that does nothing but draw: same data, same run.

Ready is the first frame with the graph in it, after which the page answers to a search or a click;
the overview in the panel beside it follows in the next frame, and search fills its index when the
cursor comes into its box. Sigma alone parses the same first half of the data, and draws the same
nodes and lines as large, with labels as dense, one colour a class, and no panel. It keeps its nodes
in a graphology graph, as users of sigma do. The two are opened in turn, and which comes first
alternates; the ratio is the median of the ratios of rounds, so that a load that comes and goes
weighs on both.

Needs what the project's own tests need: Chromium with its driver, selenium, and Node with
``npm ci`` done in kg/explorer, which builds the bare page from ``src/bare.ts``.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import networkx as nx

from kg import explorer
from kg.build.samples import samples
from kg.config import Config
from kg.errors import InputError
from kg.explorer.page import embed, halves
from kg.export import to_pyvis
from kg.graph import build, neighbourhood
from kg.lang import Text
from kg.pipeline import annotate
from kg.types import Skip

SIZES = (1000, 5000, 20_000, 50_000)  # nodes
_DRAWING = (850, 598)  # px of the explorer's drawing in such a window
ROUNDS = 6  # in turn, after one that warms up; the median of them counts
WAIT = 180_000  # milliseconds until a page that is not ready has failed
_KEPT = 7  # of so many copies one has regions and industries of its own; the others share them
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--force-prefers-reduced-motion",
    "--enable-precise-memory-info",
    "--window-size=1280,800",
)
_REST = """
const done = arguments[0];
requestIdleCallback(() => requestAnimationFrame(() => setTimeout(done, 200)));
"""
_READY = """
const done = arguments[0];
const look = () => {
  const drawn = typeof network === 'undefined' ? null : network.body.nodeIndices.length;
  const ready = document.documentElement.dataset.ready ?? (drawn ? performance.now() : null);
  if (ready) done(Number(ready)); else requestAnimationFrame(look);
};
look();
"""
_SEARCH = """
const done = arguments[0];
const box = document.getElementById('search');
box.focus();
setTimeout(() => {
const times = ['机器人', 'guangdong', 'zj', '产业'].map(words => {
  box.value = words;
  const start = performance.now();
  box.dispatchEvent(new Event('input'));
  return performance.now() - start;
});
done(Math.max(...times));
}, 150); // who types has first put the cursor there
"""
_SELECT = """
const done = arguments[0];
const start = performance.now();
addEventListener('hashchange', () => setTimeout(() => done(performance.now() - start)), { once: true });
document.querySelector('#results [role=option]').click();
"""


@dataclass(frozen=True, slots=True)
class Opening:
    """Of one size: milliseconds until drawn and megabytes of heap, ours and of the peer."""

    nodes: int
    layout: float  # seconds of CPU in the build
    ready: float
    heap: float
    peer: str
    peer_ready: float
    peer_heap: float
    ratio: float  # of ready, the median of rounds
    search: float  # milliseconds, the slowest of four
    select: float  # milliseconds until the panel has changed

    def __str__(self) -> str:
        return (
            f"{self.nodes:7,} nodes  layout {self.layout:5.1f} s CPU   ready {self.ready:6,.0f} ms, "
            f"{self.heap:4.0f} MB   {self.peer} {self.peer_ready:6,.0f} ms, {self.peer_heap:4.0f} MB   "
            f"ratio {self.ratio:4.2f}   search {self.search:4.0f} ms   "
            f"select {self.select:4.0f} ms"
        )


def explorer_speed(config: Config) -> Iterator[Opening]:
    """One row a size, beside sigma alone; a first row beside pyvis.

    Raises:
        InputError: a program or library that the measurement needs is not there.
    """
    skipped: list[Skip] = []
    graph = build(tuple(annotate(samples(skipped.append), config)))
    bare = _bare()
    with TemporaryDirectory() as folder, _browser() as driver:
        place = Path(folder)
        hub = max(sorted(graph), key=graph.degree)
        yield _opening(
            driver, place, neighbourhood(graph, hub, 2), "pyvis", to_pyvis(graph, hub, 2)
        )
        for size in SIZES:
            yield _opening(driver, place, multiplied(graph, size), "sigma", bare)


def multiplied(graph: nx.MultiDiGraph, size: int) -> nx.MultiDiGraph:
    """Copies of the graph, joined at the regions and industries that have several edges."""
    large: nx.MultiDiGraph = nx.MultiDiGraph(articles=graph.graph["articles"])
    joints = {
        node
        for node, label in graph.nodes(data="label")
        if label in ("REGION", "CLUSTER") and graph.degree(node) >= 3
    }
    copy = 0
    while len(large) < size:
        name = {n: n if n in joints and copy % _KEPT else f"{n}~{copy}" for n in graph}
        for node, known in graph.nodes(data=True):
            large.add_node(name[node], **known)
        for subject, object_, key, known in graph.edges(keys=True, data=True):
            large.add_edge(name[subject], name[object_], key, **known)
        copy += 1
    return large


def _opening(driver: Any, place: Path, graph: nx.MultiDiGraph, peer: str, other: str) -> Opening:
    start = process_time()
    explorer.layout(graph)
    seconds = process_time() - start
    ours, theirs = place / "ours.html", place / "theirs.html"
    ours.write_text(explorer.render(graph), "utf-8", newline="\n")
    if peer == "sigma":
        data, rest = map(embed, halves(explorer.held(graph)))
        other = other.replace("@@DATA@@", data).replace("@@REST@@", rest)
    theirs.write_text(other, "utf-8", newline="\n")
    rounds = [_round(driver, ours, theirs, bool(i % 2)) for i in range(ROUNDS + 1)][1:]
    _open(driver, ours)
    search = float(driver.execute_async_script(_SEARCH))
    select = float(driver.execute_async_script(_SELECT))
    return Opening(
        len(graph),
        seconds,
        median(own[0] for own, _ in rounds),
        median(own[1] for own, _ in rounds),
        peer,
        median(their[0] for _, their in rounds),
        median(their[1] for _, their in rounds),
        median(own[0] / their[0] for own, their in rounds),
        search,
        select,
    )


def _round(
    driver: Any, ours: Path, theirs: Path, swapped: bool
) -> tuple[tuple[float, float], tuple[float, float]]:
    """What `_open` gives for the two pages."""
    if swapped:
        their, own = _open(driver, theirs), _open(driver, ours)
    else:
        own, their = _open(driver, ours), _open(driver, theirs)
    return own, their


def _open(driver: Any, page: Path) -> tuple[float, float]:
    """Milliseconds until drawn, megabytes of heap after that."""
    driver.get("about:blank")
    driver.execute_async_script(_REST)  # until the page before is no longer drawn
    driver.get(page.as_uri())
    ready = float(driver.execute_async_script(_READY))
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    heap = driver.execute_script("return performance.memory.usedJSHeapSize")
    return ready, float(heap) / 1e6


def _bare() -> str:
    """The page of sigma alone, with a place for the data."""
    folder = Path(str(files("kg.explorer")))
    tool = folder / "node_modules" / "esbuild" / "bin" / "esbuild"
    if not tool.is_file():
        raise InputError("kg/explorer", Text("需要 Node 和 npm ci", "needs Node and `npm ci`"))
    command = [str(tool), "src/bare.ts", "--bundle", "--minify", "--format=iife"]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    program = made.stdout
    return (
        '<!doctype html><meta charset="utf-8"><body style="margin:0">'
        f'<div id="app" style="width:{_DRAWING[0]}px;height:{_DRAWING[1]}px"></div>'
        '<script type="application/json" id="data">@@DATA@@</script>'
        '<script type="application/json" id="rest">@@REST@@</script>'
        f"<script>{program}</script>"
    )


@contextmanager
def _browser() -> Iterator[Any]:
    try:
        from selenium.webdriver import Chrome, ChromeOptions
        from selenium.webdriver.chrome.service import Service
    except ModuleNotFoundError as error:
        raise InputError(
            "selenium",
            Text("没有安装；pip install selenium", "not installed; pip install selenium"),
        ) from error
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or service is None:
        raise InputError("chromium", Text("没有找到", "not found; nor may chromedriver be"))
    options = ChromeOptions()
    options.binary_location = binary
    for flag in _FLAGS:
        options.add_argument(flag)
    driver = Chrome(options=options, service=Service(service))
    try:
        driver.set_script_timeout(WAIT / 1000)
        yield driver
    finally:
        driver.quit()
