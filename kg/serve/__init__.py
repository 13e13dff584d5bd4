"""The local server: explorer, query page, SPARQL endpoint, pages of ids. 127.0.0.1 only.

What serves is loaded when it is first used: the workers need none of it.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.serve.limits import Limits
from kg.serve.options import Options

if TYPE_CHECKING:
    from kg.serve.app import application
    from kg.serve.server import serve

__all__ = ["Limits", "Options", "application", "serve"]

_LATER = MappingProxyType({"application": "kg.serve.app", "serve": "kg.serve.server"})


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
