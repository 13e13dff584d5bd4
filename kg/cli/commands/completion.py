"""``kg completion``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli.command import DONE, Command
from kg.cli.completion import SHELLS, script
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "shell",
        choices=tuple(SHELLS),
        help=say('哪个 shell；eval "$(kg completion bash)"', 'which; eval "$(kg completion bash)"'),
    )


def _run(args: Namespace) -> int:
    from kg.cli.table import parser

    print(script(args.shell, parser()), end="")
    return DONE


COMMAND = Command(
    "completion",
    Text("给 shell 的补全脚本", "completion script for a shell"),
    _arguments,
    _run,
)
