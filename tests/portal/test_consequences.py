"""What a change would bring is told before it is saved, and nothing of it is kept."""

from datetime import date

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from xingjia.registry.commands.editing import change_employer
from xingjia.registry.consequences import Consequence, tried
from xingjia.registry.models import EmployerStatement
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import Stale, version_of
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
ON = date(2014, 3, 1)
WHY = "a test"


@pytest.fixture
def town():
    _, [town] = make_county("建湖县", "上冈镇")
    return town


@pytest.fixture
def employer(town):
    make_union(make_employer(town))
    employer = make_employer(town, "松风厂")
    make_chair(make_union(employer))
    return employer


def stopping(actor, employer, version: str = ""):
    version = version or version_of(values_of(employer))
    return lambda: change_employer(actor, employer, day=ON, version=version, in_production=False)


def test_the_figures_that_would_follow_are_told_and_nothing_is_kept(town, employer):
    officer = make_actor("officer", town.__class__.objects.get(name="建湖县"))
    entries, said = Entry.objects.count(), EmployerStatement.objects.everything(because=WHY).count()

    found = tried(officer, employer, ON, stopping(officer, employer))

    assert found[:2] == [
        Consequence("建湖县投产企业", "2 家", "1 家"),
        Consequence("建湖县已建会企业", "2 家", "1 家"),
    ]
    assert Entry.objects.count() == entries
    assert EmployerStatement.objects.everything(because=WHY).count() == said


def test_a_township_sees_its_own_figures(town, employer):
    actor = make_actor("township_officer", town)

    first, *_ = tried(actor, employer, ON, stopping(actor, employer))

    assert first == Consequence("上冈镇投产企业", "2 家", "1 家")


def test_what_cannot_be_saved_is_not_looked_at_either(town, employer):
    actor = make_actor("township_officer", town)

    with pytest.raises(Stale):
        tried(actor, employer, ON, stopping(actor, employer, "of something else"))


def typed_in(client, form: str, **values: str) -> dict[str, object]:
    """The form as it was opened, with some fields typed anew."""
    opened = client.get(form).context
    fields = {name: opened["form"][name].value() for name in opened["form"].fields}
    known = {name: value for name, value in fields.items() if value is not None}
    return known | {"opened": opened["opened"], "day": "2013-12-31"} | values


def test_the_form_keeps_what_was_typed_and_saves_afterwards(town, employer):
    client = signed_in("township_officer", town)
    address = f"/employers/{employer.pk}/change/"
    typed = typed_in(client, address, in_production="no")

    looked = client.post(address, typed | {"look": "1"})

    assert "保存以后会这样" in words_of(looked)
    assert "上冈镇投产企业 2 家 → 1 家" in words_of(looked)
    assert values_of(employer)["in_production"] is True
    saved = client.post(address, typed | {"opened": looked.context["opened"]})
    assert saved.status_code == 302
    assert values_of(employer)["in_production"] is False


def test_what_changes_nothing_else_says_so(town, employer):
    client = signed_in("township_officer", town)
    address = f"/employers/{employer.pk}/change/"

    looked = client.post(address, typed_in(client, address, address="人民路", look="1"))

    assert "都不变" in words_of(looked)
