"""One person with posts in several unions: known as one, each term as it was, and apart again."""

from datetime import date

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import (
    DAY,
    TESTER,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from tests.registry.twins import everything_stored, merge, stretches
from xingjia.access.checks import Refused
from xingjia.registry.commands.merging import merge_persons, version_of_both
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import Officer, Person
from xingjia.registry.queries.persons import posts_elsewhere
from xingjia.registry.rules.merging import MergeFault

pytestmark = pytest.mark.django_db
BECAUSE = "a test"


@pytest.fixture
def county():
    county, (first, second) = make_county("建湖县", "上冈镇", "恒济镇")
    return county, first, second


@pytest.fixture
def chairs(county):
    """沈听澜 led one union until 2012 and leads another, of another township, since."""
    _, first, second = county
    before = make_union(make_employer(first, "松风厂"), name="松风工会")
    now = make_union(make_employer(second, "竹影厂"), name="竹影工会")
    return (
        make_chair(before, "沈听澜", left_on=date(2012, 5, 1)),
        make_chair(now, "沈听澜", elected_on=date(2012, 6, 1), term_ends_on=date(2017, 5, 31)),
    )


def elsewhere_of(officer: Officer) -> list[str]:
    officer.refresh_from_db()
    found = posts_elsewhere(TESTER, [officer])
    return [one.union.name for one in found.get(officer.pk, [])]


def test_both_terms_stay_and_each_union_knows_of_the_other(chairs):
    keep, drop = chairs
    terms, figures = [(one.elected_on, one.left_on) for one in chairs], stretches()

    merge(TESTER, keep, drop)

    assert (elsewhere_of(keep), elsewhere_of(drop)) == (["竹影工会"], ["松风工会"])
    assert [(one.elected_on, one.left_on) for one in chairs] == terms
    assert stretches() == figures


def test_undone_they_are_strangers_and_what_was_said_meanwhile_stays(chairs):
    keep, drop = chairs
    before = everything_stored()
    merged = merge(TESTER, keep, drop)

    undo_merge(TESTER, merged)

    assert everything_stored() == before
    assert not Person.objects.exists()
    again = merge(TESTER, keep, drop)
    drop.reason = "改过"
    drop.save(update_fields=["reason"])
    undo_merge(TESTER, again)
    drop.refresh_from_db()
    assert (drop.reason, drop.person) == ("改过", None)


def test_a_third_post_joins_and_is_parted_first(chairs, county):
    keep, drop = chairs
    third = make_chair(make_union(make_employer(county[1]), name="梅坞工会"), "沈听澜")
    first = merge(TESTER, keep, drop)
    drop.refresh_from_db()
    second = merge(TESTER, third, drop)

    assert elsewhere_of(keep) == ["梅坞工会", "竹影工会"]
    with pytest.raises(MergeFault, match="merged_since"):
        undo_merge(TESTER, first)
    undo_merge(TESTER, second)
    assert elsewhere_of(keep) == ["竹影工会"]
    assert elsewhere_of(third) == []
    undo_merge(TESTER, first)
    assert elsewhere_of(keep) == []


def test_two_terms_in_one_union_both_stay(chairs):
    keep, _ = chairs
    second = make_chair(keep.union, "沈听澜", elected_on=date(2012, 5, 1))

    merge(TESTER, keep, second)

    assert Officer.objects.everything(because=BECAUSE).filter(union=keep.union).count() == 2
    assert elsewhere_of(keep) == ["松风工会"]


def test_other_names_and_a_second_time_are_refused(chairs):
    keep, drop = chairs
    namesake = make_chair(drop.union, "沈听岚")

    with pytest.raises(MergeFault, match="other_name"):
        merge(TESTER, keep, namesake)
    merge(TESTER, keep, drop)
    for one in chairs:
        one.refresh_from_db()
    with pytest.raises(MergeFault, match="merged_already"):
        merge(TESTER, keep, drop)


def test_it_takes_the_right_over_every_post_of_the_person(chairs, county):
    keep, drop = chairs
    _, first, _ = county
    of_one = make_actor("township_officer", first)
    with pytest.raises(Refused):
        merge_persons(of_one, keep, drop, on=DAY, version="", choices={})
    merge(TESTER, keep, drop)
    keep.refresh_from_db()
    third = make_chair(make_union(make_employer(first), name="梅坞工会"), "沈听澜")

    with pytest.raises(MergeFault, match="beyond_reach"):
        merge_persons(of_one, keep, third, on=DAY, version=version_of_both(keep, third), choices={})


def test_a_term_entered_twice_keeps_what_was_known_of_the_person(chairs):
    keep, drop = chairs
    entered_again = make_chair(drop.union, "沈听澜", elected_on=date(2012, 6, 2))
    merge(TESTER, drop, keep)
    drop.refresh_from_db()

    merged = merge(TESTER, entered_again, drop)

    assert elsewhere_of(entered_again) == ["松风工会"]
    undo_merge(TESTER, merged)
    assert elsewhere_of(entered_again) == []
    assert elsewhere_of(drop) == ["松风工会"]


def test_the_page_shows_both_terms_then_the_union_names_the_other_and_it_is_undone(chairs, county):
    keep, drop = chairs
    client = signed_in("officer", county[0])
    address = f"/desk/merge/person/{keep.pk}/{drop.pk}/"

    page = client.get(address)
    told = {"what": "merge", "version": page.context["version"]}
    done = client.post(address, told, follow=True)

    assert "松风工会 竹影工会" in words_of(page)
    assert "两段都留着" in words_of(page)
    assert "竹影工会 主席" in words_of(done)
    assert client.get(address).status_code == 302
    other = words_of(client.get(f"/unions/{drop.union_id}/"))
    assert "同一人也登记为主席： 松风工会 ，2012年5月1日离任" in other
    hers = signed_in("chair", drop.union.organisation)
    assert "松风工会" not in words_of(hers.get(f"/unions/{drop.union_id}/"))
    undone = client.post(done.request["PATH_INFO"], follow=True)
    assert "已撤销" in words_of(undone)


def test_from_another_branch_or_as_a_chair_the_page_is_not_there(chairs, county):
    keep, drop = chairs
    address = f"/desk/merge/person/{keep.pk}/{drop.pk}/"

    assert signed_in("township_officer", county[1]).get(address).status_code == 404
    assert signed_in("chair", keep.union.organisation).get(address).status_code == 404
