"""The pages on which an employer ends and is taken back."""

from datetime import date

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import make_chair, make_contract, make_county, make_employer, make_union
from xingjia.registry.models import Contract, EmployerClosing, Union
from xingjia.registry.queries.closing import ending_of

pytestmark = pytest.mark.django_db
ASKED = "?on=2013-06-30&why=cancelled&reason="
ON = date(2013, 6, 30)
WHY = "a test"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def going(county):
    going = make_employer(county[1][0], "将关的厂", day=date(2013, 1, 1))
    staying = make_employer(county[1][0], "留下的厂", day=date(2013, 1, 1))
    make_chair(make_union(going, name="将关的厂工会"))
    make_contract(going, number="自签号")
    make_contract(going, staying, kind="wage", reach="regional", number="区域号")
    return going


@pytest.fixture
def clerk(county):
    return signed_in("township_officer", county[1][0])


def test_the_preview_says_exactly_what_ends_and_writes_nothing(going, clerk):
    page = clerk.get(f"/employers/{going.pk}/close/{ASKED}")

    words = words_of(page)
    assert "终止的合同 集体合同 自签号" in words
    assert "退出的合同 工资专项集体合同 区域号 其余 1 家照旧" in words
    assert "同时撤销将关的厂工会" in words
    assert "工会法第十三条" in words
    assert EmployerClosing.objects.everything(because=WHY).count() == 0


def test_confirmed_it_ends_and_can_be_taken_back(going, clerk):
    union = Union.objects.everything(because=WHY).get()
    address = f"/employers/{going.pk}/close/"
    seen = ending_of(going, ON).version
    given = {"on": "2013-06-30", "why": "cancelled", "reason": "", "unions": union.pk}

    stale = clerk.post(address, given | {"seen": "other"})
    done = clerk.post(address, given | {"seen": seen}, follow=True)
    twice = clerk.get(address)
    back = f"/employers/{going.pk}/reopen/"

    assert "请看过下面的新清单再确认" in words_of(stale)
    assert "已从 2013年6月30日起不再存在：注销登记" in words_of(done)
    assert "企业不再存在： 注销登记" in words_of(done).replace("： ", "：").replace("：", "： ")
    assert "退出工资专项集体合同 区域号" in words_of(done)
    assert "集体合同 自签号 终止" in words_of(done)
    assert back in links_of(done)
    assert twice.status_code == 302
    assert "恢复 1 项" in words_of(clerk.get(back))
    assert clerk.post(back, {"reason": ""}).status_code == 200
    words = words_of(clerk.post(back, {"reason": "认错了"}, follow=True))
    assert "恢复了原样" in words
    assert Contract.objects.everything(because=WHY).filter(ended_on=ON).count() == 0
    assert clerk.get(back).status_code == 302


def test_nobody_else_gets_there(county, going):
    for actor in (
        signed_in("leader", county[0]),
        signed_in("township_officer", county[1][1]),
        signed_in("chair", Union.objects.everything(because=WHY).get().organisation),
    ):
        for what in ("close", "reopen"):
            assert actor.get(f"/employers/{going.pk}/{what}/").status_code == 404


def test_the_preview_costs_the_same_for_many_contracts(county, clerk):
    going = make_employer(county[1][0])
    address = f"/employers/{going.pk}/close/{ASKED}"
    make_contract(going, make_employer(county[1][0]), reach="regional")
    with_one = queries_of(clerk, address)
    for _ in range(2):
        make_contract(going, make_employer(county[1][0]), reach="regional")

    assert queries_of(clerk, address) == with_one
