"""``kg stats``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    options.json(parser)


def _run(args: Namespace) -> int:
    from kg.lang import language
    from kg.report import load, read, to_markdown

    print(load(args.out) if args.json else to_markdown(read(args.out), language()), end="")
    return DONE


COMMAND = Command("stats", Text("统计", "counts"), _arguments, _run)
