"""Who sees which people, for how long, and how the list behaves."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.access.browsers import signed_in
from tests.factories import BECAUSE, appoint, make_account, make_county
from xingjia.access import commands
from xingjia.access.models import Account, Appointment
from xingjia.access.queries import actor_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


# ---- access ends at the next request


def test_a_post_that_ended_opens_nothing_at_the_next_request(county):
    node, (town, _) = county
    client = signed_in("township_officer", town)
    assert client.get("/people/").status_code == 200
    held = Appointment.objects.everything(because=BECAUSE).get(account=client.account)
    boss = make_account()
    appoint(boss, "officer", node)
    today = timezone.localdate()

    commands.end_appointment(actor_for(boss.pk, today), held, on=today)

    assert client.get("/people/").status_code == 404
    assert "现在没有任职" in client.get("/me/").content.decode()


def test_an_account_that_was_closed_is_out_at_the_next_request(county):
    client = signed_in("officer", county[0])
    assert client.get("/people/").status_code == 200

    Account.objects.filter(pk=client.account.pk).update(is_active=False)

    assert client.get("/people/")["Location"] == "/sign-in/?next=/people/"


def test_a_post_still_to_begin_opens_nothing_yet(county):
    client = signed_in("officer", county[0], start=timezone.localdate() + timedelta(days=1))

    assert client.get("/people/").status_code == 404


# ---- not found and not yours


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_whoever_looks_after_nobody_finds_no_people(county, role):
    client = signed_in(role, county[0])

    assert client.get("/people/").status_code == 404
    assert client.get("/people/invite/").status_code == 404


def test_people_of_another_branch_are_not_found(county):
    _, (town,) = make_county("射阳县", "合德镇")
    theirs = make_account("卞红兵")
    held = appoint(theirs, "township_officer", town)
    officer = signed_in("officer", county[0])

    for path in ("", "appoint/", "recovery/", f"posts/{held.pk}/end/"):
        assert officer.get(f"/people/{theirs.pk}/{path}").status_code == 404
        assert officer.post(f"/people/{theirs.pk}/{path}").status_code in {404, 405}
    assert "卞红兵" not in officer.get("/people/?q=卞").content.decode()


def test_an_equal_is_seen_but_cannot_be_touched(county):
    node, _ = county
    officer, equal = signed_in("officer", node), make_account("卞红兵")
    held = appoint(equal, "officer", node)

    page = officer.get(f"/people/{equal.pk}/").content.decode()

    assert "发重设密码的链接" not in page
    assert "结束任职" not in page
    assert officer.get(f"/people/{equal.pk}/recovery/").status_code == 404
    assert officer.post(f"/people/{equal.pk}/recovery/").status_code == 404
    assert officer.get(f"/people/{equal.pk}/posts/{held.pk}/end/").status_code == 404
    assert (
        officer.post(f"/people/{equal.pk}/posts/{held.pk}/end/", {"on": "2026-01-01"}).status_code
        == 404
    )


@pytest.mark.parametrize(
    "path", ["/me/", "/me/password/", "/people/", "/people/invite/", "/people/1/"]
)
def test_strangers_are_sent_to_the_sign_in(path):
    assert Client().get(path)["Location"].startswith("/sign-in/")


# ---- lists


def fill(town, count):
    for _ in range(count):
        appoint(make_account(), "township_officer", town)


@pytest.mark.parametrize("path", ["/people/", "/people/?q=user"])
def test_a_longer_list_asks_no_more_questions(county, path):
    node, (town, _) = county
    officer = signed_in("officer", node)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            officer.get(path)
        return len(queries)

    fill(town, 1)
    one = asked()
    fill(town, 2)

    assert asked() == one


def test_a_long_list_has_pages(county):
    node, (town, _) = county
    officer = signed_in("officer", node)
    fill(town, 60)

    first, second = officer.get("/people/"), officer.get("/people/?page=2")

    assert (len(first.context["posts"]), len(second.context["posts"])) == (50, 11)
    assert "第 51–61 行，共 61 行" in second.content.decode()


def test_former_people_are_listed_apart(county):
    node, (town, _) = county
    officer = signed_in("officer", node)
    appoint(make_account("卞红兵"), "township_officer", town, end=date(2020, 1, 1))

    assert "卞红兵" not in officer.get("/people/").content.decode()
    assert "卞红兵" in officer.get("/people/?show=former").content.decode()


def test_the_day_of_the_last_sign_in_is_nowhere(county):
    node, (town, _) = county
    officer, other = signed_in("officer", node), signed_in("township_officer", town)
    Account.objects.filter(pk=other.account.pk).update(last_login="2025-07-09T01:00:00Z")

    pages = [
        officer.get(path).content.decode() for path in ("/people/", f"/people/{other.account.pk}/")
    ]

    assert [page for page in pages if "2025" in page] == []
