"""Whether everything that kg needs is there and fits: for people who wonder why it does not work.

So nothing that may be missing is imported before it is known to be there.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import kg
from kg.config import Config
from kg.errors import KgError, system_reason
from kg.lang import Text, same, several

PACKAGE = "zhengtu"
# Bytes: room for a thousand articles. The samples take 0.5 MB an article with store and cache, and
# a build holds the old and the new graph for a moment.
NEEDED_SPACE = 10**9
_MISSING = Text("没有安装", "not installed")
_DEVELOPERS = ("test",)  # extras that users have no use for


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: Text
    found: Text
    advice: Text | None = None  # what to do about it; None: nothing
    finding: bool = False  # whether something that is needed is wrong


def examine(config: Config, out: Path | None) -> Iterator[Check]:
    """The machine, the packages, the model and, if one is named, a graph folder."""
    yield from _versions()
    packages = list(_packages())
    yield from packages
    yield _space(out or Path.cwd())
    yield _space(Path(tempfile.gettempdir()))
    if not any(check.finding and check.found == _MISSING for check in packages):
        yield _model(config)
        if out is not None:
            yield from _folder(out)


def _versions() -> Iterator[Check]:
    yield Check(same("kg"), same(f"{kg.__version__}  {Path(kg.__file__).parent}"))
    found = f"{platform.python_version()}  {sys.executable}"
    yield Check(same("Python"), same(found), *_python_advice())
    encoding = sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") == "utf8":
        yield Check(Text("文件名编码", "file names"), same(encoding))
    else:
        advice = Text("设置 PYTHONUTF8=1", "set PYTHONUTF8=1")
        yield Check(Text("文件名编码", "file names"), same(encoding), advice)
    yield Check(Text("系统", "system"), same(f"{platform.platform()}, {os.cpu_count()} CPU"))


def _python_advice() -> tuple[Text | None, bool]:
    wanted = _wanted_python()
    if wanted.contains(platform.python_version(), prereleases=True):
        return None, False
    return Text(f"需要 Python {wanted}", f"Python {wanted} is needed"), True


def _wanted_python() -> SpecifierSet:
    try:
        return SpecifierSet(distribution(PACKAGE).metadata["Requires-Python"])
    except PackageNotFoundError:
        return SpecifierSet()


def _packages() -> Iterator[Check]:
    """What the package says it needs, then its optional parts."""
    try:
        declared = distribution(PACKAGE)
    except PackageNotFoundError:
        advice = Text(f"pip install {PACKAGE}", f"pip install {PACKAGE}")
        yield Check(
            Text("安装", "installation"), Text("没有用 pip 安装", "not installed with pip"), advice
        )
        return
    requirements = [Requirement(line) for line in declared.requires or ()]
    for requirement in requirements:
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield _package(requirement)
    for extra in declared.metadata.get_all("Provides-Extra") or ():
        if extra not in _DEVELOPERS:
            yield _part(extra, requirements)


def _package(requirement: Requirement) -> Check:
    found = _installed(requirement.name)
    if found and requirement.specifier.contains(found, prereleases=True):
        return Check(same(requirement.name), same(found))
    advice = same(f'pip install "{requirement.name}{requirement.specifier}"')
    wrong = same(found) if found else _MISSING
    return Check(same(requirement.name), wrong, advice, finding=True)


def _part(extra: str, requirements: list[Requirement]) -> Check:
    """An optional part is never a finding: who needs it can install it."""
    own = [
        requirement
        for requirement in requirements
        if requirement.marker is not None
        and requirement.marker.evaluate({"extra": extra})
        and not requirement.marker.evaluate({"extra": ""})
    ]
    missing = [one.name for one in own if not _installed(one.name)]
    what = Text(f"可选 [{extra}]", f"optional [{extra}]")
    if missing:
        names = ", ".join(missing)
        advice = same(f'pip install "{PACKAGE}[{extra}]"')
        return Check(what, Text(f"没有安装：{names}", f"not installed: {names}"), advice)
    return Check(what, same(", ".join(f"{one.name} {_installed(one.name)}" for one in own)))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _model(config: Config) -> Check:
    import kg.nlp

    what = Text("识别模型", "recogniser")
    try:
        told = kg.nlp.describe(config)
    except KgError as error:
        return Check(what, same(config.recogniser), error.message, finding=True)
    return Check(what, same("  ".join(filter(None, told.values()))))


def _space(folder: Path) -> Check:
    """Room on the disk of a folder, or of the nearest one above it that there is."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    what = Text(f"剩余空间 {there}", f"free space {there}")
    if free >= NEEDED_SPACE:
        return Check(what, same(f"{free / 10**9:,.1f} GB"))
    advice = Text("请腾出 1 GB 以上", "make room: 1 GB or more")
    return Check(what, same(f"{free / 10**9:,.1f} GB"), advice, finding=True)


def _folder(out: Path) -> Iterator[Check]:
    from kg.report import read
    from kg.store import open_store

    again = Text("用 kg build 重新生成", "make it again with kg build")
    what = same(out)
    try:
        report = read(out)
        open_store(out)
    except KgError as error:
        yield Check(what, error.problem, again, finding=True)
        return
    made = report.versions.get(PACKAGE, "")
    counts = Text(f"{report.articles:,} 篇文章", several(report.articles, "article"))
    if made == kg.__version__:
        yield Check(what, counts)
    else:
        yield Check(
            what, Text(f"{counts.zh}，由 {made} 生成", f"{counts.en}, made by {made}"), again
        )
    if report.skipped:
        number = len(report.skipped)
        yield Check(
            Text("跳过的输入", "skipped inputs"),
            same(number),
            Text(f"见 {out / 'report.md'}", f"see {out / 'report.md'}"),
        )
    yield _writable(out)


def _writable(out: Path) -> Check:
    from kg.store import locked

    what = Text(f"{out} 的写入", f"writing to {out}")
    try:
        with locked(out / "state"):
            return Check(what, Text("可以", "possible"))
    except KgError as error:
        return Check(what, error.problem, finding=True)
    except OSError as error:
        advice = Text("检查文件夹的权限", "look at the rights of the folder")
        return Check(what, system_reason(error), advice, finding=True)
