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
from pathlib import Path

from kg.codec import decode, encode
from kg.domain.nouns import Clause, Domain
from kg.domain.reading import Reader, read_text
from kg.errors import InputError
from kg.lang import Text
from kg.schema import Class, Predicate, extend

__all__ = ["Clause", "Domain", "install", "install_saved", "load", "save"]


def load(path: Path) -> Domain:
    """Read a domain file and the lists that it names; nothing is added to the schema yet.

    Raises:
        InputError: the file, a list or an entry is wrong; names the file and the line.
        UnknownNameError: a key is not one of ours; names the file and the line.
    """
    return Reader(path, read_text(path)).domain()


def install(domain: Domain) -> None:
    """Add a domain's classes and predicates to kg.schema for the whole process.

    Call it first: before kg.rdf or kg.explorer is imported.

    Raises:
        InputError: another domain has taken a key or prefix in this process.
    """
    try:
        extend(domain.classes, domain.predicates)
    except ValueError as error:
        words = str(error)
        raise InputError(domain.path, Text(f"与已有的冲突：{words}", words)) from error


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


def install_saved(path: Path) -> None:
    """Add to the schema what :func:`save` wrote.

    Raises:
        InputError: the file cannot be read, is not ours, or contradicts what is installed.
    """
    try:
        added = json.loads(read_text(path))
        classes = {key: decode(Class, row) for key, row in added["classes"].items()}
        predicates = {key: decode(Predicate, row) for key, row in added["predicates"].items()}
        extend(classes, predicates)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(path, Text(f"不能用：{error}", f"cannot be used: {error}")) from error
