"""Numbers, quantities and times."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.numerals import integer, value
from kg.relate.quantities import quantities
from kg.relate.times import times
from kg.text import folded, narrow

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """``number`` below 10^12 in Chinese numerals, as written out in full."""
    if number == 0:
        return "零"
    groups = []
    for unit in ("", "万", "亿"):
        number, group = divmod(number, 10_000)
        groups.append((group, unit))
    words = ""
    for group, unit in reversed(groups):
        if group:
            if words and group < 1000 and not words.endswith("零"):
                words += "零"
            words += _group(group) + unit
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


def _group(number: int) -> str:
    words, gap = "", False
    for unit, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, power)
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return words


def spelled(number: int) -> dict[str, str]:
    """Every way to write ``number``, folded as the rules read it."""
    plain = chinese(number)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    forms = {
        "digits": str(number),
        "commas": f"{number:,}",
        "full-width": narrow(wide),
        "numerals": plain,
        "zero as a circle": plain.replace("零", "〇"),
        "liang": re.sub("二(?=[百千万亿])", "两", plain),
        "financial": plain.translate(
            str.maketrans(DIGITS + "十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
        ),
        "traditional": folded(plain.replace("万", "萬").replace("亿", "億")),
    }
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            forms[f"scaled by {word}"] = f"{Decimal(number) / scale:f}{word}"
            if number % scale == 0 and number < scale * 10**4:
                forms[f"numerals scaled by {word}"] = chinese(number // scale) + word
    high, low = divmod(number, 10**8)
    if high and low and not low % 10**4:
        forms["亿 and 万"] = f"{high}亿{low // 10**4}万"
    return forms


numbers = st.integers(1, 10**12 - 1) | st.integers(1, 10**8 - 1).map(lambda n: n * 10**4)


@given(numbers)
def test_a_number_comes_back_from_every_spelling(number: int) -> None:
    found = {form: value(words) for form, words in spelled(number).items()}
    assert found == dict.fromkeys(found, Decimal(number))


@given(numbers)
def test_a_quantity_is_found_in_every_spelling(number: int) -> None:
    for words in spelled(number).values():
        text = f"达到{words}家。"
        (found,) = quantities(text, 0, len(text))
        assert (text[found.start : found.end], found.value) == (f"{words}家", Decimal(number))


@pytest.mark.parametrize(
    ("words", "number"),
    [("两万五", 25000), ("一亿五", 150_000_000), ("三百五", 350), ("一千零五", 1005), ("十五", 15)],
)
def test_a_last_digit_without_its_unit_counts_the_next_lower_one(words: str, number: int) -> None:
    assert integer(words) == number


@given(
    st.text(
        alphabet="0123456789.,零〇一二两三十百千万亿壹拾佰至-—多余成半番翻分之家元% 超", max_size=30
    )
)
def test_any_run_of_numerals_is_read_or_left(text: str) -> None:
    for found in quantities(text, 0, len(text)):
        assert found.value > 0


@given(st.integers(0, 10**12 - 1))
def test_written_out_numbers_come_back(number: int) -> None:
    assert integer(chinese(number)) == number


@given(st.integers(0, 10**12))
def test_digits_come_back_with_and_without_commas(number: int) -> None:
    assert integer(str(number)) == integer(f"{number:,}") == number


@given(st.decimals(0, 9999, places=2), st.sampled_from(["", "万", "亿", "万亿"]))
def test_scaled_values_are_exact(number: Decimal, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert value(f"{number}{scale}") == number * factor


@pytest.mark.parametrize("words", ["", "甲", "3甲", "第"])
def test_what_is_no_number_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        value(words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("达到300亿元以上", [("300亿元以上", Decimal(30_000_000_000), None, "元", ">=")]),
        ("突破千亿元", [("突破千亿元", Decimal(10**11), None, "元", ">")]),
        ("3-5家", [("3-5家", Decimal(3), Decimal(5), "家", "range")]),
        ("1至2个", [("1至2个", Decimal(1), Decimal(2), "个", "range")]),
        (
            "100亿元至200亿元",
            [("100亿元至200亿元", Decimal(10**10), Decimal(2 * 10**10), "元", "range")],
        ),
        ("5万多家", [("5万多家", Decimal(50000), None, "家", ">")]),
        ("500 亿元以上", [("500 亿元以上", Decimal(5 * 10**10), None, "元", ">=")]),
        ("10% 至 12%", [("10% 至 12%", Decimal(10), Decimal(12), "%", "range")]),
        (
            "1.5-2亿元",
            [("1.5-2亿元", Decimal(150_000_000), Decimal(200_000_000), "元", "range")],
        ),
        ("伍佰万元", [("伍佰万元", Decimal(5_000_000), None, "元", "=")]),
        ("1亿2000万元", [("1亿2000万元", Decimal(120_000_000), None, "元", "=")]),
        ("增长三成以上", [("三成以上", Decimal(30), None, "%", ">=")]),
        ("下降两成半，", [("两成半", Decimal(25), None, "%", "=")]),
        ("五分之二", [("五分之二", Decimal(40), None, "%", "=")]),
        ("突破百家", [("突破百家", Decimal(100), None, "家", ">")]),
        ("百家企业", []),
        ("万米深处", []),
        ("三成为主", []),
        ("前10家", []),
        ("目前10家", [("10家", Decimal(10), None, "家", "=")]),
        ("1000多亿元", [("1000多亿元", Decimal(10**11), None, "元", ">")]),
        ("约22,437亿元", [("约22,437亿元", Decimal(2243700000000), None, "元", "~")]),
        ("不少于五家", [("不少于五家", Decimal(5), None, "家", ">=")]),
        ("三分之一", [("三分之一", Decimal("33.33"), None, "%", "=")]),
        ("百分之三十以上", [("百分之三十以上", Decimal(30), None, "%", ">=")]),
        ("翻两番", [("翻两番", Decimal(300), None, "%", "=")]),
        ("360台/万人", [("360台/万人", Decimal(360), None, "台/万人", "=")]),
        ("提高3个百分点", [("3个百分点", Decimal(3), None, "个百分点", "=")]),
        ("第3个", []),
        ("1" * 5000 + "家", []),
        ("2025年", []),
        ("G60家", []),
        ("一个多月", []),
    ],
)
def test_quantities(text: str, found: list[tuple[object, ...]]) -> None:
    assert [
        (text[q.start : q.end], q.value, q.value_max, q.unit, q.comparator)
        for q in quantities(text, 0, len(text))
    ] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2025年", [(2025, False, True)]),
        ("截至2021年底", [(2021, True, False)]),
        ("“十四五”期间", [(2025, False, True)]),
        ("“十三五”以来", [(2020, True, False)]),
        ("未来五年", [(2027, False, True)]),
        ("明年", [(2023, False, True)]),
        ("2030年前", [(2030, False, True)]),
        ("二〇三五年", [(2035, False, True)]),
        ("民国114年底前", [(2025, False, True)]),
        ("第十四个五年规划期间", [(2025, False, True)]),
        ("未来三至五年", [(2027, False, True)]),
        ("今年底前", [(2022, False, False)]),
        ("“十四五”规划提出", []),
        ("去年", []),
        ("今年4月29日", []),
        ("2021—2025年", [(2025, False, True)]),
    ],
)
def test_times_count_from_the_article(text: str, found: list[tuple[int, bool, bool]]) -> None:
    assert [(t.year, t.past, t.goal) for t in times(text, 0, len(text), 2022)] == found


def test_relative_years_need_a_date() -> None:
    assert list(times("明年", 0, 2, None)) == []
