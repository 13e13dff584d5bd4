"""``kg stats``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "--json", action="store_true", help=say("给程序读的 JSON", "JSON for programs")
    )


def _run(args: Namespace) -> int:
    from kg.report import load

    print(load(args.out, "report.json" if args.json else "report.md"), end="")
    return DONE


COMMAND = Command("stats", Text("统计", "counts"), _arguments, _run)
