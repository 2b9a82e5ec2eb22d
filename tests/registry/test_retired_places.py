"""Rows that name a place which is no more: they go to its heir, or wait for a person."""

from datetime import date

import pytest

from tests.factories import TESTER, make_county
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.orgtree.commands.changes import close, merge
from xingjia.orgtree.models import Node
from xingjia.registry.changes import show
from xingjia.registry.commands.register import write_register
from xingjia.registry.models import Employer, Union
from xingjia.standards.coverage.queries import count
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
BEFORE, DAY, LATER = date(2013, 6, 30), date(2013, 7, 1), date(2013, 12, 31)


def write(county: Node, place: Node) -> str:
    values = {
        "employer_name": "甲厂",
        "in_production": True,
        "division_code": place.code,
        "union_name": "甲厂工会",
        "union_founded_on": "2012-05-01",
    }
    written = write_register(TESTER, Setting(county, LATER), [Record(1, 1, values)])
    return str(written.plans[1].outcome)


def test_a_row_of_a_merged_place_goes_to_its_heir():
    county, (old, heir) = make_county("建湖县", "冈东镇", "上冈镇")
    merge("system:test", old, into=heir, on=DAY)

    assert write(county, old) == "new"

    employer = Employer.objects.everything(because="a test").get()
    union = Union.objects.everything(because="a test").get()
    assert employer.organisation == heir
    assert union.organisation.path.startswith(heir.path)
    figures = count(TESTER, heir, LATER).total.figures
    assert figures["operating_employers"].count == 1
    assert list(wrong_figures()) == []


def test_whoever_checks_the_row_reads_where_it_goes():
    _, (old, between, heir) = make_county("建湖县", "冈东镇", "冈西镇", "上冈镇")
    merge("system:test", old, into=between, on=BEFORE)
    merge("system:test", between, into=heir, on=DAY)

    assert show("place", old.code) == "冈东镇（已并入上冈镇）"
    assert show("place", heir.code) == "上冈镇"
    assert show("place", "320925999") == "320925999"


def test_a_row_of_a_closed_place_waits_for_a_person():
    county, (gone, _) = make_county("建湖县", "冈东镇", "上冈镇")
    close("system:test", gone, on=DAY)

    assert write(county, gone) == "held"
    assert not Employer.objects.everything(because="a test").exists()
