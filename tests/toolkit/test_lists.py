"""Every list of a page leaves with the page's right and filters, and its words as text."""

import inspect
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import resolve, reverse
from openpyxl import load_workbook

import xingjia
from tests.browsing import links_of, signed_in
from tests.factories import (
    DAY,
    OPEN,
    appoint,
    make_account,
    make_collection,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access.rules import label_of
from xingjia.evidence.models import Evidence, EvidencePhoto, SamePhoto
from xingjia.facts.sources import facts_changed
from xingjia.organising.models import Procedure
from xingjia.orgtree.commands.planting import Planting, plant_all
from xingjia.portal.returns.models import Return
from xingjia.registry.models import (
    Affiliation,
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
)
from xingjia.registry.rules.names import name_key
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.files.models import Blob, Picture
from xingjia.toolkit.sheets.guard import read_grids
from xingjia.visits.models import Stop, Visit

pytestmark = pytest.mark.django_db
BECAUSE = "a test lays the table"
BEGINNINGS = ("=", "+", "-", "@", "\t=", "\n=", "＝", "＋", "－", "＠", "'=", '"=', "=-", "@@")
BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.invalid","点我")',
    "SUM(A1:A9)",
    "IMPORTXML(1,2)",
    'WEBSERVICE("http://e.invalid")',
    "DDE(1;2;3)",
    "MSEXCEL|'\\\\x'!A1",
    "A1*2",
    "R1C1",
    "{1,2}",
    "INDIRECT(1)",
    "甲厂",
    "0x41",
    "1E9",
    "TRUE",
    "[1]Sheet!A1",
    "'Sheet'!A1",
    "EXEC(1)",
    "CALL(1)",
    "REGISTER(1)",
    "NOW()",
    "RAND()",
    "#REF!",
    "%",
    "1-1",
    "工会",
    "@SUM(1)",
    "=1",
    "+1",
    "-1",
    "T(1)",
    "N(1)",
    "CHAR(9)",
    "IF(1,2,3)",
    "LOOKUP(1)",
)
PAYLOADS = [begin + body for begin, body in product(BEGINNINGS, BODIES)]
EXPORTERS = {
    "registry:export_employers": {},
    "registry:export_unions": {},
    "registry:export_committees": {},
    "registry:export_contracts": {},
    "visits:export": {},
    "access:people": {},
    "portal:log": {},
    "organising:list": {},
    "desk:list": {},
    "evidence:doubts": {},
    "registry:federation": {"pk": "federation"},
    "returns:collection": {"pk": "collection"},
    "portal:counted": {"code": "county", "measure": "with_union"},
    "portal:coverage": {"code": "county"},
}


def every(model):
    return model.objects.everything(because=BECAUSE)


def bulk(model, rows):
    return every(model).bulk_create(model(**row) for row in rows)


