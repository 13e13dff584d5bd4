"""Reading the query files of the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.cookbook.recipe import Parameter, Recipe
from kg.errors import UnknownNameError
from kg.lang import Text

_SUFFIX = ".rq"


@cache
def recipes() -> tuple[Recipe, ...]:
    """All named queries, by name."""
    folder = files("kg.cookbook").joinpath("queries")
    found = (path for path in folder.iterdir() if path.name.endswith(_SUFFIX))
    return tuple(
        parse(path.name.removesuffix(_SUFFIX), path.read_text("utf-8"))
        for path in sorted(found, key=lambda path: path.name.removesuffix(_SUFFIX))
    )


def recipe(name: str) -> Recipe:
    """
    Raises:
        UnknownNameError: there is no query of that name; names the nearest.
    """
    known = {one.name: one for one in recipes()}
    if name not in known:
        raise UnknownNameError(Text("命名查询", "named query"), name, known)
    return known[name]


def parse(name: str, text: str) -> Recipe:
    """A file of the cookbook."""
    head: dict[str, str] = {}
    parameters = []
    lines = text.splitlines()
    while lines and lines[0].startswith("# "):
        key, _, value = lines.pop(0).removeprefix("# ").partition(": ")
        if key == "param":
            parameters.append(_parameter(value))
        else:
            head[key] = value
    return Recipe(name, Text(head["zh"], head["en"]), tuple(parameters), "\n".join(lines) + "\n")


def _parameter(line: str) -> Parameter:
    given, zh, en = (part.strip() for part in line.split("|"))
    name, kind, default = given.split(" ", 2)
    return Parameter(name, kind, default.strip('"'), Text(zh, en))
