"""The commands, one row each, and the parser made of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import kg
from kg.cli import options
from kg.cli.command import Command
from kg.cli.commands import (
    annotate,
    bench,
    build,
    completion,
    demo,
    diff,
    doctor,
    evaluate,
    export,
    find,
    query,
    remove,
    serve,
    stats,
    train,
    validate,
)
from kg.cli.parsing import Parser
from kg.lang import LANGUAGES, Text, say

COMMANDS: tuple[Command, ...] = (
    demo.COMMAND,
    build.COMMAND,
    annotate.COMMAND,
    find.COMMAND,
    query.COMMAND,
    serve.COMMAND,
    export.COMMAND,
    stats.COMMAND,
    diff.COMMAND,
    remove.COMMAND,
    validate.COMMAND,
    evaluate.COMMAND,
    bench.COMMAND,
    train.COMMAND,
    doctor.COMMAND,
    completion.COMMAND,
)

_ABOUT = Text(
    "政图：从中文政策新闻到有据可查的知识图谱。",
    "Chinese policy news in, an evidence-backed knowledge graph out.",
)


def parser() -> Parser:
    """``kg`` and its commands; the table of the README."""
    top = Parser("kg", str(_ABOUT))
    top.add_argument(
        "--version",
        action="version",
        version=f"zhengtu {kg.__version__}",
        help=say("显示版本", "show the version"),
    )
    options.everywhere(top, top=True)
    commands = top.add_subparsers(
        title=say("命令", "commands"), required=True, metavar="COMMAND", dest="command"
    )
    for command in COMMANDS:
        made = commands.add_parser(
            command.name,
            help=str(command.summary),
            prog=f"kg {command.name}",
            description=str(command.summary),
        )
        command.arguments(made)
        options.everywhere(made)
        made.set_defaults(run=command.run)
    return top


def language_of(argv: Sequence[str]) -> str | None:
    """The language that ``--lang`` asks for; known before the parser is made, which speaks it."""
    for one, following in pairwise((*argv, "")):
        name, equals, value = one.partition("=")
        given = value if equals else following
        if name == "--lang" and given in LANGUAGES:
            return given
    return None
