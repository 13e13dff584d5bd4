"""Text with its mentions in colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.display.cards import Html, text
from kg.schema import CLASSES
from kg.types import Span

_GROUND = "33"  # alpha of the ground behind a mention, hexadecimal: a fifth
_RULE = "cc"  # of the line below it


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A stretch of text that stands out. ``label`` is a key of CLASSES."""

    span: Span
    label: str
    note: str = ""  # shown when the pointer rests on it


def marked(words: str, marks: Iterable[Mark], within: Span | None = None) -> Html:
    """``words``, or the part of them that is ``within``, with ``marks`` in their colours.

    Offsets count code points of ``words``. Of marks that overlap the first wins, of two that start
    together the longer; one that runs over the edge of ``within`` is cut there.
    """
    part = within or Span(0, max(len(words), 1))
    pieces = []
    at = part.start
    for mark in sorted(marks, key=lambda one: (one.span.start, -one.span.end, one.label)):
        start, end = max(mark.span.start, part.start), min(mark.span.end, part.end)
        if start >= end or start < at:
            continue
        pieces += [text(words[at:start]), _mark(words[start:end], mark)]
        at = end
    pieces.append(text(words[at : part.end]))
    return Html("".join(pieces))


def legend(labels: Iterable[str]) -> Html:
    """The colours that are in use, in the order of the schema."""
    used = set(labels)
    shown = (_coloured(text(f"{c.zh} {c.en}"), c.color) for k, c in CLASSES.items() if k in used)
    return Html(f"<small>{' '.join(shown)}</small>")


def _mark(words: str, mark: Mark) -> Html:
    known = CLASSES[mark.label]
    return _coloured(text(words), known.color, mark.note or f"{known.zh} {known.en}")


def _coloured(words: Html, color: str, note: str = "") -> Html:
    style = f"background:{color}{_GROUND};border-color:{color}{_RULE}"
    title = f' title="{text(note)}"' if note else ""
    return Html(f'<mark style="{style}"{title}>{words}</mark>')
