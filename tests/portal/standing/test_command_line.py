import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories import (
    BECAUSE,
    DAY,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from tests.standards.standing.judged import GUARDED, SHOWN, judging
from xingjia.registry.models import Union
from xingjia.standards.standing.models import Due, Spell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_standards():
    with judging(SHOWN, GUARDED):
        yield


@pytest.fixture
def county():
    found, (one, other) = make_county("建湖县", "上冈镇", "建阳镇")
    shown = make_union(make_employer(one), name="甲工会", sign_displayed=True)
    shown.code = "81320925377034999Y"
    shown.save()
    make_chair(shown, term_ends_on=date(2014, 2, 28))
    make_union(make_employer(other), name="乙工会", sign_displayed=False)
    make_union(make_employer(other), name="丙工会")
    return found


def run(*words: str, **options: Any) -> Any:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return json.loads(out.getvalue()) if options.get("format") == "json" else out.getvalue()


def standard_of(measures: list[dict]) -> dict:
    return next(one for one in measures if one["code"] == "standard")


def test_coverage_has_one_measure_more_with_a_standard(county):
    told = run("coverage", county.code, on=DAY, standard="shown", children=True, format="json")

    assert standard_of(told["measures"]) == {
        "code": "standard",
        "standard": "shown",
        "version": "1",
        "base": 3,
        "claimed": 0,
        "verified": 0,
        "lapsing_30": 0,
        "lapsing_90": 0,
        "unknown": 2,
    }
    assert [standard_of(child["measures"])["base"] for child in told["children"]] == [1, 2]


def test_coverage_tells_what_lapses(county):
    Spell.objects.everything(because=BECAUSE).filter(criterion="").delete()
    union = Union.objects.everything(because=BECAUSE).get(name="甲工会")
    founded, lapses, end = date(2010, 3, 1), date(2014, 2, 1), date(9999, 12, 31)
    for outcome, first, last in (("met", founded, lapses), ("not_met", lapses, end)):
        Spell.objects.everything(because=BECAUSE).create(
            union_id=union.pk,
            standard="shown",
            version="1",
            outcome=outcome,
            start=first,
            end=last,
            path=union.organisation.path,
        )

    told = standard_of(
        run("coverage", county.code, on=DAY, standard="A", format="json")["measures"]
    )

    assert (told["claimed"], told["lapsing_30"], told["lapsing_90"]) == (1, 0, 1)


def test_the_curve_tells_the_standard_of_each_day(county):
    span = (date(2013, 12, 30), DAY)

    told = run("coverage", county.code, standard="shown", curve=span, format="json")

    assert [standard_of(day["measures"])["unknown"] for day in told] == [3, 2]


def test_what_is_due_is_worked_out_first(county):
    union = Union.objects.everything(because=BECAUSE).get(name="丙工会")
    Due.objects.create(union_id=union.pk)

    run("coverage", county.code, on=DAY, standard="shown", format="json")

    assert not Due.objects.exists()


def test_a_standard_nobody_knows_is_refused_with_those_there_are(county):
    with pytest.raises(CommandError, match="shown、guarded"):
        run("coverage", county.code, standard="九有九无")


def test_why_tells_each_criterion_its_days_its_facts_and_what_restores_it(county):
    told = run("why", "81320925377034999Y", on=DAY, standard="亮牌子", format="json")

    assert told["union"] == {"code": "81320925377034999Y", "name": "甲工会"}
    (found,) = told["standards"]
    criteria = {one["code"]: one for one in found["criteria"]}
    assert found["outcome"] == "unknown"
    assert criteria["A-3"]["since"] == "2011-04-04"
    assert criteria["A-3"]["until"] == "2014-03-01"
    assert criteria["A-3"]["lapsing"] is True
    assert [fact["kind"] for fact in criteria["A-3"]["facts"]] == ["officer"]
    assert criteria["A-4"]["outcome"] == "unknown"
    assert criteria["A-4"]["missing"] == ["phone"]


def test_why_without_a_standard_tells_every_one_in_words(county):
    words = run("why", "乙工会", on=DAY)

    assert "亮牌子 1: 未达标" in words
    assert "没有拖欠 2: 未填报" in words
    assert "→ 挂牌" in words


def test_why_before_the_founding_and_of_no_union_is_refused(county):
    with pytest.raises(CommandError, match="没有甲工会"):
        run("why", "甲工会", on=date(2009, 1, 1))
    with pytest.raises(CommandError, match="丁工会"):
        run("why", "丁工会")
