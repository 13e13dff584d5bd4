"""The one door to the SHACL engine.

pyrudof and not pyshacl: of the sample articles' 11,000 triples pyrudof needs one second, pyshacl
a minute, and both find the same. It is a wheel without dependencies for Linux (glibc 2.34 and
later), Windows and macOS on ARM.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.errors import InputError
from kg.lang import Text, same


@dataclass(frozen=True, order=True, slots=True)
class Result:
    """A validation result of SHACL (section 3.6.2) in strings."""

    focus: str  # IRI
    shape: str  # IRI
    component: str  # IRI
    value: str  # as in N-Triples; empty if there is none


def is_available() -> bool:
    """Whether this platform has the engine."""
    return find_spec("pyrudof") is not None


def results(data: Path, shapes: str) -> Iterator[Result]:
    """What breaks ``shapes`` (Turtle) in ``data`` (a Turtle file), in no order.

    Raises:
        InputError: the file is not Turtle, or there is no engine for this platform.
    """
    if not is_available():
        raise InputError(
            "pyrudof",
            Text(
                "没有 SHACL 引擎：没有安装，或这个平台上没有；见 kg doctor",
                "no SHACL engine: not installed, or none for this platform; see kg doctor",
            ),
        )
    import pyrudof  # 0.1 s, for those who validate

    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        rudof.read_data(str(data), reader_mode=pyrudof.ReaderMode.Strict)
    except pyrudof.RudofError as error:
        raise InputError(data, same(error)) from error
    rudof.read_shacl(shapes)
    for one in rudof.validate_shacl():
        value = "" if one.value is None else one.value
        yield Result(one.focus_node, one.source_shape or "", one.constraint_component, value)
