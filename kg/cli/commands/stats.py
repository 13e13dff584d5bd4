"""``kg stats``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    options.json(parser)

    parser.add_argument(
        "--merges",
        action="store_true",
        help=say("哪些名称和编号被合并，为什么", "which names and ids were joined, and why"),
    )


def _run(args: Namespace) -> int:
    from kg.lang import language
    from kg.report import load, read, to_markdown

    if args.merges:
        _print_merges(args)
        return DONE
    print(load(args.out) if args.json else to_markdown(read(args.out), language()), end="")
    return DONE


def _print_merges(args: Namespace) -> None:
    """One line a merge: what is kept, what was joined to it, why, and the article that says so."""
    import json
    from dataclasses import asdict

    from kg.tables import read_merges

    merges = read_merges(args.out / "tables")
    if args.json:
        print(json.dumps([asdict(merge) for merge in merges], ensure_ascii=False, indent=1))
        return
    for merge in merges:
        print(merge.kept, merge.name or merge.old, merge.reason, merge.article, sep="\t")


COMMAND = Command("stats", Text("统计", "counts"), _arguments, _run)
