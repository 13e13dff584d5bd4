"""JSON and JSON Lines: objects that are articles, to drafts.

Read are one object, a list of objects, an object with such a list (``articles``, ``items`` …), and
one object a line. Names of fields are in :mod:`kg.ingest.fields`; case does not matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.ingest import fields
from kg.ingest.article import Draft
from kg.ingest.body import read_body
from kg.ingest.source import Source
from kg.lang import Text
from kg.types import Skip


def is_json(source: Source) -> bool:
    """An object, a list of objects, or lines of which the first is an object."""
    text = source.text.lstrip()
    if not text.startswith(("{", "[")):
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _is_object(text.split("\n", 1)[0])
    return isinstance(value, dict) or (isinstance(value, list) and dict in map(type, value))


def read_json(source: Source) -> Iterator[Draft | Skip]:
    """One draft an article, one skip for each object or line that is none.

    Raises:
        InputError: the text is no JSON.
    """
    try:
        value = json.loads(source.text)
    except RecursionError as error:
        raise InputError(source.where, Text("JSON 嵌套过深", "JSON nested too deeply")) from error
    except ValueError as error:
        lines = source.text.split("\n")
        if not any(map(_is_object, lines)):
            raise InputError(
                source.where, Text(f"JSON 无法解析：{error}", f"not valid JSON: {error}")
            ) from error
        yield from _read_lines(source, lines)
        return
    inner = _list_in(value)
    if inner is None:
        yield _read_object(value, source.where, source.stem)
        return
    if not inner:
        raise InputError(source.where, Text("列表是空的", "the list is empty"))
    for number, item in enumerate(inner, start=1):
        yield _read_or_skip(item, f"{source.where}#{number}", f"{source.stem}-{number}")


def _read_lines(source: Source, lines: list[str]) -> Iterator[Draft | Skip]:
    number = 0
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        number += 1
        where = f"{source.where}:{place}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Skip(where, Text("这一行不是 JSON", "this line is not JSON"))
            continue
        yield _read_or_skip(value, where, f"{source.stem}-{number}")


def _read_or_skip(value: Any, where: str, name: str) -> Draft | Skip:
    try:
        return _read_object(value, where, name)
    except InputError as error:
        return Skip(where, error.problem)


def _read_object(value: Any, where: str, name: str) -> Draft:
    if not isinstance(value, dict):
        raise InputError(where, Text("不是 JSON 对象", "not a JSON object"))
    values = {str(key).strip().lower(): _texts(item) for key, item in value.items()}
    text = fields.first(values, fields.TEXT)
    if not text:
        raise InputError(
            where,
            Text(
                "JSON 里没有正文（text、content、正文、内容）", "no text field in the JSON object"
            ),
        )
    title = fields.first(values, fields.TITLE)
    body = read_body(text, title, where)
    return Draft(
        lines=body.lines,
        title=body.title,
        date=fields.date(values) or body.date,
        source=fields.first(values, fields.SOURCE) or body.source,
        url=fields.url(values),
        categories=fields.categories(values),
        name=fields.first(values, fields.ID) or name,
    )


def _texts(value: Any) -> tuple[str, ...]:
    """The texts in a value: itself, or those of a list; of objects their name or title."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, bool):
        return ()
    if isinstance(value, int):
        return (str(value),)
    if isinstance(value, dict):
        inner = {str(key).lower(): _texts(item) for key, item in value.items() if item != value}
        found = fields.first(inner, ("name", "title", "$oid", "$date"))
        return (found,) if found else ()
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(item))
    return ()


def _list_in(value: Any) -> list[Any] | None:
    """The list of articles, if ``value`` is one or holds one and no text of its own."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or any(str(key).lower() in fields.TEXT for key in value):
        return None
    for name in fields.LIST:
        inner = value.get(name)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict) and (deeper := _list_in(inner)) is not None:
            return deeper
    return None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
