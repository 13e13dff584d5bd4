"""Figures: Chinese without a font of the system, and what is drawn."""

import subprocess
import sys
import warnings
from datetime import date
from importlib.resources import files

import numpy
import pytest

pytest.importorskip("matplotlib")
pandas = pytest.importorskip("pandas")

from matplotlib.ft2font import FT2Font  # noqa: E402  # after the skip

from kg import plots  # noqa: E402
from kg.errors import InputError  # noqa: E402
from kg.registers import divisions, table  # noqa: E402


def words(chart: plots.Chart) -> set[str]:
    return {text.get_text() for axes in chart.axes for text in axes.texts}


def test_font_has_every_character_of_the_registers() -> None:
    font = FT2Font(str(files("kg.plots") / "zhengtu-sans.otf"))
    known = set(map(chr, font.get_charmap()))
    names = (
        cell
        for name in ("regions", "industries", "bodies", "companies", "zones", "universities")
        for row in table(name)
        for cell in row.values()
    )
    assert {letter for name in names for letter in name if letter.isprintable()} - known == set()
    assert (font.family_name, font.style_name) == (plots.FAMILY, "Regular")


def test_no_glyph_is_missing_even_without_a_chinese_system_font() -> None:
    """The fonts of this machine are taken away: ours must do alone."""
    code = """
import warnings
warnings.simplefilter("error")
from matplotlib import font_manager
font_manager.fontManager.ttflist = [f for f in font_manager.fontManager.ttflist if f.name == "DejaVu Sans"]
from kg import plots
png = plots.tile_grid({"广东": 3, "江苏省": 1}, "各省支持的产业", "种")._repr_png_()
print(png[:4])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("b'\\x89PNG'\n", "")


def test_without_matplotlib_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['matplotlib'] = None; import kg.plots"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MissingExtraError: matplotlib" in done.stderr
    assert 'pip install "zhengtu[notebook]"' in done.stderr


def test_tiles_are_all_provinces_and_none_lies_on_another() -> None:
    provinces = {code for code, known in divisions().items() if known.level == "province"}
    assert set(plots.TILES) == provinces
    assert len(set(plots.TILES.values())) == len(plots.TILES) == 34


def test_tile_grid_writes_values() -> None:
    chart = plots.tile_grid({"广东": 3, "江苏省": 1.5, "330000": 2})
    assert {"广东\n3", "江苏\n1.5", "浙江\n2", "北京"} <= words(chart)
    with pytest.raises(InputError, match="某省: is no province"):
        plots.tile_grid({"某省": 1})


def test_heat_map_writes_numbers_and_leaves_gaps() -> None:
    frame = pandas.DataFrame({"广东": [1.0, None], "江苏": [2.0, 3.0]}, index=["氢能", "储能"])
    named = frame.rename_axis(index="产业 industry", columns="省份 province")
    chart = plots.heat_map(named, "热图", "政策数")
    assert (chart.axes[0].get_ylabel(), chart.axes[0].get_xlabel()) == (
        "产业 industry",
        "省份 province",
    )
    assert sorted(words(chart)) == ["1", "2", "3"]
    labels = [label.get_text() for label in chart.axes[0].get_yticklabels()]
    assert labels == ["氢能", "储能"]
    with pytest.raises(InputError, match="no data"):
        plots.heat_map(frame.iloc[:0])


def test_spread_has_a_line_an_industry_and_a_dot_a_province() -> None:
    rows = [
        {"industry_name": "氢能", "province": "广东省", "day": date(2021, 1, 1)},
        {"industry_name": "氢能", "province": "江苏省", "day": date(2022, 1, 1)},
        {"industry_name": "储能", "province": "广东省", "day": date(2020, 1, 1)},
    ]
    axes = plots.spread(rows).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["氢能", "储能"]
    assert len(axes.lines) == 2
    dots = {dot.get_label(): numpy.shape(dot.get_offsets())[0] for dot in axes.collections}
    assert dots == {"广东": 2, "江苏": 1}


def test_spread_is_hollow_where_only_the_article_has_a_day() -> None:
    known = {"industry_name": "氢能", "day": date(2021, 1, 1)}
    rows = [
        {**known, "province": "广东省", "basis": "article"},
        {**known, "province": "江苏省", "basis": "published"},
    ]
    axes = plots.spread(rows).axes[0]
    faces = {
        dot.get_label(): tuple(numpy.asarray(dot.get_facecolor())[0][:3])
        for dot in axes.collections
    }
    assert faces["广东"] == (1.0, 1.0, 1.0) != faces["江苏"]
    assert "空心" in axes.get_xlabel()
    assert "空心" not in plots.spread(rows[1:]).axes[0].get_xlabel()


def test_figures_leave_the_defaults_of_matplotlib_alone() -> None:
    import matplotlib

    before = list(matplotlib.rcParams["font.family"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png = plots.spread(
            [{"industry_name": "氢能", "province": "广东省", "day": date(2021, 1, 1)}]
        )._repr_png_()
    assert png[:4] == b"\x89PNG"
    assert list(matplotlib.rcParams["font.family"]) == before
    with plots.chinese():
        assert matplotlib.rcParams["font.family"][0] == plots.FAMILY
