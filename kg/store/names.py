"""Where the builds are, and which one readers open."""

from __future__ import annotations

from pathlib import Path

from kg.graph import aside

FOLDER = "store"
_CURRENT = "CURRENT"


def named(out: Path) -> str:
    """The name in ``CURRENT``; empty without one."""
    try:
        return (out / FOLDER / _CURRENT).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def name(out: Path, build: str) -> None:
    """Let readers open ``build`` from now on: they see the old name or the new one, no third."""
    with aside(out / FOLDER / _CURRENT) as part:
        part.write_text(build + "\n", "utf-8", newline="\n")
