"""``kg demo``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg.cli import options, printing, talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say

_TOLD = ("issues", "covers", "repeals", "sets_target", "offers")  # examples that are printed


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        default=Path("output/demo"),
        metavar="DIR",
        help=say("写到哪里", "where to write"),
    )
    options.settings(parser)


def _run(args: Namespace) -> int:
    from kg.build import build_from
    from kg.build.samples import samples
    from kg.schema import PREDICATES

    with talk.progress() as told:
        found = build_from(samples, args.out, options.config(args), progress=told)
    printing.summary(found)
    print("\n" + say("例", "examples"))
    for example in (row for row in found.examples if row.predicate in _TOLD):
        predicate = PREDICATES[example.predicate]
        print(f"  {example.subject} —{say(predicate.zh, predicate.en)}→ {example.object}")
        print(f"    {example.sentence}")
    printing.next_steps(found, args.out)
    return DONE


COMMAND = Command(
    "demo",
    Text("用自带样例生成图谱", "build the graph of the bundled samples"),
    _arguments,
    _run,
)
