"""Content negotiation (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def chosen(accept: str, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header likes best, ties to the first; None if it takes none.

    >>> chosen("text/html, text/turtle;q=0.9, */*;q=0.1", ("application/json", "text/turtle"))
    'text/turtle'
    >>> chosen("", ("application/json", "text/csv")), chosen("image/png", ("text/csv",))
    ('application/json', None)
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    liked = {offer: _quality(offer, ranges) for offer in offers}
    best = max(offers, key=lambda offer: liked[offer], default=None)
    return best if best is not None and liked[best] > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return media, _number(value)
    return media, 1.0


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:  # a broken preference is none
        return 0.0


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """The most specific range that covers the offer decides."""
    for covering in (offer, offer.split("/")[0] + "/*", "*/*"):
        for media, quality in ranges:
            if media == covering:
                return quality
    return 0.0
