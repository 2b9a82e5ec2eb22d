"""Words for pages of 双亮."""

from collections.abc import Collection, Mapping

from django import template
from django.utils.translation import gettext as _

from xingjia.facts.kinds import KINDS
from xingjia.publicity.models import Consent

register = template.Library()


@register.filter
def agreed_words(fields: Collection[str]) -> str:
    """The fields a person agreed to, in the order of the form."""
    between = _("、")
    return between.join(str(label) for value, label in Consent.Field.choices if value in fields)


@register.simple_tag
def fact_word(kind: str, attribute: str, value: str) -> str:
    """The word for the value of an attribute of a fact."""
    return str(KINDS[kind].attributes[attribute].values[value])


@register.filter
def of_question(yes: Mapping[str, int], name: str) -> int:
    """How many said yes to a question."""
    return yes[name]
