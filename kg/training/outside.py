"""Texts from outside the repository that the tagger is trained on, given by path.

They come as passages of about as many characters, each with the names that are known in it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.ingest import NothingFoundError, read
from kg.lang import Text
from kg.training.swap import Name
from kg.types import Skip, Span

Passage = tuple[str, list[Name]]

_PASSAGE = 1000  # characters, rounded up to a whole line


def given(
    finre: Path | None, official: Path | None, skipped: Callable[[Skip], None]
) -> dict[str, Iterator[Passage]]:
    """Kind of example -> passages, read when they are asked for.

    ``finre``: its folder. Its labels are partial, two companies a sentence. ``official``: a file
    or folder of documents in any format that ``kg build`` reads; what cannot be read is
    ``skipped``.

    Raises:
        InputError: a path is not there; when read, FinRE's files are not, or no document can be.
    """
    found: dict[str, Iterator[Passage]] = {}
    for path in (finre, official):
        if path is not None and not path.exists():
            raise InputError(str(path), Text("没有这个文件或文件夹", "no such file or folder"))
    if finre is not None:
        found["finre"] = _long(_finre(finre))
    if official is not None:
        found["official"] = _long(_official(official, skipped))
    return found


def _finre(folder: Path) -> Iterator[Passage]:
    for sentence, companies in sorted(_sentences(folder).items()):
        found = sorted(
            {m.span() for name in companies for m in re.finditer(re.escape(name), sentence)},
            key=lambda span: (span[0] - span[1], span),  # longest first
        )
        names = list[Name]()
        for span in itertools.starmap(Span, found):
            if all(span.end <= other.start or other.end <= span.start for other, _ in names):
                names.append((span, "ORG"))
        yield sentence + "\n", names


def _sentences(folder: Path) -> dict[str, set[str]]:
    """Sentence -> names of companies in it, of the training and validation parts."""
    found: dict[str, set[str]] = {}
    for file in ("train.txt", "valid.txt"):
        path = folder / file
        if not path.is_file():
            raise InputError(
                str(path),
                Text("FinRE 应有这个文件，这里没有", "FinRE has this file, it is not here"),
            )
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 4:
                found.setdefault(cells[3].strip(), set()).update(cells[:2])
    return found


def _official(path: Path, skipped: Callable[[Skip], None]) -> Iterator[Passage]:
    skips: list[Skip] = []
    none = True
    for article in read([str(path)], skips.append):
        none = False
        yield from ((line + "\n", []) for line in article.text.splitlines())
    if none:
        raise NothingFoundError(skips)
    for skip in skips:
        skipped(skip)


def _long(lines: Iterable[Passage]) -> Iterator[Passage]:
    """Lines in a row, as many as make a passage."""
    text, names = "", list[Name]()
    for line, of in lines:
        names += [(Span(len(text) + s.start, len(text) + s.end), label) for s, label in of]
        text += line
        if len(text) > _PASSAGE:
            yield text, names
            text, names = "", []
    if text:
        yield text, names
