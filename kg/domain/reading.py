"""A domain file read and checked entry by entry: every error names the file and the line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.domain.nouns import Clause, Domain
from kg.errors import InputError, UnknownNameError, system_reason
from kg.lang import Text
from kg.schema import OWN_CLASSES, OWN_PREDICATES, Class, Predicate
from kg.text import folded

_CLASS_KEYS = ("prefix", "iri", "zh", "en", "color", "shape", "words", "files", "patterns")
_PREDICATE_KEYS = tuple("domain range iri zh en meaning example symmetric patterns".split())
_SHAPES = ("circle", "square", "triangle", "diamond", "star")
# Paul Tol's muted scheme (personal.sron.nl/~pault), for classes that choose no colour
_COLORS = ("#882255", "#44AA99", "#999933", "#AA4499", "#332288", "#117733")
_LABEL = re.compile(r"[A-Z][A-Z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PREFIX = re.compile(r"[a-z][a-z0-9-]*")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+|[a-z]+:[A-Za-z][\w.-]*")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_ENDS = ("{subject}", "{object}")


def read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, Text("不是 UTF-8", "not UTF-8")) from error


class Reader:
    """One file on its way to a :class:`Domain`."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.lists: list[str] = [text]  # what the digest is made of
        try:
            self.given = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"line (\d+)", str(error))
            where = f"{path}:{place[1]}" if place else path
            raise InputError(where, Text(f"不是 TOML：{error}", f"not TOML: {error}")) from error

    def domain(self) -> Domain:
        self._known(("", ""), self.given, ("classes", "predicates"))
        classes = {label: self._class(label, row) for label, row in self._rows("classes")}
        names = {
            (label, folded(name)): words[0]
            for label, row in self._rows("classes")
            for words in self._words(label, row)
            for name in words
        }
        patterns = tuple(
            (label, self._pattern(("classes", label), pattern, folded(pattern)))
            for label, row in self._rows("classes")
            for pattern in self._texts(("classes", label), row, "patterns")
        )
        labels = (*OWN_CLASSES, *classes)
        predicates = {
            name: self._predicate(name, row, labels) for name, row in self._rows("predicates")
        }
        clauses = tuple(
            self._clause(name, pattern)
            for name, row in self._rows("predicates")
            for pattern in self._texts(("predicates", name), row, "patterns")
        )
        digest = hashlib.sha256("\0".join(self.lists).encode()).hexdigest()
        return Domain(self.path, digest, classes, predicates, names, patterns, clauses)

    def _rows(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        table = self.given.get(kind, {})
        for key, row in table.items() if isinstance(table, dict) else ():
            if not isinstance(row, dict):
                raise self._error((kind, key), "", f"[{kind}.{key}] 应当是一个表", "is no table")
            yield key, row

    def _class(self, label: str, row: dict[str, Any]) -> Class:
        at = ("classes", label)
        self._known(at, row, _CLASS_KEYS)
        if not _LABEL.fullmatch(label):
            raise self._error(
                at, "", f"{label} 要用大写字母", f"{label} must be upper-case letters"
            )
        prefix = self._text(at, row, "prefix", _PREFIX)
        taken = {known.prefix for known in OWN_CLASSES.values()}
        others = [r.get("prefix") for key, r in self._rows("classes") if key != label]
        if prefix in taken or prefix in others:
            raise self._error(at, "prefix", f"已有前缀 {prefix}", f"the prefix {prefix} is taken")
        number = list(self.given["classes"]).index(label)
        made = Class(
            prefix,
            self._text(at, row, "iri", _IRI),
            self._text(at, row, "zh"),
            self._text(at, row, "en"),
            self._text(at, row, "color", _COLOR, _COLORS[number % len(_COLORS)]),
            self._one_of(at, row, "shape", _SHAPES),
        )
        if label in OWN_CLASSES:
            raise self._error(at, "", f"已有类型 {label}", f"there is a class {label}")
        return made

    def _predicate(self, name: str, row: dict[str, Any], labels: tuple[str, ...]) -> Predicate:
        at = ("predicates", name)
        self._known(at, row, _PREDICATE_KEYS)
        if not _NAME.fullmatch(name):
            raise self._error(at, "", f"{name} 要用小写字母", f"{name} must be lower-case letters")
        ends = []
        for key in ("domain", "range"):
            ends.append(tuple(self._texts(at, row, key)))
            if not ends[-1]:
                raise self._error(at, key, f"缺 {key}", f"{key} is missing")
            for label in ends[-1]:
                if label not in labels:
                    where = self._where(at, key, label)
                    raise UnknownNameError(Text("类型", "class"), label, labels, where)
        zh, en = self._text(at, row, "zh"), self._text(at, row, "en")
        made = Predicate(
            ends[0],
            ends[1],
            self._text(at, row, "iri", _IRI),
            zh,
            en,
            self._text(at, row, "meaning", default=en),
            self._text(at, row, "example", default=zh),
            self.path.name,
            symmetric=row.get("symmetric", False) is True,
        )
        if name in OWN_PREDICATES:
            raise self._error(at, "", f"已有关系 {name}", f"there is a predicate {name}")
        return made

    def _words(self, label: str, row: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """The names of a class: the main one, then the others."""
        at = ("classes", label)
        for line in self._texts(at, row, "words"):
            yield self._cells(line, self._where(at, "words", line))
        for file in self._texts(at, row, "files"):
            path = self.path.parent / file
            text = read_text(path)
            self.lists.append(text)
            for number, line in enumerate(text.splitlines(), 1):
                if line.strip() and not line.startswith("#"):
                    yield self._cells(line, f"{path}:{number}")

    @staticmethod
    def _cells(line: str, where: str) -> tuple[str, ...]:
        cells = tuple(cell.strip() for cell in line.split("|"))
        if any(len(cell) < 2 for cell in cells):
            short = Text("名称至少要两个字", "a name needs two characters or more")
            raise InputError(where, short)
        return cells

    def _clause(self, name: str, pattern: str) -> Clause:
        at = ("predicates", name)
        if any(pattern.count(end) != 1 for end in _ENDS):
            raise self._error(
                at,
                pattern,
                "要有一个 {subject} 和一个 {object}",
                "needs one {subject} and one {object}",
            )
        first, second = sorted(_ENDS, key=pattern.index)
        before, rest = pattern.split(first)
        between, behind = rest.split(second)
        return Clause(
            name,
            self._pattern(at, pattern, f"(?:{folded(before)})$"),
            self._pattern(at, pattern, folded(between)),
            self._pattern(at, pattern, folded(behind)),
            first == "{object}",
        )

    def _pattern(self, at: tuple[str, str], given: str, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            words = f"{given}: {error}"
            raise self._error(
                at, given, f"正则表达式有误：{words}", f"bad pattern {words}"
            ) from error

    def _known(self, at: tuple[str, str], row: dict[str, Any], keys: tuple[str, ...]) -> None:
        for key in row:
            if key not in keys:
                raise UnknownNameError(Text("键", "key"), key, keys, self._where(at, key))

    def _text(
        self,
        at: tuple[str, str],
        row: dict[str, Any],
        key: str,
        shape: re.Pattern[str] | None = None,
        default: str = "",
    ) -> str:
        value = row.get(key, default)
        if value == "":
            raise self._error(at, key, f"缺 {key}", f"{key} is missing")
        if not isinstance(value, str) or (shape and not shape.fullmatch(value)):
            raise self._error(at, key, f"{key} 不能是 {value!r}", f"{key} cannot be {value!r}")
        return value

    def _one_of(
        self, at: tuple[str, str], row: dict[str, Any], key: str, values: tuple[str, ...]
    ) -> str:
        value = self._text(at, row, key, default=values[0])
        if value not in values:
            raise UnknownNameError(Text(key, key), value, values, self._where(at, key))
        return value

    def _texts(self, at: tuple[str, str], row: dict[str, Any], key: str) -> list[str]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._error(at, key, f"{key} 应当是文字的列表", f"{key} must be a list of texts")
        return value

    def _error(self, at: tuple[str, str], inside: str, zh: str, en: str) -> InputError:
        return InputError(self._where(at, inside), Text(zh, en))

    def _where(self, at: tuple[str, str], *inside: str) -> str:
        """``file:line`` of a table, of a key in it, or of a value behind the key.

        tomllib gives no lines: it is the first one below the table's header that holds the words.
        """
        first, last = 0, len(self.lines)
        if at[0]:
            header = re.compile(rf"\s*\[\s*{re.escape('.'.join(at))}\s*\]")
            first = next((n for n, line in enumerate(self.lines) if header.match(line)), 0)
            below = range(first + 1, len(self.lines))
            last = next((n for n in below if self.lines[n].lstrip().startswith("[")), last)
        for words in inside:
            first = next((n for n in range(first, last) if words and words in self.lines[n]), first)
        return f"{self.path}:{first + 1}"
