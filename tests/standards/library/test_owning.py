"""A county uploads a standard of its own: checked, tried out, published, frozen."""

import re
from datetime import date

import pytest
from django.conf import settings

from tests.factories import make_actor, make_county
from tests.standards.library.owned import FILE, LATER, ROOM, SIGN, START, with_a_sign
from tests.standards.test_reading import CRITERIA, HEAD, TITLE
from xingjia.access.checks import Refused, Unacceptable
from xingjia.standards.library.commands import publish, retire
from xingjia.standards.library.models import Adopted
from xingjia.standards.library.queries import adopted_for, changed_standards, in_force, standard_of
from xingjia.standards.reading import WrongStandard
from xingjia.standards.standing.models import Spell

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def officer(places):
    return make_actor("officer", places[0])


def test_a_published_file_holds_from_its_day_and_judges_its_unions(places, officer):
    county, (town,) = places
    union = with_a_sign(town)

    row = publish(officer, county, text=SIGN, file=FILE, start=START)

    assert (row.code, row.version, row.title) == (f"trial-{county.code}", "2013", "试行标准")
    assert list(in_force(adopted_for(officer), START)) == [row]
    assert list(in_force(adopted_for(officer), date(2013, 6, 30))) == []
    spells = Spell.objects.everything(because="a test").filter(standard=row.code, criterion="")
    assert [one.union_id for one in spells.filter(outcome="met")] == [union.pk]


def test_only_the_countys_officer_publishes(places, officer):
    county, (town,) = places
    other, _ = make_county("阜宁县", "益林镇")

    for actor in (
        make_actor("township_officer", town),
        make_actor("leader", county),
        make_actor("officer", other),
    ):
        with pytest.raises(Refused):
            publish(actor, county, text=SIGN, file=FILE, start=START)
    with pytest.raises(Unacceptable, match="no_county"):
        publish(officer, town, text=SIGN, file=FILE, start=START)
    assert not Adopted.objects.everything(because="a test").exists()


def test_one_version_is_published_once_and_the_next_one_ends_it(places, officer):
    county, _ = places
    first = publish(officer, county, text=SIGN, file=FILE, start=START)

    with pytest.raises(Unacceptable, match="version_published"):
        publish(officer, county, text=SIGN, file=FILE, start=LATER)
    with pytest.raises(Unacceptable, match="adopted_already"):
        publish(officer, county, text=ROOM, file=FILE, start=START)
    second = publish(officer, county, text=ROOM, file=FILE, start=LATER)

    first.refresh_from_db()
    assert (first.end, first.text) == (LATER, SIGN)
    assert list(in_force(adopted_for(officer), LATER)) == [second]
    assert retire(officer, second, end=date(2015, 1, 1)).text == ROOM


def test_what_was_published_is_frozen_and_a_change_is_found(places, officer):
    row = publish(officer, places[0], text=SIGN, file=FILE, start=START)
    assert list(changed_standards()) == []

    rows = Adopted.objects.everything(because="a test").filter(pk=row.pk)
    rows.update(text=SIGN.replace("sign_shown", "room"))

    (found,) = changed_standards()
    assert found.subject == f"library.adopted:{row.pk}"


def test_a_retired_one_is_still_as_it_was_published(places, officer):
    row = publish(officer, places[0], text=SIGN, file=FILE, start=START)

    retire(officer, row, end=LATER)

    assert list(changed_standards()) == []


def test_two_counties_may_name_theirs_alike(places, officer):
    other, _ = make_county("阜宁县", "益林镇")
    ours = publish(officer, places[0], text=SIGN, file=FILE, start=START)

    theirs = publish(make_actor("officer", other), other, text=SIGN, file=FILE, start=START)

    assert ours.code != theirs.code
    assert list(adopted_for(officer)) == [ours]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SIGN.replace("standard: trial", "standard: Trial!"), "第 1 行：标准代码用小写字母"),
        (
            SIGN.replace("standard: trial", "standard: liuyou"),
            "第 1 行：“liuyou”是通用标准的代码。",
        ),
        (SIGN.replace('"2013"', '"二〇一三"'), "第 2 行：版本写年份或编号"),
        (SIGN.replace("试行标准", "长" * 61), "第 3 行：名称太长：最多 60 个字。"),
        (SIGN.replace("source: test", "source: " + "长" * 201), "第 4 行：出处太长"),
        (HEAD + "criteria: []\n", "第 6 行：没有一个条目，谁也判断不了。"),
        (
            CRITERIA
            + "".join(
                f"  - {{code: {letter}-{n}, {TITLE}, met: {{fact: office}}}}\n"
                for letter in "AB"
                for n in range(51)
            ),
            "第 6 行：条目太多：最多 100 条。",
        ),
        (
            SIGN + "    ask: true\n",
            "第 10 行，条目 A-1：牌匾悬挂已由双亮 SL-01问过，不用再问基层。请去掉 ask。",
        ),
    ],
)
def test_what_no_county_may_publish_has_its_sentence(places, officer, text: str, sentence: str):
    with pytest.raises(WrongStandard) as caught:
        publish(officer, places[0], text=text, file=FILE, start=START)

    assert str(caught.value).startswith(f"{FILE} {sentence}")


def test_a_standard_published_before_is_read_whatever_is_asked_elsewhere_by_now(places, officer):
    row = publish(officer, places[0], text=SIGN, file=FILE, start=START)
    Adopted.objects.everything(because="a test").filter(pk=row.pk).update(
        text=SIGN + "    ask: true\n"
    )
    row.refresh_from_db()

    assert standard_of(row).criteria[0].code == "A-1"


def test_the_example_of_the_guide_can_be_published(places, officer):
    guide = (settings.ROOT / "docs/guide/zh/standards.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)

    row = publish(officer, places[0], text=text, file=FILE, start=START)

    assert [one.code for one in standard_of(row).criteria] == ["A-1", "A-2"]
