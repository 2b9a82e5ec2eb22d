"""Every list of a page leaves with the page's right and filters, and its words as text."""

import inspect
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import resolve, reverse
from openpyxl import load_workbook

import xingjia
from tests.browsing import links_of, signed_in
from tests.factories import (
    DAY,
    make_county,
)
from tests.figures import follow_now
from tests.toolkit.planted import BEGINNINGS, PAYLOADS, plant
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.sheets.guard import read_grids

pytestmark = pytest.mark.django_db
EXPORTERS = {
    "registry:export_employers": {},
    "registry:export_unions": {},
    "registry:export_committees": {},
    "registry:export_groups": {},
    "registry:export_contracts": {},
    "visits:export": {},
    "visits:documents": {},
    "access:people": {},
    "portal:log": {},
    "organising:list": {},
    "desk:list": {},
    "evidence:doubts": {},
    "registry:federation": {"pk": "federation"},
    "returns:collection": {"pk": "collection"},
    "portal:counted": {"code": "county", "measure": "with_union"},
    "portal:coverage": {"code": "county"},
    "imports:list": {},
    "imports:run": {"run": "run"},
    "returns:list": {},
    "registry:elections": {"pk": "voting"},
    "campaigns:list": {},
    "publicity:notices": {"code": "county"},
    "publicity:calls": {"code": "county"},
    "campaigns:behind": {"pk": "campaign"},
    "campaigns:pledges": {"pk": "campaign"},
    "campaigns:mobilised": {"pk": "campaign"},
    "campaigns:examples": {"pk": "campaign"},
    "campaigns:stage": {"pk": "closed", "number": 1},
    "evidence:union": {"pk": "federation"},
    "standards:policies": {},
    "reports:reports": {},
    "publicity:promises": {"pk": "federation"},
    "portal:tree": {"code": "county"},
}
# Of shipped standards and declared names, or tried above by another of their pages.
SHIPPED = {
    "visits:history": {"pk": 1},
    "standards:list": {},
    "standards:adopted": {"pk": 1},
    "portal:why_home": {"pk": 1},
    "portal:todo": {"code": "county"},
    "portal:parameters": {"code": "county"},
}


def address_of(name: str, made: dict) -> str:
    arguments = {key: made.get(value, value) for key, value in EXPORTERS[name].items()}
    on = {} if name in {"portal:log", "access:people"} else {"on": DAY.isoformat()}
    return f"{reverse(name, kwargs=arguments)}?{urlencode(on | {'format': 'xlsx'})}"


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Laid once for all exporters."""
    with django_db_blocker.unblock(), transaction.atomic():
        county, _ = make_county("建湖县", "上冈镇")
        made = plant(county)
        follow_now()
        yield county, made
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", EXPORTERS)
def test_hundreds_of_formulas_leave_as_text_and_come_back_as_written(planted, tmp_path, name):
    county, made = planted

    answer = signed_in("officer", county).get(address_of(name, made))

    cells = [
        one for row in load_workbook(BytesIO(answer.content)).active.iter_rows() for one in row
    ]
    assert [one.value for one in cells if one.data_type == "f"] == []
    (path := tmp_path / "list.xlsx").write_bytes(answer.content)
    back = {text for row in read_grids(path)[0].rows for text in row if isinstance(text, str)}
    if name == "desk:list":  # its lines are sentences about the rows
        back = {one for one in PAYLOADS if any(one in text for text in back)}
    assert [one for one in PAYLOADS if one not in back] == []
    entry = Entry.objects.filter(action="audit.exported").latest("seq")
    assert entry.subject == f"list:{name.replace(':', '.')}"
    assert entry.details["rows"] >= len(PAYLOADS)


def test_there_are_five_hundred_of_them():
    assert len(set(PAYLOADS)) >= 500


def test_every_list_that_leaves_is_tried_here():
    """A new exporter has to be put above: whoever hands out a workbook uses `toolkit.lists`."""
    root = Path(xingjia.__file__).parent
    hands_out = "xingjia.toolkit.lists import"
    modules = {one for one in root.rglob("*.py") if hands_out in one.read_text("utf-8")}
    names = EXPORTERS | SHIPPED
    tried = {Path(inspect.getfile(inspect.unwrap(resolve_to(name)))) for name in names}
    elsewhere = {root / "portal" / "export.py"}  # called by the views of the portal

    assert modules - elsewhere == tried - {root / "portal" / "views.py"}


def resolve_to(name: str):
    made = {"county": "T1", "run": uuid4()}
    made |= dict.fromkeys(("federation", "collection", "voting", "campaign", "closed"), 1)
    named = (EXPORTERS | SHIPPED)[name]
    arguments = {key: made.get(value, value) for key, value in named.items()}
    return resolve(reverse(name, kwargs=arguments)).func


# Lists over several pages that leave in another way, or not at all.
OTHERWISE = {
    "imports/rows.html",  # the workbook itself, with its faults marked
    "portal/running.html",  # jobs of the program, nobody's records
    "registry/list.html",  # with its own head, see list_head.html
}


def test_every_list_that_goes_over_pages_can_be_taken_along():
    root = Path(xingjia.__file__).parent
    pages = {
        "/".join(one.parts[-2:]): one.read_text("utf-8") for one in root.rglob("templates/*/*.html")
    }
    paged = {name for name, text in pages.items() if '"ui/pages.html"' in text}
    takes = ('"ui/take.html"', "export", "format=xlsx", 'format="xlsx"')

    without = {name for name in paged if not any(one in pages[name] for one in takes)}

    assert without == OTHERWISE
    assert "export" in pages["registry/list_head.html"]


def test_the_button_takes_the_list_as_it_is_narrowed(planted):
    county, _made = planted
    client = signed_in("officer", county)

    page = client.get("/people/?q=甲厂&page=2")
    link = next(one for one in links_of(page) if "format=xlsx" in one)
    rows = list(load_workbook(BytesIO(client.get(f"/people/{link}").content)).active.values)

    assert "page" not in link
    assert {row[0] for row in rows[3:]} == {one for one in PAYLOADS if one.endswith("甲厂")}
    assert len(rows) - 3 == len(BEGINNINGS)
