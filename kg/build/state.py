"""What makes the next build fast: one file a finished document, named by what it was made from.

The folder is a cache and nothing else. Delete it, and the next build gives the same result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.codec import decode, encode
from kg.types import Article, Document

# A file that moved is the same article: where it lay says nothing about what it says.
_PLACE = ("name", "origin", "format")


@dataclass(frozen=True, slots=True)
class State:
    """The finished documents under ``folder`` that pipeline ``version`` made."""

    folder: Path
    version: str

    def key(self, article: Article) -> str:
        """SHA-256 of the pipeline version and of the article without its place."""
        given = {k: v for k, v in encode(article).items() if k not in _PLACE}
        content = json.dumps([self.version, given], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def load(self, article: Article) -> Document | None:
        """The document made of ``article``; None if it is not there, or not whole."""
        try:
            content = self._path(article).read_text("utf-8")
        except FileNotFoundError:
            return None
        try:
            document = decode(Document, json.loads(content))
        except (ValueError, TypeError, KeyError, AttributeError):  # someone else's file: made anew
            return None
        return replace(document, article=article)

    def save(self, document: Document) -> None:
        """Keep a finished document. The file appears whole or not at all."""
        path = self._path(document.article)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        content = json.dumps(encode(document), ensure_ascii=False, separators=(",", ":"))
        part.write_text(content, "utf-8", newline="\n")
        part.replace(path)

    def prune(self, articles: Iterable[Article]) -> None:
        """Delete what no article of ``articles`` needs: withdrawn articles, older versions."""
        needed = {self._path(article) for article in articles}
        for path in self.folder.glob("*/*"):
            if path not in needed:
                path.unlink()
        for folder in self.folder.glob("*/"):
            if not any(folder.iterdir()):
                folder.rmdir()

    def _path(self, article: Article) -> Path:
        key = self.key(article)
        return self.folder / key[:2] / f"{key}.json"
