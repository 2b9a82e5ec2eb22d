"""Reading the log on behalf of an auditor or an officer."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from xingjia.access.models import Account, Appointment
from xingjia.access.rules import Actor, Right, Role
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.portal.log import words
from xingjia.registry.models import Employer, Union
from xingjia.toolkit.audit.models import Entry

BECAUSE = "whose acts the reader may see depends on every post a person ever held"


@dataclass(frozen=True)
class Asked:
    """What the reader wants of the log."""

    who: str = ""  # part of a name
    what: str = ""  # a room such as "access", or "" for all
    first: date | None = None
    last: date | None = None
    about: str = ""  # "registry.employer:3"
    exports: bool = False


@dataclass(frozen=True)
class Line:
    """One entry in words. `name` is of the subject, where the reader may know it."""

    seq: int
    at: datetime
    who: str
    action: str
    subject: str
    name: str
    details: list[str]


def watched(actor: Actor) -> QuerySet[Account]:
    """The people whose acts the actor may read: all their posts ever lay in his branches.

    Rights come from posts, so everything they did lies there too. Who also worked elsewhere is
    left to the auditor above.
    """
    branches = actor.branches(Right.LOG)
    posts = Appointment.objects.everything(because=BECAUSE)
    inside = posts.filter(under_any("organisation__path", branches))
    outside = posts.exclude(under_any("organisation__path", branches))
    if not branches:
        return Account.objects.none()
    return Account.objects.filter(pk__in=inside.values("account")).exclude(
        pk__in=outside.values("account")
    )


def entries_for(actor: Actor, asked: Asked) -> QuerySet[Entry]:
    """The entries the actor may read and asks for, the newest first."""
    people = watched(actor)
    if asked.who:
        people = people.filter(name__icontains=asked.who)
    label = Concat(Value("account:"), Cast("pk", CharField()), output_field=CharField())
    seen = Q(actor__in=people.annotate(label=label).values("label"))
    if not asked.who and any(grant.role is Role.AUDITOR for grant in actor.grants):
        seen |= Q(actor__startswith="system:")  # ids and codes only; no one county's
    rows = Entry.objects.filter(seen)
    if asked.exports:
        rows = rows.filter(action="audit.exported")
    elif asked.what:
        rows = rows.filter(action__startswith=f"{asked.what}.")
    if asked.first:
        rows = rows.filter(at__gte=_midnight(asked.first))
    if asked.last:
        rows = rows.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    if asked.about:
        rows = rows.filter(subject=asked.about)
    return rows.order_by("-seq")


def lines(actor: Actor, entries: list[Entry]) -> list[Line]:
    """Entries in words. Six queries, however many entries."""
    people = _people(actor, entries)
    names = {f"access.account:{key}": name for key, name in people.items()}
    names |= _named(entries, "registry.employer", Employer.objects.visible_to(actor))
    names |= _named(entries, "registry.union", Union.objects.visible_to(actor))
    names |= _named(entries, "orgtree.node", Node.objects.all())
    codes = {_listed(one).removeprefix("code:") for one in entries}
    places = Node.objects.filter(code__in=codes).values_list("code", "name")
    names |= {f"code:{code}": name for code, name in places}
    return [
        Line(
            one.seq,
            one.at,
            people.get(_key(one.actor, "account"), one.actor),
            words.action(one.action),
            words.subject(one.subject),
            names.get(one.subject) or names.get(_listed(one), ""),
            words.details(one.details),
        )
        for one in entries
    ]


def _people(actor: Actor, entries: list[Entry]) -> dict[int, str]:
    keys = {_key(one.actor, "account") for one in entries}
    keys |= {_key(one.subject, "access.account") for one in entries}
    return dict(watched(actor).filter(pk__in=keys - {0}).values_list("pk", "name"))


def _named(entries: list[Entry], kind: str, rows: QuerySet[Any]) -> dict[str, str]:
    labels = [label for one in entries for label in (one.subject, _listed(one))]
    keys = {_key(label, kind) for label in labels} - {0}
    return {
        f"{kind}:{key}": name for key, name in rows.filter(pk__in=keys).values_list("pk", "name")
    }


def _listed(entry: Entry) -> str:
    """What a list that left was about, as a label: its union, or its place by code."""
    of = entry.details.get("of") if isinstance(entry.details, dict) else None
    if entry.action != "audit.exported" or not isinstance(of, dict):
        return ""
    if entry.subject == "list:registry.handover":
        return f"registry.union:{of.get('pk')}"
    return f"code:{of['code']}" if "code" in of else ""


def _key(label: str, kind: str) -> int:
    start, _sep, key = label.partition(":")
    return int(key) if start == kind and key.isdecimal() else 0


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
