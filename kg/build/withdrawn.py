"""Articles that are not to be built: OUT/withdrawn.csv, which ``kg remove`` writes and every build
into OUT honours.

A row withdraws the text whose id it has, and whatever else stands at its address, so that a page
which is read again after a correction stays out too. The id alone is enough: the other cells may be
emptied by whoever must forget the article altogether.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from kg.errors import InputError, system_reason
from kg.ingest import place
from kg.lang import Text, joined
from kg.types import Article, Skip

NAME = "withdrawn.csv"


@dataclass(frozen=True, order=True, slots=True)
class Withdrawn:
    """A row."""

    article: str  # Article.id
    title: str = ""
    url: str = ""  # empty where other articles, which stay, have it too
    reason: str = ""  # in the words of whoever withdrew it


def read(out: Path) -> tuple[Withdrawn, ...]:
    """The rows; none if nothing was ever withdrawn.

    Raises:
        InputError: the file cannot be read, or a row has no id.
    """
    path = out / NAME
    names = [field.name for field in fields(Withdrawn)]
    try:
        found = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        rows = [Withdrawn(*((row.get(name) or "").strip() for name in names)) for row in found]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            path, Text(f"不是 UTF-8 的 CSV：{error}", f"no CSV in UTF-8: {error}")
        ) from error
    if not all(row.article for row in rows):
        raise InputError(path, Text("有一行没有 article 编号", "a row has no article id"))
    return tuple(sorted(set(rows)))


def write(out: Path, rows: Iterable[Withdrawn]) -> None:
    """Replace the list; without rows the file goes."""
    path, rows = out / NAME, sorted(set(rows))
    if not rows:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Withdrawn)])
    writer.writerows(map(astuple, rows))
    part = path.with_suffix(".part")
    part.write_text(text.getvalue(), "utf-8-sig", newline="\n")  # the mark is for Excel
    part.replace(path)


def without(
    articles: Sequence[Article], rows: Iterable[Withdrawn]
) -> tuple[tuple[Article, ...], tuple[Skip, ...]]:
    """The articles that stay, and a skip for each that does not."""
    ids: dict[str, Withdrawn] = {}
    addresses: dict[str, Withdrawn] = {}
    for row in rows:
        ids[row.article] = row
        if row.url:
            addresses[row.url] = row
    kept: list[Article] = []
    gone: list[Skip] = []
    for article in articles:
        found = ids.get(article.id) or addresses.get(article.url)
        if found is None:
            kept.append(article)
        else:
            gone.append(Skip(place(article), _why(found)))
    return tuple(kept), tuple(gone)


def _why(row: Withdrawn) -> Text:
    told = Text("已用 kg remove 撤下", "withdrawn with kg remove")
    return joined("", told, Text(f"：{row.reason}", f": {row.reason}")) if row.reason else told
