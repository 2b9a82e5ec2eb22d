"""A wrong file gets a sentence that names file, line, criterion and the allowed words."""

import pytest

from xingjia.standards.reading import WrongStandard, read_standard
from xingjia.standards.rules.criteria import (
    All,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    HeldFor,
    Standard,
    StandardMet,
    Words,
)
from xingjia.standards.rules.periods import Period

HEAD = """standard: trial
version: "2013"
title: {zh-hans: 试行标准, en: A trial}
source: test
official: false
"""
CRITERIA = HEAD + "criteria:\n"
TITLE = "title: {zh-hans: 条目}"
OTHER = Standard(
    "other",
    "1",
    Words("另一份"),
    "test",
    False,
    (Criterion("O-1", Words("条目"), FactIs("office")),),
)
EMPTY = Standard("empty", "1", Words("空的"), "test", False)


def lookup(code: str, version: str) -> Standard:
    return {("other", "1"): OTHER, ("empty", "1"): EMPTY}[code, version]


def one(met: str, *more: str, head: str = CRITERIA, code: str = "A-1") -> str:
    """A file of one criterion: its condition stands in line 9."""
    lines = [
        f"  - code: {code}",
        f"    {TITLE}",
        f"    met: {met}",
        *(f"    {line}" for line in more),
    ]
    return head + "\n".join(lines) + "\n"


def read(text: str, **more) -> Standard:
    return read_standard(text, "trial-2013.yaml", lookup=lookup, **more)


POINTS = HEAD + "passes: {points: 8, of: 10}\ncriteria:\n"
USES = HEAD + 'uses: {other: "1", empty: "1"}\ncriteria:\n'
PARAMETER = "parameters:\n  - {code: low, title: {zh-hans: 下限}, value: 80}\n"

