from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.audit.rules import START, Break, Last, Unfit, breaks, digest, fields, plain

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
DETAILS = st.dictionaries(st.sampled_from(["count", "code", "on"]), st.integers() | st.booleans())


@dataclass(frozen=True)
class Entry:
    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: object
    previous: str = ""
    digest: str = ""


def chain(details: list[object]) -> list[Entry]:
    entries, previous = [], START
    for seq, detail in enumerate(details, 1):
        at = AT + timedelta(seconds=seq)
        entry = Entry(seq, at, "account:1", "union.renamed", f"union:{seq}", detail, previous)
        entries.append(replace(entry, digest=digest(previous, fields(entry))))
        previous = entries[-1].digest
    return entries


def last_of(entries: list[Entry]) -> Last:
    return Last(entries[-1].seq, entries[-1].digest) if entries else Last(0, START)


def found(entries, last) -> list[tuple[Break, int]]:
    return list(breaks(entries, last))


def test_the_digest_of_a_known_entry_never_changes():
    entry = Entry(1, AT, "system:seed_demo", "node.planted", "orgtree.node:7", {"code": "320925"})

    assert digest(START, fields(entry)) == (
        "8fe53f0cc0740e47258291f8d89a7c612f061486a79939fb8752497a315574f6"
    )


def test_the_moment_is_hashed_in_one_spelling_whatever_the_time_zone():
    there = AT.astimezone(timezone(timedelta(hours=8)))
    entry = Entry(1, AT, "a", "b", "c", {})

    assert fields(entry) == fields(replace(entry, at=there))


@given(st.lists(DETAILS, max_size=8))
def test_a_chain_as_written_has_no_faults(details):
    entries = chain(details)

    assert found(entries, last_of(entries)) == []


CHANGES = {
    "at": AT,
    "actor": "account:2",
    "action": "union.closed",
    "subject": "union:99",
    "details": {"count": "other"},
    "digest": "f" * 64,
}


@given(st.lists(DETAILS, min_size=1, max_size=8), st.data())
def test_any_change_of_any_entry_is_found(details, data):
    entries = chain(details)
    last = last_of(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(sorted(CHANGES)))

    entries[place] = replace(entries[place], **{field: CHANGES[field]})

    assert (Break.CHANGED, place + 1) in found(entries, last)


@given(st.lists(DETAILS, min_size=2, max_size=8), st.data())
def test_an_entry_taken_out_is_found(details, data):
    entries = chain(details)
    last = last_of(entries)
    place = data.draw(st.integers(0, len(entries) - 2))

    del entries[place]

    assert found(entries, last) == [(Break.MISSING, place + 1)]


def test_an_entry_written_anew_with_its_own_digest_is_found_at_the_next():
    entries = chain([{"count": 1}, {"count": 2}, {"count": 3}])
    forged = replace(entries[1], details={"count": 9})
    last = last_of(entries)

    entries[1] = replace(forged, digest=digest(forged.previous, fields(forged)))

    assert found(entries, last) == [(Break.DETACHED, 3)]


def test_a_tail_cut_off_is_found():
    entries = chain([{}, {}, {}])

    assert found(entries[:1], last_of(entries)) == [(Break.CUT, 2)]
    assert found([], last_of(entries)) == [(Break.CUT, 1)]


def test_a_head_that_is_gone_or_wrong_is_found():
    entries = chain([{}, {}])

    assert found(entries, None) == [(Break.HEADLESS, 2)]
    assert found(entries, Last(2, START)) == [(Break.HEAD, 2)]
    assert found(entries, Last(1, entries[0].digest)) == [(Break.HEAD, 2)]
    assert found([], None) == []


class Colour(StrEnum):
    RED = "red"


def test_details_take_the_form_that_reads_back_equal():
    given_details = {
        "on": date(2026, 3, 1),
        "id": UUID(int=5),
        "fields": {"name", "address"},
        "rows": (1, True, None),
        "colour": Colour.RED,
    }

    assert plain(given_details) == {
        "on": "2026-03-01",
        "id": "00000000-0000-0000-0000-000000000005",
        "fields": ["address", "name"],
        "rows": [1, True, None],
        "colour": "red",
    }


@pytest.mark.parametrize(
    "value",
    ["王建国", "Wang Jianguo", "a@example.org", 0.5, {"note": "电话已改"}, {"姓名": 1}, object()],
)
def test_free_text_and_values_without_one_spelling_are_refused(value):
    with pytest.raises(Unfit):
        plain([value])


def test_the_refusal_does_not_repeat_the_text():
    with pytest.raises(Unfit) as refused:
        plain("王建国")
    assert "王建国" not in str(refused.value)
