"""Tags and filters of the look. Built into every template, so no `{% load ui %}` is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.toolkit.ui.days import choices
from xingjia.toolkit.ui.icons import icon_markup

register = template.Library()

NOTHING = "—"
GROUPED_FROM = 10_000
ENGLISH_DAY = "j F Y"

# Standing: kind of chip -> icon, word. Other words on the same grounds are given by the caller.
STANDINGS = {
    "met": ("circle-check", gettext_lazy("达标")),
    "info": ("hourglass", gettext_lazy("待核实")),
    "lapsing": ("clock-exclamation", gettext_lazy("将到期")),
    "unmet": ("circle-x", gettext_lazy("未达标")),
    "unknown": ("help-circle", gettext_lazy("未填报")),
    "na": ("circle-minus", gettext_lazy("不适用")),
}
MESSAGES = {
    "info": "info-circle",
    "ok": "circle-check",
    "warn": "clock-exclamation",
    "bad": "circle-x",
}
LEVELS = {"debug": "info", "success": "ok", "warning": "warn", "error": "bad"}
DAYS = {
    "today": gettext_lazy("今天"),
    "month_end": gettext_lazy("上月末"),
    "half_year": gettext_lazy("上半年"),
    "annual_return": gettext_lazy("年报"),
    "year_end": gettext_lazy("全年"),
}
UNSTYLED = {"checkbox", "radioselect", "checkboxselectmultiple"}


@dataclass(frozen=True)
class OfferedDay:
    """One line of a day picker."""

    title: str
    day: date
    current: bool


# --- figures and days -------------------------------------------------------------------------


@register.filter
def day(value: date | None) -> str:
    """A day in words: 2013年12月31日, in English 31 December 2013; `—` when there is none."""
    if not value:
        return NOTHING
    language = translation.get_language() or "zh-hans"
    # Django's English is American; ours writes the day first.
    own = ENGLISH_DAY if language.startswith("en") else None
    return format_date(value, own or formats.get_format("DATE_FORMAT", language))


@register.filter
def count(value: int | Literal[""] | None) -> str:
    """A whole number as people write it here; `—` when it is not known."""
    if value is None or value == "":
        return NOTHING
    written = f"{value:,}" if abs(value) >= GROUPED_FROM else str(value)
    return written.replace("-", "−")


@register.filter
def rate(value: Decimal | float | None) -> str:
    """A fraction as a percentage with one decimal, 0.9787 → 97.9%; `—` when there is no base."""
    if value is None or value == "":
        return NOTHING
    percent = (Decimal(str(value)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{percent}%".replace("-", "−")


# --- parts ------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """One outline icon, always beside a word: `{% icon "printer" %}`."""
    return icon_markup(name)


@register.inclusion_tag("ui/bar.html")
def bar(
    *,
    verified: int | None,
    claimed: int | None,
    base: int | None,
    target: int | None = None,
    name: str = "",
) -> dict[str, Any]:
    """Claimed hatched, verified solid, both out of `base`; `target` is a thin upright."""
    numbers = {"verified": count(verified), "claimed": count(claimed), "base": count(base)}
    label = _("核实 %(verified)s，上报 %(claimed)s，应有 %(base)s") % numbers
    return {
        "label": f"{name} {label}".strip(),
        "verified": _share(verified, base),
        "claimed": _share(claimed, base),
        "target": _share(target, base),
    }


@register.inclusion_tag("ui/chip.html")
def chip(kind: str, *, word: str = "", icon: str = "") -> dict[str, str]:
    """Standing as icon and word: `{% chip "met" %}`, `{% chip "unmet" word="…" icon="…" %}`.

    A kind that does not exist is a `KeyError`.
    """
    usual_icon, usual_word = STANDINGS[kind]
    return {"kind": kind, "icon": icon or usual_icon, "word": word or str(usual_word)}


@register.simple_block_tag
def message(content: SafeString, kind: str = "info", *, icon: str = "") -> SafeString:
    """A message that stays in the page: `{% message "bad" %}<b>…</b> …{% endmessage %}`."""
    shown = {"kind": kind, "icon": icon or MESSAGES[kind], "content": content}
    return render_to_string("ui/message.html", shown)


@register.filter
def message_kind(level: str) -> str:
    """The kind of message for a level of Django's messages framework."""
    return LEVELS.get(level, "info")


@register.inclusion_tag("ui/day.html", takes_context=True)
def day_picker(
    context: Mapping[str, Any], on: date, today: date | None = None, name: str = "on"
) -> dict[str, Any]:
    """The day of the page, its usual neighbours, and a form for any other day.

    Writes the parameter `name` and keeps the rest of the address, but not the page number.
    """
    today = today or timezone.localdate()
    dropped = {name, "page"}
    query = context["request"].GET.copy()
    for key in dropped & set(query):
        del query[key]
    offered = [
        OfferedDay(str(DAYS[choice.code]), choice.day, current=choice.day == on)
        for choice in choices(on, today)
    ]
    return {
        "on": on,
        "name": name,
        "offered": offered,
        "kept": [(key, value) for key, values in query.lists() for value in values],
        "query": f"{query.urlencode()}&" if query else "",
        "forecast": on > today,
    }


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget of a form field in our dress."""
    plain = field.widget_type in UNSTYLED
    return field.as_widget(attrs={} if plain else {"class": "xj-input"})


@register.simple_tag
def html_lang() -> str:
    """The language of the page for `<html lang>`: zh-Hans, zh-Hant, en."""
    return translation.to_locale(translation.get_language() or "zh-hans").replace("_", "-")


def _share(part: int | None, base: int | None) -> str:
    """Width as a percentage of the base, never beyond it; empty when there is nothing to show."""
    if part is None or not base:
        return ""
    return f"{min(100 * part / base, 100):.1f}%"
