"""The log page: who may read what of it, and the lists that left."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.access.browsers import Browser, signed_in
from tests.access_policy import FIXED, PUBLIC_ARGUMENTS
from tests.browsing import read_out
from tests.factories import (
    appoint,
    make_account,
    make_county,
    make_employer,
    make_union,
)
from tests.test_access_matrix import DESK_RECORDS, RECORDS, TREE_RECORDS, addresses
from tests.world import client_of, make_world
from xingjia.access.commands import note_change
from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.rules import RIGHTS, Right, Role, system
from xingjia.portal.log.words import ACTIONS, details
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


def person(name, role, at, **days):
    account = make_account(name)
    appoint(account, role, at, **days)
    return account


def act(account, what="password_changed"):
    note_change(actor_for(account.pk, timezone.localdate()), account, what=what)


def lines(browser, query=""):
    """Who and what of each line on the page."""
    text = browser.get(f"/log/{query}").content.decode()
    rows = re.findall(r"<th scope=.row.*?</tr>", text, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [(row[0].strip(), row[1].strip()) for row in cells]


def test_an_officer_reads_what_his_own_people_did(county):
    node, (town, _) = county
    elsewhere, (other,) = make_county("射阳县")
    act(person("陆问田", "township_officer", town))
    act(person("史明", "township_officer", other))
    both = person("乔云岫", "township_officer", town)
    appoint(both, "leader", elsewhere)
    act(both)

    assert lines(signed_in("officer", node)) == [("陆问田", "改自己的密码")]


def test_an_auditor_reads_his_branch_and_the_machine_but_no_record(county):
    node, (town, _) = county
    union = make_union(make_employer(town, "江苏岚泓服装有限公司"))
    account = person("陆问田", "township_officer", town)
    record(f"account:{account.pk}", "registry.union_changed", union)
    record("system:import_sheet", "registry.register_written", "imports.import:7")
    auditor = signed_in("auditor", node)

    text = auditor.get("/log/").content.decode()

    assert "陆问田" in text
    assert "system:import_sheet" in text
    assert "岚泓" not in text
    assert f"工会 {union.pk}" in text
    assert auditor.get("/").headers["Location"] == "/log/"
    for path in ("/unions/", "/employers/"):
        assert "岚泓" not in auditor.get(path).content.decode()
    assert auditor.get(f"/unions/{union.pk}/").status_code == 404


def test_an_officer_sees_the_name_of_his_own_record(county):
    node, (town, _) = county
    union = make_union(make_employer(town, "江苏岚泓服装有限公司"))
    account = person("陆问田", "township_officer", town)
    record(f"account:{account.pk}", "registry.union_changed", union)

    assert "岚泓" in signed_in("officer", node).get("/log/").content.decode()


@pytest.mark.parametrize("role", [role for role in RIGHTS if Right.LOG not in RIGHTS[role]])
def test_nobody_else_reads_the_log(county, role):
    assert signed_in(str(role), county[0]).get("/log/").status_code == 404


def test_the_log_is_narrowed_by_person_room_day_and_subject(county):
    node, (town, _) = county
    first, second = (person(name, "township_officer", town) for name in ("陆问田", "乔云岫"))
    act(first)
    record(f"account:{second.pk}", "registry.employer_changed", "registry.employer:3")
    officer = signed_in("officer", node)

    assert [who for who, _ in lines(officer, "?q=陆问")] == ["陆问田"]
    assert [who for who, _ in lines(officer, "?what=registry")] == ["乔云岫"]
    assert [who for who, _ in lines(officer, "?about=registry.employer:3")] == ["乔云岫"]
    assert lines(officer, "?last=2013-12-31") == []
    assert len(lines(officer, f"?first={timezone.localdate()}")) == 2
    for astray in ("?first=x", "?what=x", "?about=%3Cb%3E", "?page=99", "?first=9999-12-31"):
        assert officer.get(f"/log/{astray}").status_code == 200


def test_no_user_name_and_no_number_of_a_person_stands_in_the_log(county):
    node, (town, _) = county
    account = person("陆问田", "township_officer", town)
    Account.objects.filter(pk=account.pk).update(username="13800001234")
    act(account)

    assert "13800001234" not in signed_in("officer", node).get("/log/").content.decode()


def test_every_action_of_the_program_has_words():
    said = set(Entry.objects.values_list("action", flat=True))
    world = make_world()
    assert world
    said |= set(Entry.objects.values_list("action", flat=True))

    assert said
    assert sorted(said - set(ACTIONS)) == []


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
keys = st.sampled_from(["rows", "format", "role", "of", "filters", "on", "start", "x"])


@given(st.dictionaries(keys, values) | values)
def test_whatever_an_entry_holds_the_page_has_words(held):
    assert all(isinstance(one, str) for one in details(held))


@pytest.mark.parametrize("acts", [1, 3])
def test_the_log_asks_the_database_little(county, acts, django_assert_max_num_queries):
    node, (town, _) = county
    for number in range(acts):
        account = person("陆问田", "township_officer", town)
        act(account)
        record(f"account:{account.pk}", "registry.union_changed", f"registry.union:{number}")
    officer = signed_in("officer", node)

    with django_assert_max_num_queries(15):
        assert len(lines(officer)) == 2 * acts


# ---- lists that left


def test_whoever_takes_a_list_stands_in_the_log(county):
    node, (town, _) = county
    make_union(make_employer(town))
    officer = signed_in("officer", node)

    officer.get(f"/coverage/{node.code}/with_union/?format=xlsx&on=2014-01-15")

    (entry,) = Entry.objects.filter(action="audit.exported")
    assert entry.subject == "list:portal.counted"
    assert (entry.details["rows"], entry.details["format"]) == (1, "xlsx")
    assert entry.details["filters"]["on"] == "2014-01-15"
    auditor = signed_in("auditor", node)
    assert lines(auditor, "?show=exports")[0][1] == "取走一份名单"
    page = auditor.get("/log/?show=exports").content.decode()
    assert "建湖县" in page
    assert "1 行 · Excel 表" in page


def test_every_address_that_hands_out_a_file_is_logged():
    """Goes through all addresses, so a new one is found here too."""
    world = make_world()
    client, found = client_of(world, "officer"), {}
    records = {**RECORDS, **DESK_RECORDS, **TREE_RECORDS}
    fixed = PUBLIC_ARGUMENTS | FIXED
    records |= {name: lambda place, said=said: said for name, said in fixed.items()}
    for name in sorted(set(addresses()) - {"account_logout"}):
        arguments = records.get(name, lambda place: {})(world.places["A1"])
        if name in {"access:accept", "access:enter", "publicity:agree"}:
            continue
        before = Entry.objects.filter(action="audit.exported").count()
        answer = client.get(reverse(name, kwargs=arguments) + "?format=xlsx")
        read_out(answer)
        new = Entry.objects.filter(action="audit.exported").count() - before
        attached = "attachment" in answer.headers.get("Content-Disposition", "")
        if attached or new:
            found[name] = (attached, new)

    assert {name for name, (_, new) in found.items() if new != 1} == set()
    assert {"portal:coverage", "portal:counted", "registry:handover"} <= set(found)


def test_the_system_may_do_what_its_roles_may():
    assert RIGHTS[Role.SYSTEM] == frozenset(Right)
    assert system("x").may(Right.LOG, "")


def test_closed_accounts_keep_their_name_in_the_log(county):
    node, (town, _) = county
    account = person("陆问田", "township_officer", town)
    act(account)
    Account.objects.filter(pk=account.pk).update(is_active=False)

    assert ("陆问田", "改自己的密码") in lines(signed_in("officer", node))
    assert Browser(account).get("/log/").status_code == 302
