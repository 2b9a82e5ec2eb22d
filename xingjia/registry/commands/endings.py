"""What ends with a union on its last day, and how it is taken back when that was a mistake.

Covers, officers, the posts held at the union (撤销即免职) and its leaf in the tree end; statements,
contracts and membership stay (工会法 art. 13: 会籍保留).
"""

from datetime import date, timedelta
from typing import Any

from xingjia.access.models import Appointment
from xingjia.access.rules import Actor
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import changes
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import standing_of
from xingjia.registry.models import Cover, Officer, Union
from xingjia.registry.queries.endings import SPANS, Restorable, officers_on, posts_at, spans_of
from xingjia.registry.queries.newest import covered_keys
from xingjia.registry.rules.claims import OF_COVERS
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "the caller leads the union, which is locked"


def end_with(actor: Actor, union: Union, covers: list[Cover], on: date) -> dict[str, Any]:
    """End everything that ends with the union; returns what it was, for `Closing.ended`.

    Posts and leaf last: they write into the log.
    """
    ended: dict[str, Any] = {
        "covers": [{"pk": one.pk, "end": one.end.isoformat()} for one in covers],
        "officers": _end_officers(union, on),
    }
    for name, spans in spans_of(union, on).items():
        ended[name] = [{"pk": one.pk, "end": one.end.isoformat()} for one in spans]
        _set_ends(SPANS[name], [{"pk": one.pk, "end": on.isoformat()} for one in spans])
    rows = Cover.objects.everything(because=BECAUSE).filter(pk__in=[one.pk for one in covers])
    rows.update(end=on)
    _figures_follow(union)
    leaf = union.organisation
    return ended | {"posts": _end_posts(actor, leaf, on), "leaf": _end_leaf(actor, leaf, on)}


def _figures_follow(union: Union) -> None:
    keys = covered_keys(union)
    facts_changed.send(sender=Union, kind="employer", keys=keys, fact_kinds=OF_COVERS)


def _set_ends(model: Any, spans: list[dict[str, Any]]) -> None:
    """One query for each day on which some of them end."""
    days: dict[str, list[int]] = {}
    for one in spans:
        days.setdefault(one["end"], []).append(one["pk"])
    for day, keys in days.items():
        rows = model.objects.everything(because=BECAUSE).filter(pk__in=keys)
        rows.update(end=date.fromisoformat(day))


def _end_officers(union: Union, on: date) -> list[dict[str, Any]]:
    found = officers_on(union, on)
    before = [
        {
            "pk": one.pk,
            "left_on": one.left_on.isoformat() if one.left_on else None,
            "left_why": one.left_why,
        }
        for one in found
    ]
    rows = Officer.objects.everything(because=BECAUSE).filter(pk__in=[one.pk for one in found])
    rows.update(left_on=on, left_why=Officer.Left.CLOSED)
    return before


def _end_posts(actor: Actor, leaf: Node, on: date) -> list[dict[str, Any]]:
    """A post begun on the day or after it is taken back entirely; the log keeps it."""
    before = []
    for held in posts_at(leaf, on).select_for_update(of=("self",)):
        kept = {"account": held.account_id, "role": held.role}
        kept |= {"start": held.start.isoformat(), "end": held.end.isoformat()}
        subject, details = f"access.account:{held.account_id}", {"appointment": held.pk, "end": on}
        if held.start < on:
            held.end = on
            held.save(update_fields=["end"])
            log(actor.label, "access.appointment_ended", subject, **details)
            before.append(kept | {"pk": held.pk})
        else:
            held.delete()
            log(actor.label, "access.appointment_withdrawn", subject, **details)
            before.append(kept | {"pk": None})
    return before


def _end_leaf(actor: Actor, leaf: Node, on: date) -> str | None:
    """Close the leaf on the day, or on the day after it was moved last, if that is later."""
    standing = standing_of(leaf)
    if standing.closed:
        return None
    day = max(on, standing.since + timedelta(days=1))
    changes.close(actor.label, leaf, on=day)
    return day.isoformat()


# ---- taken back ------------------------------------------------------------------------------


def bring_back(actor: Actor, union: Union, found: Restorable) -> None:
    """Let everything go on as it did before the end: covers, officers, posts and the leaf."""
    _set_ends(Cover, found.covers)
    _officers_back(found.officers)
    for name, model in SPANS.items():
        _set_ends(model, getattr(found, name))
    _figures_follow(union)
    for one in found.posts:
        _post_back(actor, union.organisation, one)
    if found.leaf:
        changes.reopen(actor.label, union.organisation)


def _officers_back(before: list[dict[str, Any]]) -> None:
    ways: dict[tuple[str | None, str], list[int]] = {}
    for one in before:
        ways.setdefault((one["left_on"], one["left_why"]), []).append(one["pk"])
    for (left_on, why), keys in ways.items():
        rows = Officer.objects.everything(because=BECAUSE).filter(pk__in=keys)
        rows.update(left_on=date.fromisoformat(left_on) if left_on else None, left_why=why)


def _post_back(actor: Actor, leaf: Node, one: dict[str, Any]) -> None:
    posts: Any = Appointment.objects.everything(because=BECAUSE)
    start, end = (date.fromisoformat(one[name]) for name in ("start", "end"))
    key = one["pk"]
    if key is None:
        key = posts.create(
            account_id=one["account"], organisation=leaf, role=one["role"], start=start, end=end
        ).pk
    else:
        posts.filter(pk=key).update(end=end)
    subject = f"access.account:{one['account']}"
    log(actor.label, "access.appointment_restored", subject, appointment=key, end=end)
