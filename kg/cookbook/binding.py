"""Values of parameters as terms of SPARQL: nothing that a user types is ever read as a query."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from kg.cookbook.recipe import Parameter, Recipe
from kg.errors import InputError, UnknownNameError
from kg.lang import Text
from kg.rdf import iri, prefixes
from kg.rdf.results import Result, encode
from kg.schema import CLASSES, ID_BASE

Ask = Callable[[str], Result]  # what names of entities are looked up with

_ENTITY = "entity"
_NEAR = 3  # names that an error proposes
_JSON = "application/sparql-results+json"


def bound(
    recipe: Recipe, given: Mapping[str, str], ask: Ask | None = None, base: str = ID_BASE
) -> str:
    """The query with its parameters filled in, by default with their defaults.

    Names of entities are looked up by ``ask``; without it an entity is given by its id.

    Raises:
        InputError: no such parameter, or a value that does not fit; names what is near.
    """
    known = [parameter.name for parameter in recipe.parameters]
    given = {_called(recipe, name): value for name, value in given.items()}
    for name in given:
        if name not in known:
            raise UnknownNameError(Text("参数", "parameter"), name, known, recipe.name)
    terms = {
        one.name: _term(one, given.get(one.name, one.default), ask, base)
        for one in recipe.parameters
    }
    return recipe.filled(terms, base)


def _called(recipe: Recipe, name: str) -> str:
    """The parameter that a name means: also its kind, where only one is of it (date for day)."""
    of_kind = [one.name for one in recipe.parameters if one.kind == name]
    named = any(one.name == name for one in recipe.parameters)
    return of_kind[0] if len(of_kind) == 1 and not named else name


def _term(parameter: Parameter, value: str, ask: Ask | None, base: str) -> str:
    kind, _, label = parameter.kind.partition(":")
    if kind == _ENTITY:
        return f"<{_entity(parameter, value, label, ask, base)}>"
    try:
        return _KINDS[kind](value)
    except ValueError as error:
        expected = _EXPECTED[kind]
        raise InputError(
            f"--param {parameter.name}",
            Text(f"{value!r} 不是{expected.zh}", f"{value!r} is no {expected.en}"),
        ) from error


def _date(value: str) -> str:
    return f"{_text(date.fromisoformat(value).isoformat())}^^xsd:date"


def _integer(value: str) -> str:
    return str(int(value))


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # SPARQL reads all escapes that JSON writes


_KINDS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"date": _date, "integer": _integer, "text": _text}
)
_EXPECTED: Mapping[str, Text] = MappingProxyType(
    {
        "date": Text("日期（如 2024-01-01）", "date (as 2024-01-01)"),
        "integer": Text("整数", "whole number"),
    }
)


def _entity(parameter: Parameter, value: str, label: str, ask: Ask | None, base: str) -> str:
    """The IRI of an id (region/440000), a prefixed name (region:440000), an IRI or a name."""
    wanted = f"{base}{CLASSES[label].prefix}/" if label else base
    direct = _direct(value, base)
    if direct is not None:
        if direct.startswith(wanted):
            return direct
        raise InputError(
            f"--param {parameter.name}",
            Text(
                f"{value} 不是{CLASSES[label].zh if label else '编号'}",
                f"{value} is no {CLASSES[label].en if label else 'id'}",
            ),
        )
    if ask is None:
        raise InputError(f"--param {parameter.name}", Text("请给出编号", "give the id of a thing"))
    names = _names(ask, wanted)
    found = sorted(names.get(value, ()))
    if len(found) == 1:
        return found[0]
    where = f"--param {parameter.name}"
    if found:
        ids = ", ".join(one.removeprefix(base) for one in found)
        raise InputError(
            where,
            Text(f"{value} 有几个，请用编号：{ids}", f"{value} is several; give an id: {ids}"),
        )
    near = get_close_matches(value, sorted(names), n=_NEAR, cutoff=0.4)
    raise InputError(
        where,
        Text(
            f"图谱中没有“{value}”" + (f"；相近的有 {'、'.join(near)}" if near else ""),
            f"no {value} in the graph" + (f"; near are {', '.join(near)}" if near else ""),
        ),
    )


def _direct(value: str, base: str) -> str | None:
    if value.startswith(base):
        return iri(value.removeprefix(base), base) if "%" not in value else value
    head, slash, _ = value.partition("/")
    if slash and head in {known.prefix for known in CLASSES.values()}:
        return iri(value, base)
    head, colon, key = value.partition(":")
    namespace = prefixes(base).get(head, "") if colon else ""
    if namespace.startswith(base):
        return iri(f"{namespace.removeprefix(base)}{key}", base)
    return None


def _names(ask: Ask, wanted: str) -> dict[str, set[str]]:
    """Every name and alias of the things whose IRI begins with ``wanted``."""
    result = ask(
        "SELECT ?thing ?name WHERE { ?thing schema:name|skos:altLabel ?name "
        f"FILTER(STRSTARTS(STR(?thing), {_text(wanted)})) }}"
    )
    names: dict[str, set[str]] = {}
    for row in json.loads(encode(result, _JSON))["results"]["bindings"]:
        names.setdefault(row["name"]["value"], set()).add(row["thing"]["value"])
    return names
