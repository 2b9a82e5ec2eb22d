from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.access.rules import (
    APPOINTS,
    NOBODY,
    PLACES,
    RIGHTS,
    Actor,
    Grant,
    Right,
    Role,
    digest_of,
    is_superior,
    last_day,
    name_fault,
    plain_name,
    plain_username,
    system,
    username_fault,
)
from xingjia.orgtree.rules import OPEN, path_of

PEOPLE = [role for role in Role if role is not Role.SYSTEM]
HELD = list(PLACES)  # what an appointment may say; the rest follows from it
steps = st.lists(st.integers(1, 3), min_size=1, max_size=4)
paths = steps.map(lambda ids: "".join(path_of("", one) for one in ids))
roles = st.sampled_from(PEOPLE)
grants = st.builds(Grant, roles, paths)
posts = st.builds(Grant, st.sampled_from(HELD), paths)
actors = st.builds(lambda held: Actor("account:1", "孟知秋", tuple(held)), st.lists(grants))
rights = st.sampled_from(list(Right))


@given(rights, roles, paths)
def test_without_a_post_nothing_is_allowed(right, role, path):
    assert NOBODY.branches(right) == ()
    assert not NOBODY.may(right, path)
    assert not NOBODY.may_appoint(role, path)
    assert not is_superior(NOBODY, [Grant(role, path)])


@given(actors, rights, paths)
def test_a_right_holds_in_its_branches_and_nowhere_else(actor, right, path):
    inside = any(path.startswith(branch) for branch in actor.branches(right))

    assert actor.may(right, path) == inside


@given(actors, rights)
def test_every_branch_comes_from_a_post_that_carries_the_right(actor, right):
    carried = {one.branch for one in actor.grants if right in RIGHTS[one.role]}

    assert set(actor.branches(right)) == carried


@given(actors, roles, paths, rights, paths)
def test_nobody_gives_a_right_he_does_not_hold(actor, role, path, right, below):
    appointed = Actor("account:2", "姚国平", (Grant(role, path),))

    handed_on = right is Right.EDIT and actor.may(Right.INVITE, below)  # by a superior
    if actor.may_appoint(role, path) and appointed.may(right, below):
        assert actor.may(right, below) or handed_on


@given(actors, roles, paths, roles, paths)
def test_nobody_appoints_through_somebody_whom_he_could_not_himself(
    actor, role, path, other, below
):
    appointed = Actor("account:2", "姚国平", (Grant(role, path),))

    if actor.may_appoint(role, path) and appointed.may_appoint(other, below):
        assert actor.may_appoint(other, below)


@given(grants)
def test_nobody_gives_his_own_post_at_his_own_place(grant):
    assert not Actor("account:1", "", (grant,)).may_appoint(grant.role, grant.branch)


@given(st.lists(grants, min_size=2, max_size=2))
def test_two_people_are_never_each_others_superior(held):
    first, second = (Actor(f"account:{n}", "", (one,)) for n, one in enumerate(held))

    assert not (is_superior(first, second.grants) and is_superior(second, first.grants))


@given(actors, st.lists(grants, min_size=1))
def test_one_post_out_of_reach_is_enough_to_be_no_superior(actor, held):
    reached = [actor.may_appoint(one.role, one.branch) for one in held]

    assert is_superior(actor, held) == all(reached)


@given(st.lists(posts, min_size=1))
def test_the_server_console_may_bring_anybody_with_a_post_back(held):
    assert is_superior(system("recovery_code"), held)
    assert not is_superior(system("recovery_code"), [])


def test_every_role_of_a_person_has_its_places():
    assert {*PLACES, Role.SUPERIOR} == set(PEOPLE)
    assert set().union(*APPOINTS.values()) == set(PLACES)


@pytest.mark.parametrize(
    "name",
    "孟知秋 李登科 王科 张会 欧阳登科 刘学会 买买提·阿不都热合曼 John·Smith Mary-Ann 何勇".split(),
)
def test_a_person_is_a_person(name):
    assert name_fault(plain_name(name)) is None


@pytest.mark.parametrize(
    "name",
    "办公室 组织部 基层组织部 财务科 安全科 保卫处 工会 总工会 建湖县总工会 管理员 系统管理员 admin"
    " Administrator user01 商会 联合会 张主任 王主席 值班账号 ＡＤＭＩＮ".split(),
)
def test_an_office_is_no_person(name):
    assert name_fault(plain_name(name)) == "name_of_office"


def test_an_office_in_disguise_is_found():
    assert name_fault(plain_name(" 办 公　室 ")) == "name_of_office"


@pytest.mark.parametrize("name", ["", "孟", "孟知秋2", "孟<b>", "12345", "孟，知秋", "·孟"])
def test_what_is_no_name_is_refused(name):
    assert name_fault(plain_name(name)) == "name_unfit"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" MengZhiqiu ", "mengzhiqiu"), ("１３８００００１２３４", "13800001234"), ("Kim", "kim")],
)
def test_a_user_name_has_one_spelling(typed, kept):
    assert plain_username(typed) == kept
    assert username_fault(kept) is None


@given(st.text(max_size=40))
def test_the_one_spelling_of_a_user_name_stays_as_it_is(typed):
    assert plain_username(plain_username(typed)) == plain_username(typed)


@pytest.mark.parametrize(
    ("username", "fault"),
    [
        ("ab", "username_unfit"),
        ("孟知秋", "username_unfit"),
        ("meng zhiqiu", "username_unfit"),
        ("a" * 31, "username_unfit"),
        ("admin", "username_of_office"),
        ("admin2", "username_of_office"),
        ("gonghui-01", "username_of_office"),
    ],
)
def test_a_user_name_that_will_not_do_says_why(username, fault):
    assert username_fault(username) == fault


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_the_last_day_is_the_one_before_the_end(end):
    assert last_day(end) == end - timedelta(days=1)


def test_an_open_end_has_no_last_day():
    assert last_day(OPEN) is None


@given(st.text(), st.text())
def test_different_secrets_have_different_digests(one, other):
    assert (digest_of(one) == digest_of(other)) == (one == other)
