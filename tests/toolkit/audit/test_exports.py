"""Lists that leave: whichever view hands one out, the log has it."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from xingjia.toolkit.audit import exports
from xingjia.toolkit.audit.exports import exported, leaving, middleware, plain
from xingjia.toolkit.audit.models import Entry

ROOT = Path(__file__).resolve().parents[3] / "xingjia"
# How a file leaves a view.
LEAVES = re.compile(r"attachment;|FileResponse\(|StreamingHttpResponse\(|as_attachment")


def views_that_hand_out() -> list[Path]:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        if path.is_relative_to(ROOT / "toolkit"):
            continue
        if LEAVES.search(path.read_text(encoding="utf-8")):
            found.append(path)
    return found


@pytest.mark.parametrize("path", views_that_hand_out(), ids=lambda path: path.name)
def test_a_view_that_hands_out_a_file_says_how_many_rows_leave(path: Path):
    assert "leaving(" in path.read_text(encoding="utf-8")


def test_the_search_for_such_views_finds_some():
    assert {"files.py", "views.py"} <= {path.name for path in views_that_hand_out()}


def answered(answer: HttpResponse, method: str = "get", query: str = "") -> list[Entry]:
    before = Entry.objects.count()
    middleware(lambda request: answer)(getattr(RequestFactory(), method)(f"/x/?{query}"))
    return list(Entry.objects.order_by("seq")[before:])


@pytest.mark.django_db
def test_what_a_view_forgets_is_recorded_all_the_same():
    forgotten = HttpResponse(b"", headers={"Content-Disposition": "attachment; filename=a.docx"})

    (entry,) = answered(forgotten)

    assert entry.action == "audit.exported"
    assert (entry.details["rows"], entry.details["format"]) == (None, "file")


@pytest.mark.django_db
def test_a_page_and_a_look_at_the_head_alone_are_no_list():
    assert answered(HttpResponse("page")) == []
    assert answered(leaving(HttpResponse("x"), rows=3, form="xlsx"), "head") == []
    assert answered(leaving(HttpResponse("x", status=404), rows=3, form="xlsx")) == []


@pytest.mark.django_db
def test_rows_and_filters_are_kept_and_what_somebody_typed_is_not():
    answer = leaving(HttpResponse("x"), rows=3, form="xlsx")

    (entry,) = answered(answer, query="on=2013-12-31&q=kim&place=陆家&of=13800001234&size=s")

    assert entry.details["rows"] == 3
    assert entry.details["filters"] == {
        "on": "2013-12-31",
        "q": "typed",
        "place": "typed",
        "of": "typed",
        "size": "s",
    }


@pytest.mark.django_db
def test_without_an_entry_nothing_leaves(monkeypatch):
    def broken(*_args, **_details):
        raise RuntimeError("no log")

    monkeypatch.setattr(exports, "record", broken)

    with pytest.raises(RuntimeError):
        answered(leaving(HttpResponse("x"), rows=1, form="xlsx"))


@pytest.mark.django_db
def test_an_export_names_who_took_which_list():
    entry = exported(
        "account:12", "portal.counted", asked={"code": "320925"}, filters={}, rows=7, form="xlsx"
    )

    assert (entry.actor, entry.subject) == ("account:12", "list:portal.counted")
    assert entry.details == {
        "of": {"code": "320925"},
        "filters": {},
        "rows": 7,
        "format": "xlsx",
    }


@pytest.mark.parametrize("value", ["陆问田", "1 3800001234", "13800001234", "x" * 41])
def test_what_may_be_personal_is_not_kept(value):
    assert plain("place", value) == "typed"
