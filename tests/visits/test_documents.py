"""What another body has put on paper verifies what unions have claimed, never its own claims."""

from datetime import date
from uuid import uuid4

import pytest

from tests.evidence.records import photo
from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_actor,
    make_county,
    make_employer,
    make_union,
)
from tests.figures import follow_now
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.evidence.commands import claim
from xingjia.evidence.queries.known import told_of
from xingjia.evidence.rules import Saying
from xingjia.facts.rules import OPEN, Span, Weight
from xingjia.facts.sources import facts_about
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union
from xingjia.standards.standing.models import Spell
from xingjia.toolkit.audit.models import Entry
from xingjia.visits.commands import Paper, confirm_by, record_document, take_back
from xingjia.visits.models import Confirmation, Document, Scan, Stop

pytestmark = pytest.mark.django_db
ISSUED = date(2013, 12, 20)
SIGN = ("sign_shown", ())


@pytest.fixture
def places():
    county, [township] = make_county()
    return county, township


@pytest.fixture
def county(places) -> Node:
    return places[0]


@pytest.fixture
def actor(county) -> Actor:
    account = make_account("曹予宁")
    appoint(account, "officer", county)
    return actor_for(account.pk, DAY)


@pytest.fixture
def union(places) -> Union:
    return claiming(make_union(make_employer(places[1])))


def claiming(union: Union, *, by: Actor | None = None, kind: str = "sign_shown") -> Union:
    who = by or make_actor("chair", union.organisation)
    claim(who, union, said=Saying(kind, date(2013, 12, 2)), on=DAY)
    return union


def paper(**more: object) -> Paper:
    said = {"issuer": "住房和城乡建设局", "number": "建通〔2013〕9号", "issued_on": ISSUED}
    return Paper(**{**said, "level": "county", **more})


def recorded(actor: Actor, county: Node, **more: object) -> Document:
    return record_document(actor, county, paper(**more), on=DAY)


def told(union: Union, on: date = DAY) -> tuple[bool | None, bool]:
    [one] = told_of([union.pk], on, frozenset({"sign_shown"}))[union.pk]
    return one.holds, one.verified


# ---- recording ----------------------------------------------------------------------------------


def test_a_document_is_recorded_with_its_pages(actor, county):
    made = record_document(
        actor, county, paper(title="验收通报"), on=DAY, scans=[photo(1), photo(2)]
    )

    assert (made.issuer, made.level, made.body) == ("住房和城乡建设局", "county", None)
    assert Scan.objects.everything(because=BECAUSE).filter(document=made).count() == 2
    assert Entry.objects.filter(action="visits.document_recorded").count() == 1


def test_the_level_of_a_place_in_the_tree_follows_from_it(actor, county):
    city = Node.objects.get(name="建湖县所在市")

    by_choice = recorded(actor, county, body=city, level="township")
    by_name = recorded(actor, county, issuer="建湖县总工会", number="2号", level="city")

    assert (by_choice.issuer, by_choice.level) == (city.name, "city")
    assert (by_name.body, by_name.level) == (county, "county")


def test_the_same_document_again_is_the_one_there_is(actor, county):
    key = uuid4()
    first = record_document(actor, county, paper(), on=DAY, client_key=key)

    assert record_document(actor, county, paper(), on=DAY) == first
    assert record_document(actor, county, paper(number="x"), on=DAY, client_key=key) == first


@pytest.mark.parametrize("role", ["chair", "leader", "contact"])
def test_without_the_right_nobody_records(union, county, role):
    at = county if role == "leader" else union.organisation
    with pytest.raises(Refused):
        recorded(make_actor(role, at), county)


def test_nobody_files_in_another_branch(places):
    _, (elsewhere,) = make_county("射阳县", "合德镇")
    with pytest.raises(Refused):
        recorded(make_actor("township_officer", elsewhere), places[1])


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("document_ahead", {"issued_on": date(2014, 1, 1)}),
        ("document_too_early", {"issued_on": date(1900, 1, 1)}),
        ("no_issuer", {"issuer": " "}),
        ("no_number", {"number": " "}),
        ("no_level", {"level": ""}),
    ],
)
def test_what_a_document_needs(actor, county, code, more):
    with pytest.raises(Unacceptable, match=code):
        recorded(actor, county, **more)


def test_three_pages_are_too_many(actor, county):
    with pytest.raises(Unacceptable, match="too_many_scans"):
        record_document(actor, county, paper(), on=DAY, scans=[photo(n) for n in range(3)])


# ---- confirming ---------------------------------------------------------------------------------


def test_it_verifies_what_unions_claimed_from_its_day(actor, county, places, union):
    another = claiming(make_union(make_employer(places[1])))
    document = recorded(actor, county)

    made = confirm_by(actor, document, {union: [SIGN], another: [SIGN]})

    assert made == 2
    assert told(union) == told(another) == (True, True)
    assert told(union, date(2013, 12, 19)) == (True, False)
    [fact] = [f for f in facts_about("union", [union.pk]) if f.origin.startswith("visits.")]
    assert (fact.span, fact.weight) == (Span(ISSUED, OPEN), Weight.VERIFIED_CLAIM)
    [one, _] = Confirmation.objects.everything(because=BECAUSE)
    assert one.level == "county"
    assert Entry.objects.filter(action="visits.document_confirmed").count() == 1


