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


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "gold",
        type=Path,
        metavar="GOLD_DIR",
        help=say("标准答案的文件夹", "folder of gold annotations"),
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
    options.json(parser)
    options.settings(parser)


def _run(args: Namespace) -> int:
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


COMMAND = Command("eval", Text("与标准答案比较", "compare with gold annotations"), _arguments, _run)
