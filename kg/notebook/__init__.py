"""The graph as an analyst's data set: what ``import kg`` offers in a notebook."""

from kg.notebook.cell import Page
from kg.notebook.document import DocumentView, annotate, read
from kg.notebook.graph import Graph
from kg.notebook.things import EntityView, EvidenceView, FactView

__all__ = [
    "DocumentView",
    "EntityView",
    "EvidenceView",
    "FactView",
    "Graph",
    "Page",
    "annotate",
    "read",
]
