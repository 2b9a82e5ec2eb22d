"""Tags for pages of committees and elections."""

from collections.abc import Iterable

from django import template

from xingjia.registry import committee_words
from xingjia.registry.rules.ballot_checks import Check, Found
from xingjia.registry.rules.committees import Has
from xingjia.toolkit.ui.templatetags.ui import chip

register = template.Library()


@register.inclusion_tag("ui/chip.html")
def body_chip(has: Has) -> dict[str, str]:
    """How a body of a union stands."""
    kind, icon, word = committee_words.STATES[has]
    return chip(kind, word=str(word), icon=icon)


@register.inclusion_tag("ui/chip.html")
def check_chip(found: Found) -> dict[str, str]:
    """How a check of an election came out."""
    kind, word = committee_words.MARKS[found]
    return chip(kind, word=str(word))


@register.filter
def check_name(check: Check) -> str:
    """What is checked."""
    return str(committee_words.CHECK_NAMES[check.code])


@register.filter
def check_words(check: Check) -> str:
    """What was found, with its numbers."""
    return committee_words.check_words(check)


@register.filter
def declaration(declared: Iterable[str] | None) -> str:
    """What a candidate declared of herself."""
    return committee_words.declaration(declared)
