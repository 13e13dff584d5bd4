"""``kg eval``"""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import options, talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.errors import InputError
from kg.lang import Text, say

if TYPE_CHECKING:
    from kg.evaluate.score import Annotated
    from kg.types import Document

# What a file of Universal NER has no use for
_OF_FOLDERS = ("predictions", "gold_mentions", "errors", "confidence", "html")


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "gold",
        type=Path,
        metavar="GOLD_DIR",
        help=say(
            "标准答案的文件夹；或 Universal NER 的 .iob2 文件",
            "folder of gold annotations; or an .iob2 file of Universal NER",
        ),
    )
    parser.add_argument(
        "predictions",
        type=Path,
        nargs="?",
        metavar="PREDICTIONS",
        help=say("kg annotate 的输出；不给则现做", "from kg annotate; made now if not given"),
    )
    parser.add_argument(
        "--gold-mentions",
        action="store_true",
        help=say("从标准提及开始", "start from gold mentions"),
    )
    parser.add_argument(
        "--errors", action="store_true", help=say("逐条列出差异", "list differences")
    )
    parser.add_argument(
        "--confidence",
        action="store_true",
        help=say(
            "各档置信度的事实有多少是对的", "how many facts of each step of confidence are right"
        ),
    )
    parser.add_argument(
        "--html",
        type=Path,
        metavar="FILE",
        help=say(
            "写一个网页：指标、区间、逐条差异",
            "write a page: figures, intervals, every difference",
        ),
    )
    options.json(parser)
    options.settings(parser)


def _run(args: Namespace) -> int:
    if args.gold.suffix == ".iob2":
        return _universal(args)
    from kg.evaluate import figures, read_gold, read_predictions, reliability
    from kg.evaluate.differences import differences
    from kg.evaluate.tallies import lines, tallies

    gold = read_gold(args.gold)
    made: tuple[Document, ...] = ()
    found: dict[str, Annotated]
    if args.predictions is None:
        from kg.evaluate.predict import documents
        from kg.evaluate.shape import to_object

        made = tuple(documents(gold, options.config(args), args.gold_mentions))
        found = {document.article.name: to_object(document) for document in made}
    elif args.confidence:
        without = Text(
            "没有置信度；不给它则现做", "has no confidence; leave it out to annotate now"
        )
        raise InputError(args.predictions, without)
    else:
        found = read_predictions(args.predictions)
        missing = sorted(gold.keys() - found.keys())
        if missing:
            names = ", ".join(missing)
            talk.note(Text(f"没有预测：{names}", f"no prediction for: {names}"))
    if args.html is not None:
        from kg.evaluate.leaf import to_page

        args.html.write_text(to_page(gold, found), "utf-8", newline="\n")
        talk.note(Text(f"写好了 {args.html}", f"wrote {args.html}"))
    result = figures(gold, found)
    if args.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:16} {'-' if value is None else f'{value:6.1f}'}")
        print()
        for line in lines(tallies(gold, found)):
            print(line)
    if args.confidence:
        print()
        for line in reliability.lines(reliability.reliability(gold, made)):
            print(line)
    if args.errors:
        for row in differences(gold, found):
            print(f"{row.article}\t{row.kind}\t{row.side}\t{row.what}\t{row.sentence}")
    return DONE


def _universal(args: Namespace) -> int:
    """Persons, organisations and places of a file of Universal NER."""
    from kg.evaluate.uner import scores

    for option in _OF_FOLDERS:
        if getattr(args, option):
            name = "PREDICTIONS" if option == "predictions" else f"--{option.replace('_', '-')}"
            only = Text("只用于标准答案的文件夹", "goes with a folder of gold annotations only")
            raise InputError(name, only)
    found = scores(args.gold, options.config(args))
    if args.json:
        print(json.dumps(found))
        return DONE
    for how, figures in found.items():
        print(f"{how:20} " + "  ".join(f"{name} {value:5.1f}" for name, value in figures.items()))
    return DONE


COMMAND = Command("eval", Text("与标准答案比较", "compare with gold annotations"), _arguments, _run)
