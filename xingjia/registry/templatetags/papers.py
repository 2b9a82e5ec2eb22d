"""Tags for certificates and for party and union built together."""

from django import template

from xingjia.registry import paper_words
from xingjia.registry.rules.certificates import Due, Standing
from xingjia.registry.rules.party import Building
from xingjia.toolkit.ui.templatetags.ui import chip

register = template.Library()


@register.inclusion_tag("ui/chip.html")
def paper_chip(standing: Standing) -> dict[str, str]:
    """Where a certificate stands."""
    kind, icon, word = paper_words.STANDINGS[standing]
    return chip(kind, word=str(word), icon=icon)


@register.filter
def to_be_done(due: Due) -> str:
    """What is to be done by then."""
    return str(paper_words.DO[due.rule])


@register.filter
def why_due(due: Due) -> str:
    """Why it is due then, with its article."""
    return paper_words.why_due(due)


@register.inclusion_tag("ui/chip.html")
def together_chip(found: Building) -> dict[str, str]:
    """Whether party organisation and union stand together."""
    kind, icon, word = paper_words.TOGETHER[found.together]
    return chip(kind, word=str(word), icon=icon)


@register.filter
def why_together(found: Building) -> str:
    """By which years."""
    return paper_words.why_together(found)
