"""The graph: nodes are things, edges are claims with their evidence (``networkx.MultiDiGraph``).

``graph.graph["articles"]`` maps Article.id to Article. A node has ``label`` (a key of
kg.schema.CLASSES), ``name``, ``mentions`` and what its class adds; an edge has its predicate as
key and ``evidence``, a sorted tuple of kg.types.Evidence. :mod:`kg.graph.merge` says the rest.
"""

from kg.graph.clusters import IndustryCluster, clusters
from kg.graph.compare import Change, compare
from kg.graph.days import Seen, day, published, seen
from kg.graph.figures import plain
from kg.graph.files import aside
from kg.graph.life import status
from kg.graph.merge import build, distinct
from kg.graph.names import english
from kg.graph.places import province, province_name
from kg.graph.points import Conflict, Series, Side, comparable, conflicts, series
from kg.graph.search import find, neighbourhood, rank
from kg.titles import document_type, period

__all__ = [
    "Change",
    "Conflict",
    "IndustryCluster",
    "Seen",
    "Series",
    "Side",
    "aside",
    "build",
    "clusters",
    "comparable",
    "compare",
    "conflicts",
    "day",
    "distinct",
    "document_type",
    "english",
    "find",
    "neighbourhood",
    "period",
    "plain",
    "province",
    "province_name",
    "published",
    "rank",
    "seen",
    "series",
    "status",
]
