"""JSON and JSON Lines: objects that are articles, to drafts.

Read are one object, a list of objects, an object with such a list (``articles``, ``items`` …), an
object whose text is in pieces (``chunks``, ``paragraphs`` …), and one object a line. Lists and lines
are read item by item, so their files may be larger than the memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from kg.errors import InputError
from kg.ingest import fields, json_paths
from kg.ingest.article import Draft
from kg.ingest.json_items import MAX_ITEM, items
from kg.ingest.options import ARTICLES, Options
from kg.ingest.wraps import unwrapped
from kg.lang import Text, joined
from kg.types import Skip

SUFFIXES = (".json", ".jsonl", ".ndjson", ".jl")
_LINES = SUFFIXES[1:]
_PARTS = tuple("chunks paragraphs sections segments pages blocks parts 段落 章节".split())
_HEADINGS = ("heading", "title", "标题", "小标题", "name")
_TEXT = 80  # characters: a shorter one is no article, so none is guessed
_SHOWN = 12  # paths in a message
_TOO_DEEP = Text("JSON 嵌套过深", "JSON nested too deeply")
_LINE = Text("这一行不是 JSON", "this line is not JSON")


def is_json(text: str, *, whole: bool) -> bool:
    """An object, a list of objects, or lines of which the first is an object.

    ``whole``: whether ``text`` is all of a file and not only its beginning.
    """
    text = text.lstrip()
    if not text.startswith(("{", "[")):
        return False
    if not whole:
        return text[1:].lstrip().startswith(('"', "{"))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _is_object(text.split("\n", 1)[0])
    return isinstance(value, dict) or (isinstance(value, list) and dict in map(type, value))


def read_json(
    text: TextIO, where: str, stem: str, suffix: str, options: Options
) -> Iterator[Draft | Skip]:
    """One draft an article, one skip for each object or line that is none.

    Raises:
        InputError: the text is no JSON, or has no article.
    """
    if suffix in _LINES:
        yield from _read_lines(text, where, stem, options)
        return
    start = text.tell()  # after a byte order mark
    first = text.readline(MAX_ITEM)
    while first and not first.strip():
        first = text.readline(MAX_ITEM)
    single = _is_object(first)
    rest = text.readline(MAX_ITEM) if single else ""
    text.seek(start)
    if single and rest.strip():
        yield from _read_lines(text, where, stem, options)
    elif first.lstrip().startswith("["):
        yield from _read_list(items(text, where), where, stem, options)
    else:
        yield from _read_whole(text, where, stem, options)


def _read_whole(text: TextIO, where: str, stem: str, options: Options) -> Iterator[Draft | Skip]:
    start = text.tell()
    content = text.read(MAX_ITEM)
    try:
        value = json.loads(content)
    except RecursionError as error:
        raise InputError(where, _TOO_DEEP) from error
    except ValueError as error:
        if not any(map(_is_object, content.split("\n"))):
            raise InputError(
                where, Text(f"JSON 无法解析：{error}", f"not valid JSON: {error}")
            ) from error
        text.seek(start)
        yield from _read_lines(text, where, stem, options)
        return
    inner = _list_in(value, options)
    if inner is None:
        yield _read_object(value, where, stem, options)
    else:
        yield from _read_list(iter(inner), where, stem, options)


def _read_list(
    values: Iterator[Any], where: str, stem: str, options: Options
) -> Iterator[Draft | Skip]:
    number = 0
    for number, value in enumerate(values, start=1):
        yield _read_or_skip(value, f"{where}#{number}", f"{stem}-{number}", options)
    if not number:
        raise InputError(where, Text("列表是空的", "the list is empty"))


def _read_lines(text: TextIO, where: str, stem: str, options: Options) -> Iterator[Draft | Skip]:
    number = 0
    for place, line in enumerate(iter(lambda: text.readline(MAX_ITEM), ""), start=1):
        if not line.strip():
            continue
        number += 1
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Skip(f"{where}:{place}", _LINE)
            continue
        yield _read_or_skip(value, f"{where}:{place}", f"{stem}-{number}", options)


def _read_or_skip(value: Any, where: str, name: str, options: Options) -> Draft | Skip:
    try:
        return _read_object(value, where, name, options)
    except InputError as error:
        return Skip(where, error.problem)


def _read_object(value: Any, where: str, name: str, options: Options) -> Draft:
    if not isinstance(value, dict):
        raise InputError(where, Text("不是 JSON 对象", "not a JSON object"))
    try:
        values = _values(value, where, options)
    except RecursionError as error:
        raise InputError(where, _TOO_DEEP) from error
    if not any(text.strip() for text in values.get("text", ())):
        raise InputError(where, _no_text(value))
    return fields.draft(values, where, name)


def _values(record: dict[str, Any], where: str, options: Options) -> fields.Values:
    """The texts of the object by key, those that the user pointed at first."""
    given: dict[str, list[str]] = {}
    for key, paths in options.fields.items():
        if key == ARTICLES:
            continue
        found = [value for path in paths for value in _at(record, path.split("."))]
        if key == "text" and not found:
            raise InputError(
                where,
                joined("", Text(f"没有字段 {paths[0]}", f"no field {paths[0]}"), _there(record)),
            )
        given[key] = [text for value in found for text in _texts(value, parts=key == "text")]
    if "text" in given:
        given["text"] = ["\n".join(given["text"])]
    values = _known(record)
    if not any(values.get("text", ())) and "text" not in given:
        pieces = next((record[name] for name in _PARTS if record.get(name)), None)
        inner = next(
            (record[name] for name in fields.LIST if isinstance(record.get(name), dict)), None
        )
        if pieces is not None:
            given["text"] = ["\n".join(_texts(pieces, parts=True))]
            given.setdefault("title", [*values.get("title", ()), *_file_title(record)])
        elif inner is not None:
            return {**values, **_values(inner, where, options)}
    return {**values, **given}


def _known(record: dict[str, Any]) -> dict[str, list[str]]:
    names = tuple(map(str, record))
    held = list(record.values())
    return {
        key: [text for place in places for text in _texts(held[place])]
        for key, places in fields.order(names).items()
    }


def _at(value: Any, path: list[str]) -> list[Any]:
    """What stands at the end of a path; a list on the way means each of its items."""
    if isinstance(value, list) and not (path and path[0].isdecimal()):
        return [found for item in value for found in _at(item, path)] if path else [value]
    if not path:
        return [value]
    if isinstance(value, list):
        number = int(path[0])
        return _at(value[number], path[1:]) if number < len(value) else []
    if isinstance(value, dict) and path[0] in value:
        return _at(value[path[0]], path[1:])
    return []


def _texts(value: Any, *, parts: bool = False) -> tuple[str, ...]:
    """The texts in a value: itself, or those of a list; of objects their name or title.

    ``parts``: objects are pieces of a text, of which the heading and the text are taken.
    """
    if isinstance(value, str):
        return (unwrapped(value),) if parts else (value,)
    if isinstance(value, bool):
        return ()
    if isinstance(value, int):
        return (str(value),)
    if isinstance(value, dict):
        return _piece(value) if parts else _name(value)
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(item, parts=parts))
    return ()


def _name(value: dict[str, Any]) -> tuple[str, ...]:
    inner = {str(key).lower(): item for key, item in value.items()}
    found = (inner.get(name) for name in ("name", "title", "$oid", "$date"))
    return next((_texts(item) for item in found if item and not isinstance(item, dict)), ())


def _piece(value: dict[str, Any]) -> tuple[str, ...]:
    heading = next((value[name] for name in _HEADINGS if isinstance(value.get(name), str)), "")
    texts = tuple(map(unwrapped, _known(value).get("text", ())[:1]))
    below = next((_texts(value[name], parts=True) for name in _PARTS if value.get(name)), ())
    return tuple(filter(None, (unwrapped(heading), *texts, *below)))


def _file_title(record: dict[str, Any]) -> tuple[str, ...]:
    """The name of the file that was cut into pieces, without its ending."""
    name = next(
        (record[key] for key in ("source_file", "file_name", "filename") if record.get(key)), ""
    )
    return (name.rsplit("/", 1)[-1].rsplit(".", 1)[0],) if isinstance(name, str) and name else ()


def _list_in(value: Any, options: Options) -> list[Any] | None:
    """The list of articles, if ``value`` is one or holds one and no text of its own."""
    if paths := options.fields.get(ARTICLES):
        found = [item for path in paths for item in _at(value, path.split("."))]
        return [one for item in found for one in (item if isinstance(item, list) else [item])]
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or any(fields.is_body(str(key)) for key in value):
        return None
    for name in fields.LIST:
        inner = value.get(name)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict) and (deeper := _list_in(inner, options)) is not None:
            return deeper
    return None


def _no_text(record: dict[str, Any]) -> Text:
    none = Text("JSON 里认不出正文", "no field of the JSON object is known to hold a text")
    longest = max(json_paths.texts(record), default=None, key=lambda found: len(found.text))
    if longest is None or len(longest.text) < _TEXT:
        return joined("", none, _there(record))
    hint = Text(
        f"；最长的在 {longest.path}，可用 {longest.options} 指定",
        f"; the longest stands in {longest.path}: name it with {longest.options}",
    )
    return joined("", none, hint)


def _there(record: dict[str, Any]) -> Text:
    """The paths that ``--field`` could name."""
    paths = list(dict.fromkeys(found.path for found in json_paths.texts(record)))
    if not paths:
        return Text("", "")
    more = "…" if len(paths) > _SHOWN else ""
    zh, en = (mark.join(paths[:_SHOWN]) for mark in ("、", ", "))
    return Text(f"；有：{zh}{more}", f"; there are: {en}{more}")


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
