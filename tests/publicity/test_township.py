"""All unions of a township in one file: as many questions to the database as for one."""

from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.browsers import signed_in
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.photos import drawn, jpeg
from tests.publicity.records import ON, agree
from xingjia.access.checks import Refused
from xingjia.access.rules import NOBODY, system
from xingjia.publicity.commands import calls
from xingjia.publicity.commands.faces import set_photo, show_officer
from xingjia.publicity.commands.prints import issue_all
from xingjia.publicity.models import Print
from xingjia.publicity.queries.sheets import Wanted, grounds_of, shows_of
from xingjia.publicity.rules.consent import Field
from xingjia.registry.models import Officer, Union, UnionStatement
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test"
TESTER = system("test")


@pytest.fixture
def place():
    return make_county("建湖县", "上冈镇")


def lay(town, name: str) -> None:
    """A union that can print everything: a chair with a photo, a member, a number that answers."""
    union = make_union(make_employer(town, f"{name}企业"), name=f"{name}工会")
    make_chair(union, f"{name}主席")
    chair = Officer.objects.everything(because=BECAUSE).get(union=union)
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field="chair_phone", value="0515-80009854", day=ON, said_by="system:test"
    )
    face = show_officer(TESTER, chair, on=ON)
    agree(face, *Field)
    set_photo(TESTER, face, stream=BytesIO(jpeg(drawn(len(name)))), name="a.jpg")
    calls.test(TESTER, union, answered=True, on=ON)


def grounds(*unions):
    return grounds_of(unions, on=ON, demo=False)


def unions_of(town):
    rows = Union.objects.everything(because=BECAUSE).select_related("organisation")
    return list(rows.filter(organisation__path__startswith=town.path).order_by("pk"))


@pytest.mark.parametrize("sheet", ["board-A3", "cards", "badges", "sign_small"])
def test_one_union_and_three_take_as_many_queries(place, sheet: str):
    county, [town] = place
    officer, address = signed_in("officer", county), f"/places/{town.code}/prints/"
    asked, pages = [], []
    for name in ("甲", "乙丙", "丁戊己"):
        lay(town, name)
        Print.objects.everything(because=BECAUSE).all().delete()
        with CaptureQueriesContext(connection) as queries:
            answer = officer.post(address, {"sheet": sheet})
        asked.append(len(queries))
        pages.append(len(pypdfium2.PdfDocument(answer.content)))

    assert asked[0] == asked[1] == asked[2]
    assert pages[0] < pages[2] or sheet == "badges"  # ten badges are one page
    assert Print.objects.everything(because=BECAUSE).count() == 3


def test_what_one_by_one_and_together_would_print_is_the_same(place):
    _, [town] = place
    for name in ("甲", "乙丙", "丁戊己"):
        lay(town, name)
    unions = unions_of(town)

    assert grounds(*unions) == [grounds(one)[0] for one in unions]


@pytest.fixture
def wanted(place):
    _, [town] = place
    lay(town, "甲")
    lay(town, "乙丙")
    return {
        one.page.union.pk: shows_of(one, Wanted.of("cards")) for one in grounds(*unions_of(town))
    }


def test_each_union_gets_its_own_version_and_the_log_one_entry(place, wanted):
    county, [town] = place
    officer = make_actor("officer", county)

    made = issue_all(officer, town, wanted, sheet="cards", on=ON)

    assert {one.version for one in made.values()} == {1}
    assert {one.pk: set(one.faces.values_list("pk", flat=True)) for one in made.values()} == {
        made[union].pk: set(shown.faces) for union, shown in wanted.items()
    }
    entry = Entry.objects.order_by("seq").last()
    assert (entry.action, entry.actor) == ("publicity.printed_together", officer.label)
    assert set(entry.details["prints"]) == {one.pk for one in made.values()}


def test_the_same_twice_is_the_same_version(place, wanted):
    county, [town] = place
    officer = make_actor("officer", county)

    first = issue_all(officer, town, wanted, sheet="cards", on=ON)
    entries = Entry.objects.count()
    again = issue_all(officer, town, wanted, sheet="cards", on=ON)

    assert {one.pk for one in first.values()} == {one.pk for one in again.values()}
    assert Print.objects.everything(because=BECAUSE).count() == 2
    assert Entry.objects.count() == entries


def test_nobody_without_the_right_or_from_another_branch_prints_them(place, wanted):
    county, [town] = place
    elsewhere, _ = make_county("射阳县", "合德镇")

    for who in (make_actor("leader", county), make_actor("officer", elsewhere), NOBODY):
        with pytest.raises(Refused):
            issue_all(who, town, wanted, sheet="cards", on=ON)
    assert Print.objects.everything(because=BECAUSE).count() == 0
