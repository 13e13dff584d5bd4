"""The table of the public names, made from their docstrings: ``python notebooks/make.py api``."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterable, Iterator

import kg
from kg import analysis, plots

_OWNERS = {
    "Graph": "graph",
    "Table": "table",
    "EntityView": "entity",
    "FactView": "fact",
    "EvidenceView": "evidence",
    "DocumentView": "document",
    "Page": "page",
    "Config": "config",
}
_OPENED = {
    "Graph": ("demo", "open", "read"),
    "Table": ("of", "of_columns", "open"),
    "Config": ("load",),
}
_MODULES = {"kg.analysis": analysis, "kg.plots": plots}
_TABLE = re.compile(r"(<!-- api -->\n).*?(<!-- /api -->)", re.DOTALL)


def written(page: str) -> str:
    """The page with the table made anew."""
    return _TABLE.sub(lambda found: found[1] + table() + found[2], page)


def table() -> str:
    rows = (f"| `{name}` | {what} |\n" for name, what in names())
    return "| name | what it is |\n|---|---|\n" + "".join(rows)


def names() -> Iterator[tuple[str, str]]:
    """Every public name with the first sentence of its docstring."""
    for name in ("read", "annotate", "load_ipython_extension"):
        yield _called(f"kg.{name}", getattr(kg, name)), _said(getattr(kg, name))
    for owner, word in _OWNERS.items():
        yield f"kg.{owner}", _said(getattr(kg, owner))
        yield from _members(getattr(kg, owner), owner, word)
    for prefix, module in _MODULES.items():
        for name in module.__all__:
            found = getattr(module, name)
            said = _said(found) if callable(found) else _values(found)
            yield (
                _called(f"{prefix}.{name}", found) if callable(found) else f"{prefix}.{name}",
                said,
            )
    for name in sorted(kg.__all__, key=str.casefold):
        found = getattr(kg, name)
        if inspect.isclass(found) and name not in _OWNERS:
            yield f"kg.{name}", _said(found)


def _members(owner: type, name: str, word: str) -> Iterator[tuple[str, str]]:
    fields = (
        {field.name for field in dataclasses.fields(owner)}
        if dataclasses.is_dataclass(owner)
        else ()
    )
    for member in sorted(set(dir(owner)) - set(fields)):
        if member.startswith("_") or member not in vars(owner):
            continue
        found = inspect.getattr_static(owner, member)
        opened = member in _OPENED.get(name, ())
        value = found.__func__ if isinstance(found, classmethod) else found
        shown = f"kg.{name}.{member}" if opened else f"{word}.{member}"
        yield (_called(shown, value) if inspect.isfunction(value) else shown), _said(value)


def _called(name: str, found: object) -> str:
    """With the names of its parameters."""
    if inspect.isclass(found):
        return name
    parameters = [one for one in inspect.signature(found).parameters.values()]
    shown = ["*" * _stars(one) + one.name for one in parameters if one.name not in ("self", "cls")]
    return f"{name}({', '.join(shown)})"


def _stars(parameter: inspect.Parameter) -> int:
    return {parameter.VAR_POSITIONAL: 1, parameter.VAR_KEYWORD: 2}.get(parameter.kind, 0)


def _values(found: Iterable[object]) -> str:
    """What a constant holds: the text, or the first keys of a table."""
    keys = [f"`{key}`" for key in ([found] if isinstance(found, str) else found)]
    return ", ".join(keys[:3]) + (f" … ({len(keys)})" if len(keys) > 3 else "")


def _said(found: object) -> str:
    """The first sentence of a docstring, in one line."""
    first = (inspect.getdoc(found) or "").split("\n\n")[0]
    return re.sub(r"``?", "`", " ".join(first.split())).replace("|", "\\|")
