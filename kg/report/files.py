"""The report of a built folder."""

from __future__ import annotations

import json
from pathlib import Path

from kg.codec import decode
from kg.errors import StoreError
from kg.lang import Text
from kg.report.found import Report

_NAME = "report.json"
_NOT_OURS = Text("不是这个版本的报告；请重新生成", "not a report of this version; build again")


def load(out: Path) -> str:
    """``report.json`` as text.

    Raises:
        StoreError: the folder holds no finished build.
    """
    try:
        return (out / _NAME).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(
            out,
            Text(
                "还没有生成图谱；请先运行 kg build 或 kg demo",
                "no finished build; run kg build or kg demo first",
            ),
        ) from error


def read(out: Path) -> Report:
    """
    Raises:
        StoreError: the folder holds no finished build, or one of another version.
    """
    try:
        return decode(Report, json.loads(load(out)))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(out / _NAME, _NOT_OURS) from error


def base_of(out: Path) -> str:
    """What the ids of a built folder begin with.

    Raises:
        StoreError: the folder holds no finished build, or its report is someone else's.
    """
    try:
        base: str = json.loads(load(out))["base"]
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(out / _NAME, _NOT_OURS) from error
    return base
