"""``kg query``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.errors import InputError
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "sparql",
        nargs="?",
        metavar="SPARQL",
        help=say("查询，前缀都已知", "a query; prefixes are known"),
    )
    parser.add_argument(
        "-f",
        "--file",
        type=Path,
        metavar="FILE",
        help=say("从文件读查询", "read the query from a file"),
    )
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "ttl"),
        default="table",
        help=say("结果的格式", "format of the result"),
    )


def _run(args: Namespace) -> int:
    if (args.sparql is None) == (args.file is None):
        raise InputError(
            "query",
            Text(
                "请给出 SPARQL 或 -f FILE 之一；见 kg query --help",
                "give either SPARQL or -f FILE; see kg query --help",
            ),
        )
    from kg.rdf.results import format_result
    from kg.report import base_of
    from kg.store import open_store, query

    base = base_of(args.out)
    sparql = args.sparql if args.file is None else options.text_of(args.file)
    print(format_result(query(open_store(args.out), sparql, base), args.format, base), end="")
    return DONE


COMMAND = Command("query", Text("用 SPARQL 查询图谱", "query a graph"), _arguments, _run)
