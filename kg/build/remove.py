"""Withdrawing articles from a finished graph, for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import store, tables
from kg.build import withdrawn
from kg.build.finish import Settings, finish
from kg.build.progress import Progress, quiet
from kg.build.withdrawn import Withdrawn
from kg.domain import only_saved
from kg.errors import InputError, nearest
from kg.lang import Text
from kg.report import Report, read
from kg.store import locked
from kg.types import Article

_SHOWN = 5  # articles that a message about an ambiguous name lists


def remove(
    out: Path, names: Sequence[str], reason: str = "", progress: Progress = quiet
) -> tuple[tuple[Article, ...], Report]:
    """Take articles out of every file under ``out``, and keep later builds from bringing them back.

    A name is an article's id, address, title, name or the path it was read from. The graph is what
    a build of the other articles gives, down to the bytes. Nothing of an article stays under
    ``out`` but its row in :data:`kg.build.withdrawn.NAME`, and its place in the report.

    Raises:
        StoreError: no finished build of this version, or another build writes to ``out`` now.
        InputError: a name fits no article, or several; or no article would be left.
    """
    before = read(out)
    articles = tables.read_articles(out / "tables")
    gone = tuple(dict.fromkeys(_one(articles, name) for name in names))
    if len(gone) == len(articles):
        raise InputError(
            out,
            Text(
                "不会剩下文章；请直接删除这个文件夹", "no article would be left; delete the folder"
            ),
        )
    with locked(out / "state"), only_saved(out):
        settings = Settings.load(out)
        rows = (*withdrawn.read(out), *_rows(gone, articles, reason))
        kept, skipped = withdrawn.without(articles, rows)
        made = finish(kept, (*before.skipped, *skipped), out, settings, progress)
        withdrawn.write(out, rows)
        store.forget_older(out)
    return gone, made


def restore(out: Path, names: Sequence[str]) -> tuple[Withdrawn, ...]:
    """Take articles off the list, so that the next build from the same inputs has them again.

    Raises:
        InputError: nothing of that name was withdrawn.
        StoreError: another build writes to ``out`` now.
    """
    with locked(out / "state"):
        rows = withdrawn.read(out)
        back = {row for name in names for row in _named(rows, name)}
        withdrawn.write(out, set(rows) - back)
    return tuple(sorted(back))


def _one(articles: Sequence[Article], name: str) -> Article:
    found = [article for article in articles if name in _names(article)]
    if len(found) == 1:
        return found[0]
    if not found:
        near = nearest(name, sorted({one for article in articles for one in _names(article)}))
        hint = Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else Text("", "")
        none = Text(f"没有这篇文章{hint.zh}", f"no such article{hint.en}")
        raise InputError(name, none)
    listed = "; ".join(f"{article.id} {article.title}" for article in found[:_SHOWN])
    raise InputError(
        name,
        Text(
            f"有 {len(found)} 篇，请写编号：{listed}",
            f"fits {len(found)} articles; name one by its id: {listed}",
        ),
    )


def _names(article: Article) -> set[str]:
    return {article.id, article.url, article.title, article.name, article.origin} - {""}


def _rows(gone: Sequence[Article], articles: Sequence[Article], reason: str) -> Iterator[Withdrawn]:
    """An address that a kept article has too says nothing about which one is meant."""
    kept = {article.url for article in articles if article not in gone}
    for article in gone:
        url = "" if article.url in kept else article.url
        yield Withdrawn(article.id, article.title or article.name, url, reason)


def _named(rows: Sequence[Withdrawn], name: str) -> list[Withdrawn]:
    found = [row for row in rows if name in (row.article, row.title, row.url)]
    if not found:
        raise InputError(name, Text("没有撤下过这篇文章", "no such article was withdrawn"))
    return found
