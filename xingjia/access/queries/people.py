"""Reading who someone is and whom they may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from pypinyin import lazy_pinyin

from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.rules import (
    NOBODY,
    PLACES,
    Actor,
    Grant,
    Right,
    Role,
    digest_of,
    granted,
    is_superior,
    label_of,
    plain_username,
    system,
)
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.orgtree.rules import STEP, path_of

PLACE = ("kind", "path", "name")


def actor_for(account_id: int | None, on: date) -> Actor:
    """The actor an account is on a day, with the appointments in force on it."""
    if account_id is None:
        return NOBODY
    held = (
        Appointment.objects.everything(because="an actor is made before there is an actor")
        .filter(account_id=account_id, account__is_active=True, start__lte=on, end__gt=on)
        .order_by("pk")
        .values_list("account__name", "role", *(f"organisation__{one}" for one in PLACE))
    )
    grants = tuple(
        Grant(granted(Role(role), kind), path, place, kind) for _, role, kind, path, place in held
    )
    name = held[0][0] if grants else ""
    return Actor(f"account:{account_id}", name, grants)


def actor_labelled(label: str, on: date) -> Actor:
    """The actor behind a label the log or a job keeps: "account:12", "system:seed_demo"."""
    kind, _, rest = label.partition(":")
    if kind == "system":
        return system(rest)
    return actor_for(int(rest), on) if kind == "account" else NOBODY


def nodes_for(actor: Actor, right: Right = Right.SEE) -> QuerySet[Node]:
    """The nodes in the branches where the actor holds `right`."""
    return Node.objects.filter(under_any("path", actor.branches(right)))


def home_of(actor: Actor) -> Node | None:
    """The node an actor's work is about: the highest one appointed to, the first of equals."""
    branches = sorted(actor.branches(Right.SEE), key=len)
    if not branches:
        return None
    return Node.objects.filter(path=branches[0]).first() if branches[0] else None


# ---- people ---------------------------------------------------------------------------------


def appointments_for(actor: Actor, on: date) -> QuerySet[Appointment]:
    """Appointments in force on a day in the branches where the actor looks after people."""
    return _looked_after(actor).filter(start__lte=on, end__gt=on)


def former_appointments_for(actor: Actor, on: date) -> QuerySet[Appointment]:
    """Appointments that ended by a day, and those still to begin, in the same branches."""
    return _looked_after(actor).exclude(start__lte=on, end__gt=on)


def _looked_after(actor: Actor) -> QuerySet[Appointment]:
    return (
        Appointment.objects.visible_to(actor, Right.INVITE)
        .select_related("account", "organisation")
        .order_by("organisation__code", "account__name", "pk")
    )


def named(held: QuerySet[Appointment], text: str) -> QuerySet[Appointment]:
    """Of these appointments, the ones whose person, account or place contains `text`."""
    return held.filter(
        Q(account__name__icontains=text)
        | Q(account__username__icontains=plain_username(text))
        | Q(organisation__name__icontains=text)
    )


def account_for(actor: Actor, pk: int, on: date) -> Account | None:
    """The account with this id, if it holds an appointment the actor looks after."""
    held = appointments_for(actor, on).filter(account_id=pk).first()
    return held.account if held else None


def person_for(actor: Actor, pk: int) -> Account | None:
    """The account with this id, if it ever held an appointment the actor looks after."""
    held = _looked_after(actor).filter(account_id=pk).first()
    return held.account if held else None


def appointments_of(account: Account, on: date) -> QuerySet[Appointment]:
    """What a person himself is appointed to on a day, wherever it lies."""
    return (
        Appointment.objects.everything(because="everybody sees his own appointments")
        .filter(account=account, start__lte=on, end__gt=on)
        .select_related("organisation")
        .order_by("organisation__path", "pk")
    )


def may_bring_back(actor: Actor, account: Account, on: date) -> bool:
    """Whether the actor may give this account a way back in; see `rules.is_superior`."""
    if account.pk is None or not account.is_active:
        return False
    return is_superior(actor, posts_held(account, on))


def may_close(actor: Actor, account: Account) -> bool:
    """Whether the actor may close this account, or open it again; see `closable`."""
    return account.pk in closable(actor, [account])


def closable(actor: Actor, accounts: Iterable[Account]) -> set[int]:
    """Which of these accounts the actor may close or open again: never his own. One query.

    A superior of every post it ever held; an administrator of the places of those posts, unless
    one of them watches him.
    """
    held: dict[int, list[Grant]] = {}
    posts = Appointment.objects.everything(because="a post out of the actor's sight counts as well")
    posts = posts.filter(account__in=[one.pk for one in accounts])
    for key, role, path in posts.values_list("account", "role", "organisation__path"):
        held.setdefault(key, []).append(Grant(Role(role), path))
    return {
        key
        for key, grants in held.items()
        if actor.label != label_of(key) and (is_superior(actor, grants) or _runs(actor, grants))
    }


