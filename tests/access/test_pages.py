"""Inviting, bringing back and appointing through the pages, and the page behind a link."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.access.browsers import GOOD, invitation_form, link_in, signed_in
from tests.factories import BECAUSE, appoint, make_account, make_county, make_node
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.rules import digest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


# ---- inviting


def test_from_the_form_to_the_first_sign_in(county):
    officer = signed_in("officer", county[0])
    answer = officer.post("/people/invite/", invitation_form())
    page = answer.content.decode()
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert '<path class="xj-qr-dark" d="M' in page
    assert "账号：yaoguoping" in page

    newcomer = Client()
    link = link_in(answer)
    shown = newcomer.get(link).content.decode()
    assert "姚国平，您好" in shown
    assert "孟知秋为您开了账号，任职在上冈镇" in shown
    done = newcomer.post(link, {"password1": GOOD, "password2": GOOD})
    assert done["Location"] == "/sign-in/"
    newcomer.post("/sign-in/", {"login": "yaoguoping", "password": GOOD})

    assert "上冈镇" in newcomer.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "办公室"}, "账号是给具体的人的"),
        ({"username": "admin"}, "像部门或公用账号"),
        ({"place": "合德镇"}, "您管的范围里没有"),
        ({"place": "镇"}, "可能是这几处"),
        ({"role": "chair"}, "您管的范围里没有"),
        ({"last": "2026-02-28"}, "最后一天不能早于"),
        ({"start": "2026-02-30"}, "有效的日期"),
    ],
)
def test_a_form_that_will_not_do_says_why_and_keeps_what_was_typed(county, changes, said):
    make_county("射阳县", "合德镇")
    make_node("第一纺织厂工会", county[1][0], kind="union")
    officer = signed_in("officer", county[0])
    before = Account.objects.count()

    page = officer.post("/people/invite/", invitation_form(**changes)).content.decode()

    assert said in page
    assert 'value="工会干事"' in page
    assert Account.objects.count() == before


def test_sending_the_form_again_changes_nothing(county):
    officer = signed_in("officer", county[0])
    typed = invitation_form(username="yaoguoping")
    officer.post("/people/invite/", typed)

    page = officer.post("/people/invite/", typed).content.decode()

    assert "已经有人用" in page
    assert Invitation.objects.everything(because=BECAUSE).count() == 1


def test_only_what_one_may_give_is_offered(county):
    node, (town, _) = county
    make_node("第一纺织厂工会", town, kind="union")

    def offered(client):
        page = client.get("/people/invite/").content.decode()
        return re.findall(r'name="role" value="(\w+)"', page)

    of_union = ["chair", "committee", "contact"]
    assert offered(signed_in("officer", node)) == ["township_officer", *of_union, "leader"]
    assert offered(signed_in("township_officer", town)) == of_union


def test_the_last_day_written_is_the_last_day_of_the_post(county):
    officer = signed_in("officer", county[0])

    officer.post("/people/invite/", invitation_form(last="2027-02-28"))

    held = Appointment.objects.everything(because=BECAUSE).get(account__name="姚国平")
    assert held.end == date(2027, 3, 1)
    person = officer.get(f"/people/{held.account_id}/").content.decode()
    assert "2026年3月1日至2027年2月28日" in person


# ---- the link


def test_a_link_tells_nobody_its_address(county):
    link = link_in(signed_in("officer", county[0]).post("/people/invite/", invitation_form()))

    answer = Client().get(link)

    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_a_used_link_and_an_invented_one_look_the_same(county):
    link = link_in(signed_in("officer", county[0]).post("/people/invite/", invitation_form()))
    Client().post(link, {"password1": GOOD, "password2": GOOD})
    invented = "/welcome/" + "x" * 32 + "/"

    used, unknown = Client().get(link), Client().get(invented)

    assert (used.status_code, unknown.status_code) == (404, 404)
    assert "这个链接不能用了" in used.content.decode()
    assert main(used, link) == main(unknown, invented)


def main(answer, link):
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r'x-csrftoken": "\w+"', "", page).replace(link, "LINK")


def test_a_weak_password_or_two_different_ones_leave_the_link_usable(county):
    link = link_in(signed_in("officer", county[0]).post("/people/invite/", invitation_form()))

    weak = Client().post(link, {"password1": "1234", "password2": "1234"}).content.decode()
    differing = Client().post(link, {"password1": GOOD, "password2": "x"}).content.decode()

    assert "太短了，至少 8 位" in weak
    assert "两次输的不一样" in differing
    assert Client().post(link, {"password1": GOOD, "password2": GOOD}).status_code == 302


def test_on_a_shared_machine_the_one_before_is_signed_out(county):
    officer = signed_in("officer", county[0])
    link = link_in(officer.post("/people/invite/", invitation_form()))

    officer.post(link, {"password1": GOOD, "password2": GOOD})

    assert officer.get("/me/").status_code == 302


@pytest.mark.parametrize("typed", ["{code}", " https://host.example/welcome/{code}/ ", "{code}/"])
def test_a_code_read_out_leads_to_the_link(typed):
    code = "A-b_" * 8

    answer = Client().post("/welcome/", {"code": typed.format(code=code)})

    assert answer["Location"] == f"/welcome/{code}/"


def test_what_is_no_code_is_said_so():
    assert "这不像" in Client().post("/welcome/", {"code": "孟知秋"}).content.decode()


# ---- bringing somebody back


def test_a_way_back_replaces_password_and_sessions(county):
    node, (town, _) = county
    officer, forgetful = signed_in("officer", node), signed_in("township_officer", town)
    assert officer.get(f"/people/{forgetful.account.pk}/recovery/").status_code == 200

    answer = officer.post(f"/people/{forgetful.account.pk}/recovery/", {"drop_second_factor": "on"})
    assert forgetful.get("/me/").status_code == 200
    Client().post(link_in(answer), {"password1": "New-88-words", "password2": "New-88-words"})

    assert forgetful.get("/me/").status_code == 302
    kept = Invitation.objects.everything(because=BECAUSE).get()
    assert kept.drops_second_factor
    assert kept.digest == digest_of(link_in(answer).split("/")[2])


def test_a_lock_is_lifted_by_the_way_back(county):
    node, (town, _) = county
    officer, account = signed_in("officer", node), make_account(password="Old-words-88")
    appoint(account, "township_officer", town)
    door = Client()
    for _ in range(5):
        door.post("/sign-in/", {"login": account.username, "password": "wrong"})

    answer = officer.post(f"/people/{account.pk}/recovery/")
    Client().post(link_in(answer), {"password1": GOOD, "password2": GOOD})
    door.post("/sign-in/", {"login": account.username, "password": GOOD})

    assert door.get("/me/").status_code == 200


# ---- posts


def test_a_post_is_added_and_ended_through_the_pages(county):
    node, (town, other) = county
    officer, account = signed_in("officer", node), make_account("姚国平")
    appoint(account, "township_officer", town)
    typed = {"role": "township_officer", "place": other.code, "start": "2026-03-01", "last": ""}

    added = officer.post(f"/people/{account.pk}/appoint/", typed)
    assert added["Location"] == f"/people/{account.pk}/"
    again = officer.post(f"/people/{account.pk}/appoint/", typed).content.decode()
    assert "不用再加" in again
    held = Appointment.objects.everything(because=BECAUSE).get(account=account, organisation=other)
    ended = officer.post(f"/people/{account.pk}/posts/{held.pk}/end/", {"on": "2026-04-01"})

    held.refresh_from_db()
    assert (ended["Location"], held.end) == ("/people/", date(2026, 4, 1))
