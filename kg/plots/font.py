"""The font that comes with the package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import matplotlib
from matplotlib import font_manager

FAMILY = "Zhengtu Sans"
_OTHERS = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "DejaVu Sans",
]


def use_chinese() -> None:
    """Let every figure of this process write Chinese: changes matplotlib's defaults for fonts.

    A character that our font lacks is taken from a Chinese font of the system, if there is one.
    """
    matplotlib.rcParams.update(_settings())


@contextmanager
def chinese() -> Iterator[None]:
    """The same for what is drawn inside; the defaults are as before afterwards."""
    with matplotlib.rc_context(_settings()):
        yield


@cache
def _settings() -> Any:  # matplotlib lists every name of a setting as a type
    with as_file(files("kg.plots") / "zhengtu-sans.otf") as path:
        font_manager.fontManager.addfont(path)
    installed = {font.name for font in font_manager.fontManager.ttflist}
    families = [FAMILY, *(name for name in _OTHERS if name in installed)]
    return {"font.family": families, "axes.unicode_minus": False}
