"""Recognition without a model: registers and patterns on words that the tests cut by hand."""

import csv
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Config
from kg.errors import InputError, UnknownNameError
from kg.nlp import CHARACTERS, annotator, clusters, load, organisations, people, regions
from kg.nlp.clusters import find_clusters, is_counted
from kg.nlp.gazetteer import Lexicon, find_known, read_lexicon
from kg.nlp.lists import chains
from kg.nlp.organisations import find_organisations
from kg.nlp.people import find_people
from kg.nlp.policies import find_policies
from kg.nlp.reading import Reading, Word
from kg.nlp.recognisers import Nothing, recogniser
from kg.nlp.regions import find_regions
from kg.nlp.tidy import bar_events, bar_fields, bar_lines, bar_quoted, tidy
from kg.pipeline import split
from kg.types import Article


def cut(tagged: str) -> Reading:
    """A reading from "甘肃/LOC 发展/v 氢能/n": words with LAC's tags, joined without spaces."""
    words, text = [], ""
    for item in tagged.split():
        surface, _, tag = item.rpartition("/")
        words.append(Word(len(text), len(text) + len(surface), tag))
        text += surface
    reading = Reading(text)
    reading.set_words(tuple(words))
    return reading


def found(reading: Reading) -> list[tuple[str, str]]:
    """(words, label) of the mentions that all layers and the tidying leave."""
    for find in (
        find_known,
        find_regions,
        find_policies,
        find_organisations,
        find_people,
        find_clusters,
        bar_events,
        bar_quoted,
        bar_fields,
        bar_lines,
    ):
        find(reading)
    return [(m.span.of(reading.text), m.label) for m in tidy(reading)]


