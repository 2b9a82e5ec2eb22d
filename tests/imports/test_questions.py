"""Rows that name a place which is no more: asked once, answered for the county."""

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import DAY, TESTER, make_actor, make_node
from tests.imports.registers import a_row, bring_in, jianhu, receive
from xingjia.access.checks import Refused
from xingjia.imports import commands
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import
from xingjia.imports.queries import questions
from xingjia.imports.rules import Record
from xingjia.orgtree.commands.answers import answer
from xingjia.orgtree.commands.changes import close, merge, move
from xingjia.orgtree.models import Node, Successor
from xingjia.orgtree.queries import answered
from xingjia.orgtree.rules import TreeFault
from xingjia.registry.commands.register import matched, write_register
from xingjia.registry.models import Employer

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
GONE = "320925001"


@pytest.fixture
def county() -> Node:
    """近湖街道 is closed; its only union went to 上冈镇."""
    county = jianhu()
    gone, heir = Node.objects.get(code=GONE), Node.objects.get(code="320925108")
    union = make_node("老厂工会", gone, kind="union")
    move("system:test", union, to=heir, on=DAY)
    close("system:test", gone, on=DAY)
    return county


def places() -> list[str]:
    rows = Employer.objects.everything(because=BECAUSE).order_by("pk")
    return list(rows.values_list("organisation__code", flat=True))


def test_a_closed_place_is_asked_about_once_with_where_its_unions_went(county):
    batch = receive(county, a_row(0), a_row(1))

    [question] = questions(TESTER, batch)

    heir = Node.objects.get(code="320925108")
    assert (question.asked, question.name, question.rows) == (GONE, "近湖街道", 2)
    assert (question.choices, question.likely) == ([heir], {heir.pk})


def test_an_answer_frees_the_rows_and_the_next_workbook_asks_nothing(county):
    batch = receive(county, a_row(0))
    heir = Node.objects.get(code="320925108")

    commands.answer_place(TESTER, batch, asked=GONE, to=heir, on=DAY)

    assert questions(TESTER, batch) == []
    bring_in(county, a_row(0))
    assert places() == ["320925108"]
    again = receive(county, a_row(1), name="第二份.xlsx")
    assert questions(TESTER, again) == []
    bring_in(county, a_row(1))
    assert places() == ["320925108"] * 2


def test_an_answer_leads_on_when_its_place_is_merged_and_is_void_when_it_is_closed(county):
    heir = Node.objects.get(code="320925108")
    later = make_node("建阳镇", county, kind="township", code="320925100")
    answer("system:test", county, asked=GONE, to=heir, on=DAY)

    merge("system:test", heir, into=later, on=DAY)
    assert answered(county, [GONE]) == {GONE: later.code}
    with pytest.raises(TreeFault, match="target_closed"):
        answer("system:test", county, asked=GONE, to=heir, on=DAY)


def test_a_later_answer_takes_the_place_of_the_first(county):
    other = make_node("建阳镇", county, kind="township", code="320925100")
    for to in (Node.objects.get(code="320925108"), other):
        answer("system:test", county, asked=GONE, to=to, on=DAY)

    assert Successor.objects.get().to == other


def test_another_county_answers_for_itself(county):
    foreign = make_node("射阳县", Node.objects.get(code="320900"), code="320924")
    answer("system:test", county, asked=GONE, to=Node.objects.get(code="320925108"), on=DAY)

    assert answered(foreign, [GONE]) == {}
    with pytest.raises(TreeFault):
        answer("system:test", foreign, asked=GONE, to=Node.objects.get(code="320925108"), on=DAY)


def test_a_retired_code_without_a_successor_waits_as_well(county):
    issue = {"code": "retired_division", "field": "division_code", "level": "warning"}
    values = {"employer_name": "甲厂", "in_production": True, "division_code": None}
    row = Record(1, 1, values, (issue | {"said": "320925199"},))
    setting = Setting(county, DAY)

    [(_, planned, _)] = matched(setting, [row])
    assert (planned.outcome, planned.reasons[0].value) == ("held", "320925199")
    heir = Node.objects.get(code="320925108")
    answer("system:test", county, asked="320925199", to=heir, on=DAY)

    assert write_register(TESTER, setting, [row]).plans[1].outcome == "new"
    assert places() == ["320925108"]


def test_only_who_imports_for_the_county_answers(county):
    heir = Node.objects.get(code="320925108")
    batch = receive(heir, a_row(0))
    clerk = make_actor("township_officer", heir)

    with pytest.raises(Refused):
        commands.answer_place(clerk, batch, asked=GONE, to=heir, on=DAY)
    with pytest.raises(Import.DoesNotExist):
        commands.answer_place(make_actor("leader", county), batch, asked=GONE, to=heir, on=DAY)


def test_the_question_is_answered_on_the_page_of_the_import(county):
    batch = receive(county, a_row(0))
    client = signed_in("officer", county)
    page = f"/imports/{batch.pk}/"
    assert "近湖街道（320925001） 这个地方已经撤销，有 1 行写的是它" in words_of(client.get(page))

    assert "先回答下面的问题" in words_of(client.get(page))
    wrong = client.post(page + "place/", {"asked": GONE, "to": "nowhere"}, follow=True)
    stray = client.post(page + "place/", {"asked": "别处", "to": "320925108"}, follow=True)
    done = client.post(page + "place/", {"asked": GONE, "to": "320925108"}, follow=True)

    assert "请从列出的" in words_of(wrong)
    assert "请从列出的" in words_of(stray)
    assert "下一份表不会再问" in words_of(done)
    assert "要您回答的" not in words_of(done)


def test_a_township_does_not_answer_for_the_county(county):
    heir = Node.objects.get(code="320925108")
    batch = receive(heir, a_row(0))
    client = signed_in("township_officer", heir)

    said = words_of(client.get(f"/imports/{batch.pk}/"))

    assert "就归这里" not in said
    answer_it = client.post(f"/imports/{batch.pk}/place/", {"asked": GONE, "to": heir.code})
    assert answer_it.status_code == 404
