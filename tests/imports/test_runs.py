"""Files that were chosen together are looked at together and written by one decision."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import DAY, appoint, make_account, make_county, make_employer
from tests.imports.batches import lay_batch, mend, write
from tests.imports.browsing import LIST, afresh
from xingjia.access.checks import Refused
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.imports.commands import (
    AlreadyConfirmed,
    EditedSince,
    NotWritten,
    OthersReady,
    confirm_run,
    count_from,
    undo_run,
)
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    return make_county("建湖县", "上冈镇", "近湖街道")[0]


def acting(role: str, at: Node) -> Actor:
    account = make_account()
    appoint(account, role, at)
    return actor_for(account.pk, DAY)


def new(name: str) -> dict:
    return {"employer_name": name, "division_name": "上冈镇", "in_production": True}


def lay_run(county: Node, *files: list[dict], actor: Actor | None = None) -> list[Import]:
    run = uuid4()
    found = []
    for number, rows in enumerate(files):
        batch = lay_batch(county, *rows)
        batch.run, batch.filename = run, f"{number}.xlsx"
        batch.save(update_fields=["run", "filename"])
        found.append(batch)
    return found


def seen(batches: list[Import]) -> dict[int, date]:
    return {one.pk: one.as_of for one in batches}


def states(batches: list[Import]) -> list[str]:
    return [afresh(one).state for one in batches]


def test_all_files_of_a_run_are_written_by_one_decision(county):
    officer = acting("officer", county)
    both = lay_run(county, [new("甲厂")], [new("乙厂"), new("丙厂")])

    assert confirm_run(officer, both[0].run, seen=seen(both)) == 2

    for one in both:
        run_now(Job.objects.get(pk=afresh(one).job_id))
    assert states(both) == ["written", "written"]


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_who_may_not_import_writes_none_of_them(county, role):
    both = lay_run(county, [new("甲厂")], [new("乙厂")])

    with pytest.raises(Refused):
        confirm_run(acting(role, county), both[0].run, seen=seen(both))

    assert states(both) == ["ready", "ready"]


def test_another_branch_writes_none_of_them(county):
    both = lay_run(county, [new("甲厂")], [new("乙厂")])
    stranger = acting("officer", make_county("射阳县", "合德镇")[0])

    with pytest.raises(Refused):
        confirm_run(stranger, both[0].run, seen=seen(both))


def test_twice_writes_once(county):
    officer = acting("officer", county)
    both = lay_run(county, [new("甲厂")], [new("乙厂")])
    confirm_run(officer, both[0].run, seen=seen(both))

    with pytest.raises(AlreadyConfirmed):
        confirm_run(officer, both[0].run, seen=seen(both))


def test_another_day_than_was_seen_is_looked_at_again(county):
    officer = acting("officer", county)
    both = lay_run(county, [new("甲厂")], [new("乙厂")])
    shown = seen(both)
    count_from(officer, both[1], day=date(2013, 6, 30))

    with pytest.raises(OthersReady):
        confirm_run(officer, both[0].run, seen=shown)

    assert states(both) == ["ready", "ready"]


def test_a_file_with_nothing_to_write_is_left_as_it_is(county):
    make_employer(Node.objects.get(name="上冈镇"), "甲厂")
    first, other = lay_run(county, [{"employer_name": "甲厂"}], [new("乙厂")])

    assert confirm_run(acting("officer", county), first.run, seen=seen([other])) == 1
    assert states([first, other]) == ["ready", "writing"]


def written_run(county: Node) -> list[Import]:
    both = lay_run(county, [new("甲厂")], [new("乙厂")])
    return [write(one) for one in both]


def known() -> set[str]:
    return set(Employer.objects.everything(because="a test").values_list("name", flat=True))


def test_a_run_is_taken_back_whole(county):
    both = written_run(county)
    assert known() == {"甲厂", "乙厂"}

    assert undo_run(acting("officer", county), both[0].run, leaving=0) == 2

    for one in both:
        run_now(Job.objects.get(pk=afresh(one).job_id))
    assert known() == set()
    assert states(both) == ["undone", "undone"]


def test_a_run_is_taken_back_by_who_may_and_once(county):
    both = written_run(county)
    stranger = acting("officer", make_county("射阳县", "合德镇")[0])
    for one in (acting("leader", county), stranger):
        with pytest.raises(Refused):
            undo_run(one, both[0].run, leaving=0)
    officer = acting("officer", county)
    undo_run(officer, both[0].run, leaving=0)

    with pytest.raises(NotWritten):
        undo_run(officer, both[0].run, leaving=0)


def test_rows_edited_since_are_seen_before_a_run_is_taken_back(county, officer):
    both = written_run(county)
    mend(Employer.objects.everything(because="a test").get(name="甲厂"), staff=12)

    with pytest.raises(EditedSince):
        undo_run(acting("officer", county), both[0].run, leaving=0)

    shown = officer.get(f"{page(both)}undo/")
    assert "撤回 2 份表" in words_of(shown)
    assert "有 1 行写入以后又改过" in words_of(shown)
    done = officer.post(f"{page(both)}undo/", {"leaving": 1}, follow=True)
    assert "正在撤回 2 份表" in words_of(done)


# --- the page ---------------------------------------------------------------------------------


@pytest.fixture
def officer(county) -> Client:
    return signed_in("officer", county)


def page(batches: list[Import]) -> str:
    return f"{LIST}runs/{batches[0].run}/"


def test_the_rows_of_all_files_stand_in_one_table_with_their_file(county, officer):
    both = lay_run(county, [new("甲厂")], [new("乙厂"), {"employer_name": "没有的厂"}])

    answer = officer.get(page(both))

    words = words_of(answer)
    assert "一起核对 2 份表" in words
    assert all(one in words for one in ("甲厂", "乙厂", "没有的厂", "0.xlsx", "1.xlsx"))
    assert "写入 2 份" in words
    assert any(one.startswith(f"{LIST}{both[1].pk}/?row=") for one in links_of(answer))


def test_what_they_bring_about_is_added_up(county, officer):
    make_employer(Node.objects.get(name="上冈镇"), "老厂")
    both = lay_run(county, [new("甲厂")], [new("乙厂"), new("丙厂")])

    assert "投产企业 1 → 4 家（增加 3，减少 0）" in words_of(officer.get(page(both)))


def test_a_record_that_two_files_change_is_named(county, officer):
    make_employer(Node.objects.get(name="上冈镇"), "甲厂", staff=10)
    both = lay_run(
        county,
        [{"employer_name": "甲厂", "staff": 20}],
        [{"employer_name": "甲厂", "staff": 30}],
    )

    assert "有 1 家在几份表里都改：甲厂" in words_of(officer.get(page(both)))


def test_the_decision_is_taken_as_it_was_shown(county, officer):
    both = lay_run(county, [new("甲厂")], [new("乙厂")])
    given = {"seen": ",".join(f"{one.pk}:{one.as_of}" for one in both)}

    done = officer.post(page(both), given, follow=True)

    assert "正在写入 2 份表" in words_of(done)
    assert states(both) == ["writing", "writing"]
    assert "没有重复写入" in words_of(officer.post(page(both), given, follow=True))


@pytest.mark.parametrize("said", ["", "1", "1:2013-13-40", "x:2013-12-31"])
def test_nonsense_writes_nothing(county, officer, said):
    both = lay_run(county, [new("甲厂")], [new("乙厂")])

    assert "再看一遍" in words_of(officer.post(page(both), {"seen": said}, follow=True))
    assert states(both) == ["ready", "ready"]


def test_the_page_costs_no_more_for_three_files_than_for_one(county, officer):
    one = queries_of(officer, page(lay_run(county, [new("甲厂")])))

    three = lay_run(county, [new("乙厂")], [new("丙厂"), new("丁厂")], [new("戊厂")])

    assert queries_of(officer, page(three)) == one
    assert one <= 15
