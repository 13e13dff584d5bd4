"""Figures with Chinese in them, drawn by matplotlib without a font of the system.

``use_chinese()`` once, and every figure of yours has Chinese; the figures made here have it anyway.
The font is a subset of Noto Sans CJK SC (SIL OFL 1.1): GB 2312, the traditional forms of its
commoner half, and what the registers and samples need.
"""

from kg.plots import backend as backend  # first, for it says what to install
from kg.plots.charts import Chart, heat_map, spread, tile_grid
from kg.plots.font import FAMILY, chinese, use_chinese
from kg.plots.tiles import TILES

__all__ = [
    "FAMILY",
    "TILES",
    "Chart",
    "chinese",
    "heat_map",
    "spread",
    "tile_grid",
    "use_chinese",
]
