"""How the page looks and whether everybody can use it: axe-core, pictures kept as reference."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from kg.explorer import write
from tests.browsing import Page, chromium
from tests.explorer_sample import wide_sample

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "kg/explorer/node_modules/axe-core/axe.min.js"
REFERENCES = Path(__file__).parent / "references"
PHONE = {"width": 390, "height": 780, "deviceScaleFactor": 1, "mobile": True}
DESK = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
SHRUNK = 4  # references are that much smaller: fonts may differ, the arrangement may not
TOLERANCE = 6.0  # mean difference of a channel, of 255, between a picture and its reference
PLACES = {
    "overview": "#lang=zh",
    "node": "#n=policy/方案&lang=zh",
    "fact": "#e=policy/方案,implements,policy/纲要&lang=zh",
    "article": "#a=a1,40&lang=zh",
    "path": "#p=policy/纲要,org/丁公司&lang=zh",
    "focus": "#n=policy/方案&focus=policy/方案,2&f.modality=in_force&lang=zh",
    "table": "#view=table&lang=zh",
    "targets": "#view=targets&lang=zh",
    "provinces": "#view=provinces&lang=zh",
    "lineage": "#view=lineage&lang=zh",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write(wide_sample(), path)
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", DESK)
        yield Page(driver, path).open()


def themed(page: Page, theme: str) -> None:
    if page.script("return document.documentElement.dataset.theme") != theme:
        page.press("#theme")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", [*PLACES, "filters"])
def test_no_serious_violation_of_accessibility(opened: Page, place: str, theme: str) -> None:
    if not AXE.is_file():
        pytest.skip("needs axe-core: `npm ci` in kg/explorer")
    opened.go(PLACES.get(place, PLACES["overview"]))
    themed(opened, theme)
    if place == "filters":
        opened.press("#filter")
    opened.script(AXE.read_text("utf-8"))
    found = opened.driver.execute_async_script(
        "const done = arguments[0];"
        "axe.run({ resultTypes: ['violations'] }).then(result => done(result.violations"
        ".filter(one => ['serious', 'critical'].includes(one.impact))"
        ".map(one => one.id + ': ' + one.nodes.map(n => n.target + ' ' + n.failureSummary))))"
    )
    if place == "filters":
        opened.press("#filter")
    assert found == []


def shot(page: Page) -> Image.Image:
    """The screen, small."""
    page.driver.execute_async_script("setTimeout(arguments[0], 400)")
    whole = Image.open(io.BytesIO(page.driver.get_screenshot_as_png())).convert("RGB")
    return whole.resize((whole.width // SHRUNK, whole.height // SHRUNK), Image.Resampling.BOX)


@pytest.mark.parametrize(
    ("name", "place", "theme", "screen"),
    [
        ("light", "overview", "light", DESK),
        ("dark", "node", "dark", DESK),
        ("phone", "fact", "light", PHONE),
        ("english", "targets", "light", DESK),
    ],
)
def test_screen_looks_as_its_reference(
    opened: Page, name: str, place: str, theme: str, screen: dict[str, int]
) -> None:
    opened.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    anchor = PLACES[place].replace("lang=zh", "lang=en" if name == "english" else "lang=zh")
    opened.open(anchor)  # with no camera that another test left
    themed(opened, theme)
    seen = shot(opened)
    opened.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", DESK)
    path = REFERENCES / f"explorer-{name}.png"
    if os.environ.get("KG_NEW_REFERENCES"):
        seen.quantize(128).save(path, optimize=True)
    with Image.open(path) as kept:
        reference = kept.convert("RGB")
    assert seen.size == reference.size
    difference = ImageStat.Stat(ImageChops.difference(seen, reference)).mean
    assert max(difference) < TOLERANCE


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_broken_on_a_narrow_screen(opened: Page, place: str) -> None:
    opened.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    opened.go(PLACES[place])
    wide = opened.script(
        "return [document.documentElement, ...document.querySelectorAll('.panel, .view')]"
        ".map(e => e.scrollWidth - e.clientWidth)"
    )
    small = opened.script(
        "return [...document.querySelectorAll('#app *')].filter(e => e.checkVisibility()"
        " && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))"
        ".filter(e => parseFloat(getComputedStyle(e).fontSize) < 12 && !e.closest('svg'))"
        ".map(e => e.outerHTML)"
    )
    opened.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", DESK)
    assert max(wide) <= 0
    assert small == []
