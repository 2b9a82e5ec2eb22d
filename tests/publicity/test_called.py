"""Whose number is answered: the list of a place, and calling from it."""

import pytest

from tests.access.browsers import signed_in
from tests.factories import make_actor, make_county, make_employer, make_union
from tests.publicity.test_reach import day, phone
from xingjia.publicity.commands import calls as phone_calls
from xingjia.publicity.models import Call
from xingjia.publicity.queries.reach import tried, tried_in


@pytest.fixture
def place(db):
    county, [town] = make_county("建湖县", "上冈镇")
    return county, town, make_actor("officer", county)


def lay(town, name: str, number: str = "0515-80009854"):
    union = make_union(make_employer(town, f"{name}企业"), name=f"{name}工会")
    if number:
        phone(union, number, day(0))
    return union


def test_the_list_puts_dead_numbers_first_and_says_who_tried(place):
    county, town, officer = place
    alive, untried, _none = lay(town, "甲"), lay(town, "乙"), lay(town, "丙", number="")
    dead = lay(town, "丁")
    phone_calls.test(officer, alive, answered=True, on=day(5))
    for browser in "ab":
        phone_calls.say(dead, answered=False, browser=browser, on=day(6))

    lines = tried_in(officer, county.path, day(9))

    assert [(one.union.name, one.state) for one in lines] == [
        ("丁工会", "dead"),
        ("乙工会", "untried"),
        ("丙工会", "none"),
        ("甲工会", "alive"),
    ]
    assert lines[0].tried == tried(dead, day(9))
    assert lines[1].tried == tried(untried, day(9))
    assert {one.state for one in tried_in(officer, county.path, day(1))} == {"untried", "none"}


def test_the_list_takes_as_many_queries_for_one_union_as_for_three(
    place, django_assert_num_queries
):
    county, town, officer = place
    for names in (["甲"], ["乙", "丙"]):
        for name in names:
            phone_calls.test(officer, lay(town, name), answered=True, on=day(5))
        with django_assert_num_queries(4):
            tried_in(officer, county.path, day(9))


def test_a_cadre_tries_number_after_number_without_leaving_the_list(place):
    county, town, _ = place
    union = lay(town, "甲")
    browser, address = signed_in("officer", county), f"/places/{county.code}/calls/"

    before = browser.get(address, {"state": "untried"}).content.decode()
    back = browser.post(f"/unions/{union.pk}/tested/", {"answered": "yes", "place": county.code})
    after = browser.get(address, {"state": "alive"}).content.decode()
    file = browser.get(address, {"format": "xlsx"})

    assert "甲工会" in before
    assert f'action="/unions/{union.pk}/tested/"' in before
    assert 'href="tel:051580009854"' in before
    assert back["Location"] == address
    assert "上级试拨" in after
    assert "甲工会" in after.partition("<tbody>")[2]
    assert file["Content-Disposition"].startswith("attachment")


def test_the_same_said_twice_on_a_day_is_one_test(place):
    _, town, officer = place
    union = lay(town, "甲")

    first = phone_calls.test(officer, union, answered=True, on=day(5))
    again = phone_calls.test(officer, union, answered=True, on=day(5))
    other = phone_calls.test(officer, union, answered=False, on=day(5))

    assert first.pk == again.pk != other.pk


def test_a_leader_sees_the_list_and_tests_nothing(place):
    county, town, _ = place
    union = lay(town, "甲")
    leader = signed_in("leader", county)

    assert "我刚试拨过" not in leader.get(f"/places/{county.code}/calls/").content.decode()
    assert leader.post(f"/unions/{union.pk}/tested/", {"answered": "yes"}).status_code == 404
    assert not Call.objects.everything(because="a test").exists()
