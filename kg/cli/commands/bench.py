"""``kg bench``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument("what", choices=("annotate",), help=say("测什么", "what to measure"))
    options.settings(parser)


def _run(args: Namespace) -> int:
    from kg.bench import annotate_speed

    print(annotate_speed(options.config(args)))
    return DONE


COMMAND = Command("bench", Text("测速", "measure speed"), _arguments, _run)
