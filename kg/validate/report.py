"""What a validation found, for people (table, HTML) and programs (JSON)."""

from __future__ import annotations

import json
from html import escape

from kg.codec import encode
from kg.lang import Text, several
from kg.rdf.html import page, table
from kg.rdf.results import aligned
from kg.types import Checked

_WIDEST = 40  # characters of a cell on the terminal; the files have all of it
_HEAD = (
    Text("何处", "where"),
    Text("规则", "rule"),
    Text("要求", "asks for"),
    Text("出错的值", "value at fault"),
    Text("句子", "sentence"),
)


def summary(checked: Checked) -> Text:
    """One line: how much was looked at, and how much is wrong."""
    number = len(checked.breaches)
    wrong = Text(f"{number} 处不合规则", f"{number} breaches" if number != 1 else "1 breach")
    if not number:
        wrong = Text("全部合规", "all rules are kept")
    part = Text(f"{checked.articles} 篇文章", several(checked.articles, "article"))
    if checked.articles < checked.of:
        part = Text(
            f"{checked.of} 篇文章中的 {checked.articles} 篇",
            f"{checked.articles} of {checked.of} articles",
        )
    return Text(
        f"校验 {part.zh}、{checked.triples:,} 条三元组：{wrong.zh}",
        f"validated {part.en}, {checked.triples:,} triples: {wrong.en}",
    )


def to_table(checked: Checked) -> str:
    """For the terminal, in the language chosen; long cells are cut."""
    if not checked.breaches:
        return f"{summary(checked)}\n"
    rows = [
        [_cut(cell) for cell in (one.where, one.rule, str(one.asks), one.value, one.sentence)]
        for one in checked.breaches
    ]
    return aligned([str(name) for name in _HEAD], rows) + f"\n{summary(checked)}\n"


def to_json(checked: Checked) -> str:
    """The records; the same for the same graph."""
    return json.dumps(encode(checked), ensure_ascii=False, indent=2) + "\n"


def to_html(checked: Checked) -> str:
    """A page in both languages."""
    content = f"<p>{escape(summary(checked).within('both'))}</p>"
    if checked.breaches:
        rows = [
            (
                f"<code>{escape(one.where)}</code>",
                f"<code>{escape(one.rule)}</code> {escape(one.constraint)}",
                f"{escape(one.asks.zh)}<br>{escape(one.asks.en)}",
                f"<code>{escape(one.value)}</code>",
                escape(one.sentence),
            )
            for one in checked.breaches
        ]
        content += table([f"{name.zh} {name.en}" for name in _HEAD], rows)
    return page("图谱校验 Validation", content)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…"
