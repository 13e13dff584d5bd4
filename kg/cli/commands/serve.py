"""``kg serve``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "--port",
        type=int,
        default=7878,
        metavar="N",
        help=say(
            "端口，默认 7878；0 为任意空闲端口", "port, 7878 if not given; 0 takes a free one"
        ),
    )


def _run(args: Namespace) -> int:
    from kg.report import base_of
    from kg.serve import serve

    serve(args.out, args.port, base_of(args.out))
    return DONE


COMMAND = Command(
    "serve",
    Text("在本机打开图谱和 SPARQL 端点", "the page and SPARQL on 127.0.0.1"),
    _arguments,
    _run,
)
