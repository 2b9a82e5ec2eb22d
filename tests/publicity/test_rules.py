from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.publicity.rules.codes import LETTERS, mark_of, name_from, name_in, signed
from xingjia.publicity.rules.consent import Agreed, Field, agreed_on, phones

KEY = b"a key of the test"
START = date(2014, 1, 1)
days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
consents = st.lists(
    st.builds(
        lambda field, given, length: Agreed(
            field, given, None if length is None else given + timedelta(days=length)
        ),
        st.sampled_from(list(Field)),
        days,
        st.none() | st.integers(0, 30),
    ),
    max_size=8,
)


def test_a_code_leads_back_to_its_name():
    name = name_from(bytes(range(8)))

    assert name_in(signed(name, KEY), KEY) == name


def test_ten_thousand_forged_codes_are_refused():
    name = name_from(b"\x01" * 8)
    right = mark_of(name, KEY)
    forged = [
        f"{name}.{right[:at]}{letter}{right[at + 1 :]}"
        for at in range(len(right))
        for letter in LETTERS
        if letter != right[at]
    ]
    forged += [f"{name_from(n.to_bytes(8, 'big'))}.{right}" for n in range(10_000)]
    forged += [
        f"{name}.{mark_of(name, b'another key')}",
        name,
        f"{name}.",
        "",
        "." * 40,
        f"{name}.错",
    ]

    assert [one for one in forged if name_in(one, KEY) is not None] == []


@given(consents, days)
def test_only_what_stands_on_the_day_is_agreed(said: list[Agreed], on: date):
    fields = agreed_on(said, on)

    for field in fields:
        assert any(one.field is field and one.holds(on) for one in said)


@given(consents, days)
def test_without_the_name_nothing_is_shown(said: list[Agreed], on: date):
    without = [one for one in said if one.field is not Field.NAME]

    assert agreed_on(without, on) == frozenset()


@given(consents, days)
def test_what_is_withdrawn_is_gone_from_that_day_on(said: list[Agreed], on: date):
    ended = [Agreed(one.field, one.given_on, min(on, one.given_on)) for one in said]

    assert agreed_on(ended, on) == frozenset()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("0515-80001234", ("0515-80001234", "")),
        ("13912345678", ("", "13912345678")),
        ("13912345678;0515-80001234", ("0515-80001234", "13912345678")),
        ("", ("", "")),
    ],
)
def test_office_numbers_and_mobiles_are_told_apart(said: str, expected: tuple[str, str]):
    assert phones(said) == expected
