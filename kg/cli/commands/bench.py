"""``kg bench``"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument("what", choices=tuple(_MEASURED), help=say("测什么", "what to measure"))
    parser.add_argument(
        "--graph",
        type=Path,
        metavar="OUT",
        help=say("serve：用哪个图谱，默认用样例", "serve: which graph, the samples if not given"),
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=60.0,
        metavar="S",
        help=say("serve：每轮几秒", "serve: seconds of a run"),
    )
    options.settings(parser)


def _run(args: Namespace) -> int:
    _MEASURED[args.what](args)
    return DONE


def _annotate(args: Namespace) -> None:
    from kg.bench import annotate_speed

    print(annotate_speed(options.config(args)))


def _serve(args: Namespace) -> None:
    from kg.bench_serve import Plan, measure

    plan = Plan(seconds=args.seconds, short=min(args.seconds, Plan().short))
    if args.graph is not None:
        print(measure(args.graph, plan))
        return
    from kg.build import build_from
    from kg.build.samples import samples

    with TemporaryDirectory() as folder:
        out = Path(folder) / "samples"
        build_from(samples, out, options.config(args))
        print(measure(out, plan))


def _tables(args: Namespace) -> None:
    from kg.bench_tables import table_speed

    print(*table_speed(options.config(args)), sep="\n")


def _rdf(args: Namespace) -> None:
    from kg.bench_rdf import rdf_speed

    print(rdf_speed(options.config(args)))


def _explorer(args: Namespace) -> None:
    from kg.bench_explorer import explorer_speed

    for row in explorer_speed(options.config(args)):
        print(row, flush=True)


_MEASURED = MappingProxyType(
    {
        "annotate": _annotate,
        "explorer": _explorer,
        "rdf": _rdf,
        "serve": _serve,
        "tables": _tables,
    }
)


COMMAND = Command("bench", Text("测速", "measure speed"), _arguments, _run)
