"""Figures that the notebooks draw and matplotlib has none of."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from matplotlib import colormaps, dates
from matplotlib.axes import Axes
from matplotlib.colors import Normalize, to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

from kg.errors import InputError
from kg.lang import Text
from kg.plots.font import chinese
from kg.plots.tiles import TILES, code_of, short_name

_COLORS = "YlGnBu"  # ColorBrewer, told apart by colour-blind readers and in grey
_DARK = 0.6  # share of the scale from which words on a colour are white
_DPI = 120
_GREY = "#eeeeee"  # of a tile without a value
_DOTS = ("o", "s", "^", "D", "v", "P", "X", "*")  # told apart without colour
_REPORTED = "article"  # basis of a day: of the article that reports it, not of the policy
_HOLLOW = "（空心：报道之日 hollow: day of the report）"


class Frame(Protocol):
    """A pandas DataFrame, as far as it is needed here."""

    index: Any
    columns: Any

    def to_numpy(self) -> Any: ...


@dataclass(frozen=True, order=True, slots=True)
class _Dot:
    day: date
    place: str  # name of the province
    reported: bool  # the day is that of an article


class Chart(Figure):
    """A figure that a notebook shows and that pyplot does not keep."""

    def _repr_png_(self) -> bytes:
        stream = io.BytesIO()
        with chinese():
            self.savefig(stream, format="png", dpi=_DPI, bbox_inches="tight")
        return stream.getvalue()


def heat_map(frame: Frame, title: str = "", unit: str = "") -> Chart:
    """Rows by columns, darker where the number is higher; cells without a number stay empty.

    ``frame`` is a pandas DataFrame, for example of ``pivot_table``; the names of its two axes are
    written beside them (``rename_axis``).

    Raises:
        InputError: there is no number in it.
    """
    values = frame.to_numpy().astype(float)
    if not (values == values).any():
        raise InputError(Text("热图", "heat map"), Text("没有数据", "no data"))
    rows, columns = [str(one) for one in frame.index], [str(one) for one in frame.columns]
    with chinese():
        chart, axes = _blank(title, 2.5 + 0.55 * len(columns), 1.2 + 0.32 * len(rows))
        scale = Normalize(values[values == values].min(), values[values == values].max())
        image = axes.imshow(values, cmap=_COLORS, norm=scale, aspect="auto")
        axes.set_xticks(range(len(columns)), columns, rotation=40, ha="right")
        axes.set_yticks(range(len(rows)), rows)
        axes.set(xlabel=frame.columns.name or "", ylabel=frame.index.name or "")
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        for (row, column), value in _numbers(values):
            color = "white" if float(scale(value)) > _DARK else "black"
            axes.text(column, row, f"{value:g}", ha="center", va="center", color=color, fontsize=9)
        ticks = MaxNLocator(integer=bool((values[values == values] % 1 == 0).all()))
        chart.colorbar(image, ax=axes, label=unit, shrink=0.8, ticks=ticks)
        return _made(chart)


def tile_grid(values: Mapping[str, float], title: str = "", unit: str = "") -> Chart:
    """One tile a province, darker where the value is higher; provinces without one are grey.

    Keys are names of provinces, full or short, or their codes.

    Raises:
        InputError: a key is no province.
    """
    known = {_province(name): float(value) for name, value in values.items()}
    scale = Normalize(min(known.values(), default=0.0), max(known.values(), default=1.0))
    colors = colormaps[_COLORS]
    with chinese():
        chart, axes = _blank(title, 7.2, 6.0)
        for code, (column, row) in TILES.items():
            value = known.get(code)
            shade = 0.0 if value is None else 0.15 + 0.85 * float(scale(value))
            face = _GREY if value is None else colors(shade)
            corner = (column + 0.04, row + 0.04)
            box = FancyBboxPatch(corner, 0.92, 0.92, boxstyle="round,pad=0,rounding_size=.1")
            box.set(facecolor=face, edgecolor="none")
            axes.add_patch(box)
            ink = "#888888" if value is None else "white" if shade > _DARK else "black"
            words = short_name(code) if value is None else f"{short_name(code)}\n{value:g}"
            axes.text(
                column + 0.5, row + 0.5, words, ha="center", va="center", color=ink, fontsize=9
            )
        axes.set(xlim=(0, 9), ylim=(7.4, 0), aspect="equal")
        axes.set_axis_off()
        axes.text(0.04, 7.1, unit, fontsize=9, color="#555555", va="top")
        return _made(chart)


def spread(rows: Iterable[Mapping[str, Any]], title: str = "") -> Chart:
    """When each province took up an industry: a line an industry, a dot a province.

    ``rows`` have ``industry_name``, ``province`` and ``day``, as kg.analysis.diffusion gives them; a
    dot is hollow where ``basis`` says that only the day of an article is known.

    Raises:
        InputError: there is no row.
    """
    taken: dict[str, list[_Dot]] = {}
    for row in rows:
        dot = _Dot(row["day"], row["province"], row.get("basis") == _REPORTED)
        taken.setdefault(row["industry_name"], []).append(dot)
    if not taken:
        raise InputError(Text("扩散图", "spread"), Text("没有数据", "no data"))
    order = sorted(taken, key=lambda name: (min(taken[name]), name), reverse=True)
    dots = [(height, dot) for height, name in enumerate(order) for dot in taken[name]]
    places = sorted({dot.place for _, dot in dots})
    with chinese():
        chart, axes = _blank(title, 8.5, 1.4 + 0.42 * len(order))
        for height, name in enumerate(order):
            days = [dates.date2num(dot.day) for dot in taken[name]]
            axes.plot([min(days), max(days)], [height, height], color="#bbbbbb", zorder=1)
        shown = [
            _dots(axes, number, [(height, dot) for height, dot in dots if dot.place == place])
            for number, place in enumerate(places)
        ]
        axes.set_yticks(range(len(order)), order)
        axes.xaxis_date()
        axes.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m"))
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color="#eeeeee")
        axes.set_xlabel("日期 day" + (_HOLLOW if any(dot.reported for _, dot in dots) else ""))
        axes.legend(
            handles=shown, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=9
        )
        return _made(chart)


def _blank(title: str, width: float, height: float) -> tuple[Chart, Axes]:
    chart = Chart(figsize=(width, height), layout="constrained")
    axes = chart.add_subplot()
    axes.set_title(title, loc="left", fontsize=12)
    return chart, axes


def _made(chart: Chart) -> Chart:
    chart.draw_without_rendering()  # makes the ticks, while Chinese is chosen
    return chart


def _numbers(values: Any) -> Iterable[tuple[tuple[int, int], float]]:
    rows, columns = values.shape
    every = (((r, c), values[r, c]) for r in range(rows) for c in range(columns))
    return ((place, value) for place, value in every if value == value)


def _province(name: str) -> str:
    code = code_of(name)
    if not code:
        raise InputError(name, Text("不是省级行政区", "is no province"))
    return code


def _dots(axes: Axes, number: int, points: Sequence[tuple[int, _Dot]]) -> Line2D:
    """One province in its colour and shape; what stands for it in the legend."""
    place = points[0][1].place
    code, color = code_of(place), to_hex(colormaps["tab20"](number % 20))
    shape, name = _DOTS[number % len(_DOTS)], short_name(code) if code else place
    axes.scatter(
        [dates.date2num(dot.day) for _, dot in points],
        [height for height, _ in points],
        label=name,
        marker=shape,
        facecolors=["white" if dot.reported else color for _, dot in points],
        edgecolors=color,
        zorder=2,
    )
    return Line2D([], [], color=color, marker=shape, linestyle="", label=name)
