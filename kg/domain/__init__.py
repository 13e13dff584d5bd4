"""A field of one's own without code: ``domain.toml`` adds types, names, patterns and predicates.

    [classes.PROJECT]
    prefix = "project"                      # first part of ids: project/某某大桥
    iri = "https://example.org/ns#Project"  # class in RDF: an IRI of one's own, or schema:Project
    zh = "重大项目"
    en = "major project"
    color = "#8C564B"                       # optional, as shape: circle square triangle diamond star
    words = ["某某大桥|大桥项目"]             # name|other name|…
    files = ["projects.txt"]                # the same, one a line
    patterns = ['(?P<name>[一-龥]{2,8}(?:大桥|机场))工程']  # without a group name: the whole

    [predicates.builds]
    domain = ["ORG", "REGION"]
    range = ["PROJECT"]
    iri = "https://example.org/ns#builds"
    zh = "建设"
    en = "builds"
    patterns = ['{subject}[^，。]{0,12}(?:开工|承建|建设)[^，。]{0,6}{object}']

Patterns read simplified, half-width text. A predicate's pattern is matched inside one sentence;
{subject} and {object} stand for a mention of the domain and of the range.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.codec import decode, encode
from kg.domain.nouns import Clause, Domain
from kg.domain.reading import Reader, read_text
from kg.errors import InputError
from kg.lang import Text
from kg.schema import Class, Predicate, exactly, extend

__all__ = [
    "SAVED",
    "Clause",
    "Domain",
    "install",
    "install_saved",
    "load",
    "only",
    "only_saved",
    "save",
]

SAVED = "schema.json"  # in the folder of a build: what its domain added


def load(path: Path) -> Domain:
    """Read a domain file and the lists that it names; nothing is added to the schema yet.

    Raises:
        InputError: the file, a list or an entry is wrong; names the file and the line.
        UnknownNameError: a key is not one of ours; names the file and the line.
    """
    return Reader(path, read_text(path)).domain()


def install(domain: Domain) -> None:
    """Add a domain's classes and predicates to kg.schema for the whole process.

    Several domains may be known at once, as long as no two give one key two meanings.

    Raises:
        InputError: another domain has taken a key or prefix in this process; says what to do.
    """
    _extend(domain.path, domain.classes, domain.predicates)


@contextmanager
def only(domain: Domain | None) -> Iterator[None]:
    """A stretch of work for which this domain, or none, is the only one that is known."""
    with exactly(domain.classes if domain else {}, domain.predicates if domain else {}):
        yield


def save(domain: Domain | None, path: Path) -> None:
    """Write what a domain adds to the schema, for whoever opens the graph later; without a domain
    the file goes."""
    if domain is None:
        path.unlink(missing_ok=True)
        return
    added = {
        "classes": {key: encode(row) for key, row in domain.classes.items()},
        "predicates": {key: encode(row) for key, row in domain.predicates.items()},
    }
    path.write_text(json.dumps(added, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def install_saved(out: Path) -> None:
    """Add to the schema what :func:`save` wrote to the folder of a build; nothing if it has no domain.

    Raises:
        InputError: the file cannot be read, is not ours, or contradicts another domain of this
            process.
    """
    _extend(out / SAVED, *_saved(out))


@contextmanager
def only_saved(out: Path) -> Iterator[None]:
    """A stretch of work for which the domain of a build, or none, is the only one that is known.

    Raises:
        InputError: the file cannot be read, or is not ours.
    """
    with exactly(*_saved(out)):
        yield


def _saved(out: Path) -> tuple[dict[str, Class], dict[str, Predicate]]:
    path = out / SAVED
    if not path.is_file():
        return {}, {}
    try:
        added = json.loads(read_text(path))
        classes = {key: decode(Class, row) for key, row in added["classes"].items()}
        predicates = {key: decode(Predicate, row) for key, row in added["predicates"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(path, Text(f"不能用：{error}", f"cannot be used: {error}")) from error
    return classes, predicates


def _extend(path: Path, classes: Mapping[str, Class], predicates: Mapping[str, Predicate]) -> None:
    try:
        extend(classes, predicates)
    except ValueError as error:
        problem = Text(
            f"{error} 与本进程已打开的另一个领域冲突；请重启内核，或另开一个进程",
            f"{error} means something else in another domain that this process has opened;"
            " restart the kernel, or use another process",
        )
        raise InputError(path, problem) from error
