"""Our recogniser: what it reads, and that nothing around a text changes what it says of it."""

import json
import os
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from kg.config import Config
from kg.nlp import fusion, load
from kg.nlp.reading import Reading
from kg.tagger import MODEL, Scores, tagger
from kg.tagger.lexicon import KINDS, WIDTH, features
from kg.tagger.network import Network

WORDS = (
    "云州省工业和信息化厅印发《云州省氢能产业发展规划（2026—2030年）》，厅长赵明远说，"
    "到2030年智能机器人产业营业收入达到800亿元。记者从云州市获悉，云海重工有限公司已经开工。"
)
OWN = Config(recogniser="own")
TAGS = ("O", "B-ORG", "I-ORG", "E-ORG", "S-ORG")


def test_lists_mark_first_inner_and_last_characters() -> None:
    rows = features("在广东省").reshape(4, 3, len(KINDS))
    column = KINDS.index("division")
    assert rows[:, :, column].tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert features("").shape == (0, WIDTH)


def test_a_long_text_is_read_as_its_parts() -> None:
    """Pieces overlap by what a character can see: no seam."""
    model = Network(MODEL)
    text = "\n".join([WORDS] * 60)
    names, _ = model(text)
    assert names.shape == (len(text), len(model.names))
    middle = len(WORDS) + 1
    alone, _ = model("\n".join([WORDS] * 3))
    inside = slice(middle, middle + len(WORDS))
    for start in range(middle, len(text) - middle, middle):  # some lie across a seam
        assert np.allclose(names[start : start + len(WORDS)], alone[inside], atol=1e-4)


def test_an_empty_text_has_nothing() -> None:
    tagged = tagger()("")
    assert tagged.words == ()
    assert list(tagged.scores.names(0, 0)) == []


def test_words_are_in_order_disjoint_and_without_blanks() -> None:
    text = f"  {WORDS}\n\n{WORDS} "
    words = tagger()(text).words
    assert "".join(text[start:end] for start, end, _ in words) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in pairwise(words))


def test_names_of_all_kinds_are_found() -> None:
    found = {(WORDS[m.span.start : m.span.end], m.label) for m in load(OWN)(WORDS)._.kg_mentions}
    assert {
        ("云州省工业和信息化厅", "ORG"),
        ("云州省氢能产业发展规划（2026—2030年）", "POLICY"),
        ("赵明远", "PERSON"),
        ("云海重工有限公司", "ORG"),
    } <= found


def test_a_certain_name_is_tried_and_scored() -> None:
    likely = np.full((4, len(TAGS)), -9.0, np.float32)
    for row, tag in enumerate(("O", "B-ORG", "I-ORG", "E-ORG")):
        likely[row, TAGS.index(tag)] = 9.0
    scores = Scores(likely, TAGS)
    assert list(scores.names(0, 4)) == [(1, 4, "ORG")]
    assert scores.of(1, 4, "ORG").whole > -0.01
    assert scores.of(0, 3, "ORG").whole < -5


def test_a_candidate_that_model_and_register_agree_on_is_surer() -> None:
    reading: Reading = load(OWN)(WORDS)._.kg
    assert reading.scores is not None
    found = fusion.stretches(reading, reading.scores)
    sure = {
        (WORDS[one.start : one.end], one.label): fusion.probability(features)
        for one, features in zip(
            found, fusion.described(reading, reading.scores, found), strict=True
        )
    }
    assert sure["云州省工业和信息化厅", "ORG"] > 0.8
    assert all(0 < value < 1 for value in sure.values())


def described(text: str) -> dict[tuple[str, str], dict[str, float]]:
    reading: Reading = load(OWN)(text)._.kg
    assert reading.scores is not None
    found = fusion.stretches(reading, reading.scores)
    every = fusion.described(reading, reading.scores, found)
    names = [(text[one.start : one.end], one.label) for one in found]
    return dict(zip(names, every, strict=True))


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("等产业", "industries"),
        ("等新技术", "techniques"),
        ("等产品出口", "products"),
        ("等企业", "places and firms"),
        ("等", "others"),
    ],
)
def test_the_words_behind_a_list_say_what_it_lists(behind: str, kind: str) -> None:
    features = described(f"云州省发展人工智能、集成电路、生物医药{behind}。")["集成电路", "CLUSTER"]
    assert [name for name in features if name.startswith("listed among")] == [
        f"listed among {kind}"
    ]


def test_the_company_that_a_name_keeps_weighs_in() -> None:
    features = described("出席的有赵明远、钱文博、孙立群等。一人是周天成。")
    assert features["钱文博", "PERSON"]["companions"] > 0.5
    assert features["周天成", "PERSON"]["companions"] == 0


def test_a_committee_of_the_party_is_no_place() -> None:
    doc = load(OWN)("座谈会由中共云州市委主办，淳安县委书记赵明远出席。")
    names = [(m.span.of(doc.text), m.label) for m in doc._.kg_mentions]
    assert ("淳安县委", "ORG") in names
    assert not any(label == "REGION" for _, label in names)


def test_weights_are_of_the_features_that_there_are() -> None:
    known = fusion.weights()
    assert {"ORG", "ORG first", "CLUSTER by rule", "inside another", "always"} <= known.keys()


@pytest.mark.parametrize("threads", ["1", "2"])
def test_threads_do_not_matter(threads: str) -> None:
    code = (
        "import json\nfrom kg.config import Config\nfrom kg.nlp import load\n"
        f"doc = load(Config(recogniser='own'))({WORDS * 5!r})\n"
        "print(json.dumps([(m.span.start, m.span.end, m.label, m.confidence)"
        " for m in doc._.kg_mentions]))"
    )
    env = {**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    here = [
        [m.span.start, m.span.end, m.label, m.confidence]
        for m in load(OWN)(WORDS * 5)._.kg_mentions
    ]
    assert json.loads(run.stdout) == here
