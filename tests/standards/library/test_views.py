"""The pages of standards: what there is, where it comes from, what it asks."""

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import make_county
from xingjia.standards import presets

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "甲镇")[0]


@pytest.fixture
def officer(county):
    return signed_in("officer", county)


def test_the_list_names_each_standard_with_source_and_mark(officer):
    answer = officer.get("/standards/")
    words = words_of(answer)

    assert words.count("非正式") == len(presets.current())
    assert "六有五化 2021 非正式 没有清单，不作判断" in words
    assert "重复问的 0 件" in words
    assert "/standards/shuangliang/2013/" in links_of(answer)


def test_a_standard_reads_as_sentences(officer):
    words = words_of(officer.get("/standards/liuyou/2020/"))

    assert "任职（职务 主席；依法选举 是）" in words
    assert "制度建立（制度 职工代表大会），并且12 个月内有：制度执行（制度 职工代表大会）" in words
    assert "适用于：会员人数（女会员 ≥ 10）" in words
    assert "即 SL-07 职责公示" in words


def test_what_the_register_tells_is_named_and_not_asked(officer):
    words = words_of(officer.get("/standards/liuyou/2020/"))

    assert "台账里已有，不问 " in words
    assert "合同有效" in words.split("台账里已有，不问 ")[1].split("逐项条件")[0]


def test_vetoes_come_first_and_say_what_to_do(officer):
    words = words_of(officer.get("/standards/home-model/2025/"))

    assert words.index("一票否决，先看这些") < words.index("逐项条件")
    assert "没有“达到双亮（2013）”" in words


def test_an_empty_frame_says_that_it_judges_nobody(officer):
    words = words_of(officer.get("/standards/liuyou-wuhua/2021/"))

    assert "没有查到这份标准的清单" in words


def test_two_standards_stand_side_by_side(officer):
    words = words_of(
        officer.get("/standards/compare/", {"first": "shuangliang 2013", "second": "jiuyou 2013"})
    )

    assert "同一事实 牌匾悬挂 SL-01 牌匾悬挂 有牌子 JY-1" in words
    assert "只在那一份 — 有印章 JY-2" in words


def test_one_line_that_serves_two_stands_beside_both(officer):
    asked = {"first": "shuangliang 2013", "second": "liuyou 2020"}

    words = words_of(officer.get("/standards/compare/", asked))

    assert words.count("工会主席公开身份 GK-2") == 2
    assert "只在这一份 主席亮身份" not in words


def test_a_line_stands_beside_the_one_that_is_nearest_and_vetoes_come_first(officer):
    asked = {"first": "home-points 2025", "second": "home-advanced 2021"}
    words = words_of(officer.get("/standards/compare/", asked))
    assert "会员人数（入会率，百分数 ≥ 90） 职工入会率 XJ-03" in words

    asked["second"] = "home-model 2025"
    words = words_of(officer.get("/standards/compare/", asked))
    assert "相同 一票否决 未建立职代会制度 V2" in words
    assert words.index("只在那一份 一票否决 — 未落实双亮 V2") < words.index("BF-01")
    assert "只在这一份 女职工委员会 BF-02" in words


@pytest.mark.parametrize(
    "address",
    ["/standards/liuyou/1999/", "/standards/compare/?first=liuyou+2020&second=nothing"],
)
def test_what_is_not_there_is_not_found(officer, address: str):
    assert officer.get(address).status_code == 404


def test_english_readers_read_english(county):
    client = signed_in("officer", county)
    client.cookies["xingjia_language"] = "en"

    words = words_of(client.get("/standards/shuangliang/2013/"))

    assert "The union's sign is shown SL-01" in words


def test_the_pages_need_no_rows(officer):
    officer.get("/standards/")

    assert queries_of(officer, "/standards/") <= 8
    assert queries_of(officer, "/standards/home-model/2025/") <= 8
