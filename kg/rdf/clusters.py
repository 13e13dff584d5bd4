"""Industry clusters as things of their own: region and industry, with the sentences that name them."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from kg.graph import clusters
from kg.rdf.entities import name_triples
from kg.rdf.sources import sentence_node
from kg.rdf.vocab import Row, node, term
from kg.registers import divisions

_KIND = ("产业集群", "集群")


def cluster_triples(graph: nx.MultiDiGraph, base: str) -> Iterator[Row]:
    """The id is made of those of industry and region: ``cluster/氢能~440000``."""
    for one in clusters(graph):
        industry, region = one.industry.partition("/")[2], one.region.partition("/")[2]
        cluster_id = f"cluster/{industry}~{region}"
        subject = node(cluster_id, base)
        yield (subject, term("rdf:type"), term("zt:IndustryCluster"))
        yield from name_triples(cluster_id, _name(graph, one.industry, one.region), base)
        yield (subject, term("zt:industry"), node(one.industry, base))
        yield (subject, term("schema:location"), node(one.region, base))
        for article, span in one.evidence:
            sentence = sentence_node(article, span.start, span.end, base)
            yield (subject, term("prov:wasDerivedFrom"), sentence)


def _name(graph: nx.MultiDiGraph, industry: str, region: str) -> str:
    """The names of both: 某省氢能产业集群."""
    code = region.partition("/")[2]
    place = graph.nodes[region]["name"] if region in graph else divisions()[code].name
    words = graph.nodes[industry]["name"]
    kind = "" if words.endswith("集群") else _KIND[words.endswith(("产业", "业"))]
    return f"{place}{words}{kind}"