@pytest.mark.parametrize(
    ("tagged", "mentions"),
    [
        ("甘肃/LOC 省/n 委/n", [("甘肃省委", "ORG")]),
        ("甘肃省/LOC 工信厅/n 发文/v", [("甘肃省工信厅", "ORG")]),
        ("甘肃省/LOC 工信厅/n 数字/n 产业/n 处/n 处长/n", [("甘肃省工信厅数字产业处", "ORG")]),
        ("记者/n 王小川/PER 报道/v", [("王小川", "PERSON")]),
        ("上海/LOC 南部/f 降雨/v", [("上海", "REGION")]),
        ("苏州/LOC 市场/n 活跃/a", [("苏州", "REGION")]),
        ("上海/LOC 城市/n 更新/vn", [("上海", "REGION")]),
        ("星海智联/ORG 总部/n 迁入/v", [("星海智联总部", "ORG")]),
        ("发展/v 整车/n 产业/n", [("整车产业", "CLUSTER")]),
        ("推广/vn 产业/n 集群/n 模式/n", []),
        ("先进/a 制造业/n 与/c 战略性/n 新兴/a 产业/n", []),
        # a department of every place of its level names nobody
        ("甘肃省/LOC 各/r 市/n 、/w 县人民政府/ORG 负责/v", [("甘肃省", "REGION")]),
        ("兰州市/LOC 市/n 、/w 区/n 人民政府/n 应当/v", [("兰州市", "REGION")]),
        (
            "兰州市/LOC 城关区/LOC 区/n 人民政府/n 应当/v",
            [("兰州市", "REGION"), ("城关区", "REGION"), ("区人民政府", "ORG")],
        ),
        ("市/n 财政/n 部门/n 应当/v", []),
        ("依据/p 国办/j 发/v 〔/w 2020/m 〕/w 39/m 号/q", []),
        ("天津滨海新区/LOC 建园/v", [("天津", "REGION"), ("滨海新区", "REGION")]),
        ("支持/v 大/a 企业/n 集团/n 重组/v", []),
        ("兰州/LOC 打造/v “/w 世界药谷/LOC ”/w", [("兰州", "REGION")]),
        ("兰州大学/ORG 共建/v 联合/vd 实验室/n", [("兰州大学", "ORG")]),
        ("由/p 甘肃省/LOC 经信委/n 研究/v 提出/v 实施/vn 方案/n", [("甘肃省经信委", "ORG")]),
        # the recogniser cut the name short, twice alike
        ("王小/PER 川说/v ，/w 王小/PER 川强调/v", [("王小川", "PERSON"), ("王小川", "PERSON")]),
        ("阳新县/LOC 开工/v ，/w 阳新/PER 融入/v", [("阳新县", "REGION"), ("阳新", "REGION")]),
        # a stock's short name in a list of fields is the field
        ("涉及/v 消费/vn 电子/n 、/w 工业/n 电子/n 、/w 航天/n 电子/n 等/u 领域/n", []),
        ("发展/v 数字/n 经济/n 业态/n", [("数字经济", "CLUSTER")]),
        (
            "做/v 强光/n 电子/n 、/w 氢能/n 等/u 2个/m 产业/n",
            [("光电子", "CLUSTER"), ("氢能", "CLUSTER")],
        ),
        (
            "共建/v 汽车/n 、/w 电子/n 信息/n 产业/n 集群/n",
            [("汽车", "CLUSTER"), ("电子信息产业集群", "CLUSTER")],
        ),
        ("推进/v 两/m 地/n 汽车/n 产业/n 合作/v", [("汽车产业", "CLUSTER")]),
        # known by a post, though no list has the surname
        ("局长/n 农光/PER 说/v", [("农光", "PERSON")]),
        ("总经理/n 次仁多吉/PER 说/v", [("次仁多吉", "PERSON")]),
        ("格尔木/PER 建园/v", [("格尔木", "REGION")]),
        # the county is named in full elsewhere, and its short name is no common word
        ("阳新县/LOC 开工/v ，/w 阳新/n 融入/v", [("阳新县", "REGION"), ("阳新", "REGION")]),
        ("大方县/LOC 开工/v ，/w 大方/a 得体/a", [("大方县", "REGION")]),
        ("助力/v 上/f 海城市/n 信息/n", [("上海", "REGION")]),
        ("年均/vd 日照/LOC 时数/n 超/v", []),
        ("坚持/v 惠民/LOC 生/v 相/d 结合/v", []),
        ("兰州/LOC 至/p 西宁/LOC 高速/b 铁路/n 开工/v", []),
        ("西安/LOC 咸阳/LOC 国际机场/n 启用/v", []),
        ("兰州/LOC 西/f 站/n 引出/v", []),
        ("兰州/LOC 西/f 站/v 在/p 起点/n", [("兰州", "REGION")]),
        ("中国科学院/ORG 上海/LOC 天文台/n 台长/n", [("中国科学院上海天文台", "ORG")]),
        ("斗门区/LOC 富山工业园/LOC", [("斗门区", "REGION"), ("富山工业园", "REGION")]),
        ("内蒙古自治区/LOC 党委/n 书记/n", [("内蒙古自治区党委", "ORG")]),
        ("【/w 云州/n 快讯/n ／/w 王小川/PER 】/w", [("云州快讯", "ORG"), ("王小川", "PERSON")]),
        ("云州/LOC 一家百货公司/ORG 开业/v", [("云州", "REGION")]),
        ("特斯拉公司/ORG 建厂/v ，/w 特斯拉/n 说/v", [("特斯拉公司", "ORG"), ("特斯拉", "ORG")]),
        ("建设/v 日产/ORG 6200/m 吨/q 生产线/n", []),
        (
            "王小川/PER 、/w 李明远/PER 、/w 万鼎/ORG 出席/v",
            [("王小川", "PERSON"), ("李明远", "PERSON"), ("万鼎", "PERSON")],
        ),
        ("新竹县长/LOC 到/v 会/n", [("新竹县", "REGION")]),
        ("投资/v 越南平阳省/LOC", [("越南", "REGION"), ("平阳省", "REGION")]),
        ("泰州/LOC 海关/n 帮/v", [("泰州海关", "ORG")]),
        # a name and its trade, unless the trade belongs to what follows
        ("台升/ORG 家具/n 副总/n 到会/v", [("台升家具", "ORG")]),
        ("星海/ORG 光伏/n 玻璃/n 投产/v", [("星海", "ORG")]),
        ("星海证券研报/ORG 认为/v", [("星海证券", "ORG")]),
        # an industry by itself, at the edges of a clause
        ("围绕/v 稀土/n ，/w 加快/v 建链/v", [("稀土", "CLUSTER")]),
        ("光伏/n 和/c 物联网/n 是/v 两/m 条/q 腿/n", [("光伏", "CLUSTER"), ("物联网", "CLUSTER")]),
        (
            "把/p 煤化工/n 、/w 有色金属/n 和/c 新能源/n 四条/m 线/n 捏/v 在/p 一处/m",
            [("煤化工", "CLUSTER"), ("有色金属", "CLUSTER"), ("新能源", "CLUSTER")],
        ),
        ("光伏/n 、/w 氢能/n 等/u 系列/n 产品/n", []),
        (
            "把/p 光伏/n 、/w 氢能/n 、/w 储能/n 叫/v 作/v “/w 三/m 大/a 先导/n ”/w",
            [("光伏", "CLUSTER"), ("氢能", "CLUSTER"), ("储能", "CLUSTER")],
        ),
        (
            "光伏/n 、/w 氢能/n 、/w 储能/n 企业/n 获奖/v",
            [("光伏", "CLUSTER"), ("氢能", "CLUSTER"), ("储能", "CLUSTER")],
        ),
        ("由/p 家庭/n 医生/n 管理/v 。/w", []),
        ("副总经理/n 练/v 朝春/PER 说/v", [("练朝春", "PERSON")]),
        ("星海控股董事会/ORG 秘书/n", [("星海控股", "ORG")]),
        # one label a name: the one given most often
        ("玉星/ORG 扩产/v ，/w 玉星/LOC 招人/v ，/w 玉星/ORG 投产/v", [("玉星", "ORG")] * 3),
    ],
)
def test_names_are_found_whole(tagged: str, mentions: list[tuple[str, str]]) -> None:
    assert found(cut(tagged)) == mentions