WRONG = {
    "no YAML": ("a: [", "第 1 行：这一行不是正确的 YAML，请检查缩进、冒号和引号。"),
    "nothing in it": ("", "第 1 行：文件是空的。"),
    "a list": ("- a\n", "第 1 行：这里应写成“名称: 内容”。"),
    "a field nobody knows": (
        HEAD + "colour: red\ncriteria: []\n",
        "第 6 行：没有“colour”这一栏。可以写：standard、version、title、source、official、"
        "criteria、note、uses、parameters、passes、vetoes、diagnoses。",
    ),
    "no source": (
        CRITERIA.replace("source: test\n", "") + "  []\n",
        "第 1 行：缺少“source”。",
    ),
    "a field twice": (HEAD + "version: 3\ncriteria: []\n", "第 6 行：“version”写了两遍。"),
    "official neither yes nor no": (
        one("{fact: office}").replace("official: false", "official: maybe"),
        "第 5 行：不认识“maybe”。可以用：true、false。",
    ),
    "a title without Chinese": (
        one("{fact: office}").replace("{zh-hans: 条目}", "{en: item}"),
        "第 8 行，条目 A-1：缺少“zh-hans”。",
    ),
    "a strange code": (
        one("{fact: office}", code="a1"),
        "第 7 行：条目代码“a1”应是大写字母加数字，例如 SL-01。",
    ),
    "a code twice": (
        one("{fact: office}") + one("{fact: room}", head=""),
        "第 10 行，条目 A-1：代码“A-1”用了两次。",
    ),
    "no condition": (
        CRITERIA + f"  - code: A-1\n    {TITLE}\n",
        "第 7 行：缺少“met”。",
    ),
    "a combinator nobody knows": (
        one("{either: [{fact: office}]}"),
        "第 9 行，条目 A-1：条件要用且只用其中一个词开头：fact、all、any、not、count、held、"
        "criterion、standard。",
    ),
    "two combinators": (
        one("{fact: office, all: [{fact: room}]}"),
        "第 9 行，条目 A-1：条件要用且只用其中一个词开头：fact、all、any、not、count、held、"
        "criterion、standard。",
    ),
    "nothing combined": (one("{all: []}"), "第 9 行，条目 A-1：这里应是一个列表，至少一项。"),
    "an attribute nobody knows": (
        one("{fact: contract, where: {colour: red}}"),
        "第 9 行，条目 A-1：“contract”没有“colour”。它有：kind。",
    ),
    "a word nobody knows": (
        one("{fact: contract, where: {kind: wages}}"),
        "第 9 行，条目 A-1：不认识“wages”。可以用：collective、wage、women、safety。",
    ),
    "a bound on a word": (
        one("{fact: contract, where: {kind: {at_least: 3}}}"),
        "第 9 行，条目 A-1：“kind”不是数，不能比大小。",
    ),
    "a number without a bound": (
        one("{fact: membership, where: {women: 10}}"),
        "第 9 行，条目 A-1：“women”是数，写成 {at_least: 10}。",
    ),
    "no number": (
        one("{fact: membership, where: {women: {at_least: ten}}}"),
        "第 9 行，条目 A-1：“ten”不是数。",
    ),
    "bounds the wrong way round": (
        one("{fact: membership, where: {women: {at_least: 9, at_most: 3}}}"),
        "第 9 行，条目 A-1：at_least 比 at_most 大，没有数能满足。",
    ),
    "no length of time": (
        one("{fact: activity, within: half a year}"),
        "第 9 行，条目 A-1：“half a year”不是时长。写成 90 days、12 months 或 3 years。",
    ),
    "an event without a window": (
        one("{fact: activity}"),
        "第 9 行，条目 A-1：“activity”是一天的事，要写 within，例如 within: 12 months。",
    ),
    "a count without a window": (
        one("{fact: office, at_least: 2}"),
        "第 9 行，条目 A-1：数次数要写 within：在多长时间里数。",
    ),
    "half an event": (
        one("{fact: activity, within: 1 year, at_least: 1.5}"),
        "第 9 行，条目 A-1：“1.5”应是整数。",
    ),
    "more wanted than listed": (
        one("{count: [{fact: office}], at_least: 2}"),
        "第 9 行，条目 A-1：要满足 2 项，却只列了 1 项。",
    ),
    "or beside where": (
        one("{fact: contract, where: {kind: wage}, or: [office]}"),
        "第 9 行，条目 A-1：写了 where 就不能再写 or，请改用 any。",
    ),
    "a standard that is not used": (
        one("{criterion: other/O-1}"),
        "第 9 行，条目 A-1：引用条目写成“标准/条目”，标准要列在 uses 里：（没有）。",
    ),
    "a standard that does not exist": (
        HEAD + 'uses: {other: "9"}\ncriteria: []\n',
        "第 6 行：没有标准“other”的 9 版，或它反过来又引用这份标准。",
    ),
    "a criterion that does not exist": (
        one("{criterion: other/O-7}", head=USES),
        "第 10 行，条目 A-1：“other”没有条目“O-7”。它有：O-1。",
    ),
    "an empty frame as a condition": (
        one("{standard: empty}", head=USES),
        "第 10 行，条目 A-1：“empty”没有条目，不能作依据。",
    ),
    "a parameter nobody defined": (
        one("{fact: membership, where: {rate: {at_least: $low}}}"),
        "第 9 行，条目 A-1：没有定义参数“low”。",
    ),
    "a parameter nobody uses": (
        one("{fact: office}", head=HEAD + PARAMETER + "criteria:\n"),
        "第 7 行：参数“low”没有用到。",
    ),
    "nothing required": (
        one("{fact: office}", "required: false"),
        "第 1 行：没有一个必备条目，谁都会合格。",
    ),
    "points without a pass mark": (
        one("{fact: office}", "points: 10"),
        "第 1 行：有条目计分，passes 里却没有写多少分合格。",
    ),
    "points that do not add up": (
        one("{fact: office}", "points: 9", head=POINTS),
        "第 6 行：各项满分加起来是 9，不是 10。",
    ),
    "a pass mark nobody reaches": (
        one("{fact: office}", "points: 10", head=POINTS.replace("8,", "11,")),
        "第 6 行：合格分比满分还高。",
    ),
    "a bonus without points": (
        one("{fact: office}", "bonus: true"),
        "第 10 行，条目 A-1：“bonus”要和 points 一起写。",
    ),
    "points off for nothing one can count": (
        one(
            "{fact: office}",
            "points: 10",
            "deduct: {fact: {fact: office}, below: 6, step: 1, points: 1}",
            head=POINTS,
        ),
        "第 12 行，条目 A-1：扣分要写按哪个数（attribute），或在多长时间里数次数（within）。",
    ),
    "asking for what is known": (
        one("{all: [{fact: term}, {fact: account}]}", "ask: true"),
        "第 10 行，条目 A-1：任期之内、独立账户在工会页“委员会”、工会页“登记内容”里已有，"
        "不用再问基层。请去掉 ask。",
    ),
    "a reference that could grow": (
        CRITERIA + "  - &a {code: A-1, title: {zh-hans: 条目}, met: {fact: office}}\n  - *a\n",
        "第 8 行：这里用了 & 或 * 引用，请把内容写全。",
    ),
    "brackets without end": (
        one("{not: " * 40 + "{fact: office}" + "}" * 40),
        "第 9 行：括号或缩进套得太深：最多 30 层。",
    ),
    "thousands of brackets": (
        "[" * 20_000,
        "第 1 行：这一行不是正确的 YAML，请检查缩进、冒号和引号。",
    ),
    "a list as a name": (one("{[fact]: office}"), "第 9 行：这里应写成“名称: 内容”。"),
    "a number as long as the day": (
        one("{fact: membership, where: {women: {at_least: 1e999999999}}}"),
        "第 9 行，条目 A-1：“1e999999999”不是数。",
    ),
    "too long": ("# " + "x" * 100_000, "第 1 行：文件太长：最多 100000 个字。"),
    "more points off than there are": (
        one(
            "{fact: office}",
            "points: 10",
            "deduct: {fact: {fact: activity, within: 1 year}, below: 6, step: 1, "
            "points: 1, cap: 11}",
            head=POINTS,
        ),
        "第 12 行，条目 A-1：最多扣的分比这一项的满分还多。",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_standard_gets_its_sentence(text: str, sentence: str):
    with pytest.raises(WrongStandard) as caught:
        read(text)

    assert str(caught.value) == f"trial-2013.yaml {sentence}"


def test_an_unknown_kind_is_refused_with_all_words_one_may_use():
    with pytest.raises(
        WrongStandard, match=r"不认识“sing_shown”。可以用：.*、sign_shown、"
    ) as caught:
        read(one("{fact: sing_shown}"))

    assert (caught.value.line, caught.value.criterion) == (9, "A-1")


def test_every_combinator_is_read():
    found = read(
        one("{all: [{fact: office}, {not: {any: [{fact: room}, {fact: party}]}}]}", head=USES)
        + one("{count: [{fact: office}, {fact: room}], at_least: 2}", head="", code="A-2")
        + one("{held: {fact: office}, for_at_least: 90 days}", head="", code="A-3")
        + one("{criterion: other/O-1}", head="", code="A-4")
        + one("{standard: other}", head="", code="A-5")
        + one("{fact: activity, within: 1 year, at_least: 6}", head="", code="A-6")
    )

    met = [criterion.met for criterion in found.criteria]
    assert isinstance(met[0], All)
    assert met[1:] == [
        CountAtLeast((FactIs("office"), FactIs("room")), 2),
        HeldFor(FactIs("office"), Period(days=90)),
        CriterionMet("other", OTHER.criteria[0]),
        StandardMet(OTHER),
        FactIs("activity", (), Period(12), 6),
    ]


def test_a_place_sets_a_parameter_of_its_own():
    text = one(
        "{fact: membership, where: {rate: {at_least: $low}}}", head=HEAD + PARAMETER + "criteria:\n"
    )

    assert read(text).criteria[0].met.where[0].at_least == 80
    assert read(text, values={"low": "95"}).criteria[0].met.where[0].at_least == 95


def test_a_file_read_twice_gives_the_same_standard():
    assert read(one("{fact: office}")) == read(one("{fact: office}"))
