"""``kg annotate``"""

from __future__ import annotations

import csv
import io
import json
from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.cli import options, talk
from kg.cli.command import DONE, FINDINGS, Command
from kg.cli.parsing import Parser
from kg.errors import InputError
from kg.lang import Text, say
from kg.types import Skip


def _arguments(parser: Parser) -> None:
    options.inputs(parser)
    parser.add_argument(
        "--dates",
        type=Path,
        metavar="FILE.csv",
        help=say("文章日期，列 id,date", "dates of the articles, columns id,date"),
    )
    options.strict(parser)
    options.reading(parser)
    options.settings(parser)


def _run(args: Namespace) -> int:
    from kg.evaluate.shape import to_object
    from kg.ingest import NothingFoundError, Options, read
    from kg.pipeline import annotate

    config = options.config(args)
    dates = _dates(args.dates) if args.dates else {}
    skipped: list[Skip] = []
    articles = (
        replace(article, date=dates.get(article.name, article.date))
        for article in read(args.inputs, skipped.append, options=Options.of(config))
    )
    found = False
    for document in annotate(articles, config):
        print(json.dumps(to_object(document), ensure_ascii=False))
        found = True
    if len(skipped) > 1 or found:
        for skip in skipped:
            talk.skip(skip)
    if not found:
        raise NothingFoundError(skipped)
    return FINDINGS if args.strict and skipped else DONE


def _dates(path: Path) -> dict[str, str]:
    """Article name to date, from a CSV file with the columns id and date.

    Raises:
        InputError: a column is missing, or a date is no day, month or year.
    """
    rows = csv.DictReader(io.StringIO(options.text_of(path)))
    if not {"id", "date"} <= set(rows.fieldnames or ()):
        raise InputError(
            path,
            Text(
                '第一行要有 "id" 和 "date" 两列',
                'the first line must name the columns "id" and "date"',
            ),
        )
    dates = {}
    for row in rows:
        if not _is_date(row["date"] or ""):
            given = row["date"] or ""
            raise InputError(
                f"{path}:{rows.line_num}", Text(f"不是日期：{given!r}", f"no date: {given!r}")
            )
        dates[row["id"]] = row["date"]
    return dates


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text)
    except ValueError:
        return False
    return True


COMMAND = Command(
    "annotate", Text("标注文章，输出 JSON 行", "annotate; JSON lines"), _arguments, _run
)
