"""How good the annotations are: gold articles in, figures out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError, system_reason
from kg.evaluate.score import EMPTY, Annotated, figures
from kg.lang import Text

__all__ = ["digest", "figures", "read_gold", "read_predictions"]

_NEEDED: Mapping[str, type] = {"id": str, "text": str, "entities": list}
_ROWS: Mapping[str, Mapping[str, tuple[type, ...]]] = {
    "entities": {"start": (int,), "end": (int,), "type": (str,), "canonical": (str,)},
    "relations": {"subject": (str,), "predicate": (str,), "object": (str,)},
    "targets": {"holder": (str, type(None))},
}


def read_gold(folder: Path) -> dict[str, Annotated]:
    """The gold articles of a folder (one JSON file each), by id, in the order of the file names.

    Raises:
        InputError: no such folder, no JSON file in it, or one of them has another shape.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(
            folder,
            Text("这个文件夹里没有标准答案（*.json）", "no gold file (*.json) in this folder"),
        )
    gold = {}
    for path in paths:
        article = _parse(path, _text(path))
        gold[str(article.get("id", path.stem))] = _checked(path, {"id": path.stem, **article})
    return gold


def read_predictions(path: Path) -> dict[str, Annotated]:
    """Annotated articles, one JSON object a line, by id.

    Raises:
        InputError: the file cannot be read, or a line has another shape; names the line.
    """
    found = {}
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if line.strip():
            where = f"{path}, line {number}"
            article = _checked(where, _parse(where, line))
            found[str(article["id"])] = article
    return found


def digest(folder: Path) -> str:
    """SHA-256 of the gold files: figures count for this gold only."""
    sums = (hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.json")))
    return hashlib.sha256("".join(sums).encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, Text("不是 UTF-8", "not UTF-8")) from error


def _parse(where: object, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(where, Text(f"不是 JSON：{error}", f"not JSON: {error}")) from error
    if not isinstance(value, dict):
        raise InputError(where, Text("不是 JSON 对象", "not a JSON object"))
    return value


def _checked(where: object, article: Annotated) -> Annotated:
    """
    Raises:
        InputError: a key that the figures need is missing or has another type.
    """
    for key, kind in _NEEDED.items():
        if not isinstance(article.get(key), kind):
            raise InputError(
                where,
                Text(
                    f"缺少“{key}”，或它不是 {kind.__name__}",
                    f'"{key}" is missing or no {kind.__name__}',
                ),
            )
    for key, needed in _ROWS.items():
        rows = article.get(key, [])
        if not isinstance(rows, list):
            raise InputError(where, Text(f"“{key}”不是列表", f'"{key}" is no list'))
        for number, row in enumerate(rows):
            for name, kinds in needed.items():
                if not isinstance(row, dict) or not isinstance(row.get(name), kinds):
                    raise InputError(
                        f"{where}: {key}[{number}]",
                        Text(f"缺少“{name}”，或它不对", f'"{name}" is missing or wrong'),
                    )
    return {**EMPTY, **article}
