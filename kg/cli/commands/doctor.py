"""``kg doctor``"""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from kg.cli import options
from kg.cli.command import DONE, FINDINGS, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "out",
        type=Path,
        nargs="?",
        metavar="OUT",
        help=say("也检查这个 kg build 的结果", "look at this result of kg build too"),
    )
    options.json(parser)
    options.settings(parser)


def _run(args: Namespace) -> int:
    from kg.codec import encode
    from kg.doctor import examine

    checks = list(examine(options.config(args), args.out))
    if args.json:
        print(json.dumps([encode(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        for check in checks:
            mark = "✗" if check.finding else "·" if check.advice else "✓"
            print(f"{mark} {check.what}: {check.found}")
            if check.advice:
                print(f"    {check.advice}")
    return FINDINGS if any(check.finding for check in checks) else DONE


COMMAND = Command(
    "doctor",
    Text("检查安装、模型和图谱", "look at the installation, the model and a graph"),
    _arguments,
    _run,
)
