"""What is settled before the tagger speaks, and what is left to it: with the model of the package."""

import pytest
from spacy.language import Language

from kg.config import Config
from kg.nlp import load


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load(Config())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # events, slogans, lines and stations hold no names
        ("日前从合肥光伏产业发展论坛获悉，项目进展顺利。", []),
        ("全力实现“广东制造”的转变。", []),
        ("沈阳至佳木斯高铁开工，在长春东站设站。", []),
        ("西安咸阳国际机场启用。", []),
        # but a meeting of a body is the body's, and words that are quoted are words
        ("江苏省科技厅新闻发布会在南京市举行。", ["江苏省科技厅", "南京市"]),
        ("他强调“江苏省和浙江省要带头”。", ["江苏省", "浙江省"]),
        ("从南京到合肥乘高铁只要一小时。", ["南京", "合肥"]),
        ("深圳北站枢纽商务区管委会揭牌。", ["深圳北站枢纽商务区管委会"]),
        # lists of persons, unless a register knows better
        ("王小明、李明远、万鼎出席会议。", ["王小明", "李明远", "万鼎"]),
        ("日本央行行长植田和男表示，将继续加息。", ["日本央行", "植田和男"]),
        # titles without brackets, but no heading of a plan
        ("国务院发布关于加快绿色转型的意见。", ["国务院", "关于加快绿色转型的意见"]),
        ("（一）推进江苏省新型城镇化规划实施\n全面落实。", ["江苏省"]),
        ("公司公布关于收购股份的决定后，股价上涨。", []),
        ("人工智能2025年产值达到1万亿元。", ["人工智能"]),
    ],
)
def test_names_with_the_tagger(pipeline: Language, text: str, names: list[str]) -> None:
    assert [mention.span.of(text) for mention in pipeline(text)._.kg_mentions] == names
