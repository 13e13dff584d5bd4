"""Which industries a province supports more than others do, and whom it resembles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any

import networkx as nx
import pyarrow as pa

from kg.analysis.support import name_of, supports
from kg.tables import Table

Portfolio = Mapping[str, int]  # industry -> how many support it

_SHARES: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "province": pa.string(),
        "industry": pa.string(),
        "industry_name": pa.string(),
        "supporters": pa.int32(),
        "share": pa.float64(),
        "share_overall": pa.float64(),
        "quotient": pa.float64(),
        "symmetric": pa.float64(),
    }
)
_ALIKE: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "province": pa.string(),
        "other": pa.string(),
        "common": pa.int32(),
        "jaccard": pa.float64(),
        "finger_kreinin": pa.float64(),
    }
)


def portfolios(graph: nx.MultiDiGraph) -> Mapping[str, Portfolio]:
    """By province, by industry: how many policies, regions and bodies of it support the industry."""
    counts = Counter((one.place, one.industry) for one in supports(graph))
    places = sorted({place for place, _ in counts})
    return {
        place: {industry: n for (one, industry), n in sorted(counts.items()) if one == place}
        for place in places
    }


def specialisation(graph: nx.MultiDiGraph) -> Table:
    """Location quotients: what a province supports, against what all do.

    ``quotient`` = (x_pi / x_p) / (x_i / x) where x counts supporters: above one, the province leans
    to the industry. The location quotient of regional science (Florence 1939), the same ratio as
    revealed comparative advantage (Balassa 1965, doi 10.1111/j.1467-9957.1965.tb00050.x). It has no
    upper end; ``symmetric`` = (quotient - 1) / (quotient + 1) lies between -1 and 1 (Laursen 1998,
    DRUID working paper 98-30). Counts of policies are small: read both with ``supporters`` beside
    them. Rows by province, the highest quotient first.
    """
    held = portfolios(graph)
    total = sum(sum(one.values()) for one in held.values())
    overall: Counter[str] = Counter()
    for one in held.values():
        overall.update(one)
    rows = []
    for place, one in held.items():
        size = sum(one.values())
        shares = {industry: (n / size, overall[industry] / total) for industry, n in one.items()}
        for industry, (share, among_all) in sorted(
            shares.items(), key=lambda item: (-item[1][0] / item[1][1], item[0])
        ):
            rows.append(
                {
                    "province": place,
                    "industry": industry,
                    "industry_name": name_of(graph, industry),
                    "supporters": one[industry],
                    "share": share,
                    "share_overall": among_all,
                    "quotient": share / among_all,
                    "symmetric": (share - among_all) / (share + among_all),
                }
            )
    return Table.of(rows, pa.schema(_SHARES), "specialisation")


def similarity(graph: nx.MultiDiGraph) -> Table:
    """How alike the industry portfolios of two provinces are; the most alike first.

    ``jaccard``: industries that both support over those that either does. ``finger_kreinin``: the sum
    over industries of the smaller share, 1 for equal portfolios (Finger and Kreinin 1979, doi
    10.2307/2231506, who compare exports). Pairs with nothing in common are left out.
    """
    rows: list[dict[str, Any]] = [
        {"province": first, "other": second, **_alike(one, two)}
        for (first, one), (second, two) in combinations(portfolios(graph).items(), 2)
        if one.keys() & two.keys()
    ]
    rows.sort(key=lambda row: (-row["finger_kreinin"], row["province"], row["other"]))
    return Table.of(rows, pa.schema(_ALIKE), "similarity")


def _alike(one: Portfolio, two: Portfolio) -> dict[str, float]:
    both = one.keys() & two.keys()
    sizes = sum(one.values()), sum(two.values())
    return {
        "common": len(both),
        "jaccard": len(both) / len(one.keys() | two.keys()),
        "finger_kreinin": sum(min(one[i] / sizes[0], two[i] / sizes[1]) for i in sorted(both)),
    }
