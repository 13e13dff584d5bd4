"""Measures for economists where networkx has none, and thin ways to those that it has.

Functions take the graph (``graph.nx``) and give a :class:`kg.tables.Table`, sorted, or a networkx
graph. What is only denied does not count. A docstring names the source of its measure.
"""

from kg.analysis.ambition import ambition
from kg.analysis.centrality import MEASURES, centrality_by_year
from kg.analysis.communities import communities
from kg.analysis.diffusion import diffusion, innovators
from kg.analysis.growth import growth
from kg.analysis.networks import co_mention, companies, policy_policy, project, region_industry
from kg.analysis.portfolios import portfolios, similarity, specialisation

__all__ = [
    "MEASURES",
    "ambition",
    "centrality_by_year",
    "co_mention",
    "communities",
    "companies",
    "diffusion",
    "growth",
    "innovators",
    "policy_policy",
    "portfolios",
    "project",
    "region_industry",
    "similarity",
    "specialisation",
]
