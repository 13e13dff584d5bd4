"""What is wrong with a query, from what Oxigraph says: the place, and what may stand there.

Oxigraph lists every character class that its grammar would take, several lines of them.
"""

from __future__ import annotations

import re

from kg.lang import Text, clauses, same

_PLACE = re.compile(
    r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<wanted>.*)", re.S
)
_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"')
_SENTENCE = re.compile(r"(?:^|, )(The [^,\[]+)")  # what the parser says in words, among the tokens
_PREFIX = re.compile(r"([\w.-]*):[^\s:]*$")
_SHOWN = 20  # characters of the query after the place
_TOKENS = 8  # more of them say nothing
_NO_PREFIX = "Prefix not found"


def complaint(error: Exception, sparql: str) -> Text:
    """In both languages; what has another form is given as it is."""
    match = _PLACE.match(str(error))
    if match is None:
        return same(error)
    line, column, wanted = int(match["line"]), int(match["column"]), match["wanted"]
    told = sparql.split("\n")[line - 1] if line <= sparql.count("\n") + 1 else ""
    rest = told[column - 1 :].strip()[:_SHOWN]
    near = Text(f"“{rest}”之前", f"before “{rest}”") if rest else Text("行末", "at the end of it")
    place = Text(
        f"第 {line} 行第 {column} 个字符有错，在{near.zh}",
        f"error at {line}:{column}, {near.en}",
    )
    return clauses(place, *_reasons(wanted, told[: column - 1]))


def _reasons(wanted: str, before: str) -> list[Text]:
    if _NO_PREFIX in wanted:
        prefix = _PREFIX.search(before)
        name = f"{prefix[1]}:" if prefix else ""
        return [Text(f"前缀 {name} 没有声明", f"the prefix {name} is not declared")]
    if said := _SENTENCE.search(wanted):
        return [same(said[1])]
    tokens = _TOKEN.findall(wanted)
    if not 0 < len(tokens) <= _TOKENS:
        return []
    return [Text(f"这里可以是 {' '.join(tokens)}", f"expected {' '.join(tokens)}")]
