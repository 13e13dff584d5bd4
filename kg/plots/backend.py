"""matplotlib, or what to install."""

from __future__ import annotations

from kg.errors import MissingExtraError

try:
    import matplotlib as matplotlib
except ImportError as error:
    raise MissingExtraError("matplotlib", "notebook") from error
