"""The columns of the merged tables.

* A column that names something holds its id; the same with ``_name`` holds the words.
* ``value`` is the nearest double, to calculate and to plot; ``value_exact`` has the digits. So with
  dates: ``published`` is a day, ``published_exact`` as precise as known (2021-07).
* ``first_day`` and ``last_day``: publication of the earliest and the latest article that says so
  and whose day is known.
* ``sentence`` is the first evidence in the order of the days; the table ``evidence`` has all.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa

_TEXT, _COUNT, _SHARE = pa.string(), pa.int32(), pa.float64()
_FLAG, _DAY, _TEXTS = pa.bool_(), pa.date32(), pa.list_(pa.string())
_SEEN = {"articles": _COUNT, "first_day": _DAY, "last_day": _DAY, "sentence": _TEXT}
_FACT = {
    "subject": _TEXT,
    "subject_name": _TEXT,
    "subject_label": _TEXT,
    "subject_province": _TEXT,
    "predicate": _TEXT,
    "object": _TEXT,
    "object_name": _TEXT,
    "object_label": _TEXT,
    "object_province": _TEXT,
}
_HOLDER = {"holder": _TEXT, "holder_name": _TEXT, "holder_label": _TEXT, "province": _TEXT}

MERGED: Mapping[str, pa.Schema] = MappingProxyType(
    {
        "entities": pa.schema(
            {
                "id": _TEXT,
                "label": _TEXT,
                "name": _TEXT,
                "english": _TEXT,
                "aliases": _TEXTS,
                "register": _TEXT,
                "code": _TEXT,
                "region": _TEXT,
                "region_name": _TEXT,
                "province": _TEXT,
                "parent": _TEXT,
                "parent_name": _TEXT,
                "mentions": _COUNT,
                "facts": _COUNT,
                "articles": _COUNT,
                "first_day": _DAY,
                "last_day": _DAY,
            }
        ),
        "facts": pa.schema(
            {
                **_FACT,
                "modality": _TEXT,
                "confidence": _SHARE,
                "asserted": _FLAG,
                "evidence": _COUNT,
                **_SEEN,
            }
        ),
        "evidence": pa.schema(
            {
                **_FACT,
                "modality": _TEXT,
                "confidence": _SHARE,
                "attribution": _TEXT,
                "attribution_name": _TEXT,
                "role": _TEXT,
                "rule": _TEXT,
                "sentence": _TEXT,
                "article": _TEXT,
                "title": _TEXT,
                "day": _DAY,
                "source": _TEXT,
                "url": _TEXT,
            }
        ),
        "targets": pa.schema(
            {
                "id": _TEXT,
                **_HOLDER,
                "indicator": _TEXT,
                "scope": _TEXT,
                "comparator": _TEXT,
                "value": _SHARE,
                "value_max": _SHARE,
                "unit": _TEXT,
                "deadline": _COUNT,
                "baseline": _TEXT,
                "modality": _TEXT,
                "value_exact": _TEXT,
                "value_max_exact": _TEXT,
                "confidence": _SHARE,
                **_SEEN,
            }
        ),
        "instruments": pa.schema(
            {
                "id": _TEXT,
                **_HOLDER,
                "kind": _TEXT,
                "comparator": _TEXT,
                "amount": _SHARE,
                "unit": _TEXT,
                "recipient": _TEXT,
                "amount_exact": _TEXT,
                "confidence": _SHARE,
                **_SEEN,
            }
        ),
        "policies": pa.schema(
            {
                "id": _TEXT,
                "name": _TEXT,
                "kind": _TEXT,
                "number": _TEXT,
                "level": _TEXT,
                "jurisdiction": _TEXT,
                "province": _TEXT,
                "first_year": _COUNT,
                "last_year": _COUNT,
                "published": _DAY,
                "effective": _DAY,
                "expires": _DAY,
                "published_exact": _TEXT,
                "effective_exact": _TEXT,
                "expires_exact": _TEXT,
                "issuers": _TEXTS,
                "industries": _TEXTS,
                "targets": _COUNT,
                "instruments": _COUNT,
                "aliases": _TEXTS,
                "articles": _COUNT,
                "first_day": _DAY,
                "last_day": _DAY,
            }
        ),
    }
)
