"""The pages of campaigns: started from the form, read on any day, closed after a look."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.browsing import queries_of, session_of, words_of
from tests.campaigns.county import BEGIN, FIRST_END, County, members_of, stages_of
from tests.factories import BECAUSE, make_employer
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.keeping import exclude
from xingjia.campaigns.models import Campaign

pytestmark = pytest.mark.django_db
FORM = "/campaigns/new/"


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def officer(land):
    return session_of(land.officer)


def filled(page) -> dict[str, str]:
    """The form as it is offered, counting unions founded."""
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in given.items()} | {
        "node": form.fields["node"].queryset.first().pk,
        "counts": "measure:with_union",
    }


def test_the_form_is_filled_in_and_starts_a_campaign_as_it_is(land, officer):
    answer = officer.post(FORM, filled(officer.get(FORM)))

    campaign = Campaign.objects.everything(because=BECAUSE).get()
    assert answer.url == f"/campaigns/{campaign.pk}/"
    assert [len(one.windows) for one in stages_of(campaign)] == [3, 2]


def test_windows_that_overlap_are_told_and_nothing_is_started(land, officer):
    given = filled(officer.get(FORM))

    answer = officer.post(FORM, given | {"first_2": given["first_1"]})

    assert answer.status_code == 400
    assert "和前一步的日子重叠了" in words_of(answer)
    assert not Campaign.objects.everything(because=BECAUSE).exists()


def test_a_missed_target_is_said_first_with_its_numbers(land, officer):
    campaign = land.started()

    words = words_of(officer.get(f"/campaigns/{campaign.pk}/"))

    said = "目标 4 家，核实 0 家，还差 4 家：已上报、未核实 2 家，未上报达标 2 家。"
    assert said in words
    assert words.index(said) < words.index("各地和责任人")


def test_a_township_reads_the_same_page_with_its_own_figures(land):
    campaign = land.started()

    answer = session_of(land.township).get(f"/campaigns/{campaign.pk}/")

    assert [line.place.name for line in answer.context["board"].places] == ["上冈镇"]
    assert answer.context["board"].total.base == 3


def test_who_is_behind_has_a_next_step_and_one_who_answers(land, officer):
    campaign = land.started()

    words = words_of(officer.get(f"/campaigns/{campaign.pk}/behind/?show=missing"))

    assert "印染厂 上冈镇 未上报达标 上门动员建会，在“建会换届”里开始筹建。 陆问田" in words
    assert "织造厂" not in words


def test_a_stage_is_closed_after_a_look_and_its_rows_stay(land, officer):
    campaign = land.started()
    address = f"/campaigns/{campaign.pk}/close/"
    seen = re.search(r'name="seen" value="([^"]+)"', officer.get(address).content.decode())

    officer.post(address, {"seen": seen.group(1), "result": "两家已建"})

    words = words_of(officer.get(f"/campaigns/{campaign.pk}/stages/1/"))
    assert "应有 4 家，上报 2 家，核实 0 家，不算 0 家。由孟知秋关闭" in words
    assert "上冈镇 3 1 0" in words


def test_the_file_of_a_closed_stage_names_also_who_was_left_out_and_why(land, officer):
    campaign = land.started()
    stage = stages_of(campaign)[0]
    exclude(land.actor, members_of(stage)[1], why="停产", on=BEGIN)
    seen = seen_of(preview(land.actor, campaign, stage))
    close_stage(land.actor, campaign, on=FIRST_END, seen=seen)

    file = officer.get(f"/campaigns/{campaign.pk}/stages/1/?format=xlsx")
    rows = list(load_workbook(BytesIO(file.content)).active.values)[3:]

    assert [row[3:5] for row in rows] == [
        ("待核实", None),
        ("不算进应有数", "停产"),
        ("未上报达标", None),
        ("待核实", None),
    ]
    own = words_of(session_of(land.township).get(f"/campaigns/{campaign.pk}/stages/1/"))
    assert "您这里的" in own
    assert "建阳镇" not in own


@pytest.mark.parametrize("paper", ["reminder.png", "reminder.docx", "pledges.docx"])
def test_what_leaves_is_a_file_of_its_kind(land, officer, paper):
    campaign = land.started()

    content = officer.get(f"/campaigns/{campaign.pk}/{paper}").content

    assert content[:2] == (b"\x89P" if paper.endswith("png") else b"PK")


def test_one_member_costs_as_many_queries_as_three(land, officer):
    campaign = land.started()
    pages = [f"/campaigns/{campaign.pk}/", f"/campaigns/{campaign.pk}/behind/"]
    few = [queries_of(officer, page) for page in pages]
    for _ in range(3):
        make_employer(land.second, day=BEGIN)
    again = land.started()

    many = [queries_of(officer, page.replace(str(campaign.pk), str(again.pk))) for page in pages]

    assert len(members_of(stages_of(again)[0])) == 7
    assert many == few


def test_one_campaign_costs_as_many_queries_as_three(land, officer):
    land.started()
    few = queries_of(officer, "/campaigns/")
    land.started()
    land.started()

    assert queries_of(officer, "/campaigns/") == few
