"""``kg build``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg.cli import options, printing, talk
from kg.cli.command import DONE, FINDINGS, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say, several


def _arguments(parser: Parser) -> None:
    options.inputs(parser)
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help=say("写到这个文件夹", "folder to write to"),
    )
    options.strict(parser)
    options.validating(parser)
    options.reading(parser)
    options.settings(parser)


def _run(args: Namespace) -> int:
    from kg.build import build
    from kg.ingest import NothingFoundError

    before = _articles_of(args.out)
    kept: list[int] = []  # articles that an earlier build has recognised
    try:
        with talk.progress() as told:

            def tell(phase: str, done: int, total: int | None) -> None:
                if phase == "recognising" and not kept:
                    kept.append(done)
                told(phase, done, total)

            found = build(args.inputs, args.out, options.config(args), tell)
    except NothingFoundError as error:
        if len(error.skipped) > 1:  # the error itself names a single one
            printing.skips(error.skipped, None, args.verbose)
        raise
    printing.skips(found.skipped, args.out / "report.md", args.verbose)
    printing.summary(found)
    if kept and kept[0]:  # else all of it is new, or made by another version
        new, gone = found.articles - kept[0], before - kept[0]
        same = Text(f"{kept[0]:,} 篇没有变", f"{several(kept[0], 'article')} as before")
        more = Text(f"{new:,} 篇新增或改过", f"{new:,} new or changed")
        less = Text(f"{gone:,} 篇不再有", f"{gone:,} gone")
        print(say(f"{same.zh}，{more.zh}，{less.zh}", f"{same.en}, {more.en}, {less.en}"))
    printing.next_steps(found, args.out)
    return FINDINGS if args.strict and found.skipped else DONE


def _articles_of(out: Path) -> int:
    """Of the graph that is there; 0 if there is none, or one of another version."""
    from kg.errors import StoreError
    from kg.report import read

    try:
        return read(out).articles
    except StoreError:
        return 0


COMMAND = Command("build", Text("从文章生成图谱", "build a graph from articles"), _arguments, _run)
