"""Our components in somebody else's spaCy pipeline."""

import subprocess
import sys

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.nlp import CHARACTERS, DISPLACY
from kg.nlp.reading import Reading
from kg.schema import CLASSES

WORDS = "广东省印发《广东省氢能产业发展行动计划》，支持华为。"

# What a user writes who has installed the package and imports spaCy only.
SNIPPET = """
import spacy
char = {"nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "char"}}}
nlp = spacy.blank("zh", config=char)
nlp.add_pipe("kg_policies")
doc = nlp("某省印发《某省氢能产业发展行动计划》。")
print([(ent.text, ent.label_, ent.start_char) for ent in doc.ents], len(doc._.kg.candidates) > 0)
"""


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("zh", config=CHARACTERS)


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_by_entry_point_alone_in_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SNIPPET], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[('某省氢能产业发展行动计划', 'POLICY', 5)] True\n", "")


def test_each_component_alone_sets_entities(nlp: Language) -> None:
    nlp.add_pipe("kg_gazetteer")
    assert found(nlp(WORDS)) == [("广东省", "REGION"), ("广东省", "REGION"), ("华为", "ORG")]


def test_components_add_up_and_tidy_decides(nlp: Language) -> None:
    for name in ("kg_gazetteer", "kg_policies", "kg_organisations", "kg_clusters", "kg_tidy"):
        nlp.add_pipe(name)
    doc = nlp(WORDS)
    assert found(doc) == [
        ("广东省", "REGION"),
        ("广东省氢能产业发展行动计划", "POLICY"),
        ("华为", "ORG"),
    ]
    assert [WORDS[m.span.start : m.span.end] for m in doc._.kg_mentions] == [
        ent.text for ent in doc.ents
    ]
    assert isinstance(doc._.kg, Reading)


def test_entities_of_others_stay_where_ours_leave_room(nlp: Language) -> None:
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "VERB", "pattern": "支持"}, {"label": "X", "pattern": "东省"}])  # type: ignore[attr-defined]  # Language.add_pipe is typed as a plain callable
    nlp.add_pipe("kg_gazetteer")
    nlp.add_pipe("kg_policies")
    assert ("支持", "VERB") in found(nlp(WORDS))
    assert ("东省", "X") not in found(nlp(WORDS))
    assert ("广东省氢能产业发展行动计划", "POLICY") in found(nlp(WORDS))


def test_entities_can_be_left_to_tidy(nlp: Language) -> None:
    nlp.add_pipe("kg_policies", config={"set_ents": False})
    assert found(nlp(WORDS)) == []
    nlp.add_pipe("kg_tidy")
    assert found(nlp(WORDS)) == [("广东省氢能产业发展行动计划", "POLICY")]


def test_docs_become_bytes_and_several_processes_work(nlp: Language) -> None:
    nlp.add_pipe("kg_policies")
    doc = nlp(WORDS)
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for copy in (back, again):
        assert copy._.kg == doc._.kg
        assert tuple(copy._.kg_mentions) == doc._.kg_mentions
    assert [found(doc) for doc in nlp.pipe([WORDS, "无"], n_process=2)] == [found(doc), []]


def test_displacy_has_our_colours(nlp: Language) -> None:
    nlp.add_pipe("kg_policies")
    color = CLASSES["POLICY"].color
    assert color in displacy.render(nlp(WORDS), style="ent", options=DISPLACY, jupyter=False)
    assert color in displacy.render(nlp(WORDS), style="ent", jupyter=False)
