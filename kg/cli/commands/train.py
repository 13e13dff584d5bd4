"""``kg train``"""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from kg.cli import talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "out", type=Path, metavar="OUT", help=say("放模型的文件夹", "folder for the model")
    )
    parser.add_argument(
        "--finre",
        type=Path,
        metavar="DIR",
        help=say(
            "FinRE 的文件夹（train.txt、valid.txt）；不给则不用",
            "folder of FinRE (train.txt, valid.txt), to learn from that too",
        ),
    )
    parser.add_argument(
        "--official",
        type=Path,
        metavar="PATH",
        help=say(
            "公文（法规、通知等）的文件或文件夹，标注由规则和 LAC 给出；不给则不用",
            "file or folder of official documents, labelled by rules and LAC, to learn from too",
        ),
    )
    parser.add_argument(
        "--epochs",
        type=int,
        default=8,
        metavar="N",
        help=say("训练几遍", "passes over the examples"),
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help=say("随机种子", "random seed")
    )
    parser.add_argument(
        "--teacher",
        action="store_true",
        help=say(
            "先训练一个较大的模型，再让识别模型也向它学",
            "train a larger model first, from which the recogniser learns too",
        ),
    )


def _run(args: Namespace) -> int:
    from kg.training.outside import given
    from kg.training.run import train

    report = partial(print, flush=True)
    outside = given(args.finre, args.official, talk.skip)
    print(train(args.out, outside, args.epochs, args.seed, report, args.teacher))
    return DONE


COMMAND = Command("train", Text("训练识别模型", "train the recogniser"), _arguments, _run)
