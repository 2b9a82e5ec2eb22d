"""The reminder of a place: words, picture, letters; to whom it is open."""

from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from tests.browsing import signed_in
from tests.factories import (
    BECAUSE,
    DAY,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from tests.standards.standing.judged import SHOWN, judging
from xingjia.orgtree.rules import OPEN
from xingjia.portal.queries.places import Place
from xingjia.portal.standing import reminder
from xingjia.portal.standing.reminder import reminder_of
from xingjia.standards.standing.models import Spell

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def mills(county):
    """One union late, one without a sign, one with nothing to do."""
    _, (town, street) = county
    with judging(SHOWN):
        yield laid(town, street)


def laid(town, street):
    late = make_union(make_employer(town), name="甲厂工会委员会", sign_displayed=True)
    make_chair(late, term_ends_on=date(2013, 12, 1))
    bare = make_union(make_employer(street), name="乙厂工会委员会", sign_displayed=False)
    make_union(make_employer(street), name="丙厂工会委员会", sign_displayed=True)
    return late, bare


def of(county, node=None):
    node = node or county[0]
    return reminder_of(make_actor("officer", county[0]), Place(node, DAY, node.path))


def test_it_names_unions_with_something_to_do_and_no_others(county, mills):
    found = of(county)

    assert found.title == "建湖县：达标提醒"
    assert found.lines()[1:-1] == [
        "甲厂工会委员会：换届选举（2013年12月1日已到期，超了 30 天）；1 项未达标",
        "乙厂工会委员会：1 项未达标",
    ]


def test_of_many_unions_places_are_named_with_their_numbers(county, mills, monkeypatch):
    monkeypatch.setattr(reminder, "NAMED", 1)

    lines = of(county).lines()

    assert lines[1:-1] == [
        "上冈镇：1 家有事要办，超期 1 家，未达标 1 家",
        "近湖街道：1 家有事要办，未达标 1 家",
    ]


def test_unions_that_hang_on_the_county_itself_are_one_line(county, mills, monkeypatch):
    monkeypatch.setattr(reminder, "NAMED", 1)
    for name in ("县直甲", "县直乙"):
        make_union(make_employer(county[0]), name=name, sign_displayed=False)

    assert "建湖县直属：2 家有事要办，未达标 2 家" in of(county).lines()


def test_a_union_alone_reads_what_there_is_to_do_a_line_each(county, mills):
    late, _ = mills

    lines = of(county, late.organisation).lines()

    assert lines[1:-1] == [
        "换届选举（2013年12月1日已到期，超了 30 天）",
        "主席：未达标",
    ]


# ---- what ends, and what only has to be looked at anew -------------------------------------------

JAN, FEB, MAR, APR = (date(2014, month, 10) for month in (1, 2, 3, 4))


def spelled(union, *spells):
    """Spells of one criterion in place of those worked out: (outcome, verified, start, end)."""
    rows = Spell.objects.everything(because=BECAUSE)
    rows.filter(union_id=union.pk).delete()
    shared = {
        "union_id": union.pk,
        "standard": SHOWN.code,
        "version": SHOWN.version,
        "criterion": SHOWN.criteria[0].code,
        "path": union.organisation.path,
    }
    for outcome, verified, start, end in spells:
        rows.create(outcome=outcome, verified=verified, start=start, end=end, **shared)


@pytest.mark.parametrize(
    ("spells", "lapsing", "rechecks"),
    [
        ([("met", True, DAY, JAN), ("unknown", False, JAN, OPEN)], JAN, None),
        ([("met", False, DAY, JAN), ("not_met", False, JAN, OPEN)], JAN, None),
        ([("met", True, DAY, JAN), ("met", False, JAN, OPEN)], None, JAN),
        ([("met", False, DAY, JAN), ("met", True, JAN, OPEN)], None, None),
        ([("met", True, DAY, JAN), ("met", False, JAN, FEB)], FEB, None),
        ([("met", True, DAY, JAN), ("met", True, JAN, FEB), ("met", False, FEB, OPEN)], None, FEB),
        ([("met", True, DAY, OPEN)], None, None),
        ([("unknown", False, DAY, JAN), ("met", False, JAN, FEB)], None, None),
    ],
)
def test_what_ends_is_told_apart_from_what_has_to_be_looked_at_anew(
    county, mills, spells, lapsing, rechecks
):
    union = make_union(make_employer(county[1][0]), name="丁厂工会委员会")
    spelled(union, *spells)

    found = [one for one in of(county).matters if one.union == union]

    assert [end for one in found for _, end in one.lapsing] == ([lapsing] if lapsing else [])
    assert [end for one in found for _, end in one.rechecks] == ([rechecks] if rechecks else [])


def test_who_only_waits_to_be_looked_at_anew_gets_no_letter(county, mills):
    union = make_union(make_employer(county[1][0]), name="丁厂工会委员会")
    spelled(union, ("met", True, DAY, JAN), ("met", False, JAN, OPEN))

    found = of(county)

    assert "丁厂工会委员会：1 项的核实 2014年1月9日起到期，等上级复核" in found.lines()
    assert union not in [one.union for one in found.addressed]


def test_a_place_with_nothing_to_do_is_not_reminded(county):
    with judging(SHOWN):
        make_union(make_employer(county[1][0]), sign_displayed=True)

        assert of(county).lines() == ["截至2013年12月31日", "没有要提醒的。"]


def test_each_union_gets_a_letter_of_its_own(county, mills):
    raw = reminder.letters(of(county), demo=False)

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(raw)]
    assert len(pages) == 2
    assert "甲厂工会委员会：" in pages[0]
    assert "换届选举" in pages[0]
    assert "2013年12月1日（已超期）" in pages[0].replace("\r\n", "")
    assert "上冈镇总工会" in pages[0]
    assert "乙厂工会委员会：" in pages[1]


def test_the_page_offers_words_picture_and_letters(county, mills):
    client = signed_in("township_officer", county[1][0])

    at = {"on": DAY.isoformat()}
    page = client.get(reverse("portal:reminder", args=[county[1][0].code]), at)
    picture = client.get(page.context["picture_url"])
    paper = client.get(page.context["letters_url"])

    assert page.context["many"] == 1
    assert picture.content[:4] == b"\x89PNG"
    assert paper.content[:5] == b"%PDF-"


def test_a_chair_is_reminded_of_her_own_union_only(county, mills):
    late, bare = mills
    client = signed_in("chair", late.organisation)

    mine = client.get(reverse("portal:reminder", args=[late.organisation.code]))
    others = client.get(reverse("portal:reminder", args=[bare.organisation.code]))

    assert mine.status_code == 200
    assert others.status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_queries_do_not_grow_with_the_unions(
    county, mills, django_assert_max_num_queries, more
):
    for _ in range(more):
        make_union(make_employer(county[1][0]), sign_displayed=False)
    actor = make_actor("officer", county[0])

    with django_assert_max_num_queries(9):
        found = reminder_of(actor, Place(county[0], DAY, county[0].path))

    assert len(found.matters) == 2 + more


def test_where_there_are_too_many_letters_they_are_printed_by_township(county, mills, monkeypatch):
    monkeypatch.setattr(reminder, "MOST_LETTERS", 1)
    client = signed_in("officer", county[0])

    page = client.get(reverse("portal:reminder", args=[county[0].code]), {"on": DAY.isoformat()})

    assert "到各镇、街道的提醒里分开印" in page.content.decode()
    assert "（PDF）" not in page.content.decode()
    assert client.get(page.context["letters_url"]).status_code == 404
