"""Tags for pages of the register: values in words, and where contracts and terms stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.access.rules import masked
from xingjia.orgtree.rules import OPEN
from xingjia.registry import contract_words, term_words
from xingjia.registry.queries.sources import as_stated
from xingjia.registry.rules.contract_clock import Deadline, State
from xingjia.registry.rules.contract_steps import Mark
from xingjia.registry.rules.standing import Standing
from xingjia.registry.rules.terms import State as TermState
from xingjia.registry.words import shown
from xingjia.toolkit.ui.templatetags.ui import chip

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    from xingjia.registry.models import Contract, Officer
    from xingjia.registry.queries.sources import Source

register = template.Library()

NOT_DIALLED = re.compile(r"[^0-9+]")
WITH_EXTENSION = re.compile(r"((?:0\d{2,3}-)?\d{7,8})-(\d{1,6})")
# Standing -> kind of chip, icon ("" is the usual one), word.
Worded = dict[Standing, tuple[str, str, "StrOrPromise"]]
CONTRACTS: Worded = {
    Standing.RUNNING: ("met", "", gettext_lazy("有效")),
    Standing.LAPSING: ("lapsing", "", gettext_lazy("将到期")),
    Standing.ENDED: ("unmet", "", gettext_lazy("已到期")),
    Standing.AHEAD: ("info", "calendar", gettext_lazy("尚未生效")),
    Standing.CLAIMED: ("info", "", gettext_lazy("上报有效")),
    Standing.DENIED: ("unmet", "", gettext_lazy("上报没有")),
    Standing.DISPUTED: ("unmet", "git-compare", gettext_lazy("与名册不符")),
    Standing.UNKNOWN: ("unknown", "", gettext_lazy("未填报")),
}
TERMS: Worded = {
    Standing.RUNNING: ("met", "", gettext_lazy("任期内")),
    Standing.LAPSING: ("lapsing", "", gettext_lazy("90 天内届满")),
    Standing.ENDED: ("unmet", "", gettext_lazy("换届已超期")),
    Standing.EXTENDED: ("lapsing", "", gettext_lazy("已批准延期")),
    Standing.UNKNOWN: ("unknown", "", gettext_lazy("未填报")),
}


@register.simple_tag
def said(values: Mapping[str, Any], field: str) -> SafeString:
    """The value of a field in words; 未填报 in grey when nobody has said."""
    words = shown(field, values.get(field))
    if words:
        return format_html("{}", words)
    return format_html('<span class="xj-unsaid">{}</span>', _("未填报"))


@register.inclusion_tag("ui/chip.html")
def contract_chip(standing: Standing, *, past: bool = False) -> dict[str, str]:
    """Where a contract stands; `past` is for one among others, whose end alarms nobody."""
    kind, icon, word = CONTRACTS[standing]
    if past and standing is Standing.ENDED:
        kind = "na"
    return chip(kind, word=str(word), icon=icon)


@register.inclusion_tag("ui/chip.html")
def state_chip(state: State) -> dict[str, str]:
    """How far a contract has come."""
    kind, icon, word = contract_words.STATES[state]
    return chip(kind, word=str(word), icon=icon)


@register.inclusion_tag("ui/chip.html")
def mark_chip(mark: Mark) -> dict[str, str]:
    """How one step of a contract stands."""
    kind, icon, word = contract_words.MARKS[mark]
    return chip(kind, word=str(word), icon=icon)


@register.filter
def to_do(deadline: Deadline) -> str:
    """What is to be done by a deadline."""
    return str(contract_words.DO[deadline.rule])


@register.filter
def why(deadline: Deadline) -> str:
    """Why a deadline is what it is, with its article."""
    return contract_words.why(deadline)


@register.filter
def step_word(step: str) -> str:
    """The name of a step of a contract."""
    return str(contract_words.STEPS[step])


@register.filter
def partial_day(text: str) -> str:
    """A day as far as it is known: 2013-04 is a month."""
    return shown("filed_on", text)


@register.simple_tag
def given(record: Officer | Contract, source: Source | None, name: str) -> str:
    """A date of a record as the file it comes from gave it, maybe a month, in words."""
    return partial_day(as_stated(source, name, getattr(record, name)))


@register.inclusion_tag("ui/chip.html")
def term_chip(standing: Standing) -> dict[str, str]:
    """Where a term of office stands."""
    kind, icon, word = TERMS[standing]
    return chip(kind, word=str(word), icon=icon)


@register.inclusion_tag("ui/chip.html")
def term_stage(state: TermState) -> dict[str, str]:
    """Where a term stands on its way to the next election."""
    kind, icon, word = term_words.TERMS[state.stage]
    return chip(kind, word=str(word), icon=icon)


@register.filter
def why_term(state: TermState) -> str:
    """Why a term stands there, with the source."""
    return term_words.why_term(state)


@register.inclusion_tag("ui/chip.html")
def shown_chip(values: Mapping[str, Any], field: str) -> dict[str, str]:
    """Whether a sign or identity is shown, as a register claims; nobody verified it.

    Careful: takes the field by its name, for a template hands over "" for a missing key.
    """
    if values.get(field) is None:
        return chip("unknown")
    if values[field]:
        return chip("info", word=_("上报已亮"))
    return chip("unmet", word=_("上报未亮"))


@register.simple_tag
def shown_word(values: Mapping[str, Any], field: str) -> SafeString:
    """The same in a column whose head says that it is a claim: quiet where all is well."""
    if values.get(field):
        return format_html("{}", _("已亮"))
    unknown = values.get(field) is None
    shown = chip("unknown") if unknown else chip("unmet", word=_("未亮"))
    return render_to_string("ui/chip.html", shown)


@register.filter
def numbers(text: str) -> list[dict[str, str]]:
    """Telephone numbers of a statement (`0515-80001234-806;…`) with what a phone dials."""
    found = [one.strip() for one in text.split(";") if one.strip()]
    return [{"shown": one, "dial": "" if "*" in one else _dialled(one)} for one in found]


@register.filter
def mobiles(text: str, needed: bool) -> str:  # noqa: FBT001 a filter has no names
    """The text as it stands for whose work needs mobiles of persons, else with them masked."""
    return text if needed else masked(str(text))


def _dialled(number: str) -> str:
    """What a phone dials: an extension follows after a pause, not as part of the number."""
    match = WITH_EXTENSION.fullmatch(number)
    main, extension = match.groups() if match else (number, "")
    return NOT_DIALLED.sub("", main) + (f",{extension}" if extension else "")


@register.filter
def is_open(end: date) -> bool:
    """Whether a span has no end."""
    return end == OPEN


@register.filter
def day_before(end: date) -> date:
    """The last valid day of a half-open span."""
    return end - timedelta(days=1)
