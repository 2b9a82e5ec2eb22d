"""What the desk says where nothing was looked at yet, and of one person in two unions."""

import pytest

from tests.browsing import links_of, signed_in, words_of
from tests.factories import DAY, make_chair, make_county, make_employer, make_union
from xingjia.registry.models import Officer

pytestmark = pytest.mark.django_db
BECAUSE = "a test"


@pytest.fixture
def towns():
    county, places = make_county("建湖县", "甲镇", "乙镇")
    county.demo_on = DAY
    county.save()
    return county, *places


def test_where_there_is_no_register_yet_nothing_is_said_to_be_checked(towns):
    page = words_of(signed_in("township_officer", towns[1]).get("/desk/"))

    assert "还没有名册" in page
    assert "都核对过了" not in page


def test_one_person_as_chair_of_two_unions_is_the_owners_to_decide(towns):
    _, first, second = towns
    unions = [
        make_union(make_employer(place, name), name=f"{name}工会", chair_phone="0515-80001234")
        for place, name in ((first, "松风厂"), (second, "竹影厂"))
    ]
    for union in unions:
        make_chair(union, "沈听澜")
    client = signed_in("officer", towns[0])
    key = "twins.person." + ".".join(
        str(one.pk) for one in Officer.objects.everything(because=BECAUSE).order_by("pk")
    )

    page = client.get(f"/desk/items/{key}/")
    client.post(f"/desk/items/{key}/", {"what": "settle", "reason": "一人兼任，两家都选过"})

    words, links = words_of(page), links_of(page)
    assert "先弄清楚是哪一种" in words
    assert {f"/unions/{one.pk}/" for one in unions} <= set(links)
    assert any(link.startswith("/desk/merge/union/") for link in links)
    assert "一人兼任" in words_of(client.get("/desk/?state=settled"))
