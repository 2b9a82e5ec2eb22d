"""Tags for the pages of procedures: how a step and a whole procedure stand."""

from datetime import date

from django import template

from xingjia.organising.models import Procedure
from xingjia.organising.rules.steps import Mark, State, Who
from xingjia.organising.words import MARKS, STATES, WAITING, span_word, step_word
from xingjia.toolkit.ui.templatetags.ui import chip

register = template.Library()


@register.inclusion_tag("ui/chip.html")
def step_chip(mark: Mark) -> dict[str, str]:
    """How one step stands."""
    kind, icon, word = MARKS[mark]
    return chip(kind, word=str(word), icon=icon)


@register.inclusion_tag("ui/chip.html")
def procedure_chip(state: State) -> dict[str, str]:
    """How a procedure stands."""
    kind, icon, word = STATES[state]
    return chip(kind, word=str(word), icon=icon)


@register.simple_tag
def step_title(procedure: Procedure, code: str) -> str:
    """The name of a step."""
    return step_word(procedure, code)


@register.filter
def waiting(who: Who) -> str:
    """On whom one waits."""
    return str(WAITING[who])


@register.filter
def span_to(first: date, last: date) -> str:
    """How long it is from one day to another: 20 个月."""
    return span_word(first, last)
