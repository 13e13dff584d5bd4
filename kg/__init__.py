"""Chinese policy news in, evidence-backed graph out.

For analysts: ``Graph``, ``read``, ``annotate``, ``Config`` and ``load_ipython_extension``
(``%load_ext kg``), loaded when they are first used. The nouns are here too; the other verbs live
with their stage: kg.pipeline, kg.graph, kg.rdf, …
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import (
    InputError,
    KgError,
    MissingExtraError,
    ModelError,
    StoreError,
    UnknownNameError,
)
from kg.types import (
    Article,
    Document,
    Entity,
    Enumeration,
    Evidence,
    Fact,
    Instrument,
    Link,
    Mention,
    Skip,
    Span,
    Target,
)

if TYPE_CHECKING:
    from kg.config import Config
    from kg.notebook import (
        DocumentView,
        EntityView,
        EvidenceView,
        FactView,
        Graph,
        Page,
        annotate,
        read,
    )
    from kg.notebook.magic import load_ipython_extension
    from kg.tables import Table

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Config",
    "Document",
    "DocumentView",
    "Entity",
    "EntityView",
    "Enumeration",
    "Evidence",
    "EvidenceView",
    "Fact",
    "FactView",
    "Graph",
    "InputError",
    "Instrument",
    "KgError",
    "Link",
    "Mention",
    "MissingExtraError",
    "ModelError",
    "Page",
    "Skip",
    "Span",
    "StoreError",
    "Table",
    "Target",
    "UnknownNameError",
    "annotate",
    "load_ipython_extension",
    "read",
]

_LAZY = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "DocumentView",
                "EntityView",
                "EvidenceView",
                "FactView",
                "Graph",
                "Page",
                "annotate",
                "read",
            ),
            "kg.notebook",
        ),
        "Config": "kg.config",
        "Table": "kg.tables",
        "load_ipython_extension": "kg.notebook.magic",
    }
)


def __getattr__(name: str) -> Any:
    """What is heavy is imported when it is asked for (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_LAZY[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
