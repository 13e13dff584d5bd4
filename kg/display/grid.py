"""Rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

from kg.display.cards import Html, card, link, text

MOST_ROWS = 20  # shown of a table: what fits on a screen
_MOST_WORDS = 400  # characters kept of a cell, of which the column shows what fits in a line


def grid(
    columns: Sequence[str], rows: Iterable[Sequence[object]], size: int, caption: str = ""
) -> Html:
    """The first MOST_ROWS of ``size`` rows."""
    head = "".join(f"<th>{text(name)}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, min(size, MOST_ROWS))
    )
    more = f", {MOST_ROWS} shown" if size > MOST_ROWS else ""
    note = f"{size:,} rows × {len(columns)} columns{more}"
    table = (
        f'<div class="kg-wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div><small>{note}</small>"
    )
    return card(text(caption), Html(table))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return f"<td>{'✓' if value else '✗'}</td>"
    if isinstance(value, int | float | Decimal):
        return f'<td class="kg-number">{figure(value)}</td>'
    words = _words(value)
    return f'<td title="{text(words)}">{link(words, words)}</td>'


def figure(value: int | float | Decimal) -> str:
    """
    >>> figure(2025), figure(0.1 + 0.2), figure(Decimal("40000000000"))
    ('2025', '0.3', '40,000,000,000')
    """
    large = abs(float(value)) >= 10_000
    if isinstance(value, int):
        return f"{value:,}" if large else str(value)
    return f"{value:,.0f}" if large and float(value).is_integer() else f"{value:.6g}"


def _words(value: object) -> str:
    if value is None:
        return ""
    words = "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1] + "…"
