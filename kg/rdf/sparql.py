"""What a query may be: read-only, and answered from this store alone."""

from __future__ import annotations

import re

from kg.errors import InputError
from kg.lang import Text

# Where the word is data and no keyword (SPARQL 1.1, section 19.8). Of a prefixed name only the
# part behind the colon: Oxigraph reads SERVICE:x and 1SERVICE as the keyword and what is beside it.
DATA = re.compile(
    r'''
      \#[^\n\r]*                              # comment
    | <[^\x00-\x20<>"{}|^`]*>                 # IRI
    | """(?:"{0,2}(?:[^"\\]|\\.))*"""         # strings
    | \'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\'
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+                                 # variable
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*            # language tag
    | :(?:[\w.:%-]|\\.)*                      # local name
    ''',
    re.VERBOSE | re.DOTALL,
)


def refuse_service(sparql: str) -> None:
    """
    Raises:
        InputError: the query has a SERVICE clause, which would send a part of it elsewhere.
    """
    if "service" in DATA.sub(" ", sparql).lower():
        raise InputError(
            Text("查询", "query"),
            Text(
                "SERVICE 要问别的服务器，而这里一切离线",
                "SERVICE asks another server, and everything here stays offline",
            ),
        )


def is_update(sparql: str) -> bool:
    """Whether the first keyword, after prefixes, is one of SPARQL 1.1 Update.

    >>> is_update("PREFIX a: <x> insert data {}"), is_update("ASK { ?insert ?p 'DELETE' }")
    (True, False)
    """
    words = _WORD.findall(_PROLOGUE.sub(" ", DATA.sub(" ", sparql)))
    return bool(words) and words[0].upper() in _UPDATES


_PROLOGUE = re.compile(r"\bPREFIX\s+[\w.-]*|\bBASE\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_UPDATES = frozenset("ADD CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE WITH".split())
