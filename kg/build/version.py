"""Which pipeline made a document: code, data and options that can change what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import kg
from kg.config import Config
from kg.domain import load
from kg.errors import InputError, system_reason

# Files and folders of the package that take part in the making of a document.
PARTS = (
    "config.py",
    "data",
    "domain",
    "facts.py",
    "nlp",
    "numerals.py",
    "offices.py",
    "owners.py",
    "pipeline.py",
    "registers.py",
    "relate",
    "resolve",
    "schema.py",
    "tagger",
    "text.py",
    "titles.py",
    "types.py",
)
_APART = ("data/samples", "__pycache__")  # input, and what Python writes for itself


def pipeline_version(config: Config, recogniser: Mapping[str, str]) -> str:
    """Changes with the package, its rules and word lists, the model and the user's word lists.

    ``recogniser`` is what ``kg.nlp.describe`` says about the model.

    Raises:
        InputError: a word list or the domain of ``config`` cannot be read.
    """
    lexicon = [_lexicon(path) for path in config.lexicon]
    domain = load(config.domain).digest if config.domain else ""
    content = [
        kg.__version__,
        _package(),
        dict(recogniser),
        lexicon,
        domain,
        config.min_confidence,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _package() -> str:
    """SHA-256 over the names and bytes of the files that take part."""
    root = Path(kg.__file__).parent
    total = hashlib.sha256()
    for path in _files(root):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for part in PARTS:
        top = root / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            name = path.relative_to(root).as_posix()
            if path.is_file() and not any(apart in name for apart in _APART):
                yield path


def _lexicon(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
