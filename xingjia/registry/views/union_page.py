"""What the page of one union shows on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from xingjia.access.queries import answering_for
from xingjia.access.rules import Actor, Right
from xingjia.registry.models import (
    Affiliation,
    Closing,
    Cover,
    Delay,
    EmployerStatement,
    FocusMark,
    Group,
    MergeRecord,
    Officer,
    Room,
    Union,
    UnionStatement,
)
from xingjia.registry.queries import federations, history, said
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.committees import people_rows
from xingjia.registry.queries.endings import closings_of
from xingjia.registry.queries.marks import marks_of, rooms_of
from xingjia.registry.queries.merging import merges_into
from xingjia.registry.queries.newest import totals_of
from xingjia.registry.queries.persons import posts_elsewhere
from xingjia.registry.queries.terms import delayed_on, delays_of
from xingjia.registry.rules.delays import days_allowed
from xingjia.registry.rules.standing import of_term
from xingjia.registry.rules.terms import Tenure, state_of_term, tenure_on
from xingjia.registry.views import parts
from xingjia.registry.views.committees import committees, known_elections
from xingjia.registry.views.shared import chair_of, path_to, shares
from xingjia.registry.views.telling import Telling, share
from xingjia.toolkit.together import answered, beside, read

TOLD_HERE = 50  # members whose joining and leaving is part of the federation's own timeline


@dataclass(frozen=True)
class Belonging:
    """The groups of a union and the federations around it: on the day, and as events."""

    shown: dict[str, Any]
    events: tuple[Iterable[history.Event], ...]

    @classmethod
    def of(cls, actor: Actor, union: Union, on: date, beside: "Beside") -> "Belonging":
        """What belongs to a union and what it belongs to.

        Members are told of by name only where the reader may see them; many of them only on the
        page of the members, where they stand on pages.
        """
        groups, belongings = beside.groups, beside.belongings
        seen = federations.seen_unions(actor, belongings)
        above = [one for one in belongings if one.member_id == union.pk]
        shown = {
            "parts": [one for one in groups if one.start <= on < one.end],
            "federations": [one for one in above if one.start <= on < one.end],
            "has_members": len(above) < len(belongings),
            "opened": seen,
        }
        members = [one for one in belongings if one.member_id in seen and one not in above]
        told = [*above, *(members if len(members) <= TOLD_HERE else [])]
        return cls(shown, (history.belonged(told), history.grouped(groups)))


def union_page(actor: Actor, of: Union, on: date) -> dict[str, Any]:
    """Its values, people, employers, papers, rooms, and everything dated about it."""
    beside = Beside.of(actor, of, on)
    statements, covers, people = beside.statements, beside.covers, beside.people
    officers = [one for one in reversed(people) if one.post == Officer.Post.CHAIR]
    belonging = Belonging.of(actor, of, on, beside)
    telling = Telling(actor, statements, [*covers, *people], of.organisation.path)
    said = {one.field: one.value for one in statements if one.day <= on}
    events = _union_events(of, statements, covers, people, beside, belonging)
    place = union_queries.above([of.organisation_id], on).get(of.organisation_id)
    current = [cover for cover in covers if cover.start <= on < cover.end]
    chair = chair_of(officers, of.pk, on)
    keys = [cover.employer_id for cover in current]
    totals = totals_of(keys, on, parts.STAFF, beside.staff)
    return {
        "union": of,
        "merges": beside.merges,
        "on": on,
        **_rights(actor, of.organisation.path),
        "path": path_to(actor, place, "registry:unions", on) if place else [],
        "said": said,
        **_members(said, totals["staff"].number),
        "groups": telling.groups(on),
        "unsaid": telling.unsaid(_union_fields(of), on),
        "chair": chair,
        "chair_source": telling.source(chair) if chair else None,
        **_terms(chair, officers, beside.delays, on),
        "current": current,
        "other": [cover for cover in covers if cover not in current],
        **committees(of, people, said, telling, on, beside.delays, posts_elsewhere(actor, people)),
        "members": parts.members(said, totals),
        "paper": parts.paper(of, statements, officers, on),
        "rooms": parts.housed(beside.rooms, on),
        **parts.of_union(of, statements, beside.marks, on),
        **belonging.shown,
        "answering": answering_for(of.organisation.path, on),
        **telling.events(events, on),
    }


@dataclass(frozen=True)
class Beside:
    """All that is on record of a union, read in one query."""

    staff: dict[int, dict[str, Any]]  # what was said of the employers by the day
    statements: list[UnionStatement]
    covers: list[Cover]
    people: list[Officer]
    marks: list[FocusMark]
    rooms: list[Room]
    delays: list[Delay]
    closings: list[Closing]
    groups: list[Group]
    belongings: list[Affiliation]
    merges: list[MergeRecord]

    @classmethod
    def of(cls, actor: Actor, union: Union, on: date) -> "Beside":
        """Read what there is."""
        covers = union_queries.covers_of(union)
        rows: list[QuerySet[Any]] = [
            said.statements(UnionStatement, union.pk),
            covers,
            people_rows(union),
            marks_of(union),
            rooms_of(union),
            delays_of(union),
            closings_of(union),
            federations.groups_of(union),
            federations.belongings_of(union),
            merges_into(actor, "union", union.pk),
        ]
        employers = covers.order_by().values("employer")
        staff, *_ = answered(
            beside(said.asked_said(EmployerStatement, employers, on), *map(read, rows))
        )
        return cls(staff, *map(list, rows))


def _members(said: dict[str, Any], staff: int | None) -> dict[str, Any]:
    return {
        "staff": staff,
        "member_share": share(said.get("members"), staff),
        "shares": shares(said, "members", ("women_members",)),
    }


def _rights(actor: Actor, path: str) -> dict[str, bool]:
    return {
        "may_mend": actor.may(Right.EDIT, path),
        "may_lead": actor.may_from_above(Right.EDIT, path),
        "mobiles": actor.needs_mobiles(path),
    }


def _union_events(
    of: Union,
    statements: Sequence[Any],
    covers: Iterable[Cover],
    people: Sequence[Officer],
    beside: Beside,
    belonging: Belonging,
) -> list[history.Event]:
    chairs = [one for one in reversed(people) if one.post == Officer.Post.CHAIR]
    return history.newest_first(
        history.told(statements),
        history.existed([of]),
        *belonging.events,
        history.reopened(beside.closings),
        history.covered(covers),
        history.governed(chairs),
        history.seated(people),
        history.answered(known_elections(people)),
        history.delayed(beside.delays),
        history.looked_after(beside.marks),
        history.housed(beside.rooms),
    )


def _union_fields(of: Union) -> list[UnionStatement.Field]:
    """What may be said of a union; its founding may be on record without a saying."""
    fields = UnionStatement.Field
    return [one for one in fields if one is not fields.FOUNDED or of.founded_on is None]


def _terms(
    chair: Officer | None, officers: Iterable[Officer], delays: list[Delay], on: date
) -> dict[str, Any]:
    """Where the term of who is in office stands, and how far the term that counts on the day,
    also while the seat is vacant, has come towards the next election."""
    tenures = [
        Tenure(one.pk, one.elected_on, one.term_ends_on, one.left_on)
        for one in officers
        if one.post == Officer.Post.CHAIR
    ]
    tenure = tenure_on(tenures, on)
    last, own = tenure.last if tenure else None, chair.term_ends_on if chair else None
    allowed = days_allowed(
        (one.approved_on, one.until)
        for one in delays
        if one.undone_on is None and one.term_ends_on == last
    )
    return {
        "term": of_term(own, on, delayed_on(delays, own, on)),
        "term_state": state_of_term(last, on, delays=allowed),
        "delayed_to": delayed_on(delays, last, on),
    }