def plant(county) -> dict:
    """As many places, employers, unions, officers and records as there are payloads."""
    texts = PAYLOADS
    places = plant_all(
        "system:test",
        [
            Planting(county, "township", f"P{n}", one, date(2000, 1, 1))
            for n, one in enumerate(texts)
        ],
    )
    leaves = plant_all(
        "system:test",
        [Planting(at, "union", f"L{n}", texts[n], date(2000, 1, 1)) for n, at in enumerate(places)],
    )
    firms = bulk(
        Employer,
        [
            {"organisation": at, "name": one, "name_key": f"{n} {name_key(one)}"}
            for n, (at, one) in enumerate(zip(places, texts, strict=True))
        ],
    )
    bulk(
        EmployerStatement,
        [
            {"employer": one, "field": "in_production", "value": True, "day": DAY, "said_by": "x"}
            for one in firms
        ],
    )
    began = date(2013, 1, 1)
    unions = bulk(
        Union,
        [
            {"organisation": at, "name": one, "founded_on": began}
            for at, one in zip(leaves, texts, strict=True)
        ],
    )
    pairs = list(zip(firms, unions, texts, strict=True))
    bulk(Cover, [{"union": u, "employer": f, "start": began, "end": OPEN} for f, u, _ in pairs])
    bulk(Officer, [{"union": u, "post": "chair", "name": t} for _, u, t in pairs])
    papers = bulk(
        Contract,
        [{"organisation": f.organisation, "kind": "wage", "number": t} for f, _, t in pairs],
    )
    bulk(
        ContractEmployer,
        [{"contract": c, "employer": f} for c, f in zip(papers, firms, strict=True)],
    )
    federation = make_union(make_employer(county), name="联合会")
    bulk(Affiliation, [{"member": u, "federation": federation, "start": began} for u in unions])
    begun = {"kind": "re_election", "opened_on": DAY, "opened_by": "system:test"}
    bulk(Procedure, [{"union": u} | begun for u in unions])
    trips = bulk(Visit, [{"visited_on": DAY, "keyed_on": DAY, "keyed_by": "x"} for _ in texts])
    bulk(
        Stop,
        [
            {"visit": v, "union": u, "findings": t}
            for v, (_, u, t) in zip(trips, pairs, strict=True)
        ],
    )
    asked = make_collection(county)
    sent = {"collection": asked, "lines": [], "units": 1, "cells": 1}
    bulk(
        Return,
        [{"organisation": p, "token": f"t{n}"} | sent for n, p in enumerate(places)],
    )
    doubted(unions)
    employed(county, texts)
    facts_changed.send(sender=plant, kind="employer", keys={one.pk for one in firms})
    return {"federation": federation.pk, "collection": asked.pk, "county": county.code}


def doubted(unions) -> None:
    blob, _ = Blob.objects.get_or_create(sha256="0" * 64, defaults={"size": 1})
    bands = {f"band_{n}": 0 for n in range(8) if hasattr(Picture, f"band_{n}")}
    picture = Picture.objects.create(
        sha256="p", view=blob, thumbnail=blob, width=1, height=1, grid=0, **bands
    )
    said = {"kind": "board_current", "since": DAY, "received_on": DAY, "said_by": "system:test"}
    records = bulk(Evidence, [{"union": one} | said for one in unions])
    photos = bulk(EvidencePhoto, [{"evidence": one, "picture": picture} for one in records])
    bulk(
        SamePhoto,
        [
            {"one": one, "other": other, "found_on": DAY}
            for one, other in zip(photos, [*photos[1:], photos[0]], strict=True)
        ],
    )


def employed(county, texts) -> None:
    for text in texts:
        account = make_account(text)
        appoint(account, "township_officer", county)
        record(label_of(account.pk), "access.password_changed", f"account:{account.pk}")


def address_of(name: str, made: dict) -> str:
    arguments = {key: made.get(value, value) for key, value in EXPORTERS[name].items()}
    on = {} if name in {"portal:log", "access:people"} else {"on": DAY.isoformat()}
    return f"{reverse(name, kwargs=arguments)}?{urlencode(on | {'format': 'xlsx'})}"


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Laid once for all exporters."""
    with django_db_blocker.unblock(), transaction.atomic():
        county, _ = make_county("建湖县", "上冈镇")
        yield county, plant(county)
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
    tried = {Path(inspect.getfile(inspect.unwrap(resolve_to(name)))) for name in EXPORTERS}
    elsewhere = {root / "portal" / "export.py"}  # called by the views of the portal

    assert modules - elsewhere == tried - {root / "portal" / "views.py"}


def resolve_to(name: str):
    made = {"federation": 1, "collection": 1, "county": "T1"}
    arguments = {key: made.get(value, value) for key, value in EXPORTERS[name].items()}
    return resolve(reverse(name, kwargs=arguments)).func


def test_the_button_takes_the_list_as_it_is_narrowed(planted):
    county, _made = planted
    client = signed_in("officer", county)

    page = client.get("/people/?q=甲厂&page=2")
    link = next(one for one in links_of(page) if "format=xlsx" in one)
    rows = list(load_workbook(BytesIO(client.get(f"/people/{link}").content)).active.values)

    assert "page" not in link
    assert {row[0] for row in rows[3:]} == {one for one in PAYLOADS if one.endswith("甲厂")}
    assert len(rows) - 3 == len(BEGINNINGS)
