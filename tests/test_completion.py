"""Completion, asked of the shells themselves."""

import shutil
import subprocess

import pytest

from kg.cli import main
from kg.cli.completion import SHELLS, script
from kg.cli.table import COMMANDS, parser

NAMES = [command.name for command in COMMANDS]


def shell(name: str, code: str, *arguments: str) -> str:
    if shutil.which(name) is None:
        pytest.skip(f"needs {name}, which is not installed")
    done = subprocess.run(
        [name, *arguments, "-c", script(name, parser()) + code],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def bash(*words: str) -> list[str]:
    typed = " ".join(f'"{word}"' for word in words)
    code = f'COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _kg; echo "${{COMPREPLY[@]}}"'
    return shell("bash", code, "--norc").split()


def fish(line: str) -> list[str]:
    lines = shell("fish", f"complete -C '{line}'", "--no-config").splitlines()
    return [line.split("\t")[0] for line in lines]


@pytest.mark.parametrize("name", SHELLS)
def test_script_is_printed_and_knows_every_command(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", name]) == 0
    printed = capsys.readouterr().out
    assert [command for command in NAMES if command not in printed] == []
    assert "--recogniser" in printed or "-l recogniser" in printed


def test_bash_completes_commands_options_and_values() -> None:
    assert bash("kg", "") == NAMES
    assert bash("kg", "bu") == ["build"]
    assert bash("kg", "--lang", "e") == ["en"]
    assert bash("kg", "build", "x", "--str") == ["--strict"]
    assert bash("kg", "query", "out", "--format", "") == ["table", "csv", "json", "ttl"]
    assert bash("kg", "completion", "f") == ["fish"]


def test_bash_leaves_files_to_the_shell() -> None:
    assert bash("kg", "build", "a") == []
    assert bash("kg", "build", "a", "-o", "b") == []


def test_fish_completes_commands_options_and_values() -> None:
    assert fish("kg bu") == ["build"]
    assert fish("kg build x --str") == ["--strict"]
    assert fish("kg query out --format c") == ["csv"]
    assert fish("kg completion z") == ["zsh"]


def test_zsh_takes_the_script() -> None:
    if shutil.which("zsh") is None:
        pytest.skip("needs zsh, which is not installed")
    load = f"autoload -Uz compinit; compinit -D\n{script('zsh', parser())}\n"
    done = subprocess.run(
        ["zsh", "-f", "-c", f"{load} print $_comps[kg]; whence -w _kg"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (done.stdout, done.stderr) == ("_kg\n_kg: function\n", "")
