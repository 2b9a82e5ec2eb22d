"""What other posts the people of a union hold or held elsewhere, as far as that is known."""

from collections.abc import Iterable

from django.db.models import Q

from xingjia.access.rules import Actor
from xingjia.registry.models import MergeRecord, Officer

BECAUSE = "of persons whose posts the caller was given"


def posts_together(officers: Iterable[Officer]) -> list[Officer]:
    """These posts and every other known to be of one of these persons, whoever is asking."""
    officers = list(officers)
    persons = {one.person_id for one in officers} - {None}
    rows = Officer.objects.everything(because=BECAUSE).select_related("union__organisation")
    wanted = Q(pk__in=[one.pk for one in officers]) | Q(person__in=persons)
    return list(rows.filter(wanted).order_by("pk"))


def posts_elsewhere(actor: Actor, people: Iterable[Officer]) -> dict[int, list[Officer]]:
    """For each of these who is known to hold or have held other posts: those the actor may see.

    By id of the officer. No query where nobody is known from elsewhere, else one.
    """
    people = list(people)
    persons = {one.person_id for one in people} - {None}
    if not persons:
        return {}
    rows = Officer.objects.visible_to(actor).filter(person__in=persons)
    found = list(rows.select_related("union").order_by("elected_on", "pk"))
    return {
        one.pk: [other for other in found if _another(one, other)]
        for one in people
        if one.person_id
    }


def _another(one: Officer, other: Officer) -> bool:
    return other.person_id == one.person_id and other.pk != one.pk


def later_of_persons(record: MergeRecord) -> MergeRecord | None:
    """A later merge, not undone, of any post known to be of the same person as these two."""
    both = [record.kept, record.dropped]
    known = Officer.objects.everything(because=BECAUSE).filter(pk__in=both)
    persons = [one for one in known.values_list("person", flat=True) if one]
    group = Officer.objects.everything(because=BECAUSE).filter(person__in=persons)
    keys = {*both, *group.values_list("pk", flat=True)}
    later = MergeRecord.objects.everything(because=BECAUSE).filter(
        kind=record.kind, pk__gt=record.pk, undone_at__isnull=True
    )
    found: MergeRecord | None = later.filter(Q(kept__in=keys) | Q(dropped__in=keys)).first()
    return found
