"""Views of the graph as the simpler networks that papers use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from kg.analysis.support import asserted, name_of, supports
from kg.errors import UnknownNameError
from kg.lang import Text

_TIES = ("based_on", "implements", "amends", "repeals")  # between two policies
_FIRM = ("公司", "集团", "股份", "银行", "Inc.", "Ltd.")  # how the name of a company ends
_LISTED = "listed"
_SIDES = ("region", "industry")
_WITHIN = ("sentence", "article")


def region_industry(graph: nx.MultiDiGraph) -> nx.Graph:
    """Provinces and the industries that they support: bipartite, 0 and 1 in ``bipartite``.

    ``weight`` is the number of policies, regions and bodies of the province that support it. Provinces
    go by name, industries by id; both have ``name``.
    """
    made: nx.Graph = nx.Graph()
    counts = Counter((one.place, one.industry) for one in supports(graph))
    for (place, industry), weight in sorted(counts.items()):
        made.add_node(place, bipartite=0, name=place)
        made.add_node(industry, bipartite=1, name=name_of(graph, industry))
        made.add_edge(place, industry, weight=weight)
    return made


def project(bipartite: nx.Graph, onto: str, jaccard: bool = False) -> nx.Graph:
    """One side of ``region_industry``, tied by what two have in common.

    ``weight`` is the number of common neighbours, with ``jaccard`` their share of all neighbours
    (Newman 2001, doi 10.1103/PhysRevE.64.016132, for projections; Jaccard 1901 for the share).

    Raises:
        UnknownNameError: ``onto`` is neither "region" nor "industry".
    """
    if onto not in _SIDES:
        raise UnknownNameError(Text("一侧", "side"), onto, _SIDES)
    side = [n for n, which in bipartite.nodes(data="bipartite") if which == _SIDES.index(onto)]
    if jaccard:
        return nx.bipartite.overlap_weighted_projected_graph(bipartite, side, jaccard=True)
    return nx.bipartite.weighted_projected_graph(bipartite, side)


def policy_policy(graph: nx.MultiDiGraph) -> nx.Graph:
    """Policies that support the same industries or refer to each other.

    ``common`` is the number of industries that both support, ``relations`` the predicates between
    them, ``weight`` the sum of both.
    """
    industries: defaultdict[str, set[str]] = defaultdict(set)
    ties: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, object_, key, evidence in graph.edges(keys=True, data="evidence"):
        if not asserted(evidence) or graph.nodes[subject]["label"] != "POLICY":
            continue
        if key == "covers":
            industries[object_].add(subject)
        elif key in _TIES:
            ties[min(subject, object_), max(subject, object_)].add(key)
    common = Counter(
        pair for policies in industries.values() for pair in combinations(sorted(policies), 2)
    )
    made: nx.Graph = nx.Graph()
    for first, second in sorted({*common, *ties}):
        relations = tuple(sorted(ties[first, second]))
        number = common[first, second]
        for node in (first, second):
            made.add_node(node, name=name_of(graph, node))
        made.add_edge(
            first, second, common=number, relations=relations, weight=number + len(relations)
        )
    return made


def companies(graph: nx.MultiDiGraph) -> list[str]:
    """Organisations that are companies: listed ones, and those whose name ends like one."""
    return sorted(
        node
        for node, known in graph.nodes(data=True)
        if known["label"] == "ORG"
        and (known["register"] == _LISTED or known["name"].endswith(_FIRM))
    )


def co_mention(
    graph: nx.MultiDiGraph, nodes: Iterable[str] | None = None, within: str = "sentence"
) -> nx.Graph:
    """Which of ``nodes`` (companies, if not given) are named together, and how often.

    ``weight`` is the number of sentences, or of articles, that name both.

    Raises:
        UnknownNameError: ``within`` is neither "sentence" nor "article".
    """
    if within not in _WITHIN:
        raise UnknownNameError(Text("范围", "unit"), within, _WITHIN)
    named: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    made: nx.Graph = nx.Graph()
    for node in sorted(companies(graph) if nodes is None else nodes):
        made.add_node(node, name=name_of(graph, node))
        for article, _, _, start, _ in graph.nodes[node]["mentions"]:
            named[article, start if within == "sentence" else 0].add(node)
    pairs = Counter(pair for found in named.values() for pair in combinations(sorted(found), 2))
    made.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(pairs.items()))
    return made
