"""One HTML page with the graph inside: search it, see it, read the sentences behind it.

``payload`` says what the page draws, ``render`` makes the page, ``write`` puts it in a file.
The page's own program is ``src/`` (TypeScript), built into ``bundle.js`` and ``bundle.css``.
"""

from kg.explorer.held import Limits, held
from kg.explorer.layout import Spot, layout
from kg.explorer.page import fragment, render, write
from kg.explorer.parts import around, live, named
from kg.explorer.payload import payload

__all__ = [
    "Limits",
    "Spot",
    "around",
    "fragment",
    "held",
    "layout",
    "live",
    "named",
    "payload",
    "render",
    "write",
]
