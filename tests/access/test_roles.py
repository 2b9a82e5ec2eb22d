"""Roles against the page that explains them, and who may hold what together."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.factories import appoint, make_account, make_actor, make_county, make_node
from xingjia.access import commands
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.models import Appointment
from xingjia.access.queries import actor_for
from xingjia.access.rules import (
    ALONE,
    APPOINTS,
    PLACES,
    RIGHTS,
    Actor,
    Grant,
    Right,
    Role,
    apart,
    granted,
    system,
)
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import EVER, STEP

PAGE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"


def table(first: str) -> list[dict[str, str]]:
    """A table of the page as rows by column, found by the head of its second column."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    start = next(n for n, cells in enumerate(lines) if cells[1] == first)
    rows = []
    for cells in lines[start + 2 :]:
        if len(cells) != len(lines[start]) or cells[0] == "role":
            break
        rows.append(dict(zip(lines[start], cells, strict=True)))
    return rows


def test_the_page_tells_the_rights_of_every_role():
    told = {
        Role(row["role"]): {right for right in Right if row[right] == "yes"}
        for row in table("shown as")
    }

    assert told == {role: set(held) for role, held in RIGHTS.items() if role is not Role.SYSTEM}


def test_the_page_tells_whom_each_role_may_appoint():
    told = {Role(row["role"]): set(row["gives"].split(", ")) for row in table("gives")}

    assert told == {
        role: {str(one) for one in given}
        for role, given in APPOINTS.items()
        if role is not Role.SYSTEM
    }


def test_every_post_has_a_name_and_a_place():
    assert set(Appointment.Role.values) == {str(role) for role in PLACES}


def test_who_watches_and_who_runs_see_nothing_of_the_register():
    for role in ALONE:
        assert RIGHTS[role].isdisjoint(
            {Right.SEE, Right.EDIT, Right.IMPORT, Right.INVITE, Right.TREE}
        )
    assert RIGHTS[Role.AUDITOR].isdisjoint(RIGHTS[Role.ADMINISTRATOR])


@pytest.mark.parametrize(("one", "other"), list(combinations(PLACES, 2)))
def test_two_posts_go_together_unless_one_watches_or_runs(one, other):
    assert apart(one, [other]) == (not {one, other} & ALONE)
    assert apart(one, [other]) == apart(other, [one])


def test_nobody_but_the_server_names_an_administrator():
    for role in PLACES:
        assert not Actor("account:1", "", (Grant(role, "1"),)).may_appoint(Role.ADMINISTRATOR, "12")
    assert system("start_county").may_appoint(Role.ADMINISTRATOR, "1")


@pytest.mark.parametrize("kind", ["city", "province", "nation"])
def test_an_officer_above_a_county_is_a_superior(kind):
    assert granted(Role.OFFICER, kind) is Role.SUPERIOR
    assert granted(Role.OFFICER, "county") is Role.OFFICER
    assert granted(Role.LEADER, kind) is Role.LEADER


# ---- in the database


@pytest.mark.django_db
def test_an_officer_of_the_city_sees_a_county_and_does_not_mend_it():
    county, (town,) = make_county("建湖县")
    city = make_actor("officer", county_city(county))

    assert city.may(Right.SEE, town.path)
    assert not city.may(Right.EDIT, town.path)
    assert make_actor("officer", county).may(Right.EDIT, town.path)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["contact", "committee"])
def test_who_stands_beside_sees_his_union_and_mends_nothing(role):
    _, (town, other) = make_county("建湖县", "上冈镇", "近湖镇")
    union = make_node("第一纺织厂工会", town, kind="union")
    actor = make_actor(role, union)

    assert actor.may(Right.SEE, union.path)
    assert not actor.may(Right.SEE, town.path)
    assert not actor.may(Right.SEE, other.path)
    assert [one for one in Right if actor.may(one, union.path)] == [Right.SEE]


@pytest.mark.django_db
def test_an_officer_gives_no_second_post_to_who_watches():
    county, (town,) = make_county("建湖县")
    account = make_account("史明")
    appoint(account, "auditor", county)
    appoint(account, "leader", town)

    with pytest.raises(Unacceptable, match="roles_apart"):
        commands.appoint(
            make_actor("officer", county), account, town, role=Role.TOWNSHIP_OFFICER, start=EVER
        )


@pytest.mark.django_db
def test_an_auditor_comes_from_above_and_never_from_the_officer_watched():
    county, _ = make_county("建湖县")
    details = {"username": "shiming", "name": "史明", "post": "", "role": Role.AUDITOR}

    with pytest.raises(Refused):
        commands.invite(make_actor("officer", county), county, start=EVER, **details)
    with pytest.raises(Refused):  # from another city
        commands.invite(
            make_actor("officer", make_node("泰州市", kind="city")), county, start=EVER, **details
        )
    invitation, _ = commands.invite(
        make_actor("officer", county_city(county)), county, start=EVER, **details
    )

    held = actor_for(invitation.account_id, EVER)
    assert [one.role for one in held.grants] == [Role.AUDITOR]
    assert held.branches(Right.SEE) == ()


def county_city(county: Node) -> Node:
    """The city over a county."""
    return Node.objects.get(path=county.path[:-STEP])
