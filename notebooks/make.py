"""The notebooks: kept in one form without outputs, executed, and rendered as pages.

    python notebooks/make.py tidy            rewrites them in the form that is kept
    python notebooks/make.py render FOLDER   runs them and writes FOLDER/<name>.html
    python notebooks/make.py api             writes the table of names in README.md

The form: no outputs, no counts, cells numbered, keys sorted, one line of source a line of JSON, so
that a diff shows what was written and nothing else.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from traitlets.config import Config

HERE = Path(__file__).parent
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_QUIET = ["--IPKernelApp.log_level=40"]  # the kernel's own warnings are not the notebook's
# What the template would fetch: none of it is used.
_OUTER = ("mathjax_url", "require_js_url", "jquery_url", "mermaid_js_url", "html_manager_url")
_FETCHED = re.compile(r"<script[^>]*\bsrc=[^>]*>\s*</script>|<link\b[^>]*\bhref=\"https?:[^>]*>")
_MODULE = re.compile(r"<script type=\"module\">.*?</script>", re.DOTALL)


def notebooks() -> list[Path]:
    return sorted(HERE.glob("[0-9][0-9]-*.ipynb"))


def normal(text: str) -> str:
    """The form in which a notebook is kept."""
    notebook = nbformat.reads(text, as_version=4)
    cells = [_cell(cell, f"cell-{number:02}") for number, cell in enumerate(notebook.cells, 1)]
    kept = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cell(cell: nbformat.NotebookNode, name: str) -> dict[str, object]:
    made = {
        "cell_type": cell.cell_type,
        "id": name,
        "metadata": {},
        "source": cell.source.strip().splitlines(keepends=True),
    }
    if cell.cell_type == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def executed(path: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs, run in ``folder`` by the kernel of this environment.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(
        notebook, timeout=None, kernel_name="python3", resources=resources, extra_arguments=_QUIET
    )
    client.execute()
    return notebook


def page(notebook: nbformat.NotebookNode, title: str) -> str:
    """One HTML file that asks the network for nothing."""
    chosen = Config({"HTMLExporter": dict.fromkeys(_OUTER, "")})
    html, _ = HTMLExporter(config=chosen, template_name="lab").from_notebook_node(
        notebook, {"metadata": {"name": title}}
    )
    return _FETCHED.sub("", _MODULE.sub("", html))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("tidy")
    commands.add_parser("api")
    commands.add_parser("render").add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.command == "api":
        from api import written  # beside this file

        readme = HERE / "README.md"
        readme.write_text(written(readme.read_text("utf-8")), "utf-8", newline="\n")
        return
    for path in notebooks():
        if args.command == "tidy":
            path.write_text(normal(path.read_text("utf-8")), "utf-8", newline="\n")
            continue
        args.folder.mkdir(parents=True, exist_ok=True)
        made = args.folder / f"{path.stem}.html"
        made.write_text(page(executed(path, HERE), path.stem), "utf-8", newline="\n")
        print(made)


if __name__ == "__main__":
    main()
