"""A campaign counts any published standard as it counts 双亮, and nothing in it is of one."""

from datetime import date

import pytest

from tests.browsing import session_of, words_of
from tests.campaigns.county import BEGIN, END, FIRST_END, STAGES, County, members_of, stages_of
from tests.factories import BECAUSE
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.starting import Terms
from xingjia.campaigns.queries.boards import board
from xingjia.standards.presets import current
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Spell

pytestmark = pytest.mark.django_db
OTHERS = [one for one in current() if not one.is_empty and one.code != "shuangliang"]


@pytest.fixture
def land() -> County:
    return County()


def terms(standard) -> Terms:
    return Terms("兴家", STAGES, standard=standard.code, version=standard.version)


def meet(union: int, standard, start: date, *, verified: bool) -> None:
    """Say that a union meets a whole standard from a day on, in place of what it did."""
    rows = Spell.objects.everything(because=BECAUSE).filter(
        union_id=union, standard=standard.code, version=standard.version, criterion=""
    )
    path = rows.values_list("path", flat=True)[0]
    rows.delete()
    for each in (False, True) if verified else (False,):
        Spell.objects.everything(because=BECAUSE).create(
            union_id=union,
            standard=standard.code,
            version=standard.version,
            criterion="",
            outcome=Outcome.MET.value,
            verified=each,
            start=start,
            end=date(9999, 12, 31),
            path=path,
        )


@pytest.mark.parametrize("standard", OTHERS, ids=lambda one: one.code)
def test_it_is_counted_shown_and_closed(land, standard):
    campaign = land.started(terms(standard))
    stage = stages_of(campaign)[0]
    [first, *_rest] = members_of(stage)
    meet(first.subject_id, standard, date(2012, 9, 1), verified=True)

    found = board(land.actor, campaign, stage, FIRST_END)
    officer = session_of(land.officer)
    shown = words_of(officer.get(f"/campaigns/{campaign.pk}/?on=2012-12-31"))
    close_stage(land.actor, campaign, on=END, seen=seen_of(preview(land.actor, campaign, stage)))

    assert (found.total.claimed, found.total.verified) == (1, 1)
    assert board(land.actor, campaign, stage, BEGIN).total.claimed == 0
    assert "双亮" not in shown.split("专项活动")[-1]
    assert stages_of(campaign)[0].figures["verified"] == 1
    assert officer.get(f"/campaigns/{campaign.pk}/stages/1/").status_code == 200


def test_the_next_step_is_that_of_the_standard(land):
    standard = next(one for one in OTHERS if one.code == "liuyou")
    campaign = land.started(terms(standard))

    rows = session_of(land.officer).get(f"/campaigns/{campaign.pk}/behind/").context["rows"]

    asked = {str(one.restore) for one in standard.criteria} | {
        str(o.title) for o in standard.criteria
    }
    assert rows
    assert {one.step for one in rows} <= asked
