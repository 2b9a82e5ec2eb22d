"""What the register tells about unions: one test for each kind of fact, and who is told when."""

import random
from datetime import date

import pytest

from tests.factories import (
    BECAUSE,
    DAY,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_officer,
    make_room,
    make_union,
    state_employer,
)
from xingjia.facts.rules import Fact, Known, Span, resolve
from xingjia.facts.sources import facts_about
from xingjia.registry.facts import about_unions
from xingjia.registry.models import Cover, Election, Union, UnionStatement
from xingjia.toolkit.together import answered

pytestmark = pytest.mark.django_db
LATER = date(2014, 6, 1)


def a_union(**said: object) -> Union:
    _, (town,) = make_county()
    return make_union(make_employer(town, staff=200), **said)


def say(union: Union, field: str, value: object, day: date = LATER) -> None:
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field=field, value=value, day=day, said_by="system:test"
    )


def told(union: Union, kind: str) -> list[Fact]:
    return [fact for fact in facts_about("union", [union.pk]) if fact.kind == kind]


def known(union: Union, kind_: str, **attributes: str) -> Known:
    asked = set(attributes.items())
    return resolve(one for one in told(union, kind_) if asked <= set(one.attributes))


def test_a_sign_not_shown_is_a_claim_like_one_that_is():
    union = a_union(sign_displayed=False)
    say(union, "sign_displayed", True)

    sign = known(union, "sign_shown")

    assert [*sign.false] == [Span(DAY, LATER)]
    assert [*sign.true] == [Span(LATER)]
    assert not sign.verified


def test_nobody_said_whether_the_chair_is_known_to_all():
    assert told(a_union(sign_displayed=True), "identity_shown") == []


def test_a_union_stands_from_its_founding_to_its_end():
    union = a_union()
    union.closed_on = LATER
    union.save()

    assert [*known(union, "union").true] == [Span(date(2010, 3, 1), LATER)]


def test_a_union_whose_founding_nobody_knows_stands_from_its_first_place():
    union = a_union()
    union.founded_on = None
    union.save()
    union.organisation.placements.update(start=date(2011, 1, 1))

    assert [*known(union, "union").true] == [Span(date(2011, 1, 1))]


def test_the_superiors_number_verifies_that_he_approved():
    union = a_union(approval_no="建工发〔2010〕3号", approved_on="2010-02-20")

    assert [*known(union, "approval").verified] == [Span(date(2010, 2, 20))]
    assert [*known(union, "union").verified] == [Span(date(2010, 3, 1))]


def test_an_approval_without_its_number_is_only_claimed():
    approval = known(a_union(approved_on="2010-02-20"), "approval")

    assert approval.true
    assert not approval.verified


def test_a_chair_holds_her_post_by_an_election_until_her_term_ends():
    union = a_union()
    make_chair(union, elected_on=date(2011, 4, 4), term_ends_on=date(2014, 4, 3))

    elected = known(union, "officer", post="chair", elected="true")
    held = [one for one in told(union, "officer") if "elected" not in dict(one.attributes)]

    assert [*elected.true] == [Span(date(2011, 4, 4), date(2014, 4, 4))]
    assert [*elected.false] == [Span(date(2014, 4, 4))]
    assert [one.span for one in held] == [Span(date(2014, 4, 4))]


def test_a_chair_whose_terms_end_nobody_knows_is_proved_elected_on_no_day():
    union = a_union()
    make_chair(union, term_ends_on=None)

    assert not known(union, "officer", elected="true").true
    assert known(union, "officer", post="chair").true


def test_a_seat_left_empty_is_not_so_rather_than_unknown():
    union = a_union()
    make_chair(union, left_on=LATER)

    assert [*known(union, "officer", post="chair", elected="true").false] == [Span(LATER)]


def test_the_superiors_answer_verifies_the_chair_and_the_term():
    union = a_union()
    chair = make_chair(union)
    chair.election = Election.objects.everything(because=BECAUSE).create(
        union=union, held_on=chair.elected_on, approved_on=date(2011, 4, 19), said_by="x"
    )
    chair.save()

    for kind in ("officer", "term"):
        assert [*known(union, kind).verified] == [Span(date(2011, 4, 19), date(2016, 4, 4))]


def test_the_bodies_a_union_has_depend_on_its_members_and_its_officers():
    union = a_union(members=60, women_members=12)
    for post, name in (("chair", "甲"), ("member", "乙"), ("member", "丙"), ("audit_chair", "丁")):
        make_officer(union, post, name)

    assert known(union, "committee", kind="committee").true.hold(LATER)
    assert known(union, "committee", kind="women").false.hold(LATER)
    assert not known(union, "committee", kind="women").true


def test_a_register_that_names_only_the_chair_says_nothing_of_the_bodies():
    union = a_union(members=60, women_members=12)
    make_chair(union)

    assert told(union, "committee") == []


