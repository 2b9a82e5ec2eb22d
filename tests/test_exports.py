"""Every page that lists something can be taken along: as a workbook, in the words of the page."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from html import unescape
from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.access_policy import (
    DESK_RECORDS,
    ELSEWHERE,
    FIXED,
    PUBLIC,
    RECORDS,
    TREE_RECORDS,
    WATCHES,
)
from tests.browsing import read_out
from tests.evidence.records import VIEW
from tests.factories import form_of
from tests.figures import follow_now
from tests.test_access_matrix import addresses
from tests.world import World, client_of, make_world
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.ui.templatetags.ui import day

pytestmark = pytest.mark.django_db
# What shows rows. A form may show some too: it is filled in, not taken along.
ROWS = re.compile(r"<table|xj-plain xj-lines")
TAKES = re.compile(r'href="([^"]*(?:format=xlsx|/export/)[^"]*)"')
ONE = "one record, read as a whole; the list it stands in leaves"
PAPER = "a paper: it is printed"
ASKED = {"standards:compare": "first=liuyou+2020&second=jiuyou+2013"}
WITHOUT = {
    "registry:employer": ONE,
    "registry:union": ONE,
    "registry:contract": ONE,
    "registry:handover": PAPER,
    "organising:procedure": ONE,
    "visits:visit": ONE,
    "publicity:shown": ONE,
    "desk:merge": "two records side by side, before they become one",
    "desk:merged": ONE,
    "imports:batch": "the workbook itself leaves, with its faults marked",
    "reports:report": "the form itself leaves, filled",
    "campaigns:close": "what closing would freeze; once frozen it leaves",
    "organising:begin_founding": "what a founding asks, before it is begun",
    "visits:new": "the form of a trip",
    "visits:correct": "the form of a trip",
    "visits:confirm": "what is verified there and then",
    "visits:confirm_document": "what a document verifies, ticked there",
    "campaigns:pledge": "what is said with one place; the table of all leaves",
    "standards:own": "the form of a standard of one's own",
    "portal:may": "what a post allows: words of the program, no rows",
    "portal:may_of": "what a post allows: words of the program, no rows",
    "portal:running": "jobs of the program, nobody's records",
}


@pytest.fixture
def world(laid: World, media) -> World:
    """The world, with its files in the folder of this test."""
    keep(BytesIO(VIEW), name="公示栏")
    for place in laid.places.values():
        keep(BytesIO(form_of("上冈镇")), name=place.report.filename)
    return laid


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Laid once; the officer of its county sees two townships."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        follow_now()
        yield made
        transaction.set_rollback(True)


def pages(world: World, client: Client) -> Iterator[tuple[str, str, str]]:
    """Each page that opens by its address alone: name, address, what it shows."""
    place = world.places["A1"]
    arguments = RECORDS | DESK_RECORDS | TREE_RECORDS
    for name in sorted(set(addresses()) - PUBLIC - set(ELSEWHERE)):
        given = arguments[name](place) if name in arguments else FIXED.get(name)
        reader = client_of(world, "administrator") if name == "portal:running" else client
        day = "" if name in WATCHES else "on=2014-01-15&"
        url = f"{reverse(name, kwargs=given)}?{day}{ASKED.get(name, '')}"
        answer = reader.get(url)
        if answer.streaming:
            read_out(answer)
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield name, url, answer.content.decode()


def shown_in(page: str) -> str:
    return page.partition("<main")[2]


def test_every_page_that_lists_something_can_be_taken_along(world: World):
    found = list(pages(world, client_of(world, "officer")))
    listing = {name for name, _, page in found if ROWS.search(shown_in(page))}
    taking = {name for name, _, page in found if TAKES.search(shown_in(page))}

    assert sorted(listing - taking) == sorted(WITHOUT)
    assert len(taking) > 30


def test_what_is_taken_along_says_what_the_page_says_and_is_in_the_log(world: World):
    client = client_of(world, "officer")
    for name, url, page in pages(world, client):
        for link in dict.fromkeys(map(unescape, TAKES.findall(shown_in(page)))):
            before = Entry.objects.filter(action="audit.exported").count()
            answer = client.get(urljoin(url, link))
            rows = list(load_workbook(BytesIO(answer.content)).active.values)

            assert Entry.objects.filter(action="audit.exported").count() == before + 1, link
            assert len(rows) >= 2, link
            assert name == "portal:log" or words_missing(rows, page) == [], f"{name} {link}"


def words_missing(rows: list[tuple], page: str) -> list[str]:
    """Names of the first column that the page does not show; a long list shows its first page."""
    said = unescape(re.sub(r"\s+|<[^>]+>", "", page))
    firsts = [str(row[0]) for row in rows[3:23] if row[0] is not None]
    return [one for one in firsts if in_words(one) not in said]


def in_words(text: str) -> str:
    """A cell as pages say it: a day is written out there."""
    with suppress(ValueError):
        text = day(date.fromisoformat(text))
    return re.sub(r"\s+", "", text)
