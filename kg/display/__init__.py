"""HTML for notebook cells: cards, tables and marked text, for light and dark themes alike.

Everything is escaped here and nowhere else. Colours are translucent and the text keeps the colour
of the page around it, so no theme needs to be known.
"""

from kg.display.cards import LINK, Html, card, definitions, joined, link, text
from kg.display.grid import MOST_ROWS, grid
from kg.display.marks import Mark, legend, marked

__all__ = [
    "LINK",
    "MOST_ROWS",
    "Html",
    "Mark",
    "card",
    "definitions",
    "grid",
    "joined",
    "legend",
    "link",
    "marked",
    "text",
]
