"""Why may I, why may I not: held against what the pages really do."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.access.browsers import signed_in
from tests.factories import (
    appoint,
    make_account,
    make_actor,
    make_county,
    make_employer,
    make_union,
)
from tests.test_access_matrix import DESK_RECORDS, RECORDS, SEES, TREE_RECORDS
from tests.world import client_of, make_world
from xingjia.access import commands
from xingjia.access.queries import actor_for
from xingjia.access.rules import RIGHTS, Right, Role
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.portal.may.queries import judge
from xingjia.portal.may.rules import NEEDS, Answer, carriers
from xingjia.portal.may.words import REASONS, ROLES, TITLES
from xingjia.portal.may.words import RIGHTS as RIGHT_WORDS

pytestmark = pytest.mark.django_db
HIDDEN = "两种情况系统不分开说"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


@pytest.fixture
def union(county):
    return make_union(make_employer(county[1][0], "江苏岚泓服装有限公司"))


# ---- the answer is true


def test_what_is_said_is_what_the_page_does():
    world, today = make_world(), timezone.localdate()
    wrong = []
    for role in [role for role in SEES if role != "anonymous"]:
        client = client_of(world, role)
        actor = actor_for(world.accounts[role].pk, today)
        for name in NEEDS:
            arguments = {**RECORDS, **DESK_RECORDS, **TREE_RECORDS}.get(name)
            for at in ("A1", "B1", "F1") if arguments else ("A1",):
                url = reverse(name, kwargs=arguments(world.places[at]) if arguments else {})
                said = judge(actor, actor, url, today).answer
                status = client.get(url).status_code
                # A list without rows opens to everybody with an account; it holds nothing then.
                empty_list = arguments is None and status == 200
                if (said is Answer.MAY) != (status in {200, 302}) and not empty_list:
                    wrong.append((role, url, said, status))

    assert wrong == []


def test_not_there_and_not_yours_are_answered_alike(county, union):
    stranger = signed_in("township_officer", county[1][1])

    there, nowhere = (
        stranger.get(f"/may/?at=/unions/{key}/change/")
        .content.decode()
        .replace(f"/unions/{key}/", "/unions/")
        for key in (union.pk, 987654)
    )

    assert HIDDEN in there
    assert "岚泓" not in there
    assert without_tokens(there) == without_tokens(nowhere)


def without_tokens(page):
    return re.sub(r"[A-Za-z0-9]{64}", "token", page)


# ---- the page


def test_my_posts_with_who_gave_them_and_what_each_lets_me_do(county):
    node, (town, _) = county
    officer = make_actor("officer", node)
    account = make_account("陆问田")
    appoint(account, "leader", town)
    commands.appoint(officer, account, town, role=Role.TOWNSHIP_OFFICER, start=timezone.localdate())
    browser = type(signed_in("leader", node))(account)

    page = browser.get("/may/").content.decode()

    assert "上冈镇 · 镇、街道工会干部" in page
    assert "孟知秋" in page
    assert "现有任职都不带这项" in page
    assert all(str(RIGHT_WORDS[right]) in page for right in Right)


def test_who_only_looks_is_told_why_and_who_could(county, union):
    _, (town, _) = county
    appoint(make_account("陆问田"), "township_officer", town)
    cadre = signed_in("contact", union.organisation)
    assert "我为什么不能改" in cadre.get(f"/unions/{union.pk}/").content.decode()

    page = cadre.get(f"/may/?at=/unions/{union.pk}/change/").content.decode()

    assert "能看，不能办" in page
    assert "请找陆问田（上冈镇，镇、街道工会干部）" in page


def test_a_chair_is_told_that_she_does_not_elect_herself(county, union):
    chair = signed_in("chair", union.organisation)

    page = chair.get(f"/may/?at=/unions/{union.pk}/chair/").content.decode()

    assert "要由上级工会办" in page


def test_whom_to_ask_is_never_oneself(county, union):
    node, _ = county
    officer = signed_in("officer", node)
    from_above = appoint(make_account("秦望海"), "officer", city_of(node))
    assert from_above

    page = officer.get("/may/?at=/running/").content.decode()

    assert "请找秦望海" in page


def test_a_page_that_does_not_open_leads_here(county, union):
    stranger = signed_in("township_officer", county[1][1])

    page = stranger.get(f"/unions/{union.pk}/").content.decode()

    assert f'href="/may/?at=/unions/{union.pk}/"' in page


@pytest.mark.parametrize("at", ["", "x", "//", "http://[", "/nowhere/", "/me/", "/unions/x/"])
def test_any_address_gets_an_answer(county, at):
    assert signed_in("officer", county[0]).get("/may/", {"at": at}).status_code == 200


def test_of_a_page_without_a_rule_nothing_is_claimed(county):
    page = signed_in("officer", county[0]).get("/may/?at=/me/").content.decode()

    assert "这一页没有单独的说明" in page
    assert "这一页可以办" not in page


def test_without_a_post_the_page_says_what_to_do(county):
    idle = signed_in("officer", county[0], end=timezone.localdate())

    assert "请上级工会加一项任职" in idle.get("/may/").content.decode()


# ---- people below


def test_an_officer_sees_the_same_of_people_below(county, union):
    node, (town, _) = county
    account = make_account("陆问田")
    appoint(account, "township_officer", town)
    elsewhere, _ = make_county("射阳县")
    appoint(account, "leader", elsewhere)
    officer = signed_in("officer", node)

    page = officer.get(f"/may/{account.pk}/?at=/unions/{union.pk}/change/").content.decode()

    assert "这一页可以办" in page
    assert "射阳县" not in page


def test_nobody_else_sees_it(county):
    node, (town, _) = county
    account = make_account("陆问田")
    appoint(account, "township_officer", town)
    elsewhere, _ = make_county("射阳县")

    for role, at in (("leader", node), ("officer", elsewhere), ("auditor", node)):
        assert signed_in(role, at).get(f"/may/{account.pk}/").status_code == 404


@pytest.mark.parametrize("posts", [1, 3])
def test_the_page_asks_the_database_little(county, posts, django_assert_max_num_queries):
    node, (town, other) = county
    browser = signed_in("officer", node)
    for role, at in (("leader", town), ("leader", other))[: posts - 1]:
        appoint(browser.account, role, at)

    with django_assert_max_num_queries(12):
        assert browser.get("/may/").status_code == 200


# ---- words


def test_every_right_role_and_answer_has_words():
    assert set(RIGHT_WORDS) == set(Right)
    assert set(TITLES) == set(REASONS) == set(Answer)
    assert set(ROLES) == set(RIGHTS) - {Role.SYSTEM}
    assert {role for right in Right for role in carriers(right)} == set(ROLES)


def city_of(node):
    return Node.objects.get(path=node.path[:-STEP])
