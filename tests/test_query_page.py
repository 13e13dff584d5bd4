"""The query page: what it holds, and that its committed bundle is the current one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import kg.serve
from kg.cookbook import recipes
from kg.rdf import prefixes
from kg.rdf.vocab import term
from kg.schema import CLASSES, ID_BASE, PREDICATES
from kg.serve.query_site import site

FOLDER = Path(kg.serve.__file__).parent / "query_page"


def node_tool(*command: str) -> None:
    """Run a tool of the folder, or skip where there is none."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node to check the committed bundle")
    if not (FOLDER / "node_modules").is_dir():
        pytest.skip("needs `npm ci` in kg/serve/query_page to check the committed bundle")
    subprocess.run([node, *command], cwd=FOLDER, check=True)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    node_tool("build.mjs", str(folder))
    return folder


@pytest.mark.parametrize("name", ["query.js", "query.css", "LICENSES.md"])
def test_committed_bundle_is_current(rebuilt: Path, name: str) -> None:
    current = (FOLDER / name).read_text("utf-8") == (rebuilt / name).read_text("utf-8")
    assert current, "run `npm ci && npm run build` in kg/serve/query_page"


def test_program_has_no_type_errors() -> None:
    node_tool("node_modules/typescript/bin/tsc", "--noEmit")


def test_bundle_names_the_licence_of_each_part() -> None:
    banner = (FOLDER / "query.js").read_text("utf-8").partition("*/")[0]
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    licences = (FOLDER / "LICENSES.md").read_text("utf-8")
    for path, row in lock.items():
        if path and not row.get("dev") and not row.get("optional"):
            heading = f"{path.rpartition('node_modules/')[2]} {row['version']} ("
            assert heading in banner and heading in licences
            assert "GPL" not in row.get("license", "MIT")


def test_page_knows_our_vocabulary_and_every_query() -> None:
    made = json.loads(json.dumps(site(ID_BASE)))
    assert made["prefixes"] == prefixes()
    iris = {known["iri"] for known in made["properties"]}
    namespaces = prefixes()
    for predicate in PREDICATES.values():
        assert predicate.iri.replace("zt:", namespaces["zt"]) in iris
    classes = {known["iri"] for known in made["classes"]}
    assert {term(known.iri).value for known in CLASSES.values()} <= classes
    assert [row["name"] for row in made["cookbook"]] == [one.name for one in recipes()]
    assert all("$" not in row["sparql"] for row in made["cookbook"])
