"""Libraries that are installed only on demand."""

from __future__ import annotations

import importlib
from typing import Any

from kg.errors import InputError
from kg.lang import Text


def needed(library: str, extra: str, where: str) -> Any:
    """The module.

    Raises:
        InputError: it is not installed; says how to install it.
    """
    try:
        return importlib.import_module(library)
    except ImportError as error:
        command = f'pip install "zhengtu[{extra}]"'
        raise InputError(
            where, Text(f"要先安装一个可选部分：{command}", f"needs an optional part: {command}")
        ) from error
