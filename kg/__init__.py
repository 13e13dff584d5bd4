"""Chinese policy news in, evidence-backed graph out. Verbs live with their stage: kg.pipeline, …"""

from kg.errors import InputError, KgError, ModelError, StoreError, UnknownNameError
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

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Document",
    "Entity",
    "Enumeration",
    "Evidence",
    "Fact",
    "InputError",
    "Instrument",
    "KgError",
    "Link",
    "Mention",
    "ModelError",
    "Skip",
    "Span",
    "StoreError",
    "Target",
    "UnknownNameError",
]
