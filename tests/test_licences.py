"""No dependency is under a licence that our users could not accept."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import kg

NOTICE = Path(kg.__file__).parents[1] / "NOTICE"
PARTS = ("", "excel", "lac", "notebook", "office", "web")  # the base, and what users may add
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU|\bMPL|Mozilla|\bEPL|\bEUPL|\bCDDL|CC[ -]BY-(?:SA|NC)", re.I)
STRONG = re.compile(r"GPL|GNU", re.IGNORECASE)


def needed(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> None:
    """Adds a package and all that it needs, as far as it is installed."""
    key = (re.sub(r"[-_.]+", "-", name).lower(), extras)
    if key in seen:
        return
    try:
        found = distribution(name)
    except PackageNotFoundError:  # an extra that is not installed here
        return
    seen.add(key)
    for line in found.requires or ():
        one = Requirement(line)
        asked = {"", *extras}
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in asked):
            needed(one.name, frozenset(one.extras), seen)


def packages(part: str) -> Iterator[Distribution]:
    seen: set[tuple[str, frozenset[str]]] = set()
    needed("zhengtu", frozenset({part} - {""}), seen)
    return (distribution(name) for name in sorted({name for name, _ in seen}))


def licence(package: Distribution) -> str:
    """As the package says it: its expression, else its classifiers, else the first line of a text."""
    told = package.metadata
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    (expression, *_) = told.get_all("License-Expression") or [""]
    (text, *_) = told.get_all("License") or [""]
    return expression or "; ".join(classifiers) or text.strip().partition("\n")[0]


@pytest.mark.parametrize("part", PARTS)
def test_none_is_under_the_gpl_alone(part: str) -> None:
    told = {package.metadata["Name"]: licence(package) for package in packages(part)}
    assert len(told) > 20 and [name for name, words in told.items() if not words] == []
    choices = {name: re.split(r"\bOR\b", words) for name, words in told.items()}
    assert [name for name, some in choices.items() if all(map(STRONG.search, some))] == []


@pytest.mark.parametrize("part", PARTS)
def test_those_that_are_not_permissive_are_named(part: str) -> None:
    if not NOTICE.is_file():
        pytest.skip("needs the source tree")
    notice = NOTICE.read_text("utf-8")
    found = {p.metadata["Name"] for p in packages(part) if COPYLEFT.search(licence(p))}
    assert found and {name for name in found if f"{name} (" not in notice} == set()
