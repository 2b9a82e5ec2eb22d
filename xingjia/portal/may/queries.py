"""Why somebody may or may not: his posts, who gave them, and a judgement on one address."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.urls import Resolver404, resolve

from xingjia.access.models import Account, Appointment
from xingjia.access.queries import answering_for, home_of, names_behind, person_for
from xingjia.access.rules import Actor, Grant, Right, Role, granted, label_of
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.portal.may.rules import NEEDS, Answer, Need, carriers, judged, judged_anywhere, sources
from xingjia.portal.queries.places import place
from xingjia.registry.models import Contract, Employer, Union
from xingjia.toolkit.audit.queries import entries_about

GIVEN = ("access.invited", "access.appointed")


@dataclass(frozen=True)
class Held:
    """A post, what it comes to at its place, and who gave it ("" when nobody is on record)."""

    held: Appointment
    role: Role
    given_by: str


@dataclass(frozen=True)
class RightLine:
    """One right, and the posts that carry it."""

    right: Right
    posts: list[Held]


@dataclass(frozen=True)
class Judgement:
    """What can be said about an address, and whom to ask."""

    answer: Answer
    need: Need | None = None
    roles: tuple[Role, ...] = ()  # those that carry the right
    ask: Appointment | None = None


def posts_with_givers(account: Account, posts: QuerySet[Appointment]) -> list[Held]:
    """Posts with who gave each, from the log. Three queries."""
    entries = entries_about(f"access.account:{account.pk}").filter(action__in=GIVEN)
    givers = {one.details.get("appointment"): one.actor for one in entries}
    names = names_behind(givers.values())
    return [
        Held(
            one,
            granted(Role(one.role), one.organisation.kind),
            names.get(givers.get(one.pk, ""), ""),
        )
        for one in posts
    ]


def rights_of(posts: list[Held]) -> list[RightLine]:
    """Every right there is, with the posts that carry it."""
    roles = [post.role for post in posts]
    return [RightLine(one, [posts[n] for n in sources(one, roles)]) for one in Right]


def actor_by(account: Account, posts: list[Held]) -> Actor:
    """The actor these posts make of a person: of somebody below, those the reader may know."""
    grants = tuple(Grant(post.role, post.held.organisation.path) for post in posts)
    return Actor(label_of(account.pk), account.name, grants)


def judge(reader: Actor, actor: Actor, address: str, on: date) -> Judgement:
    """Why `actor` may or may not do what the page at this address is for.

    What the reader himself does not see is not there, for him and for everybody he asks about.
    """
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return Judgement(Answer.NOWHERE)
    need = NEEDS.get(match.view_name)
    if need is None:
        return Judgement(Answer.OPEN, ask=whom(actor, "", on))
    roles = tuple(carriers(need.right))
    if not match.kwargs:
        found = judged_anywhere(actor, need)
        ask = None if found is Answer.MAY else whom(actor, "", on)
        return Judgement(found, need, roles, ask)
    room, _sep, _name = match.view_name.partition(":")
    paths = [_path(one, room, match.view_name, match.kwargs, on) for one in (reader, actor)]
    if None in paths:
        return Judgement(Answer.HIDDEN, ask=whom(actor, "", on))
    path = paths[0] or ""
    found = judged(actor, need, path)
    ask = None if found is Answer.MAY else whom(actor, path, on)
    return Judgement(found, need, roles, ask)


def whom(actor: Actor, path: str, on: date) -> Appointment | None:
    """Whom to ask about a place: who answers for it, or for the actor's own when none is named.

    Never the actor himself: then whoever answers above.
    """
    if not path:
        home = home_of(actor)
        path = home.path if home else next((one.branch for one in actor.grants), "")
    while path:
        found = answering_for(path, on).responsible
        if found is None or label_of(found.account_id) != actor.label:
            return found
        path = found.organisation.path[:-STEP]
    return None


def _path(actor: Actor, room: str, name: str, given: dict[str, object], on: date) -> str | None:
    """Where the record behind an address lies, if the actor sees it; else None."""
    if room == "portal":
        at = place(actor, str(given["code"]), on)
        return at.node.path if at else None
    key = given["pk"]
    if room == "access":
        # A person is known to who looks after him; where all his posts lie is nobody's business.
        known = person_for(actor, int(str(key)))
        return _of_person(actor, known) if known else None
    if room == "imports":
        return _first(Import.objects.visible_to(actor), key)
    if "contract" in name:
        return _first(Contract.objects.visible_to(actor), key)
    rows = Employer.objects if name.endswith("employer") else Union.objects
    return _first(rows.visible_to(actor), key)


def _first(rows: QuerySet[Node], key: object) -> str | None:
    path: str | None = rows.filter(pk=key).values_list("organisation__path", flat=True).first()  # type: ignore[misc]
    return path


def _of_person(actor: Actor, account: Account) -> str | None:
    held = Appointment.objects.visible_to(actor, Right.INVITE).filter(account=account)
    path: str | None = held.values_list("organisation__path", flat=True).first()
    return path
