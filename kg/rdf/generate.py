"""``python -m kg.rdf.generate``: the files of this folder that are computed; ``--check`` compares."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from kg.rdf.context import context
from kg.rdf.ontology import ontology_quads
from kg.rdf.serialise import serialise
from kg.rdf.shapes import shapes


def _ontology() -> str:
    stream = io.BytesIO()
    serialise(ontology_quads(), stream, ".ttl")
    return stream.getvalue().decode()


def _context() -> str:
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=2) + "\n"


FILES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"context.jsonld": _context, "ontology.ttl": _ontology, "shapes.ttl": shapes}
)
FOLDER = Path(__file__).parent


def stale() -> list[str]:
    """The files that are not what the tables give."""
    return [
        name
        for name, made in FILES.items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text("utf-8") != made()
    ]


def main(argv: Sequence[str]) -> int:
    """0 done or current, 1 stale."""
    if "--check" in argv:
        for name in stale():
            print(f"{FOLDER / name}: not current; run python -m kg.rdf.generate", file=sys.stderr)
        return bool(stale())
    for name, made in FILES.items():
        (FOLDER / name).write_text(made(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
