"""``kg query``"""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

from kg.cli import options, talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.cli.typing import typed
from kg.errors import InputError, nearest
from kg.lang import Text, joined, say

_KEYWORD = re.compile(
    r"(?:\s|#.*\n)*(?:select|ask|construct|describe|prefix|base)\b", re.IGNORECASE
)
_OURS = re.compile(r"\bzt:\w+")
_HEAD = 2  # lines of a table without rows


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "out",
        type=Path,
        nargs="?",
        metavar="OUT",
        help=say("kg build 的结果", "made by kg build"),
    )
    parser.add_argument(
        "sparql",
        nargs="?",
        metavar="SPARQL",
        help=say("查询，前缀都已知", "a query; prefixes are known"),
    )
    parser.add_argument(
        "-f",
        "--file",
        type=Path,
        metavar="FILE",
        help=say("从文件读查询", "read the query from a file"),
    )
    parser.add_argument(
        "--list",
        action="store_true",
        help=say("列出命名查询及其参数", "list the named queries and their parameters"),
    )
    parser.add_argument(
        "--named", metavar="NAME", help=say("运行一个命名查询", "run a named query")
    )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=say(
            "命名查询的参数，可多次；实体写名称或编号",
            "parameter of a named query, repeatable; a thing by its name or id",
        ),
    )
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "ttl"),
        default="table",
        help=say("结果的格式", "format of the result"),
    )


def _run(args: Namespace) -> int:
    if args.list:
        _list()
        return DONE
    ways = [args.sparql, args.file, args.named]
    if args.out is None or sum(way is not None for way in ways) != 1:
        raise InputError(
            "query",
            Text(
                "请给出 OUT，以及 SPARQL、-f FILE、--named NAME 之一；见 kg query --help",
                "give OUT and one of SPARQL, -f FILE and --named NAME; see kg query --help",
            ),
        )
    if args.param and args.named is None:
        raise InputError("--param", Text("只用于 --named", "goes with --named only"))
    from functools import partial

    from kg.cookbook import bound, recipe
    from kg.rdf.results import format_result
    from kg.report import base_of
    from kg.store import open_store, query

    base = base_of(args.out)
    ask = partial(query, open_store(args.out), base=base)
    if args.named is not None:
        sparql = bound(recipe(args.named), _parameters(args.param), ask, base)
    else:
        sparql = args.sparql if args.file is None else options.text_of(args.file)
    if "{" not in sparql and not _KEYWORD.match(sparql):
        raise InputError(Text("查询", "query"), _no_sparql(args.out, sparql.strip()))
    printed = format_result(ask(sparql), args.format, base)
    print(printed, end="")
    if args.format == "table" and printed.count("\n") == _HEAD:
        talk.note(joined("", Text("没有结果", "no rows"), _unknown(sparql)))
    return DONE


def _unknown(sparql: str) -> Text:
    """Names of our vocabulary that are misspelt: SPARQL takes them for things nobody has said."""
    from kg.rdf.ontology import terms

    known = terms()
    for name in _OURS.findall(sparql):
        if name not in known:
            near = nearest(name, sorted(known))
            none = Text(f"；词表里没有 {name}", f"; there is no {name} in the vocabulary")
            meant = Text(f"，是不是 {near}？", f"; did you mean {near}?") if near else Text("", "")
            return joined("", none, meant)
    return Text("", "")


def _no_sparql(out: Path, words: str) -> Text:
    """Whoever types a name wants to know what the graph says of it."""
    command = typed(["kg", "find", str(out), words])
    return Text(f"不是 SPARQL；查名称用 {command}", f"no SPARQL; for a name: {command}")


def _list() -> None:
    from kg.cookbook import recipes

    for one in recipes():
        print(f"{one.name}\n    {one.question}")
        for parameter in one.parameters:
            print(f"    --param {parameter.name}={parameter.default}  {parameter.what}")


def _parameters(given: list[str]) -> dict[str, str]:
    """
    Raises:
        InputError: one of them is not NAME=VALUE.
    """
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise InputError(f"--param {one}", Text("请写成 名称=值", "write it as NAME=VALUE"))
        found[name] = value
    return found


COMMAND = Command("query", Text("用 SPARQL 查询图谱", "query a graph"), _arguments, _run)
