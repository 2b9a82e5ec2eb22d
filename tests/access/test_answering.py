"""Who answers for a union, and who stands beside."""

from datetime import date

import pytest

from tests.access.browsers import signed_in
from tests.factories import (
    appoint,
    make_account,
    make_county,
    make_employer,
    make_node,
    make_union,
)
from xingjia.access.queries import answering_for

pytestmark = pytest.mark.django_db
DAY = date(2014, 1, 15)


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


def test_the_nearest_officer_answers_and_exactly_one(county):
    node, (town, other) = county
    for role, at, name in (
        ("officer", node, "孟知秋"),
        ("township_officer", town, "陆问田"),
        ("township_officer", other, "乔云岫"),
    ):
        appoint(make_account(name), role, at, start=date(2012, 1, 1))
    appoint(make_account("史明"), "township_officer", town, start=date(2013, 1, 1))

    answering = answering_for(make_node("第一纺织厂工会", town, kind="union").path, DAY)

    assert str(answering.responsible.account) == "陆问田"
    assert answering.contacts == []


def test_where_a_township_has_nobody_the_county_answers(county):
    node, (town, _) = county
    appoint(make_account("孟知秋"), "officer", node)
    appoint(make_account("陆问田"), "township_officer", town, end=DAY)

    assert str(answering_for(town.path, DAY).responsible.account) == "孟知秋"
    assert answering_for(node.path[:-8], DAY).responsible is None


def test_a_contact_cadre_stands_beside_from_a_day_to_a_day_and_never_instead(county):
    _, (town, _) = county
    union = make_node("第一纺织厂工会", town, kind="union")
    appoint(make_account("史明"), "contact", union, start=date(2014, 1, 1), end=date(2014, 7, 1))

    during, before, after = (
        answering_for(union.path, day) for day in (DAY, date(2013, 12, 31), date(2014, 7, 1))
    )

    assert [str(one.account) for one in during.contacts] == ["史明"]
    assert (during.responsible, before.contacts, after.contacts) == (None, [], [])


def test_the_page_of_a_union_shows_both(county):
    _, (town, _) = county
    union = make_union(make_employer(town))
    appoint(make_account("史明"), "contact", union.organisation)
    appoint(make_account("陆问田"), "township_officer", town, start=date(2012, 1, 1))

    for browser in (signed_in("chair", union.organisation), signed_in("officer", county[0])):
        page = browser.get(f"/unions/{union.pk}/?on=2014-01-15").content.decode()
        assert "陆问田" in page
        assert "史明" in page


def test_a_contact_cadre_opens_his_union_and_changes_nothing(county):
    _, (town, _) = county
    union, other = make_union(make_employer(town)), make_union(make_employer(town))
    cadre = signed_in("contact", union.organisation)

    assert cadre.get(f"/unions/{union.pk}/").status_code == 200
    assert cadre.get(f"/unions/{other.pk}/").status_code == 404
    assert cadre.get(f"/unions/{union.pk}/change/").status_code == 404
    assert cadre.get("/people/").status_code == 404
