"""``kg build``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg.cli import options, printing, talk
from kg.cli.command import DONE, FINDINGS, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


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

    try:
        with talk.progress() as told:
            found = build(args.inputs, args.out, options.config(args), told)
    except NothingFoundError as error:
        if len(error.skipped) > 1:  # the error itself names a single one
            printing.skips(error.skipped, None, args.verbose)
        raise
    printing.skips(found.skipped, args.out / "report.md", args.verbose)
    printing.summary(found)
    printing.next_steps(found, args.out)
    return FINDINGS if args.strict and found.skipped else DONE


COMMAND = Command("build", Text("从文章生成图谱", "build a graph from articles"), _arguments, _run)
