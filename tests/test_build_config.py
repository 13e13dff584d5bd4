"""Options: a wrong one is an error that names the file."""

from dataclasses import fields
from pathlib import Path

import pytest

from kg.build.samples import samples
from kg.config import Config
from kg.errors import InputError, UnknownNameError
from kg.pipeline import annotate
from kg.types import Skip


def written(folder: Path, content: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(content, "utf-8")
    return path


def test_settings_are_read_and_paths_count_from_the_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'recogniser = "none"\nlexicon = ["names.csv"]\nbase = "https://example.org/"\nbatch = 3\n',
    )
    assert Config.load(path) == Config(
        recogniser="none",
        lexicon=(tmp_path / "names.csv",),
        base="https://example.org/",
        batch=3,
    )


def test_settings_of_reading_are_texts(tmp_path: Path) -> None:
    content = 'columns = ["text=报道"]\nfields = ["text=a.b"]\nmain_text = "trafilatura"\n'
    assert Config.load(written(tmp_path, content)) == Config(
        columns=("text=报道",), fields=("text=a.b",), main_text="trafilatura"
    )


def test_settings_left_out_keep_their_default(tmp_path: Path) -> None:
    assert Config.load(written(tmp_path, "")) == Config()


def test_misspelt_setting_lists_the_known_ones(tmp_path: Path) -> None:
    known = ", ".join(sorted(field.name for field in fields(Config)))
    with pytest.raises(
        UnknownNameError, match=f"bacth: no such setting; known: {known}; did you mean batch"
    ):
        Config.load(written(tmp_path, "bacth = 3"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("recogniser = 3", "recogniser must be a text, not 3"),
        ("batch = true", "batch must be a whole number, not True"),
        ("min_confidence = 1.5", "min_confidence: 1.5 is not between 0 and 1"),
        ("min_confidence = 'much'", "min_confidence must be a number with a point, not 'much'"),
        ("batch = 0", "batch: 0 articles per call; it must be 1 or more"),
        ('lexicon = "names.csv"', "lexicon must be a list of file names, not 'names.csv'"),
        ("columns = [3]", r"columns must be a list of texts, not \[3\]"),
        ('base = "https://example.org"', "base: 'https://example.org' must end with / or #"),
        ("batch", "not a TOML file in UTF-8"),
    ],
)
def test_wrong_value_names_the_file_and_the_setting(
    content: str, problem: str, tmp_path: Path
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError, match=problem) as caught:
        Config.load(path)
    assert str(caught.value).startswith(str(path))


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Config.load(tmp_path / "none.toml")


def test_what_is_less_sure_is_left_out() -> None:
    skipped: list[Skip] = []
    for document in annotate(samples(skipped.append), Config(min_confidence=0.8)):
        least = [mention.confidence for mention in document.mentions]
        least += [fact.confidence for fact in document.facts]
        least += [target.confidence for target in document.targets]
        least += [instrument.confidence for instrument in document.instruments]
        assert min(least) >= 0.8
        known = {entity.id for entity in document.entities}
        assert {fact.subject for fact in document.facts} <= known