def test_a_latin_name_behind_a_post_is_a_person_and_so_is_its_last_part() -> None:
    reading = Reading("人资长Ann Lee离职，Lee说，Leeds不变。")
    find_people(reading)
    places = sorted({(c.start, c.end) for c in reading.of("PERSON")})
    assert [reading.text[slice(*place)] for place in places] == ["Ann Lee", "Lee", "Lee"]
    assert places[2][0] == reading.text.index("Lee说")


@pytest.mark.parametrize(
    ("layer", "nothing", "something"),
    [
        (
            organisations,
            ["iCloud", "联盟", "太阳能", "广州一家百货公司", "跨国集团"],
            ["TCL", "第一家纺"],
        ),
        (people, ["·史密斯", "王小明到"], ["王小明", "约翰·史密斯"]),
        (regions, ["经济技术开发区", "边境经济合作区"], ["松山湖高新区"]),
        (clusters, ["先进制造业集群", "探路产业集群"], ["稀土产业集群"]),
    ],
    ids=["ORG", "PERSON", "REGION", "CLUSTER"],
)
def test_what_the_tagger_alone_may_not_name(
    layer: ModuleType, nothing: list[str], something: list[str]
) -> None:
    assert all(map(layer.names_none, nothing))
    assert not any(map(layer.names_none, something))


def test_a_product_that_is_counted_is_no_industry() -> None:
    assert is_counted("汽车产量增长", 0, 2)
    assert is_counted("出口汽车926辆", 2, 4)
    assert not is_counted("汽车产业增长", 0, 2)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "印发《甘肃省氢能产业发展规划（2021—2025年）》",
            ["甘肃省氢能产业发展规划（2021—2025年）"],
        ),
        ("推进“领航计划”，入选“领航计划”", ["领航计划", "领航计划"]),
        ("观看《春天的故事》", []),
        ("审議「南方科學園區籌設計畫」", ["南方科學園區籌設計畫"]),
    ],
)
def test_titles(text: str, mentions: list[str]) -> None:
    reading = Reading(text)
    find_policies(reading)
    assert [m.span.of(text) for m in tidy(reading)] == mentions


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("要闻\n农产品质量监督管理办法发布\n市场监管总局印发。", ["农产品质量监督管理办法"]),
        ("农产品质量监督管理办法发布了三年。", []),
        ("国务院发布关于加快绿色转型的意见。意见提出目标。", ["关于加快绿色转型的意见"]),
        ("大家发表了关于加快绿色转型的意见。", []),
    ],
)
def test_titles_without_brackets(text: str, titles: list[str]) -> None:
    reading = Reading(text)
    find_policies(reading)
    found = dict.fromkeys(reading.text[c.start : c.end] for c in reading.of("POLICY"))
    assert list(found) == titles


def test_nothing_inside_a_work_or_an_event_is_marked() -> None:
    assert (
        found(cut("在/p 《/w 甘肃/LOC 故事/n 》/w 和/c 兰州/LOC 光伏/n 产业/n 论坛/n 上/f")) == []
    )


def test_a_slogan_is_barred_and_so_is_its_repetition() -> None:
    reading = cut("“/w 甘肃/LOC 云/n 资源/n 池/n ”/w 上线/v ，/w 甘肃/LOC 云/n 资源/n 池/n 扩容/v")
    assert found(reading) == []


