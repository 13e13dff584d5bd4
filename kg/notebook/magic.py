"""``%load_ext kg``: SPARQL in a cell of its own."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any, NoReturn

from kg.errors import InputError
from kg.lang import Text, joined
from kg.notebook.graph import Graph
from kg.tables import Table

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_SHAPE = "%%sparql output/demo [-o NAME] [-p VARIABLE ...]"
_USE = Text(f"写法：{_SHAPE}", f"write {_SHAPE}")


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError("%%sparql", joined("; ", message, _USE))


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Makes the cell magic ``%%sparql`` known; IPython calls it for ``%load_ext kg``."""

    def sparql(line: str, cell: str) -> Table | None:
        """%%sparql OUT [-o NAME] [-p VARIABLE ...]

        The answer as a table, or under NAME for the cells that follow. ``-p year`` puts the
        notebook's variable ``year`` in the place of ``?year``. All our prefixes are known.
        """
        given = _parser().parse_args(shlex.split(line))
        answer = Graph.open(given.out).query(cell, **_values(shell, given.values))
        if given.name is None:
            return answer
        shell.user_ns[given.name] = answer
        return None

    shell.magics_manager.register_function(sparql, magic_kind="cell", magic_name="sparql")


def _parser() -> ArgumentParser:
    parser = _Parser(prog="%%sparql", add_help=False)
    parser.add_argument("out")
    parser.add_argument("-o", dest="name")
    parser.add_argument("-p", dest="values", nargs="+", default=[])
    return parser


def _values(shell: InteractiveShell, names: list[str]) -> dict[str, Any]:
    """
    Raises:
        InputError: the notebook has no such variable.
    """
    for name in names:
        if name not in shell.user_ns:
            raise InputError(
                name, Text("笔记本里没有这个变量", "the notebook has no such variable")
            )
    return {name: shell.user_ns[name] for name in names}
