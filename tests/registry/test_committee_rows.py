"""A list of officers from workbook to register: read, planned, written, traced, twice."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.factories import (
    TESTER,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.imports import commands
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import Record
from xingjia.registry.commands.committees import write_committees
from xingjia.registry.commands.elections import hold_election
from xingjia.registry.commands.officers import officer_left
from xingjia.registry.models import Officer
from xingjia.registry.queries.sources import sources
from xingjia.registry.rules.ballots import Count, Elected
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
DAY = date(2013, 12, 31)
NAME = "建湖县蒲盈纺织有限公司工会"
HEAD = ("序号", "工会名称", "姓名", "工会职务", "当选日期", "任期届满", "得票数", "备注")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def union(county):
    employer = make_employer(county[1][0], "建湖县蒲盈纺织有限公司")
    union = make_union(employer, name=NAME, members=101)
    make_chair(union)  # 姚国平, 2011-04-04 to 2016-04-03
    return union


def a_list(*rows: tuple) -> BytesIO:
    book = Workbook()
    book.active.append(["工会委员会名单（截止日期：2013年12月31日）"])
    book.active.append(HEAD)
    for number, row in enumerate(rows, 1):
        book.active.append((number, *row))
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


ROWS = (
    (NAME, "姚国平", "主席", "2011-04-04", "2016-04-03", None, None),
    (NAME, "沈月华", "副主席、女职工委主任", "2011年4月4日", "2016年4月3日", 88, None),
    (NAME, "高长林", "委员", "2011-04-04", "2016-04-03", 80, None),
    (NAME, "陶静波", "经审委主任", "2011-04-04", "2016-04-03", 77, None),
)


def bring_in(node, *rows: tuple) -> Import:
    batch = commands.receive(TESTER, node, stream=a_list(*rows), filename="委员会名单.xlsx", on=DAY)
    assert batch.kind == "committee"
    batch = commands.confirm(TESTER, batch)
    assert run_now(Job.objects.get(pk=batch.job_id)).state == Job.State.DONE
    return Import.objects.everything(because=BECAUSE).get(pk=batch.pk)


def outcomes(batch: Import) -> list[str]:
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).order_by("pk")
    return list(rows.values_list("outcome", flat=True))


def officers(union, **which):
    return Officer.objects.everything(because=BECAUSE).filter(union=union, **which).order_by("pk")


def write(node, *records: Record, actor=TESTER, on: date = DAY) -> list[tuple[str, list[str]]]:
    written = write_committees(actor, Setting(node, on), records)
    return [
        (str(written.plans[one.key].outcome), [r.code for r in written.plans[one.key].reasons])
        for one in records
    ]


def row(key: int = 1, **values) -> Record:
    plain = {"union_name": NAME, "person_name": "高长林", "post": "member"}
    return Record(key, key, plain | values)


def test_a_list_of_officers_is_read_and_written(county, union):
    batch = bring_in(county[0], *ROWS)

    assert outcomes(batch) == ["same", "new", "new", "new", "new"]
    assert list(officers(union).values_list("name", "post", "votes", "term_ends_on")) == [
        ("姚国平", "chair", None, date(2016, 4, 3)),
        ("沈月华", "vice_chair", 88, date(2016, 4, 3)),
        ("沈月华", "women_chair", 88, date(2016, 4, 3)),
        ("高长林", "member", 80, date(2016, 4, 3)),
        ("陶静波", "audit_chair", 77, date(2016, 4, 3)),
    ]


def test_everybody_is_traced_to_file_and_row(county, union):
    bring_in(county[0], *ROWS)

    one = officers(union, name="高长林").get()
    source = sources(make_actor("officer", county[0]), [one.origin])[one.origin]
    assert (source.filename, source.row) == ("委员会名单.xlsx", 5)


def test_the_same_list_again_changes_nothing(county, union):
    bring_in(county[0], *ROWS)
    before = list(officers(union).values())

    again = bring_in(county[0], *ROWS)

    assert outcomes(again) == ["same"] * 5
    assert list(officers(union).values()) == before


def test_better_dates_mend_somebody_known(county, union):
    make_officer(union, "member", "高长林", elected_on=None, term_ends_on=None)

    found = write(county[0], row(elected_on="2011-04-04", term_ends_on="2016-04-03", votes=80))

    assert found == [("changed", [])]
    one = officers(union, name="高长林").get()
    assert (one.elected_on, one.term_ends_on, one.votes) == (
        date(2011, 4, 4),
        date(2016, 4, 3),
        80,
    )


def test_who_is_elected_again_begins_another_term(county, union):
    make_officer(union, "member", "高长林", elected_on=date(2006, 4, 4))

    assert write(county[0], row(elected_on="2011-04-04")) == [("new", [])]

    assert list(officers(union, name="高长林").values_list("elected_on", "left_on")) == [
        (date(2006, 4, 4), date(2011, 4, 4)),
        (date(2011, 4, 4), None),
    ]


def test_a_post_that_somebody_holds_is_for_a_person_to_decide(county, union):
    found = write(county[0], row(person_name="孟知秋", post="chair", elected_on="2013-01-01"))

    assert found == [("held", ["seat_taken"])]
    assert [one.name for one in officers(union)] == ["姚国平"]


def test_two_rows_do_not_take_one_post(county, union):
    found = write(
        county[0],
        row(1, post="audit_chair"),
        row(2, post="audit_chair", person_name="陶静波"),
        row(3, post="audit_chair"),
        row(4, post="audit_chair", votes=3),
    )

    assert [one[0] for one in found] == ["new", "held", "same", "held"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"union_name": "没有的工会"}, "union_not_registered"),
        ({"union_name": None}, "union_not_registered"),
        ({"post": None}, "no_post"),
        ({"person_name": "工会办公室"}, "person_unfit"),
        ({"person_name": None}, "person_unfit"),
    ],
)
def test_a_row_that_says_too_little_waits(county, union, values, reason):
    assert write(county[0], row(**values)) == [("held", [reason])]


def test_a_union_is_meant_by_its_code_its_name_or_its_employer(county, union):
    union.code = "81320925500000023T"
    union.save()

    found = write(
        county[0],
        row(1, union_name=None, union_code="81320925500000023T"),
        row(2, union_name=None, employer_name="建湖县蒲盈纺织有限公司", person_name="陶静波"),
    )

    assert [one[0] for one in found] == ["new", "new"]
    assert officers(union, post="member").count() == 2


def test_a_list_from_before_an_election_brings_nobody_back(county, union):
    clerk = make_actor("township_officer", county[1][0])
    seats = [Elected("chair", "孟知秋"), Elected("member", "甲明月"), Elected("member", "乙清风")]
    hold_election(
        clerk,
        union,
        held_on=date(2013, 11, 1),
        term_years=5,
        count=Count(),
        seats=seats,
        reason="提前",
    )

    assert write(county[0], row(elected_on="2011-04-04")) == [("held", ["older_list"])]


def test_who_has_left_does_not_come_back_by_a_list(county, union):
    clerk = make_actor("township_officer", county[1][0])
    member = make_officer(union, "member", "高长林")
    officer_left(clerk, member, on=date(2013, 11, 1), why="resigned")

    assert write(county[0], row(elected_on="2011-04-04")) == [("held", ["left_before"])]
    assert write(county[0], row(elected_on="2013-12-01")) == [("new", [])]


def test_a_list_is_written_only_where_one_may_import(county, union):
    township = county[1][0]
    for actor in (
        make_actor("leader", county[0]),
        make_actor("chair", union.organisation),
        make_actor("officer", make_county("射阳县")[0]),
    ):
        with pytest.raises(Refused):
            write(township, row(), actor=actor)
    clerk = make_actor("township_officer", township)
    assert write(township, row(), actor=clerk) == [("new", [])]
    assert Entry.objects.order_by("-seq").first().action == "registry.committees_written"


def test_a_union_elsewhere_is_out_of_reach(county, union):
    other = make_county("射阳县")[1][0]
    foreign = make_union(make_employer(other), name="射阳县某厂工会")
    foreign.code = "81320924500000010A"
    foreign.save()

    rows = (
        row(1, union_name="射阳县某厂工会"),
        row(2, union_name=None, union_code="81320924500000010A"),
    )
    found = write(county[0], *rows)

    plans = write_committees(TESTER, Setting(county[0], DAY), rows).plans
    assert plans[2].title == ""
    assert found == [("held", ["union_not_registered"]), ("held", ["outside"])]
