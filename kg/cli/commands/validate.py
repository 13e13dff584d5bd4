"""``kg validate``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg.cli.command import DONE, FINDINGS, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "out",
        type=Path,
        metavar="OUT",
        help=say("kg build 的结果，或一个 Turtle 文件", "made by kg build, or a Turtle file"),
    )
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help=say("把记录写成 JSON", "write the records as JSON"),
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help=say("写成网页", "write a page to read")
    )


def _run(args: Namespace) -> int:
    from kg.graph import aside
    from kg.report import base_of
    from kg.schema import ID_BASE
    from kg.validate import check, to_html, to_json, to_table

    if args.out.is_file():
        checked = check(args.out, ID_BASE)
    else:
        base = base_of(args.out)
        checked = check(args.out / "graph.ttl", base)
    for path, write in ((args.json, to_json), (args.html, to_html)):
        if path is not None:
            with aside(path) as part:
                part.write_text(write(checked), "utf-8", newline="\n")
    print(to_table(checked), end="")
    return FINDINGS if checked.breaches else DONE


COMMAND = Command(
    "validate",
    Text("按数据模型校验（SHACL）", "check against the data model (SHACL)"),
    _arguments,
    _run,
)
