"""Reading what a superior answered to elections, and whom an answer concerns."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from xingjia.access.rules import Actor
from xingjia.registry.models import Answer, Delay, Election, Officer, Union, UnionStatement
from xingjia.registry.rules.ballots import LEADERS

ONE_SAYING = ("union", "field", "day")  # there is one saying of each
BECAUSE = "of a union that the reader was given"


def answers_of(union: Union) -> list[Answer]:
    """Every answer to an election of the union, those taken back as well, the oldest first."""
    rows = Answer.objects.everything(because=BECAUSE).filter(election__union=union)
    return list(rows.order_by("pk"))


def answer_of(election: Election) -> Answer | None:
    """The answer that stands. An approval entered together with its election is one too."""
    rows = Answer.objects.everything(because=BECAUSE).filter(election=election)
    found: Answer | None = rows.filter(undone_on__isnull=True).first()
    if found is None and election.approved_on:
        return Answer(
            election=election,
            given=Answer.Given.APPROVED,
            on=election.approved_on,
            number=election.approval_no,
            text=election.answer,
            said_by=election.said_by,
        )
    return found


def delay_for(actor: Actor, pk: int) -> Delay | None:
    """The delay with this id, if its union is the actor's to see."""
    rows = Delay.objects.visible_to(actor).select_related("union__organisation")
    found: Delay | None = rows.filter(pk=pk).first()
    return found


def elected_since(election: Election) -> bool:
    """Whether somebody was elected in the union after this election, or anew on its day: that
    leans on it."""
    officers = Officer.objects.everything(because=BECAUSE).filter(union=election.union_id)
    later = Q(elected_on__gt=election.held_on)
    again = Q(elected_on=election.held_on, election__kind=Election.Kind.WHOLE)
    found = officers.filter(later | again & ~Q(election=election.pk))
    return bool(found.exists())


def elected_through(election: Election) -> list[Officer]:
    """Whom the election seated."""
    rows = Officer.objects.everything(because=BECAUSE).filter(election=election)
    return list(rows.order_by("pk"))


def followed_by(election: Election) -> list[Officer]:
    """Who left because of this election; a by-election fills seats that stood empty."""
    if election.kind == Election.Kind.BY:
        return []
    rows = Officer.objects.everything(because=BECAUSE).filter(
        Q(elected_on__isnull=True) | Q(elected_on__lt=election.held_on),
        union=election.union_id,
        left_on=election.held_on,
        left_why=Officer.Left.REPLACED,
    )
    return list(rows.order_by("pk"))


def phones_through(election: Election, seated: Collection[Officer]) -> list[UnionStatement]:
    """The telephones given for the chair whom the election seated; none if it seated none."""
    if not any(one.post in LEADERS for one in seated):
        return []
    rows = UnionStatement.objects.everything(because=BECAUSE).filter(
        union=election.union_id, field=UnionStatement.Field.CHAIR_PHONE, day__gte=election.held_on
    )
    return list(rows.order_by("pk"))


def unchanged(answer: Answer) -> bool:
    """Whether everybody, and the telephones set aside, are still as a refusal left them."""
    officers = [one for one in answer.changed if "statement" not in one]
    phones = [one["statement"]["fields"] for one in answer.changed if "statement" in one]
    said = UnionStatement.objects.everything(because=BECAUSE)
    if any(said.filter(**{name: one[name] for name in ONE_SAYING}).exists() for one in phones):
        return False
    keys = [one["pk"] for one in officers]
    seen = [
        *Officer.objects.everything(because=BECAUSE).filter(pk__in=keys),
        *Officer.objects.refused(because=BECAUSE).filter(pk__in=keys),
    ]
    now = {one.pk: (one.left_on, one.left_why) for one in seen}
    return all(now.get(one["pk"]) == _state(one["after"]) for one in officers)


def _state(side: dict[str, str | None]) -> tuple[date | None, str | None]:
    left_on = side["left_on"]
    return date.fromisoformat(left_on) if left_on else None, side["left_why"]
