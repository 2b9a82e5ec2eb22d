"""A township with its clerk, an employer without a union, and a union whose term ends."""

from datetime import date

import pytest

from tests.browsing import signed_in
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.organising.paths import TODAY


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Pages look on a day after everything the tests record."""
    monkeypatch.setattr("xingjia.access.middleware.demo_day", lambda: TODAY)


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def township(county):
    return county[1][0]


@pytest.fixture
def clerk(township):
    return make_actor("township_officer", township)


@pytest.fixture
def employer(township):
    return make_employer(township, "甲厂", day=date(2013, 1, 1), staff=40)


@pytest.fixture
def union(township):
    union = make_union(make_employer(township, "乙厂", day=date(2008, 1, 1)), members=36)
    make_chair(union, "姚国平", elected_on=date(2009, 3, 1), term_ends_on=date(2014, 2, 28))
    return union


@pytest.fixture
def officer(township):
    """The township's officer at the pages."""
    return signed_in("township_officer", township)


@pytest.fixture
def chair(union):
    return make_actor("chair", union.organisation)
