"""The committed program of the explorer is current, sound and says whose parts it has."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

EXPLORER = Path(__file__).parents[1] / "kg" / "explorer"


def node_tool(*command: str) -> None:
    """Run a tool of kg/explorer, or skip where there is none."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node to check the committed bundle")
    if not (EXPLORER / "node_modules").is_dir():
        pytest.skip("needs `npm ci` in kg/explorer to check the committed bundle")
    subprocess.run([node, *command], cwd=EXPLORER, check=True, timeout=120)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    node_tool("build.mjs", str(folder))
    return folder


@pytest.mark.parametrize("name", ["bundle.js", "bundle.css", "LICENSES.md"])
def test_committed_bundle_is_current(rebuilt: Path, name: str) -> None:
    current = (EXPLORER / name).read_text("utf-8") == (rebuilt / name).read_text("utf-8")
    assert current, "run `npm ci && npm run build` in kg/explorer"


def test_program_has_no_type_errors() -> None:
    node_tool("node_modules/typescript/bin/tsc", "--noEmit")


def test_bundle_names_the_licence_of_each_part() -> None:
    banner = (EXPLORER / "bundle.js").read_text("utf-8").partition("*/")[0]
    lock = json.loads((EXPLORER / "package-lock.json").read_text("utf-8"))["packages"]
    for name in (
        "events",
        "graphology",
        "graphology-layout-forceatlas2",
        "graphology-utils",
        "sigma",
    ):
        row = lock[f"node_modules/{name}"]
        heading = f"{name} {row['version']} ({row['license']})"
        assert heading in banner
        assert heading in (EXPLORER / "LICENSES.md").read_text("utf-8")
