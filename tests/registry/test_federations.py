"""Federations of an industry or a region, and groups within a union."""

from datetime import date

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    make_actor,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.orgtree.rules import OPEN
from xingjia.registry.commands.federations import (
    affiliate,
    end_group,
    leave_federation,
    set_up_group,
)
from xingjia.registry.commands.offices import close_union, reopen_union
from xingjia.registry.models import Affiliation, Group, Union, UnionStatement
from xingjia.registry.queries.federations import Together, together
from xingjia.registry.rules.editing import Objected
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
START, LATER, END = date(2013, 3, 1), date(2013, 9, 1), date(2013, 12, 1)


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "建阳镇")


@pytest.fixture
def officer(county):
    return make_actor("officer", county[0])


@pytest.fixture
def federation(county) -> Union:
    return make_union(make_employer(county[1][0]), name="建湖县纺织行业工会联合会")


def union_at(node, name: str = "", **said) -> Union:
    return make_union(make_employer(node), make_employer(node), name=name, **said)


def belongings() -> list[tuple]:
    rows = Affiliation.objects.everything(because=BECAUSE).order_by("pk")
    return list(rows.values_list("member__name", "start", "end"))


def codes(objected) -> list[str]:
    return [one.code for one in objected.value.findings]


def stranger_to(county, union):
    return (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", union.organisation),
    )


# ---- federations


def test_a_union_belongs_to_a_federation_and_no_figure_moves(county, officer, federation):
    member = union_at(county[1][1], "甲厂工会")
    before = list(Stretch.objects.everything(because=BECAUSE).order_by("pk").values())
    path = member.organisation.path

    affiliate(officer, federation, member, start=START)

    assert belongings() == [("甲厂工会", START, OPEN)]
    assert list(Stretch.objects.everything(because=BECAUSE).order_by("pk").values()) == before
    member.organisation.refresh_from_db()
    assert member.organisation.path == path
    assert Entry.objects.order_by("seq").last().action == "registry.affiliated"


def test_a_federation_counts_each_employer_once_and_tells_who_has_said(county, officer, federation):
    first = union_at(county[1][1], "甲厂工会", members=40)
    second = union_at(county[1][0], "乙厂工会")
    affiliate(officer, federation, first, start=START)
    affiliate(officer, federation, second, start=LATER)

    assert together(federation, START) == Together(1, 2, 0, None, 0)
    assert together(federation, DAY) == Together(2, 4, 4, 40, 1)
    assert together(first, DAY) == Together(0, 0, 0, None, 0)


def test_a_member_leaves_and_may_come_again(county, officer, federation):
    member = union_at(county[1][1], "甲厂工会")
    one, _ = affiliate(officer, federation, member, start=START)
    leave_federation(officer, one, on=LATER)
    with pytest.raises(Objected) as twice:
        leave_federation(officer, one, on=END)
    affiliate(officer, federation, member, start=END)

    assert codes(twice) == ["span_over"]
    assert belongings() == [("甲厂工会", START, LATER), ("甲厂工会", END, OPEN)]


def test_nobody_belongs_twice_to_himself_or_in_a_circle(county, officer, federation):
    member, third = union_at(county[1][1], "甲厂工会"), union_at(county[1][1], "镇联合会")
    affiliate(officer, federation, member, start=START)
    affiliate(officer, third, federation, start=START)

    for above, below, code in (
        (federation, member, "belongs_already"),
        (federation, federation, "federation_circle"),
        (member, third, "federation_circle"),
        (member, federation, "federation_circle"),
    ):
        with pytest.raises(Objected) as objected:
            affiliate(officer, above, below, start=LATER)
        assert codes(objected) == [code]


def test_a_union_of_another_kind_is_no_federation(county, officer, federation):
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=federation, field="kind", value="own", day=START, said_by="system:test"
    )

    with pytest.raises(Objected) as objected:
        affiliate(officer, federation, union_at(county[1][1]), start=LATER)

    assert codes(objected) == ["no_federation"]


def test_who_does_not_lead_both_affiliates_nothing(county, officer, federation):
    member = union_at(county[1][1])
    one, _ = affiliate(officer, federation, member, start=START)
    township = make_actor("township_officer", county[1][1])
    with pytest.raises(Refused):
        affiliate(township, federation, union_at(county[1][1]), start=START)
    for actor in stranger_to(county, member):
        with pytest.raises(Refused):
            affiliate(actor, federation, member, start=START)
        with pytest.raises(Refused):
            leave_federation(actor, one, on=LATER)


# ---- groups


def test_a_chair_sets_up_groups_and_another_leader_follows_on_a_day(county):
    union = union_at(county[1][0])
    chair = make_actor("chair", union.organisation)

    set_up_group(chair, union, name="织布车间小组", leader="姚国平", start=START)
    last = set_up_group(chair, union, name="织布车间小组", leader="秦望海", start=LATER)
    end_group(chair, last, on=END)

    rows = Group.objects.everything(because=BECAUSE).values_list("leader", "start", "end")
    assert list(rows) == [("姚国平", START, LATER), ("秦望海", LATER, END)]


def test_a_group_is_entered_once_and_by_who_keeps_the_union(county):
    union = union_at(county[1][0])
    clerk = make_actor("township_officer", county[1][0])
    group = set_up_group(clerk, union, name="一组", leader="姚国平", start=START)

    with pytest.raises(Objected) as twice:
        set_up_group(clerk, union, name="一组", leader="姚国平", start=LATER)
    with pytest.raises(Objected) as office:
        set_up_group(clerk, union, name="二组", leader="工会办公室", start=LATER)
    assert (codes(twice), codes(office)) == (["group_known"], ["name_unfit"])
    for actor in stranger_to(county, union)[:2]:
        with pytest.raises(Refused):
            set_up_group(actor, union, name="二组", leader="", start=START)
        with pytest.raises(Refused):
            end_group(actor, group, on=LATER)


