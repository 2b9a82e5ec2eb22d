"""How facts, outcomes and steps are said."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.facts.kinds import KINDS
from xingjia.facts.rules import EVER, OPEN, Fact
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.queries.why import Told
from xingjia.toolkit.ui.templatetags.ui import day

CHIPS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "unmet",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_APPLICABLE: "na",
}
# Where a fact comes from, by the table that keeps it.
SOURCES = {
    "imports.importrow": gettext_lazy("登记册"),
    "registry.unionstatement": gettext_lazy("手工登记"),
    "registry.employerstatement": gettext_lazy("手工登记"),
    "registry.contract": gettext_lazy("合同登记"),
    "registry.officer": gettext_lazy("任职登记"),
    "registry.room": gettext_lazy("场所登记"),
    "registry.union": gettext_lazy("工会登记"),
    "evidence.evidence": gettext_lazy("本会上报"),
    "visits.confirmation": gettext_lazy("走访"),
    "publicity.hanging": gettext_lazy("张挂登记"),
    "publicity.lapsed": gettext_lazy("登记已变，原来做的不对了"),
    "publicity.call": gettext_lazy("拨打记录"),
}


def chip_of(told: Told) -> str:
    """Which chip a criterion bears on the day."""
    if told.reason.is_lapsing:
        return "lapsing"
    if told.waits:
        return "info"
    return CHIPS[told.reason.outcome]


def fact_said(fact: Fact, sources: Mapping[str, str]) -> str:
    """A fact in a few words: 任职（主席 姚国平），任职登记. `sources`: by origin, where one knows
    better than the table."""
    kind = KINDS[fact.kind]
    values = []
    for name, value in fact.attributes:
        attribute = kind.attributes.get(name)
        if attribute is None or name == "elected":
            continue
        if attribute.number:
            values.append(f"{attribute.title} {value}")
        else:
            values.append(str(attribute.values.get(value, value)))
    title = str(kind.title) + (f"（{'，'.join(values)}）" if values else "")
    table = fact.origin.partition(":")[0]
    source = sources.get(fact.origin) or SOURCES.get(table, "")
    words = title if fact.holds else _("%(what)s：否") % {"what": title}
    return f"{words}，{source}" if source else words


def note_of(told: Told, on: date, sources: Mapping[str, str]) -> str:
    """Why a criterion stands as it does, in one line: what says so before what says otherwise,
    the latest first; where it is verified, by what before what was claimed."""
    reason = told.reason
    if reason.outcome is Outcome.UNKNOWN:
        return _("尚未填报，不算达标")
    if reason.outcome is Outcome.NOT_APPLICABLE:
        return _("这一项对本会不适用")
    if reason.is_lapsing:
        end = min(one for one in (reason.until, reason.verified_until) if one)
        return _("还有 %(days)d 天到期") % {"days": (end - on).days}
    facts = [fact for fact in reason.facts if fact.span.holds(on)] or list(reason.facts)
    met = reason.outcome is Outcome.MET
    facts.sort(key=lambda fact: fact.span.start, reverse=True)
    facts.sort(key=lambda fact: (fact.holds is not met, reason.is_verified and not fact.verified))
    return "；".join(dict.fromkeys(fact_said(fact, sources) for fact in facts[:2]))


def span_said(since: date | None, until: date | None, *, lapsing: bool) -> str:
    """Since when something is met, or until when, where that is near."""
    if lapsing and until and until != OPEN:
        return _("到 %(day)s") % {"day": day(_last(until))}
    if since in (None, EVER) or since is None:
        return _("一直达标")
    return _("%(day)s起达标") % {"day": day(since)}


def claimed_said(told: Told) -> str:
    """The column of what is claimed."""
    reason = told.reason
    if reason.outcome is Outcome.MET:
        return span_said(reason.since, reason.until, lapsing=reason.is_lapsing)
    if reason.outcome is Outcome.NOT_MET:
        return _("%(day)s起未达标") % {"day": day(reason.since)}
    return _("不适用") if reason.outcome is Outcome.NOT_APPLICABLE else _("尚未填报")


def verified_said(told: Told) -> str:
    """The column of what is verified."""
    reason = told.reason
    if reason.is_verified:
        return span_said(reason.verified_since, reason.verified_until, lapsing=reason.is_lapsing)
    if reason.outcome is Outcome.NOT_APPLICABLE:
        return _("不适用")
    return _("尚未核实")


def _last(end: date) -> date:
    return date.fromordinal(end.toordinal() - 1)
