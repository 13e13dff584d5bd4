"""``kg bench``"""

from __future__ import annotations

from argparse import Namespace
from types import MappingProxyType

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    parser.add_argument("what", choices=tuple(_MEASURED), help=say("测什么", "what to measure"))
    options.settings(parser)


def _run(args: Namespace) -> int:
    _MEASURED[args.what](args)
    return DONE


def _annotate(args: Namespace) -> None:
    from kg.bench import annotate_speed

    print(annotate_speed(options.config(args)))


def _tables(args: Namespace) -> None:
    from kg.bench_tables import table_speed

    print(*table_speed(options.config(args)), sep="\n")


def _rdf(args: Namespace) -> None:
    from kg.bench_rdf import rdf_speed

    print(rdf_speed(options.config(args)))


_MEASURED = MappingProxyType({"annotate": _annotate, "rdf": _rdf, "tables": _tables})


COMMAND = Command("bench", Text("测速", "measure speed"), _arguments, _run)
