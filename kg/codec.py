"""Documents as JSON and back, field by field from the types: a new field needs no new code."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Values of ``kg.types`` as what JSON knows: dataclasses as objects, Decimal as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def decode(kind: type[T], value: Any) -> T:
    """What ``encode`` was given.

    Raises:
        ValueError, TypeError, KeyError: ``value`` does not have the shape of ``kind``.
    """
    key: Any = kind  # mypy takes no generic class for hashable
    made: T = _decoder(key)(value)
    return made


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    if get_origin(kind) is tuple:
        item = _decoder(get_args(kind)[0])  # tuple[X, ...] is the only tuple in kg.types
        return lambda value: tuple(item(one) for one in value)
    if get_origin(kind) is Mapping:
        known = _decoder(get_args(kind)[1])  # keys are text, as JSON wants them
        return lambda value: {key: known(one) for key, one in value.items()}
    if get_origin(kind) in (Union, types.UnionType):
        (known,) = (_decoder(part) for part in get_args(kind) if part is not types.NoneType)
        return lambda value: None if value is None else known(value)
    if kind is Decimal:
        return Decimal
    return _plain_decoder(kind)


def _dataclass_decoder(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    decoders = {name: _decoder(hints[name]) for name in names}

    def read(value: dict[str, Any]) -> Any:
        return kind(**{name: decoders[name](value[name]) for name in names})

    return read


def _plain_decoder(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if kind is float and type(value) is int:  # JSON writes 1.0 as such, other tools may not
            return float(value)
        if type(value) is not kind:
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return read