def test_members_are_told_with_the_staff_of_all_employers_covered():
    union = a_union(members=150, women_members=40)
    say(union, "members", 170)

    facts = {one.span: dict(one.attributes) for one in told(union, "membership")}

    assert facts == {
        Span(DAY, LATER): {"members": "150", "women": "40", "staff": "200", "rate": "75.0"},
        Span(LATER): {"members": "170", "women": "40", "staff": "200", "rate": "85.0"},
    }


def test_the_rate_is_unknown_while_the_staff_of_one_employer_is():
    _, (town,) = make_county()
    union = make_union(make_employer(town, staff=200), make_employer(town), members=150)

    assert dict(told(union, "membership")[0].attributes) == {"members": "150"}


def test_a_certificate_runs_to_its_last_day_and_its_number_verifies_it():
    union = a_union(
        certificate_no="工法证字第100号",
        certificate_from="2011-04-04",
        certificate_to="2016-04-03",
    )

    assert [*known(union, "certificate").verified] == [Span(date(2011, 4, 4), date(2016, 4, 4))]


def test_an_account_an_office_a_telephone_and_a_room():
    union = a_union(
        account_opened_on="2012-05-08", office_place="综合楼三楼", chair_phone="0515-80009854"
    )
    make_room(union)

    assert [*known(union, "account").true] == [Span(date(2012, 5, 8))]
    assert [*known(union, "office").true] == [Span(DAY)]
    assert [*known(union, "phone", value="0515-80009854").true] == [Span(DAY)]
    assert [*known(union, "room", kind="reading").true] == [Span(DAY)]


def test_a_contract_is_verified_from_the_day_the_labour_department_received_it():
    union = a_union()
    contract = make_contract(Cover.objects.everything(because=BECAUSE).get(union=union).employer)
    contract.receipt_no, contract.filed_on = "盐劳审 12", "2013-02"
    contract.save()

    found = known(union, "contract", kind="collective")

    assert [*found.true] == [Span(date(2013, 1, 1), date(2016, 1, 1))]
    assert [*found.verified] == [Span(date(2013, 2, 28), date(2016, 1, 1))]


def test_of_several_employers_each_must_be_under_contract():
    _, (town,) = make_county()
    one, other = make_employer(town), make_employer(town)
    union = make_union(one, other)
    make_contract(one)
    make_contract(other, valid_from=date(2014, 1, 1), valid_to=date(2014, 12, 31))

    assert [*known(union, "contract").true] == [Span(date(2014, 1, 1), date(2015, 1, 1))]


def test_a_party_organisation_and_the_word_that_there_is_none():
    union = a_union()
    employer = Cover.objects.everything(because=BECAUSE).get(union=union).employer
    state_employer(employer, "party_kind", "none")
    state_employer(employer, "party_kind", "branch", day=LATER)

    assert [*known(union, "party").false] == [Span(DAY, LATER)]
    assert [*known(union, "party").true] == [Span(LATER)]


def test_the_order_of_entry_does_not_matter():
    def lay(seed: int) -> list[object]:
        _, (town,) = make_county()
        union = make_union(make_employer(town, name="甲", staff=200))
        employer = Cover.objects.everything(because=BECAUSE).get(union=union).employer
        acts = [
            lambda: say(union, "members", 150, DAY),
            lambda: say(union, "members", 160),
            lambda: say(union, "sign_displayed", True, DAY),
            lambda: say(union, "sign_displayed", False),
            lambda: make_chair(union, "甲"),
            lambda: make_chair(union, "乙", elected_on=LATER, term_ends_on=date(2019, 5, 31)),
            lambda: state_employer(employer, "staff", 180, day=LATER),
            lambda: make_contract(employer, number="1"),
            lambda: make_contract(employer, number="2", valid_to=LATER),
        ]
        random.Random(seed).shuffle(acts)  # noqa: S311  an order, no secret
        for act in acts:
            act()
        return sorted(
            (one.kind, one.span, one.attributes, one.holds)
            for one in facts_about("union", [union.pk])
        )

    assert lay(1) == lay(2) == lay(3)


def test_the_number_of_queries_does_not_grow_with_the_unions(django_assert_num_queries):
    _, (town,) = make_county()
    unions = [make_union(make_employer(town), members=30, chair_phone="1") for _ in range(3)]
    for union in unions:
        make_chair(union)
        make_officer(union, "member", "乙")
    for keys in ([unions[0].pk], [one.pk for one in unions]):
        with django_assert_num_queries(1):
            answered(about_unions("union", keys))


def test_what_tells_none_of_the_wanted_is_not_read(django_assert_num_queries):
    union = a_union(sign_displayed=True)

    with django_assert_num_queries(1):
        (fact,) = answered(about_unions("union", [union.pk], frozenset({"sign_shown"})))

    assert (fact.kind, fact.holds) == ("sign_shown", True)
