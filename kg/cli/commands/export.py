"""``kg export``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg.cli import options, talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.errors import InputError
from kg.lang import Text, say

_AROUND = ".html"  # the format that shows what is around one node
# Of kg.rdf.parts.PARTS.
_PARTS = {
    "annotations": Text("提及，写成 W3C Web Annotation", "mentions as W3C Web Annotations"),
    "rdf12": Text("写成 RDF 1.2（陈述用三元组项）", "as RDF 1.2, statements with triple terms"),
    "schemes": Text("地区和产业分类（SKOS）", "regions and industries as SKOS schemes"),
}


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=say("格式看后缀", "format by its suffix")
    )
    parser.add_argument(
        "--node",
        metavar="N",
        help=say("只取一个节点周围（编号或名称）", "what is around one node (id or name)"),
    )
    parser.add_argument(
        "--hops",
        type=int,
        default=2,
        metavar="K",
        help=say("几步以内，默认 2", "how far, 2 if not given"),
    )

    parts = parser.add_mutually_exclusive_group()
    for name, what in _PARTS.items():
        parts.add_argument(
            f"--{name}", dest="part", action="store_const", const=name, help=str(what)
        )


def _run(args: Namespace) -> int:
    from kg.export import write, write_part
    from kg.graph import build
    from kg.lookup import things
    from kg.report import base_of
    from kg.tables import read

    if args.node is not None and args.file.suffix != _AROUND:
        raise InputError("--node", Text(f"只用于 {_AROUND}", f"goes with {_AROUND} only"))
    base = base_of(args.out)
    documents = read(args.out / "tables")
    graph = build(documents)
    if args.part:
        write_part(args.part, graph, documents, args.file, base)
        return DONE
    node = args.node
    if node is not None and node not in graph:
        node = things(args.out, node)[0].id
    write(graph, documents, args.file, node, args.hops, base)
    talk.note(Text(f"已写入 {args.file}", f"wrote {args.file}"))
    return DONE


COMMAND = Command("export", Text("导出，格式看后缀", "export; format by suffix"), _arguments, _run)
