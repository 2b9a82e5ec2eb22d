from datetime import date, timedelta
from io import BytesIO

import pytest

from tests.evidence.records import make_evidence, make_photo
from tests.factories import make_actor, make_county, make_employer, make_union
from tests.publicity.records import MOBILE, ON, PHONE, agree, make_shown_union
from xingjia.access.checks import LinkVoid, Refused, Unacceptable
from xingjia.access.rules import NOBODY
from xingjia.publicity.commands.consent import (
    agree_on_paper,
    answer,
    make_link,
    usable_link,
    withdraw,
)
from xingjia.publicity.commands.faces import set_photo, show_officer
from xingjia.publicity.models import Consent, Face
from xingjia.publicity.queries.faces import sitters
from xingjia.publicity.queries.union_page import code_of, page_of
from xingjia.publicity.rules.consent import Field
from xingjia.registry.models import Officer
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.files.pictures.refusal import Refused as PhotoRefused

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=30)


@pytest.fixture
def shown():
    return make_shown_union()


def standing(face: Face) -> set[str]:
    rows = Consent.objects.everything(because="a test").filter(face=face, withdrawn_on=None)
    return set(rows.values_list("field", flat=True))


def values_of(union, on: date) -> set[str]:
    """Every value about the chair on the page and for the sheets, on a day."""
    chair = page_of(union, "code", on).chair
    if chair is None:
        return set()
    photo = "photo" if chair.photo else ""
    return {chair.name, chair.post, chair.office_phone, chair.mobile, photo} - {""}


VALUE = {
    Field.NAME: "姚国平",
    Field.POST: "工会主席",
    Field.PHOTO: "photo",
    Field.OFFICE_PHONE: PHONE,
    Field.MOBILE: MOBILE,
}


@pytest.mark.parametrize("field", [one for one in Field if one is not Field.NAME])
@pytest.mark.parametrize("state", ["never", "before", "stands", "withdrawn", "without the name"])
def test_nothing_is_shown_that_the_person_did_not_agree_to(shown, field: Field, state: str):
    union, face, actor = shown
    face.photo = make_photo(make_evidence(union)).picture
    face.save()
    if state != "without the name":
        agree(face, Field.NAME)
    if state in {"stands", "withdrawn", "without the name"}:
        agree(face, field)
    if state == "before":
        agree(face, field, on=LATER + timedelta(days=1))
    if state == "withdrawn":
        withdraw(actor, face, fields={field}, on=LATER)

    expected = {"姚国平"} | ({VALUE[field]} if state == "stands" else set())
    assert values_of(union, LATER) == (set() if state == "without the name" else expected)


def test_a_withdrawn_name_takes_everything_with_it(shown):
    union, face, actor = shown
    agree(face, *Field)

    withdraw(actor, face, fields={Field.NAME}, on=LATER)

    assert values_of(union, LATER - timedelta(days=1)) >= {"姚国平", PHONE, MOBILE}
    assert values_of(union, LATER) == set()


def test_a_consent_on_paper_needs_the_paper(shown):
    _, face, actor = shown

    with pytest.raises(Unacceptable, match="consent_scan"):
        agree_on_paper(actor, face, fields={Field.NAME}, on=ON)

    assert standing(face) == set()


def test_agreeing_twice_is_agreeing_once(shown):
    _, face, _ = shown

    agree(face, Field.NAME, Field.POST)
    agree(face, Field.NAME)

    assert Consent.objects.everything(because="a test").count() == 2


@pytest.mark.parametrize("act", [withdraw, agree_on_paper])
def test_somebody_from_another_branch_records_no_consent(shown, act):
    _, face, _ = shown
    elsewhere, _ = make_county("射阳县", "合德镇")
    more = {"stream": BytesIO(b"paper")} if act is agree_on_paper else {}

    for actor in (
        make_actor("officer", elsewhere),
        make_actor("leader", face.organisation),
        NOBODY,
    ):
        with pytest.raises(Refused):
            act(actor, face, fields={Field.NAME}, on=ON, **more)


def test_the_person_decides_behind_her_link_and_can_change_her_mind(shown):
    _, face, actor = shown
    secret = make_link(actor, face)

    answer(secret, fields={Field.NAME, Field.MOBILE}, on=ON)
    answer(secret, fields={Field.NAME, Field.POST}, on=LATER)

    assert standing(face) == {"name", "post"}
    ended = Consent.objects.everything(because="a test").get(field="mobile")
    assert ended.withdrawn_on == LATER


def test_a_new_link_makes_the_old_one_void(shown):
    _, face, actor = shown
    old = make_link(actor, face)

    new = make_link(actor, face)

    assert usable_link(new) is not None
    with pytest.raises(LinkVoid):
        answer(old, fields={Field.NAME}, on=ON)


def test_a_chair_shows_her_own_people_and_nobody_elses(shown):
    union, face, _ = shown
    chair = make_actor("chair", union.organisation)
    other = make_union(make_employer(union.organisation.placements.get().parent), name="别家工会")

    show_officer(chair, face.officer, on=ON, duty="安全生产")

    face.refresh_from_db()
    assert face.duty == "安全生产"
    with pytest.raises(Officer.DoesNotExist):
        show_officer(make_actor("chair", other.organisation), face.officer, on=ON, duty="x")


def test_a_photo_that_is_none_is_refused_and_nothing_is_kept(shown):
    _, face, actor = shown

    with pytest.raises(PhotoRefused):
        set_photo(actor, face, stream=BytesIO(b"<html>"), name="a.jpg")

    face.refresh_from_db()
    assert face.photo is None


def test_the_code_of_a_union_never_changes(shown):
    union, face, actor = shown
    before = code_of(union)

    show_officer(actor, face.officer, on=ON, duty="安全生产")

    assert code_of(union) == before


def test_a_union_of_which_nobody_is_entered_has_no_code():
    _, [town] = make_county("射阳县", "合德镇")

    assert code_of(make_union(make_employer(town))) is None


def test_the_log_says_which_fields_and_never_the_number(shown):
    _, face, _ = shown

    agree(face, Field.NAME, Field.MOBILE)

    entry = Entry.objects.filter(action="publicity.agreed").get()
    assert entry.details["fields"] == ["mobile", "name"]
    assert MOBILE not in str([one.details for one in Entry.objects.all()])


def test_who_sits_is_read_in_a_fixed_number_of_queries(shown, django_assert_max_num_queries):
    union, face, _ = shown
    agree(face, *Field)

    with django_assert_max_num_queries(5):
        assert len(sitters(union, LATER)) == 1