def test_a_slogan_that_recurs_is_barred_once_at_each_place() -> None:
    reading = Reading("“甘肃云资源池”上线。甘肃云资源池扩容。“甘肃云资源池”开放。")
    bar_quoted(reading)
    assert [(c.start, c.end) for c in reading.of("")] == [(1, 7), (11, 17), (21, 27)]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 2, st.sampled_from("ab")), max_size=12))
def test_candidates_are_found_by_where_they_begin_and_end(
    spans: list[tuple[int, int, str]],
) -> None:
    reading = Reading("甘肃发展氢能产业集群")
    for start, end, rule in spans:
        reading.add(start, end, "ORG", f"pattern:{rule}", 0.5)
    every = reading.of("ORG")
    assert list(every) == sorted(reading.candidates, key=lambda c: (c.start, -c.end, c.rule))
    for start, end in product(range(10), repeat=2):
        begin = [c for c in every if start <= c.start < end]
        assert reading.beginning("ORG", start, end) == begin
    for position in range(10):
        assert reading.ends("ORG", position) == any(c.end == position for c in every)
        assert not reading.ends("REGION", position)


def items(reading: Reading) -> list[tuple[list[str], int | None, str]]:
    return [([i.of(reading.text) for i in c.items], c.stated, c.head) for c in chains(reading)]


def test_a_list_states_its_length_and_its_head() -> None:
    reading = cut("提出/v 氢能/n 、/w 光伏/n 和/c 储能/n 等/u 3个/m 支柱/n 产业/n 集群/n 方向/n")
    assert items(reading) == [(["氢能", "光伏", "储能"], 3, "支柱产业集群方向")]


def test_the_word_that_explains_a_quoted_number_is_no_part_of_a_list() -> None:
    explained = cut("“/w 2/m ”/w ，/w 指数/n 字/n 安防/n 、/w 云/n 计算/n 等/u 2个/m 产业/n")
    assert [words for words, _, _ in items(explained)] == [["数字安防", "云计算"]]
    plain = cut("指数/n 服务/n 、/w 云/n 计算/n 等/u 2个/m 产业/n")
    assert [words for words, _, _ in items(plain)] == [["指数服务", "云计算"]]


def test_two_lists_of_one_sentence_are_two() -> None:
    reading = cut(
        "发展/v 氢能/n 、/w 光伏/n 等/u 2个/m 产业/n ，/w "
        "以及/c 芯片/n 与/c 软件/n 、/w 钢铁/n 等/u 2个/m 产业/n"
    )
    assert [words for words, _, _ in items(reading)] == [["氢能", "光伏"], ["芯片与软件", "钢铁"]]


def test_a_counted_head_closes_a_list_without_etc() -> None:
    reading = cut("汽车/n 、/w 船舶/n 、/w 民用/a 航空/n 三个/m 产业/n 投资/vn")
    assert items(reading) == [(["汽车", "船舶", "民用航空"], 3, "产业投资")]


@pytest.mark.parametrize(("stated", "complete"), [("3", True), ("5", False)])
def test_a_list_of_industries_checks_itself(stated: str, complete: bool) -> None:
    reading = cut(f"培育/v 氢能/n 、/w 光伏/n 、/w 储能/n 等/u {stated}个/m 产业/n 集群/n")
    find_clusters(reading)
    (kept,) = reading.lists
    assert kept.complete is complete
    assert [m.span.of(reading.text) for m in tidy(reading)] == ["氢能", "光伏", "储能"]


def test_members_of_a_list_of_companies_are_organisations() -> None:
    reading = cut("培育/v 了/u 星海/nz 智联/n 、/w 云山/nz 工坊/n 等/u 一批/m 服务商/n")
    assert found(reading) == [("星海智联", "ORG"), ("云山工坊", "ORG")]


def test_a_defined_short_name_is_found_everywhere() -> None:
    text = "星海智能设备有限公司（以下简称“星海智能”）扩产。星海智能表示"
    reading = cut(
        "星海/nz 智能/n 设备/n 有限公司/n （/w 以下/f 简称/v “/w 星海/nz 智能/n ”/w ）/w 扩产/v 。/w "
        "星海/nz 智能/n 表示/v"
    )
    assert reading.text == text
    assert [words for words, _ in found(reading)] == [
        "星海智能设备有限公司",
        "星海智能",
        "星海智能",
    ]