def test_standings_follow_at_once(actor, county, union):
    follow_now()
    document = recorded(actor, county)
    rows = Spell.objects.everything(because=BECAUSE).filter(union_id=union.pk, verified=True)
    before = rows.count()

    confirm_by(actor, document, {union: [SIGN]})

    assert before < rows.count()
    take_back(actor, document, reason="录错了", on=DAY)
    assert rows.count() == before


def test_nobody_confirms_what_he_or_his_office_typed(actor, county, places):
    colleague = make_actor("officer", county)
    mine = claiming(make_union(make_employer(places[1])), by=actor)
    theirs = claiming(make_union(make_employer(places[1])), by=colleague)
    document = recorded(actor, county)

    for union in (mine, theirs):
        with pytest.raises(Unacceptable, match="filed_here"):
            confirm_by(actor, document, {union: [SIGN]})
    assert told(mine) == (True, False)


def test_a_body_confirms_nothing_that_it_claimed_itself(actor, county, places):
    township = make_actor("township_officer", places[1])
    union = claiming(make_union(make_employer(places[1])), by=township)
    own = recorded(actor, county, issuer="上冈镇总工会", level="township")
    other = recorded(actor, county, number="2号")

    with pytest.raises(Unacceptable, match="filed_here"):
        confirm_by(actor, own, {union: [SIGN]})
    assert confirm_by(actor, other, {union: [SIGN]}) == 1


def test_who_recorded_it_does_not_let_a_colleague_confirm_his_claims(actor, county, places):
    township = make_actor("township_officer", places[1])
    union = claiming(make_union(make_employer(places[1])), by=township)
    document = recorded(township, places[1])

    with pytest.raises(Unacceptable, match="filed_here"):
        confirm_by(actor, document, {union: [SIGN]})


def test_what_nobody_claimed_is_not_confirmed(actor, county, places):
    silent = make_union(make_employer(places[1]))

    with pytest.raises(Unacceptable, match="not_claimed"):
        confirm_by(actor, recorded(actor, county), {silent: [SIGN]})


def test_a_claim_later_than_the_document_is_not_confirmed(actor, county, union):
    early = recorded(actor, county, issued_on=date(2013, 12, 1))

    with pytest.raises(Unacceptable, match="not_claimed"):
        confirm_by(actor, early, {union: [SIGN]})


def test_confirmed_twice_it_stands_once(actor, county, union):
    document = recorded(actor, county)

    assert [confirm_by(actor, document, {union: [SIGN]}) for _ in range(2)] == [1, 0]
    assert Confirmation.objects.everything(because=BECAUSE).count() == 1


def test_another_branch_confirms_nothing(actor, county, union):
    document = recorded(actor, county)
    other_county, (elsewhere,) = make_county("射阳县", "合德镇")
    foreign = claiming(make_union(make_employer(elsewhere)))

    for who, chosen in (
        (make_actor("officer", other_county), union),
        (make_actor("chair", union.organisation), union),
        (actor, foreign),
    ):
        with pytest.raises(Refused):
            confirm_by(who, document, {chosen: [SIGN]})


# ---- taking back --------------------------------------------------------------------------------


def test_one_union_is_taken_back_and_may_be_confirmed_again(actor, county, places, union):
    another = claiming(make_union(make_employer(places[1])))
    document = recorded(actor, county)
    confirm_by(actor, document, {union: [SIGN], another: [SIGN]})

    take_back(actor, document, reason="名单里没有", on=DAY, union=union)

    assert (told(union), told(another)) == ((True, False), (True, True))
    assert confirm_by(actor, document, {union: [SIGN]}) == 1
    assert told(union) == (True, True)
    assert Stop.objects.everything(because=BECAUSE).filter(union=union).count() == 2


def test_a_document_is_taken_back_whole_and_stays_to_be_read(actor, county, union):
    document = recorded(actor, county)
    confirm_by(actor, document, {union: [SIGN]})

    taken = take_back(actor, document, reason="文号录错", on=DAY)

    assert told(union) == (True, False)
    assert (taken.withdrawn_on, taken.withdrawn_reason) == (DAY, "文号录错")
    assert Entry.objects.filter(action="visits.document_withdrawn").count() == 1
    with pytest.raises(Unacceptable, match="document_withdrawn"):
        confirm_by(actor, document, {union: [SIGN]})


def test_taken_back_twice_the_first_reason_stays(actor, county):
    document = recorded(actor, county)
    take_back(actor, document, reason="一", on=DAY)

    assert take_back(actor, document, reason="二", on=DAY).withdrawn_reason == "一"


def test_taking_back_needs_the_right_and_a_reason(actor, county, places, union):
    document = recorded(actor, county)
    other_county, _ = make_county("射阳县", "合德镇")

    for who in (
        make_actor("township_officer", places[1]),
        make_actor("officer", other_county),
        make_actor("chair", union.organisation),
    ):
        with pytest.raises(Refused):
            take_back(who, document, reason="错", on=DAY)
    with pytest.raises(Unacceptable, match="no_reason_back"):
        take_back(actor, document, reason=" ", on=DAY)
