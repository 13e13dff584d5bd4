"""Chinese and English: every message is a :class:`Text`, and which of the two is shown is one choice.

The choice is ``--lang``, else what the environment says (:func:`from_environment`). Where neither
says anything (a C locale, a container) both are shown, Chinese first: 空文件 / empty file.
Files that kg writes never depend on the environment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

LANGUAGES = ("zh", "en", "both")
# In the order of POSIX, ours first.
_VARIABLES = ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_UNDECIDED = ("", "C", "POSIX")
_CHINESE = 0x04  # LANG_CHINESE, primary language of a Windows LANGID (its lower ten bits)

_chosen: ContextVar[str | None] = ContextVar("kg_language", default=None)


@dataclass(frozen=True, order=True, slots=True)
class Text:
    """A message in both languages. ``str()`` of it is in the language chosen.

    >>> with using("en"):
    ...     print(Text("空文件", "empty file"))
    empty file
    >>> Text("空文件", "empty file").within("both")
    '空文件 / empty file'
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return self.within(language())

    def within(self, language: str) -> str:
        """The words in one of LANGUAGES."""
        if language == "both" and self.zh != self.en:
            return f"{self.zh} / {self.en}"
        return self.en if language == "en" else self.zh


def say(zh: str, en: str) -> str:
    """One of the two, as the language chosen wants it: for what is printed at once."""
    return str(Text(zh, en))


def same(words: object) -> Text:
    """A text that is the same in both languages: a name, or what another library says."""
    return words if isinstance(words, Text) else Text(str(words), str(words))


def several(number: int, noun: str) -> str:
    """An English noun with its number.

    >>> several(1, "article"), several(2, "industry")
    ('1 article', '2 industries')
    """
    return f"{number:,} {counted(number, noun)}"


def counted(number: int, noun: str) -> str:
    """An English noun as it stands behind a number."""
    if number == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def joined(separator: str, *parts: object) -> Text:
    """One text of several, language by language.

    >>> joined(": ", "a.txt", Text("空文件", "empty file"))
    Text(zh='a.txt: 空文件', en='a.txt: empty file')
    """
    texts = [same(part) for part in parts]
    return Text(
        separator.join(text.zh for text in texts), separator.join(text.en for text in texts)
    )


def clauses(*parts: object) -> Text:
    """What is wrong and what to do about it, as one line.

    >>> clauses(Text("没有 biuld", "no biuld"), Text("是不是 build？", "did you mean build?"), "x")
    Text(zh='没有 biuld；是不是 build？x', en='no biuld; did you mean build? x')
    """
    first, *rest = [same(part) for part in parts]
    zh, en = first.zh, first.en
    for part in rest:
        zh += part.zh if zh.endswith("？") else f"；{part.zh}"
        en += f" {part.en}" if en.endswith("?") else f"; {part.en}"
    return Text(zh, en)


def language() -> str:
    """The one of LANGUAGES that messages are shown in now."""
    return _chosen.get() or from_environment(os.environ)


@contextmanager
def using(language: str | None) -> Iterator[None]:
    """Messages inside are in ``language``; None leaves it to the environment."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def from_environment(environment: Mapping[str, str]) -> str:
    """KG_LANG, LC_ALL, LC_MESSAGES, LANG: the first that is set; on Windows its own language.

    >>> from_environment({"LANG": "zh_CN.UTF-8"}), from_environment({"LANG": "de_DE.UTF-8"})
    ('zh', 'en')
    >>> from_environment({"KG_LANG": "both", "LANG": "zh_CN.UTF-8"})
    'both'
    """
    given = next(filter(None, map(environment.get, _VARIABLES)), "")
    name = given.split(".")[0].split("@")[0]
    if name in _UNDECIDED:
        return _of_windows()
    if name in LANGUAGES:
        return name
    return "zh" if name.replace("-", "_").lower().split("_")[0] in ("zh", "yue") else "en"


def _of_windows() -> str:
    """The language of the user's Windows; elsewhere both."""
    if sys.platform != "win32":
        return "both"
    import ctypes

    known: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return "zh" if known & 0x3FF == _CHINESE else "en"
