"""The nouns of the cookbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lang import Text
from kg.rdf import prefixes
from kg.schema import ID_BASE

_PREFIXED = re.compile(r"(?<![\w:?$])([a-z]+):(?=[\w)])")
_STRINGS_AND_IRIS = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>\s]*>|#[^\n]*')


@dataclass(frozen=True, slots=True)
class Parameter:
    """``$name`` in the query."""

    name: str
    kind: str  # date, integer, text, or entity: of any class, or one (entity:REGION)
    default: str  # as a user would type it; an entity by its id
    what: Text


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named query."""

    name: str
    question: Text
    parameters: tuple[Parameter, ...]
    template: str  # SPARQL with $name for the parameters

    def filled(self, terms: Mapping[str, str], base: str = ID_BASE) -> str:
        """The query with the prefixes that it uses. ``terms``: parameter to a term of SPARQL."""
        body = re.sub(r"\$(\w+)", lambda match: terms[match[1]], self.template)
        known = prefixes(base)
        used = sorted(set(_PREFIXED.findall(_STRINGS_AND_IRIS.sub(" ", body))))
        head = "".join(f"PREFIX {name}: <{known[name]}>\n" for name in used)
        return head + body
