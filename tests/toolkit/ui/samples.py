"""A sample of what each part of `templates/ui/` is given, as a page would give it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.test import RequestFactory


class Said(str):
    """A message as the messages framework hands it over."""

    level_tag = "success"


class SampleForm(forms.Form):
    """One field of each sort, two of them wrong."""

    elected = forms.CharField(label="换届日期", help_text="以会员大会召开当天为准")
    until = forms.DateField(label="任期届满", error_messages={"invalid": "2月没有 30日"})
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)
    checked = forms.BooleanField(label="已当面核对")
    choice = forms.ChoiceField(
        label="怎么处理",
        choices=[("keep", "暂不写入"), ("write", "写入")],
        widget=forms.RadioSelect,
    )


def bound_form() -> SampleForm:
    """The sample form after it was sent with two mistakes."""
    return SampleForm({"elected": "2014年5月8日", "until": "2019-02-30", "choice": "keep"})


def shell() -> dict[str, Any]:
    """What the context processor of a signed-in page supplies."""
    entry = {"title": "导入名册", "url": "/imports/", "icon": "file-import", "current": True}
    return {
        "request": RequestFactory().get("/coverage/", {"on": "2013-12-31"}),
        "federation": "建湖县总工会",
        "demo": True,
        "menu": [{"title": "基础台账", "entries": [entry, {**entry, "count": 141}]}],
        "self_name": "孟知秋 · 基层组织部",
        "self_entries": [{"title": "两步验证", "url": "/mfa/", "icon": "shield-check"}],
        "help_url": "/help/",
        "help_phone": "0515-80001233",
        "csrf_token": "token",
        "path": [{"title": "盐城市", "url": "/1/"}, {"title": "建湖县"}],
        "children": [{"title": "上冈镇", "url": "/2/", "note": "18 家"}],
        "children_title": "下级 14 个镇、街道",
    }


def _figure() -> dict[str, Any]:
    return {"count": 96, "url": "/r/", "base": 138, "rate": Decimal("0.6957"), "name": "建会"}


def _listed() -> dict[str, Any]:
    choice = {"title": "私营", "url": "?own=private", "current": True, "count": 120}
    menu = {"name": "所有制", "value": "私营", "active": True, "clear_url": "?"}
    return {
        "request": RequestFactory().get("/", {"page": "2", "town": "上冈镇"}),
        "filters": [{**menu, "choices": [choice]}, {"title": "未建会", "count": 3, "url": "?x=1"}],
        "clear_url": "?",
        "page": Paginator(range(138), 50).page(2),
    }


def _day() -> dict[str, Any]:
    on = date(2013, 12, 31)
    offered = [{"title": "今天", "day": on, "current": True}]
    return {"on": on, "name": "on", "offered": offered, "kept": [("a", "b")], "query": "a=b&"}


def _form() -> dict[str, Any]:
    form = bound_form()
    return {"form": form, "field": form["until"]}


def _job() -> dict[str, Any]:
    return {"title": "导入", "sentence": "正在写入", "done": 40, "total": 141, "job_url": "/job/"}


def _bar() -> dict[str, Any]:
    return {"label": "核实 96", "claimed": "81.2%", "verified": "69.6%", "target": "100.0%"}


def _words() -> dict[str, Any]:
    return {
        "kind": "bad",
        "icon": "circle-x",
        "title": "将写入 26 行",
        "text": "可以整批撤销",
        "act": "写入 26 行",
        "content": "有 2 处要改",
        "word": "暂缓",
        "messages": [Said("已写入 26 行")],
        "steps": [{"title": "选文件", "done": True}, {"title": "核对", "current": True}],
        "verified": _figure(),
        "claimed": _figure(),
    }


_WORDS = ("empty", "decide", "message", "messages", "steps", "chip", "figure_two", "key", "keys")
_SHELL = (
    *("base", "page", "card", "top", "brand", "demo", "mark", "languages", "search", "menu"),
    *("self", "path", "help_line"),
)

SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    **dict.fromkeys(_SHELL, shell),
    **dict.fromkeys(_WORDS, _words),
    **dict.fromkeys(("figure", "big", "of"), _figure),
    **dict.fromkeys(("filters", "pages", "take"), _listed),
    **dict.fromkeys(("field", "form_errors"), _form),
    "day": _day,
    "reminder": lambda: {"text": "12月31日前要做 3 件", "picture_url": "/reminder.png"},
    "progress": _job,
    "bar": _bar,
    "qr": lambda: {"qr_path": "M4 4h1v1h-1z", "qr_size": 29, "qr_label": "职工扫的码"},
}
