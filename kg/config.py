"""All the knobs. One frozen value, made once, passed down."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import InputError, UnknownNameError, system_reason
from kg.lang import LANGUAGES, Text
from kg.schema import ID_BASE

_KINDS = {
    str: Text("文字", "a text"),
    int: Text("整数", "a whole number"),
    float: Text("小数", "a number with a point"),
    bool: Text("true 或 false", "true or false"),
    type(None): Text("文件名", "a file name"),
}
_PATHS = frozenset(("lexicon",))  # settings that are lists of files


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a user may choose. What is not here is fixed."""

    recogniser: str = "own"  # which model finds the names that no list has; kg.nlp knows the names
    lexicon: tuple[Path, ...] = ()  # the user's own word lists, CSV
    base: str = ID_BASE  # what ids begin with in RDF; ends with / or #
    language: str = "both"  # of report.md and of the page at first: one of kg.lang.LANGUAGES
    batch: int = 32  # articles that spaCy takes in one go; what it finds does not depend on it
    columns: tuple[str, ...] = ()  # of tables: "text=正文"; kg.ingest.options knows the keys
    fields: tuple[str, ...] = ()  # of JSON: "text=data.content"
    validate: bool = False  # every article against the shapes; without it a sample
    domain: Path | None = None  # types, names, patterns and predicates of one's own; kg.domain
    min_confidence: float = 0.0  # mentions, facts, targets, instruments less sure are left out
    main_text: str = "own"  # who finds the article on a page; kg.ingest.main_text.FINDERS

    def __post_init__(self) -> None:
        if not self.base.endswith(("/", "#")):
            raise InputError(
                "base",
                Text(
                    f"{self.base!r} 要以 / 或 # 结尾，因为后面要接编号",
                    f"{self.base!r} must end with / or #, as ids are added to it",
                ),
            )
        if self.language not in LANGUAGES:
            raise UnknownNameError(Text("语言", "language"), self.language, LANGUAGES)
        if self.batch < 1:
            raise InputError(
                "batch",
                Text(
                    f"每次 {self.batch} 篇；至少要 1 篇",
                    f"{self.batch} articles per call; it must be 1 or more",
                ),
            )
        if not 0 <= self.min_confidence <= 1:
            raise InputError(
                "min_confidence",
                Text(
                    f"{self.min_confidence} 不在 0 到 1 之间",
                    f"{self.min_confidence} is not between 0 and 1",
                ),
            )

    @classmethod
    def load(cls, path: Path) -> Config:
        """Read a TOML file; keys left out keep their default.

        Paths in it count from the folder that it lies in.

        Raises:
            InputError: the file cannot be read, is not TOML, or a value has the wrong type.
            UnknownNameError: a key is not a setting.
        """
        try:
            given = tomllib.loads(path.read_text("utf-8-sig"))
        except OSError as error:
            raise InputError(path, system_reason(error)) from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                path,
                Text(f"不是 UTF-8 的 TOML 文件：{error}", f"not a TOML file in UTF-8: {error}"),
            ) from error
        defaults = {field.name: field.default for field in fields(cls)}
        for name in given:
            if name not in defaults:
                raise UnknownNameError(Text("设置", "setting"), name, defaults, path)
        values = {name: _value(path, name, given[name], defaults[name]) for name in given}
        try:
            return cls(**values)
        except InputError as error:
            raise InputError(path, error.message) from error


def _value(path: Path, name: str, given: Any, default: object) -> Any:
    """``given`` as the type that the setting has.

    Raises:
        InputError: it has another type.
    """
    if isinstance(default, tuple):
        if isinstance(given, list) and all(isinstance(item, str) for item in given):
            return tuple(path.parent / item if name in _PATHS else item for item in given)
        kind = Text("文件名", "file names") if name in _PATHS else Text("文字", "texts")
        raise InputError(
            path,
            Text(
                f"{name} 应当是{kind.zh}的列表，而不是 {given!r}",
                f"{name} must be a list of {kind.en}, not {given!r}",
            ),
        )
    if default is None and isinstance(given, str):
        return path.parent / given
    if type(given) is not type(default):  # not isinstance: true is no number
        kind = _KINDS[type(default)]
        raise InputError(
            path,
            Text(
                f"{name} 应当是{kind.zh}，而不是 {given!r}",
                f"{name} must be {kind.en}, not {given!r}",
            ),
        )
    return given
