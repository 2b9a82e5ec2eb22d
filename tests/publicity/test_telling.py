"""Promises and 评诺, three questions, and where 双亮 was made known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.access.browsers import signed_in
from tests.factories import make_actor, make_county, make_employer, make_union
from tests.publicity.records import ON, address_of, agree, make_shown_union
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import NOBODY
from xingjia.publicity.commands import pulse
from xingjia.publicity.commands.notices import tell_of
from xingjia.publicity.commands.promises import judge, promise
from xingjia.publicity.models import Notice, Promise, Pulse
from xingjia.publicity.queries.pulse import heard_in
from xingjia.publicity.queries.union_page import promises_on
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.promises import over, quarter_of
from xingjia.publicity.rules.pulse import LEAST, QUESTIONS, Counted, together, told

pytestmark = pytest.mark.django_db
DUE = ON + timedelta(days=200)
BECAUSE = "a test"
YES = dict.fromkeys(QUESTIONS, True)


@pytest.fixture
def shown():
    return make_shown_union()


# ---- promises ----------------------------------------------------------------------------------


def test_a_promise_is_seen_by_workers_until_a_year_after_it_was_due(shown, client):
    union, _, actor = shown

    one = promise(actor, union, text="走访每户困难职工", due_on=DUE, on=ON)
    again = promise(actor, union, text="走访每户困难职工", due_on=DUE, on=ON)

    assert one.pk == again.pk
    assert promises_on(union, ON) == [one]
    assert promises_on(union, ON - timedelta(days=1)) == []
    assert not over(DUE, DUE + timedelta(days=365))
    assert promises_on(union, DUE + timedelta(days=366)) == []


def test_at_judgement_it_was_kept_or_not_and_that_stays(shown):
    union, _, actor = shown
    one = promise(actor, union, text="走访每户困难职工", due_on=DUE, on=ON)

    judge(actor, one, kept=False, on=DUE, note="还差两户")
    assert judge(actor, one, kept=False, on=DUE).note == "还差两户"

    with pytest.raises(Unacceptable, match="judged_already"):
        judge(actor, one, kept=True, on=DUE)


@pytest.mark.parametrize(
    ("text", "due_on", "code"),
    [(" ", DUE, "no_text"), ("走访", None, "no_due_day"), ("走访", date(2012, 1, 1), "due_before")],
)
def test_a_promise_can_be_measured_and_has_a_day(shown, text: str, due_on, code: str):
    union, _, actor = shown

    with pytest.raises(Unacceptable, match=code):
        promise(actor, union, text=text, due_on=due_on, on=ON)

    assert not Promise.objects.everything(because=BECAUSE).exists()


@pytest.mark.parametrize("act", ["promise", "judge", "tell"])
def test_nobody_else_promises_judges_or_tells(shown, act: str):
    union, _, actor = shown
    one = promise(actor, union, text="走访每户困难职工", due_on=DUE, on=ON)
    elsewhere, _ = make_county("射阳县", "合德镇")
    place = union.organisation
    acts = {
        "promise": lambda who: promise(who, union, text="x", due_on=DUE, on=ON),
        "judge": lambda who: judge(who, one, kept=True, on=DUE),
        "tell": lambda who: tell_of(who, place, channel="website", on=ON, title="双亮", today=ON),
    }

    for who in (make_actor("officer", elsewhere), make_actor("leader", place), NOBODY):
        with pytest.raises(Refused):
            acts[act](who)


def test_the_chair_promises_and_judges_on_a_page(shown, client):
    union, face, _ = shown
    agree(face, Field.NAME, Field.OFFICE_PHONE)
    chair = signed_in("chair", union.organisation)
    address = f"/unions/{union.pk}/promises/"

    missing = chair.post(address, {"text": "走访每户困难职工", "due_on": ""})
    chair.post(address, {"text": "走访每户困难职工", "due_on": "2030-02-28"})
    one = Promise.objects.everything(because=BECAUSE).get()
    nothing = chair.post(f"/promises/{one.pk}/judged/", {}, follow=True)
    chair.post(f"/promises/{one.pk}/judged/", {"kept": "yes", "note": "都去了"})

    assert "走访每户困难职工" in missing.content.decode()  # what was typed stays
    assert "请选做到了还是没做到" in nothing.content.decode()
    text = client.get(address_of(union)).content.decode()
    assert "走访每户困难职工" in text
    assert "评诺：做到了" in text


# ---- three questions ---------------------------------------------------------------------------


def test_a_browser_is_counted_once_a_quarter_and_nothing_of_it_is_kept(shown, client):
    union, *_ = shown
    address = f"{address_of(union)}pulse/"
    said = {"know_union": "yes", "know_chair": "no", "helped": "no"}

    half = client.post(address, {"know_union": "yes"}, follow=True)
    for _ in range(3):
        thanks = client.post(address, said, follow=True)

    assert "三个问题都要选一个" in half.content.decode()
    assert "记下了" in thanks.content.decode()
    assert (
        thanks.redirect_chain[0][0] == f"{address_of(union)}?told=asked"
    )  # opened again, sent once
    [kept] = Pulse.objects.everything(because=BECAUSE).values()
    assert (kept["answers"], kept["know_union"], kept["know_chair"]) == (1, 1, 0)


def test_no_more_answers_are_counted_than_there_are_workers(shown):
    union, *_ = shown

    counted = [pulse.say(union, yes=YES, on=ON, most=3) for _ in range(5)]

    assert counted == [True, True, True, False, False]
    assert Pulse.objects.everything(because=BECAUSE).get().answers == 3


def test_few_answers_are_told_to_nobody_nor_found_from_the_sum(django_assert_num_queries):
    county, [town] = make_county("建湖县", "上冈镇")
    actor = make_actor("officer", county)
    for name, answers in {"甲": 7, "乙": LEAST - 1, "丙": 9}.items():
        union = make_union(make_employer(town, f"{name}企业"), name=f"{name}工会")
        for _ in range(answers):
            pulse.say(union, yes=YES, on=ON, most=99)

    with django_assert_num_queries(1):
        rows, total = heard_in(actor, county.path, ON)

    assert {one.union.name: bool(one.counted) for one in rows} == {
        "甲工会": True,
        "乙工会": False,
        "丙工会": True,
    }
    assert total == Counted(16, dict.fromkeys(QUESTIONS, 16))


counts = st.lists(
    st.integers(0, 12).map(lambda n: Counted(n, dict.fromkeys(QUESTIONS, n))), max_size=6
)


@given(counts)
def test_the_sum_is_that_of_what_is_told(all_of: list[Counted]):
    shown = [one.answers for one in all_of if told(one)]

    total = together(all_of)

    assert (total.answers if total else 0) == sum(shown)
    assert all(answers >= LEAST for answers in shown)


def test_quarters_begin_in_january_april_july_and_october():
    assert {quarter_of(date(2013, month, 28)).month for month in range(1, 13)} == {1, 4, 7, 10}


# ---- publicity ---------------------------------------------------------------------------------


def test_what_was_made_known_is_kept_once_with_its_day_and_link(shown):
    union, _, actor = shown
    place = union.organisation.placements.get().parent

    for _ in range(2):
        tell_of(actor, place, channel="wechat", on=ON, title="亮身份", link="", today=ON)

    assert Notice.objects.everything(because=BECAUSE).count() == 1
    with pytest.raises(Unacceptable, match="day_ahead"):
        tell_of(actor, place, channel="wechat", on=DUE, title="亮身份", today=ON)


def test_texts_are_ready_to_paste_with_the_figures_of_the_register(shown):
    union, *_ = shown
    county = union.organisation.placements.get().parent.placements.get().parent
    browser = signed_in("officer", county)
    address = f"/places/{county.code}/notices/"

    text = browser.get(address).content.decode()
    browser.post(
        address, {"channel": "wechat", "on": "2013-07-01", "title": "工会亮身份", "link": ""}
    )
    after = browser.get(address).content.decode()

    assert "建湖县有基层工会 1 家，其中 1 家的主席和委员亮出身份" in text
    assert "工会亮身份" in after
