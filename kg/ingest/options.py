"""How a user wants inputs to be read: names of columns and fields, and the finder of main text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.config import Config
from kg.errors import InputError, UnknownNameError
from kg.ingest.main_text import FINDERS
from kg.lang import Text

KEYS = ("text", "title", "date", "source", "url")  # what a column or a field may be
ARTICLES = "articles"  # a field only: the path to the list of articles


@dataclass(frozen=True, slots=True)
class Options:
    """What is not given is guessed. Several names for the text are joined, each a paragraph."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # key to column names
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # key to paths in JSON
    main_text: str = FINDERS[0]

    @classmethod
    def of(cls, config: Config) -> Options:
        """From ``text=正文`` for tables and ``text=data.content`` for JSON.

        Raises:
            InputError: no "=", or nothing after it.
            UnknownNameError: no such key, or no such finder.
        """
        if config.main_text not in FINDERS:
            raise UnknownNameError(
                Text("正文识别方式", "main text finder"), config.main_text, FINDERS, "--main-text"
            )
        return cls(
            _pairs("--column", config.columns, KEYS),
            _pairs("--field", config.fields, (*KEYS, ARTICLES)),
            config.main_text,
        )


def _pairs(option: str, given: Sequence[str], keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for pair in given:
        key, _, name = (part.strip() for part in pair.partition("="))
        if not name:
            raise InputError(
                option,
                Text(
                    f"{pair!r} 应当写成 text=正文 这样",
                    f"{pair!r} must be KEY=NAME, such as text=正文",
                ),
            )
        if key not in keys:
            raise UnknownNameError(Text("键", "key"), key, keys, option)
        pairs[key] = (*pairs.get(key, ()), name)
    return pairs