def _runs(actor: Actor, held: list[Grant]) -> bool:
    watches = any(post.role is Role.AUDITOR for post in held)
    return not watches and all(actor.may(Right.RUN, post.branch) for post in held)


def posts_held(account: Account, on: date) -> list[Grant]:
    """What an account holds from a day on, wherever it lies."""
    held = Appointment.objects.everything(because="a post out of the actor's sight counts as well")
    posts = held.filter(account=account, end__gt=on).values_list("role", "organisation__path")
    return [Grant(Role(role), path) for role, path in posts]


@dataclass(frozen=True)
class Answering:
    """Who answers for a place on a day, and the contact cadres beside, never instead."""

    responsible: Appointment | None
    contacts: list[Appointment]


def answering_for(path: str, on: date) -> Answering:
    """The one person who answers for what lies at this path (谁主管谁负责, domain.md §10): the
    officer at the nearest place above, of several there the one longest in that post; and the
    contact cadres (挂点干部), the nearest first."""
    above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
    officers = [Role.TOWNSHIP_OFFICER, Role.OFFICER]
    held = (
        Appointment.objects.everything(because="who sees a place may know who answers for it")
        .filter(organisation__path__in=above, role__in=[*officers, Role.CONTACT])
        .filter(account__is_active=True, start__lte=on, end__gt=on)
        .select_related("account", "organisation")
    )
    found = sorted(held, key=lambda one: (-len(one.organisation.path), one.start, one.pk))
    answers = [one for one in found if one.role in officers]
    contacts = [one for one in found if one.role == Role.CONTACT]
    return Answering(answers[0] if answers else None, contacts)


# ---- places and names to choose from --------------------------------------------------------


def open_roles(actor: Actor) -> list[Role]:
    """The roles the actor can give somewhere in his branches."""
    return [role for role in PLACES if places_for(actor, role).exists()]


def places_for(actor: Actor, role: Role) -> QuerySet[Node]:
    """The open nodes at which the actor may give `role`."""
    tops = actor.branches(Right.INVITE)
    # Strictly below the top of a branch the answer is the same everywhere: any child will do.
    inside = [top for top in tops if actor.may_appoint(role, path_of(top, 0))]
    above = [top for top in tops if not actor.may_appoint(role, top)]
    return Node.objects.filter(
        under_any("path", inside), kind__in=PLACES[role], closed_on__isnull=True
    ).exclude(path__in=above)


def places_named(places: QuerySet[Node], text: str) -> QuerySet[Node]:
    """The places meant by what somebody typed: by code, else by whole name, else by a part."""
    for condition in (Q(code=text), Q(name=text), Q(name__icontains=text)):
        found = places.filter(condition)
        if found.exists():
            return found
    return places.none()


def free_username(name: str) -> str:
    """A user name nobody has, from the pinyin of a person's name: mengzhiqiu, mengzhiqiu2."""
    letters = "".join(lazy_pinyin(name)).lower()
    stem = "".join(c for c in letters if c.isascii() and c.isalnum())[:26].ljust(3, "0")
    taken = set(
        Account.objects.filter(username__startswith=stem).values_list("username", flat=True)
    )
    number = 1
    while (candidate := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return candidate


# ---- links ----------------------------------------------------------------------------------


def usable_invitation(secret: str, at: datetime, on: date) -> Invitation | None:
    """The invitation behind a link, as long as it can be used; None whatever the reason.

    Whoever made it must still be a superior of the account: he could have kept the link for
    himself, and must not grow with a post the person was given later.
    """
    found: Invitation | None = (
        Invitation.objects.everything(because="whoever holds the secret is nobody yet")
        .filter(digest=digest_of(secret), used_at__isnull=True, expires_at__gt=at)
        .select_related("account", "organisation")
        .first()
    )
    if found and may_bring_back(actor_labelled(found.made_by, on), found.account, on):
        return found
    return None


def inviter_of(invitation: Invitation) -> Account | None:
    """Who made a link; None when it was made on the server."""
    kind, _, rest = invitation.made_by.partition(":")
    return Account.objects.filter(pk=int(rest)).first() if kind == "account" else None


def names_behind(labels: Iterable[str]) -> dict[str, str]:
    """The names behind labels such as "account:12"; labels of named jobs are left out."""
    keys = {
        label: int(key)
        for label in labels
        if (key := label.removeprefix("account:")) != label and key.isdecimal()
    }
    names = dict(Account.objects.filter(pk__in=set(keys.values())).values_list("pk", "name"))
    return {label: names[key] for label, key in keys.items() if key in names}
