"""The frame of what a cell shows, and words in it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import NewType

Html = NewType("Html", str)  # escaped: made by the functions of this package only

LINK = ("https://", "http://")  # addresses that a reader may follow

# Important: Jupyter's own rule for cells of tables aligns them all to the right.
_STYLE = """\
.kg-card{margin:.3em 0;line-height:1.6;text-align:left}
.kg-card h4{margin:0 0 .2em;font-size:1.15em;font-weight:600}
.kg-card small,.kg-card .kg-dim{opacity:.72;font-weight:400}
.kg-card .kg-rows{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em;margin:.3em 0}
.kg-card .kg-rows>:nth-child(odd){opacity:.72}
.kg-card blockquote{margin:.3em 0;padding:.1em .9em;border-left:3px solid #8888;color:inherit}
.kg-card p{margin:.3em 0;white-space:pre-wrap}
.kg-card p,.kg-card .kg-rows,.kg-card blockquote{max-width:64em}
.kg-card mark{padding:.05em .2em;border-radius:.2em;color:inherit;border-bottom:2px solid}
.kg-card .kg-wide{overflow-x:auto}
.kg-card table{border-collapse:collapse;margin:.3em 0;font-size:.92em}
.kg-card th,.kg-card td{padding:.25em .6em;text-align:left!important;border-bottom:1px solid #8884;\
max-width:22em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.kg-card th{font-weight:600;border-bottom:1px solid #888a}
.kg-card .kg-number{text-align:right!important;font-variant-numeric:tabular-nums}
.kg-card a{color:inherit;text-decoration:underline}"""


def text(words: object) -> Html:
    """
    >>> text("<b>某省</b>")
    '&lt;b&gt;某省&lt;/b&gt;'
    """
    return Html(html.escape(str(words)))


def link(words: object, address: str) -> Html:
    """``words``, to be clicked if the address is one of the web.

    >>> link("某文", "javascript:alert(1)")
    '某文'
    """
    if not address.lower().startswith(LINK):
        return text(words)
    href = html.escape(address)
    return Html(f'<a href="{href}" target="_blank" rel="noopener noreferrer">{text(words)}</a>')


def joined(parts: Iterable[Html], between: str = "") -> Html:
    return Html(html.escape(between).join(parts))


def definitions(rows: Mapping[str, Html]) -> Html:
    """Names and what they stand for; rows without content are left out."""
    pairs = (f"<div>{text(name)}</div><div>{what}</div>" for name, what in rows.items() if what)
    return Html(f'<div class="kg-rows">{"".join(pairs)}</div>')


def card(title: Html, *parts: Html, dim: str = "") -> Html:
    """One thing: its name, a few words beside it, and what there is to say."""
    beside = f" <small>{text(dim)}</small>" if dim else ""
    head = f"<h4>{title}{beside}</h4>" if title else ""
    body = "".join(parts)
    return Html(f'<style>{_STYLE}</style><div class="kg-card">{head}{body}</div>')