def test_groups_and_membership_end_with_the_union_and_come_back(county, officer, federation):
    member = union_at(county[1][1], "甲厂工会")
    affiliate(officer, federation, member, start=START)
    set_up_group(officer, member, name="一组", leader="", start=START)

    close_union(officer, member, on=LATER, why="merged", reason="同意")
    ended = belongings(), Group.objects.everything(because=BECAUSE).get().end
    _, changed = reopen_union(officer, member, on=END, reason="登记错了")

    assert ended == ([("甲厂工会", START, LATER)], LATER)
    assert changed == []
    assert belongings() == [("甲厂工会", START, OPEN)]
    assert Group.objects.everything(because=BECAUSE).get().end == OPEN


def test_a_union_does_not_end_before_it_joins(county, officer, federation):
    member = union_at(county[1][1])
    affiliate(officer, federation, member, start=END)

    with pytest.raises(Objected) as objected:
        close_union(officer, member, on=LATER, why="merged", reason="同意")

    assert "belongs_ahead" in codes(objected)


# ---- pages


def test_a_federation_is_kept_through_its_page(county, federation):
    client = signed_in("officer", county[0])
    union_at(county[1][1], "甲厂工会", members=40)
    page = f"/unions/{federation.pk}/members/"
    assert "这一天没有成员工会" in words_of(client.get(page))

    wrong = client.post(page + "add/", {"member": "无此工会", "start": "2013-03-01"})
    done = client.post(
        page + "add/", {"member": "甲厂工会", "start": "2013-03-01", "reason": ""}, follow=True
    )

    said = words_of(client.get(f"{page}?on=2013-12-31"))
    assert "没有找到这一家" in words_of(wrong)
    assert done.redirect_chain == [(page, 302)]
    assert "40 人（1 家里有 1 家填报）" in said
    assert "2 家，其中投产 2 家" in said
    [one] = Affiliation.objects.everything(because=BECAUSE).all()
    union_page = client.get(f"/unions/{one.member_id}/?on=2013-12-31")
    assert "加入建湖县纺织行业工会联合会" in words_of(union_page)
    end = f"/unions/{one.member_id}/federations/{one.pk}/end/"
    assert end in links_of(union_page)
    client.post(end, {"on": "2013-12-01"})
    assert "这一天没有成员工会" in words_of(client.get(f"{page}?on=2013-12-31"))


def test_members_out_of_reach_are_counted_without_a_name(county, officer, federation):
    affiliate(officer, federation, union_at(county[1][1], "乙镇厂工会"), start=START)
    affiliate(officer, federation, union_at(county[1][0], "甲镇厂工会"), start=START)

    said = words_of(
        signed_in("township_officer", county[1][0]).get(f"/unions/{federation.pk}/members/")
    )
    timeline = words_of(
        signed_in("township_officer", county[1][0]).get(f"/unions/{federation.pk}/")
    )

    assert "甲镇厂工会" in said
    assert "乙镇厂工会" not in said + timeline
    assert "另有 1 家不在您管的范围里" in said


def test_thirty_members_ask_no_more_often_than_one(county, officer, federation):
    client = signed_in("officer", county[0])
    page, own = f"/unions/{federation.pk}/members/?on=2013-12-31", f"/unions/{federation.pk}/"
    affiliate(officer, federation, union_at(county[1][1]), start=START)
    one = queries_of(client, page), queries_of(client, own)
    for _ in range(29):
        affiliate(officer, federation, union_at(county[1][1]), start=START)

    assert (queries_of(client, page), queries_of(client, own)) == one
    assert "30 家" in words_of(client.get(page))


def test_what_the_register_says_still_stands_beside_the_groups(county):
    union = union_at(county[1][0], members=38, office_place="职工活动中心")
    clerk = make_actor("township_officer", county[1][0])
    set_up_group(clerk, union, name="一组", leader="姚国平", start=START)
    client = signed_in("township_officer", county[1][0])

    said = words_of(client.get(f"/unions/{union.pk}/?on=2013-12-31"))

    assert "工会办公场所 职工活动中心" in said
    assert "工会小组 1 个" in said


def test_groups_are_kept_through_the_page_of_the_union(county):
    union = union_at(county[1][0])
    chair = signed_in("chair", union.organisation)
    page = f"/unions/{union.pk}/"
    assert "没有登记工会小组" in words_of(chair.get(page))

    chair.post(page + "groups/add/", {"name": "一组", "leader": "姚国平", "start": "2013-03-01"})
    again = {"name": "一组", "leader": "姚国平", "start": "2013-09-01"}
    twice = chair.post(page + "groups/add/", again)

    assert "已经登记过" in words_of(twice)
    said = words_of(chair.get(page))
    assert "组长 姚国平" in said
    assert "工会小组一组，组长姚国平" in said
    group = Group.objects.everything(because=BECAUSE).get()
    chair.post(f"{page}groups/{group.pk}/end/", {"on": "2013-12-01"})
    assert "没有登记工会小组" in words_of(chair.get(page))
    elsewhere = signed_in("chair", union_at(county[1][1]).organisation)
    assert elsewhere.get(f"{page}groups/{group.pk}/end/").status_code == 404
    assert elsewhere.get(f"{page}groups/add/").status_code == 404