def test_offsets_are_code_points_of_the_text_with_white_space_and_wide_digits() -> None:
    text = "𠮷  甘肃省\n２０２５年，广东省。"
    nlp = load(Config(recogniser="none"))
    doc = nlp(text)
    assert [(m.span.of(text), m.label) for m in doc._.kg_mentions] == [
        ("甘肃省", "REGION"),
        ("广东省", "REGION"),
    ]
    assert [(e.text, e.start_char) for e in doc.ents] == [("甘肃省", 3), ("广东省", 13)]


def test_a_name_never_crosses_white_space() -> None:
    nlp = load(Config(recogniser="none"))
    assert nlp("甘 肃省")._.kg_mentions == ()


def test_components_work_in_a_pipeline_of_ones_own() -> None:
    nlp = spacy.blank("zh", config=CHARACTERS)
    nlp.add_pipe("kg_policies")
    nlp.add_pipe("kg_tidy")
    assert [e.text for e in nlp("印发《甘肃省氢能规划》。").ents] == ["甘肃省氢能规划"]


def test_user_lexicon_adds_names(tmp_path: Path) -> None:
    path = tmp_path / "词表.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["name", "label"], ["河西算力港", "REGION"]])
    reading = Reading("走进河西算力港")
    Lexicon(read_lexicon(path)).find(reading)
    assert [(m.span.of(reading.text), m.label) for m in tidy(reading)] == [("河西算力港", "REGION")]


@pytest.mark.parametrize(("row", "error"), [("河西,PLACE", UnknownNameError), (",ORG", InputError)])
def test_a_wrong_lexicon_names_what_is_wrong(tmp_path: Path, row: str, error: type) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"name,label\n{row}\n", "utf-8")
    with pytest.raises(error):
        read_lexicon(path)


def test_unknown_recogniser_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="known: lac, none, own, spacy:NAME"):
        recogniser("bert")


def test_batches_do_not_change_mentions() -> None:
    articles = [Article(str(i), str(i), f"甘肃省第{i}批项目落户广东省。") for i in range(5)]
    runs = [
        [
            d.mentions
            for d in annotator(Config(recogniser="none", batch=size))(split(a) for a in articles)
        ]
        for size in (1, 2, 8)
    ]
    assert runs[0] == runs[1] == runs[2]
    assert all(len(mentions) == 2 for mentions in runs[0])


def test_the_empty_recogniser_cuts_no_words() -> None:
    reading = Reading("甘肃")
    Nothing().read(reading)
    assert (reading.words, reading.scores) == ((), None)


@pytest.mark.parametrize(
    ("tagged", "names"),
    [
        ("（/w 三/m ）/w 轴承/n 。/w", [("轴承", "CLUSTER")]),
        ("重点/ad 发展/v 化纤/n 、/w 印染/n ，/w", [("化纤", "CLUSTER"), ("印染", "CLUSTER")]),
        ("规上/b 轴承/n 企业/n 六十/m 家/q", [("轴承", "CLUSTER")]),
        ("皮革/n 产值/n 翻番/v", [("皮革", "CLUSTER")]),
        (
            "家具/n 、/w 玩具/n 、/w 制鞋/vn 三/m 业/n 占/v 四成/m",
            [("家具", "CLUSTER"), ("玩具", "CLUSTER"), ("制鞋", "CLUSTER")],
        ),
        (
            "主导/vn 产业/n 为/v 家具/n 、/w 缝制设备/n 。/w",
            [("家具", "CLUSTER"), ("缝制设备", "CLUSTER")],
        ),
        ("一/m 台/q 轴承/n 运到/v", []),
        ("家电/n 下乡/v", []),
        ("大/a 数据/n 产业/n 由/p", [("大数据产业", "CLUSTER")]),
        (
            "专用/b 设备/n 制造/vn 、/w 元器件/n 及/c 组件/n 制造/vn 同比/vd 增长/v",
            [("专用设备制造", "CLUSTER"), ("元器件及组件制造", "CLUSTER")],
        ),
        ("探路/n 产业/n 集群/n 转型/vn", []),
        ("软件/n 平台/n 企业/n", []),
        ("吉林/LOC 二道/LOC 白河镇/LOC", [("吉林", "REGION"), ("二道白河镇", "REGION")]),
        ("沿海/s 三园/LOC 联动/v", []),
        ("二级医院/ORG 要/v", []),
    ],
)
def test_industries_and_places_by_their_context(tagged: str, names: list[tuple[str, str]]) -> None:
    assert found(cut(tagged)) == names
