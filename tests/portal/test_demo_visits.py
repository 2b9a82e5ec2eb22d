"""The invented visits give the figures that their README promises."""

import csv
from datetime import date

import pytest

from tests.factories import BECAUSE, DAY, TESTER, appoint, make_account, make_employer, make_node
from tests.factories import make_union as union_at
from xingjia.evidence.models import Evidence
from xingjia.portal.demo.visits import FILE, ITEMS, WRONG, claim_the_rest, go_round, ticks_of
from xingjia.registry.models import Union
from xingjia.visits.models import Confirmation, Visit

HALF_MET, NEVER_SEEN = "江苏岚泓服装有限公司工会", "建湖县从未走访厂工会"


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(FILE.read_text(encoding="utf-8-sig").splitlines()))


def verified(on: date) -> int:
    """How many unions have every item seen and right within the twelve months before a day."""
    since = on.replace(year=on.year - 1)
    seen: dict[str, dict[str, bool]] = {}
    for row in rows():
        if since < date.fromisoformat(row["走访日期"]) <= on:
            found = {tick.kind: tick.holds for tick in ticks_of(row)}
            seen.setdefault(row["工会"], {}).update(found)
    return sum(all(found.get(kind) for kind in ITEMS) for found in seen.values())


def test_96_unions_are_verified_at_the_end_of_the_year_and_60_at_its_half():
    assert verified(date(2013, 12, 31)) == 96
    assert verified(date(2013, 6, 30)) == 60


def test_every_note_of_the_file_is_understood():
    notes = [row["说明"].split("；") for row in rows() if row["结果"] != "达标"]

    assert {one for each in notes for one in each} == set(WRONG)


@pytest.fixture
def town():
    county = make_node("建湖县", make_node("盐城市", kind="city"))
    made = make_node("上冈镇", county, kind="township", code="320925108")
    appoint(make_account("陆问田"), "township_officer", made)
    return made


def confirmed() -> list[tuple[str, bool, str]]:
    ticks = Confirmation.objects.everything(because=BECAUSE).order_by("pk")
    return list(ticks.values_list("kind", "holds", "level"))


@pytest.mark.django_db
def test_a_visit_confirms_what_was_right_and_denies_what_the_note_names(town):
    union_at(make_employer(town), name=HALF_MET)

    went = go_round(TESTER, DAY)

    [visit] = Visit.objects.everything(because=BECAUSE)
    assert (went, visit.visited_on) == (1, date(2013, 6, 20))
    assert [kind for kind, holds, _ in confirmed() if not holds] == ["contact_cards"]
    assert "flow_public" not in [kind for kind, *_ in confirmed()]
    assert {level for *_, level in confirmed()} == {"township"}


@pytest.mark.django_db
def test_others_claim_the_items_and_our_own_union_has_still_to_do_it(town):
    for name in (HALF_MET, NEVER_SEEN):
        shown = {"sign_displayed": True, "identity_displayed": True}
        union_at(make_employer(town), name=name, **shown)

    claim_the_rest(TESTER, DAY)

    said = Evidence.objects.everything(because=BECAUSE)
    assert set(said.values_list("union__name", flat=True)) == {NEVER_SEEN}
    assert Union.objects.everything(because=BECAUSE).count() == 2
