"""Criteria in words, for people who answer for them."""

import re
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xingjia.facts.kinds import KINDS
from xingjia.standards.rules.comparing import Question
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Combined,
    Condition,
    CountAtLeast,
    Criterion,
    CriterionMet,
    Deduct,
    FactIs,
    HeldFor,
    Not,
    Referred,
    Standard,
    Where,
    Words,
)
from xingjia.standards.rules.periods import Period
from xingjia.standards.rules.scoring import rounded
from xingjia.toolkit.language.traditional import to_traditional

# The sections and keys under which docs/domain.md keeps a source.
NOTES = re.compile(r"（domain\.md[^）]*）")


def source_of(standard: Standard) -> str:
    """Where a standard comes from, without the section of our own documents."""
    return NOTES.sub("", standard.source)


def text(words: Words) -> str:
    """A text of a standard in the reader's language."""
    language = get_language() or "zh-hans"
    found = words.in_language(language)
    return to_traditional(found) if language == "zh-hant" else found


def period(length: Period) -> str:
    """A length of time: 12 个月, 90 天."""
    if length.months:
        return _("%(n)d 个月") % {"n": length.months}
    return _("%(n)d 天") % {"n": length.days}


def condition(asked: Condition, *, inner: bool = False) -> str:
    """What is asked for, as one sentence; inside another, what is combined is in brackets."""
    match asked:
        case FactIs():
            return fact(asked)
        case Not(part):
            return _("没有“%(what)s”") % {"what": condition(part)}
        case HeldFor(part, length):
            held = {"what": condition(part, inner=True), "period": period(length)}
            return _("%(what)s，连续满 %(period)s") % held
        case All() | AnyOf() | CountAtLeast():
            words = _combined(asked)
            return _("（%(words)s）") % {"words": words} if inner else words
    return _referred(asked)


def _combined(asked: Combined) -> str:
    parts = [condition(part, inner=True) for part in asked.parts]
    if isinstance(asked, CountAtLeast):
        numbers = {"n": asked.at_least, "parts": _("、").join(parts)}
        return _("至少 %(n)d 项：%(parts)s") % numbers
    return (_("，并且") if isinstance(asked, All) else _("，或者")).join(parts)


def _referred(asked: Referred) -> str:
    if isinstance(asked, CriterionMet):
        words = {"code": asked.criterion.code, "title": text(asked.criterion.title)}
        return _("即 %(code)s %(title)s") % words
    return _("达到%(title)s（%(version)s）") % {
        "title": text(asked.standard.title),
        "version": asked.standard.version,
    }


def fact(asked: FactIs) -> str:
    """One fact that is asked for."""
    kinds = [str(KINDS[kind].title) for kind in (asked.kind, *asked.others)]
    told = (_("或者")).join(kinds)
    if asked.where:
        wheres = _("；").join(_where(asked.kind, one) for one in asked.where)
        told = _("%(fact)s（%(where)s）") % {"fact": told, "where": wheres}
    if asked.within is None:
        return told
    words = {"period": period(asked.within), "fact": told, "n": asked.at_least}
    if asked.at_least > 1:
        return _("%(period)s内至少 %(n)d 次：%(fact)s") % words
    return _("%(period)s内有：%(fact)s") % words


def _where(kind: str, one: Where) -> str:
    attribute = KINDS[kind].attributes[one.attribute]
    if one.words:
        named = _("或").join(str(attribute.values.get(word, word)) for word in sorted(one.words))
        return f"{attribute.title} {named}"
    bounds = [f"≥ {one.at_least}"] if one.at_least is not None else []
    bounds += [f"≤ {one.at_most}"] if one.at_most is not None else []
    return f"{attribute.title} {' '.join(bounds)}"


def amount(number: Fraction) -> str:
    """Points as they are printed: 10, 0.5."""
    return f"{rounded(number).normalize():f}"


def points(one: Criterion) -> str:
    """What a line of a list by points counts: 10 分，入会率低于 90%，每低 5 扣 1 分."""
    if one.points is None:
        return ""
    full = {"n": amount(one.points.full)}
    told = (_("加 %(n)s 分") if one.points.bonus else _("%(n)s 分")) % full
    return (
        told
        if one.points.deduct is None
        else _("%(points)s；%(deduct)s")
        % {
            "points": told,
            "deduct": _deduct(one.points.deduct, one.points.full),
        }
    )


def _deduct(deduct: Deduct, full: Fraction) -> str:
    words = {
        "below": amount(deduct.below),
        "step": amount(deduct.step),
        "points": amount(deduct.points),
        "cap": amount(deduct.cap),
        "period": period(deduct.fact.within) if deduct.fact.within else "",
    }
    if deduct.attribute:
        title = KINDS[deduct.fact.kind].attributes[deduct.attribute].title
        told = _("%(what)s低于 %(below)s，每低 %(step)s 扣 %(points)s 分") % (
            words | {"what": title}
        )
    else:
        told = _("%(period)s内少于 %(below)s 次，每少 %(step)s 次扣 %(points)s 分") % words
    return told if deduct.cap == full else told + _("，最多扣 %(cap)s 分") % words


def question(asked: Question) -> str:
    """What a union is asked to tell."""
    kind, named = asked
    told = str(KINDS[kind].title)
    if not named:
        return told
    values = [str(KINDS[kind].attributes[name].values.get(word, word)) for name, word in named]
    return _("%(fact)s（%(where)s）") % {"fact": told, "where": _("；").join(values)}
