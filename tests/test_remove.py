"""Withdrawn articles: gone from every file at once, and not brought back by the next build."""

from pathlib import Path

import pytest

from kg.cli import main
from kg.domain import only
from kg.report import read

FAST = ["--recogniser", "none"]
TEXTS = {
    "甲": "海东市印发《海东市氢能行动计划》。海东市重点发展氢能产业。",
    "乙": "云州市印发《云州市低空经济行动计划》。云州市重点发展低空经济。",
    "丙": "临江省印发《临江省机器人行动计划》。临江省重点发展机器人产业。",
}


def write(folder: Path, names: str, address: str = "https://example.org/{}") -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        head = f"---\ntitle: 新闻{name}\nlink: {address.format(ord(name))}\n---\n"
        (folder / f"{name}.md").write_text(f"{head}<p>{TEXTS[name]}</p>", "utf-8")
    return folder


def built(folder: Path, out: Path) -> Path:
    assert main(["build", str(folder), "-o", str(out), *FAST]) == 0
    return out


def files(out: Path) -> dict[str, bytes]:
    """All but the store and the cache; the list itself and the report, which tell of it."""
    apart = ("store", "state", "withdrawn.csv", "report.json", "report.md")
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.relative_to(out).parts[0] not in apart
    }


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write(tmp_path / "in", "甲乙丙")


@pytest.fixture
def out(news: Path, tmp_path: Path) -> Path:
    return built(news, tmp_path / "out")


@pytest.mark.parametrize("name", ["乙", "新闻乙", f"https://example.org/{ord('乙')}"])
def test_what_is_left_is_what_a_build_of_the_others_gives(
    name: str, news: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["remove", str(out), name, "--reason", "版权方要求"]) == 0
    assert "\t新闻乙\n2 articles" in capsys.readouterr().out
    (news / "乙.md").unlink()
    assert files(out) == files(built(news, tmp_path / "other"))


def test_nothing_of_the_article_is_left_but_its_row_and_its_place(out: Path) -> None:
    assert main(["remove", str(out), "乙"]) == 0
    held = [path for path in out.rglob("*") if path.is_file()]
    told = [path for path in held if "云州市".encode() in path.read_bytes()]
    assert told == []
    assert len([path for path in (out / "store").iterdir() if path.is_dir()]) == 1


def test_the_next_build_leaves_it_out_and_says_why(news: Path, out: Path) -> None:
    assert main(["remove", str(out), "乙", "--reason", "版权方要求"]) == 0
    before = {**files(out), "report": (out / "report.json").read_bytes()}
    built(news, out)
    assert {**files(out), "report": (out / "report.json").read_bytes()} == before
    ((where, reason),) = [(skip.where, skip.reason.zh) for skip in read(out).skipped]
    assert where.endswith("乙.md") and reason == "已用 kg remove 撤下：版权方要求"


def test_a_corrected_text_at_its_address_stays_out_too(news: Path, out: Path) -> None:
    assert main(["remove", str(out), "乙"]) == 0
    page = news / "乙.md"
    page.write_text(page.read_text("utf-8").replace("印发", "近日印发"), "utf-8")
    assert read(built(news, out)).articles == 2


def test_an_address_that_others_share_withdraws_only_the_text(tmp_path: Path) -> None:
    news = write(tmp_path / "in", "甲乙丙", "https://example.org/list")
    out = built(news, tmp_path / "out")
    assert main(["remove", str(out), "乙"]) == 0
    assert read(built(news, out)).articles == 2


def test_the_id_alone_is_enough(news: Path, out: Path) -> None:
    assert main(["remove", str(out), "乙"]) == 0
    path = out / "withdrawn.csv"
    _, row = path.read_text("utf-8-sig").splitlines()
    path.write_text(f"article\n{row.split(',')[0]}\n", "utf-8")
    assert read(built(news, out)).articles == 2


def test_undone_it_comes_back_with_the_next_build(
    news: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {**files(out), "report": (out / "report.json").read_bytes()}
    assert main(["remove", str(out), "乙", "丙"]) == 0
    capsys.readouterr()
    assert main(["remove", str(out), "--list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["remove", str(out), "新闻乙", "新闻丙", "--undo"]) == 0
    assert "the next kg build has them again" in capsys.readouterr().err
    assert not (out / "withdrawn.csv").exists()
    built(news, out)
    assert {**files(out), "report": (out / "report.json").read_bytes()} == before


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (["丁"], "丁: no such article"),
        (["新闻丙丙"], "新闻丙丙: no such article; did you mean 新闻丙?"),
        (["甲", "乙", "丙"], "no article would be left; delete the folder"),
        ([], "give ARTICLE, or --list"),
        (["甲", "--undo"], "甲: no such article was withdrawn"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    names: list[str], problem: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(out)
    capsys.readouterr()
    assert main(["remove", str(out), *names]) == 2
    assert problem in capsys.readouterr().err
    assert files(out) == before and not (out / "withdrawn.csv").exists()


def test_a_title_of_several_articles_is_answered_with_their_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = write(tmp_path / "in", "甲乙丙")
    for name in "甲乙":
        page = news / f"{name}.md"
        page.write_text(page.read_text("utf-8").replace(f"新闻{name}", "通知"), "utf-8")
    out = built(news, tmp_path / "out")
    assert main(["remove", str(out), "通知"]) == 2
    assert "fits 2 articles; name one by its id: " in capsys.readouterr().err


def test_without_the_cache_one_builds_again(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "state" / "settings.json").unlink()
    assert main(["remove", str(out), "乙"]) == 2
    assert "the cache is not whole; make it again with kg build" in capsys.readouterr().err
    assert not (out / "withdrawn.csv").exists()


def test_types_of_a_domain_stay(news: Path, tmp_path: Path) -> None:
    domain = tmp_path / "domain.toml"
    domain.write_text(
        '[classes.PROJECT]\nprefix = "project"\niri = "https://example.org/ns#P"\nzh = "项目"\n'
        'en = "project"\nwords = ["氢能产业"]\n',
        "utf-8",
    )
    out = tmp_path / "out"
    with only(None):  # a command adds them for the whole process
        assert main(["build", str(news), "-o", str(out), "--domain", str(domain), *FAST]) == 0
        assert read(out).entities["PROJECT"] == 1
        assert main(["remove", str(out), "乙"]) == 0
        assert read(out).entities["PROJECT"] == 1
