"""Printing is recorded, and so is what hangs where and what was taken down."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Max, QuerySet

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.publicity.models import Hanging, Print
from xingjia.publicity.queries.prints import Shows, next_version, next_versions, untrue_of
from xingjia.publicity.queries.timeline import mark
from xingjia.publicity.rules.marks import digest_of
from xingjia.publicity.rules.prints import SHOWS, kind_of
from xingjia.registry.commands.editing import locked_union
from xingjia.registry.models import Union
from xingjia.registry.queries.places import hold_unions
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.command import command

BECAUSE = "the union is locked under the actor's right to keep it"
TOLD = frozenset(SHOWS)
OWN_SIGN = "sign_own"


@command
def issue(actor: Actor, union: Union, *, sheet: str, shows: Shows, on: date) -> Print:
    """Record that a sheet is printed. The same sheet that says the same is the same version.

    Raises `Refused` without the right to keep the union.
    """
    found = locked_union(actor, union)
    digest = digest_of(shows.values)
    prints = Print.objects.everything(because=BECAUSE).filter(union=found, sheet=sheet)
    last: Print | None = prints.order_by("-version").first()
    if last and last.digest == digest:
        return last
    made: Print = Print.objects.everything(because=BECAUSE).create(
        union=found,
        sheet=sheet,
        version=next_version(found),
        printed_on=on,
        printed_by=actor.label,
        shown=shows.values,
        digest=digest,
    )
    made.faces.set(shows.faces)
    record(actor.label, "publicity.printed", made, sheet=sheet, version=made.version)
    return made


@command
def issue_all(
    actor: Actor, place: Node, shown: Mapping[int, Shows], *, sheet: str, on: date
) -> dict[int, Print]:
    """`issue` the same sheet for several unions of a place, by their ids, in as many queries as
    for one. Raises `Refused` when one of them is not the actor's to keep."""
    mine = Union.objects.visible_to(actor, Right.EDIT).filter(pk__in=shown)
    held = set(mine.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if held != set(shown):
        raise Refused(f"{Right.EDIT} of all unions at {place.path}")
    prints = Print.objects.everything(because=BECAUSE)
    found = {one.union_id: one for one in _newest(held, sheet)}
    digests = {union: digest_of(shows.values) for union, shows in shown.items()}
    versions = next_versions(held)
    made = prints.bulk_create(
        Print(
            union_id=union,
            sheet=sheet,
            version=versions[union],
            printed_on=on,
            printed_by=actor.label,
            shown=shows.values,
            digest=digests[union],
        )
        for union, shows in sorted(shown.items())
        if union not in found or found[union].digest != digests[union]
    )
    Print.faces.through.objects.bulk_create(
        Print.faces.through(print_id=one.pk, face_id=face)
        for one in made
        for face in sorted(shown[one.union_id].faces)
    )
    if made:
        record(
            actor.label,
            "publicity.printed_together",
            place,
            sheet=sheet,
            prints=[one.pk for one in made],
        )
    return found | {one.union_id: one for one in made}


def _newest(unions: Collection[int], sheet: str) -> QuerySet[Print]:
    """The newest version of a sheet of each of these unions."""
    prints = Print.objects.everything(because=BECAUSE).filter(union__in=unions, sheet=sheet)
    newest = prints.order_by().values("union").annotate(last=Max("pk")).values("last")
    found: QuerySet[Print] = Print.objects.everything(because=BECAUSE).filter(pk__in=newest)
    return found


@command
def put_up(actor: Actor, one: Print, *, on: date, spot: str = "") -> Hanging:
    """A print hangs from this day on; what of its kind hung at the same spot is taken down.

    Raises `Unacceptable` for a print that says by now what is not so.
    """
    union = locked_union(actor, one.union)
    if one.sheet != OWN_SIGN and untrue_of(one, on):
        raise Unacceptable("print_untrue")
    rows = Hanging.objects.everything(because=BECAUSE)
    before = rows.filter(print__union=union, spot=spot, until__isnull=True).select_related("print")
    same = [old for old in before if kind_of(old.print.sheet) == kind_of(one.sheet)]
    again: Hanging | None = next((old for old in same if old.print_id == one.pk), None)
    if again:
        return again
    for old in same:
        _down(old, on)
    made: Hanging = rows.create(print=one, spot=spot, since=on, said_by=actor.label)
    record(actor.label, "publicity.put_up", one, version=one.version, on=on.isoformat())
    tell({union.pk})
    return made


@command
def take_down(actor: Actor, hanging: Hanging, *, on: date) -> Hanging:
    """A print hangs no longer from this day on. Twice is once."""
    union = locked_union(actor, hanging.print.union)
    rows = Hanging.objects.everything(because=BECAUSE).select_related("print")
    found: Hanging = rows.get(pk=hanging.pk)
    if found.until is None:
        _down(found, on)
        record(actor.label, "publicity.taken_down", found.print, on=on.isoformat())
        tell({union.pk})
    return found


@command
def hang_own_sign(actor: Actor, union: Union, *, text: str, on: date, spot: str = "") -> Hanging:
    """A sign the union had made elsewhere hangs since a day; `text` is what it says. It counts
    while that is the registered name, and is red from the day it is not."""
    if not text.strip():
        raise Unacceptable("no_text")
    said = Shows({"union_name": mark(text)}, frozenset())
    return put_up(actor, issue(actor, union, sheet=OWN_SIGN, shows=said, on=on), on=on, spot=spot)


def tell(unions: set[int], kinds: frozenset[str] = TOLD) -> None:
    """Let standings follow what hangs, or what became of what it says."""
    if unions:
        hold_unions(unions)
        facts_changed.send(sender=Hanging, kind="union", keys=unions, fact_kinds=kinds)


def tell_of_face(face: int) -> None:
    """Let standings follow a change of a person for all unions on whose prints she stands."""
    hung = Hanging.objects.everything(because=BECAUSE).filter(print__faces=face)
    tell(set(hung.values_list("print__union", flat=True)))


def _down(one: Hanging, on: date) -> None:
    one.until = max(on, one.since)
    one.save(update_fields=["until"])
