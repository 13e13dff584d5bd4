"""``kg diff``"""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import options
from kg.cli.command import DONE, FINDINGS, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say

if TYPE_CHECKING:
    from kg.graph import Change

_MARKS = {"came": "+", "went": "-", "changed": "~"}


def _arguments(parser: Parser) -> None:
    for name, what in (
        ("old", say("旧的图谱", "the older")),
        ("new", say("新的图谱", "the newer")),
    ):
        parser.add_argument(name, type=Path, metavar=name.upper(), help=what)
    options.json(parser)


def _run(args: Namespace) -> int:
    from kg.codec import encode
    from kg.graph import build, compare
    from kg.report import base_of
    from kg.schema import CLASSES, PREDICATES
    from kg.tables import read

    for folder in (args.old, args.new):
        base_of(folder)  # says so if there is no graph
    old, new = (build(read(folder / "tables")) for folder in (args.old, args.new))
    changes = compare(old, new)
    if args.json:
        print(json.dumps([encode(change) for change in changes], ensure_ascii=False, indent=2))
        return FINDINGS if changes else DONE
    if changes:
        print(_counts(changes) + "\n")
    for change in changes:
        row = CLASSES[change.kind] if change.kind in CLASSES else PREDICATES[change.kind]
        what = f"  [{', '.join(change.attributes)}]" if change.attributes else ""
        print(f"{_MARKS[change.change]} {say(row.zh, row.en)}  {change.name}{what}")
    if not changes:
        print(say("没有不同", "no difference"))
    return FINDINGS if changes else DONE


def _counts(changes: Sequence[Change]) -> str:
    """+ and - of things and of facts, then how many things changed."""
    from kg.schema import CLASSES

    parts = []
    for what, of_things in ((Text("实体和目标", "things"), True), (Text("关系", "facts"), False)):
        marks = Counter(
            _MARKS[change.change] for change in changes if (change.kind in CLASSES) == of_things
        )
        if marks:
            parts.append(f"{what} " + " ".join(f"{mark}{marks[mark]:,}" for mark in sorted(marks)))
    return say("；", "; ").join(parts)


COMMAND = Command(
    "diff",
    Text(
        "两个图谱的不同：实体、关系、目标；有不同则退出码为 1",
        "how two graphs differ: entities, facts, targets; exit 1 if they do",
    ),
    _arguments,
    _run,
)
