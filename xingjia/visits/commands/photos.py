"""Photos taken on a visit: kept through the one door for photos, two for each thing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import Actor
from xingjia.evidence.commands import show
from xingjia.evidence.models import EvidencePhoto
from xingjia.evidence.rules import MOST_PHOTOS, Saying
from xingjia.facts.kinds import KINDS
from xingjia.visits.commands.said import Attributes, Said, Trip
from xingjia.visits.models import Stop, StopPhoto, Visit

BECAUSE = "the actor stands above every place of the trip"
Former = Mapping[int, list[EvidencePhoto]]  # by union


def check_photos(trip: Trip, former: Former | None = None) -> None:
    """Raises `Unacceptable` for a photo of nothing that was looked at, or for a third one."""
    for said in trip.places:
        answered = {(tick.kind, tuple(sorted(tick.attributes))) for tick in said.ticks}
        things = [(one.kind, tuple(sorted(one.attributes))) for one in said.photos]
        if any(kind and not _may_show(kind) for kind, _ in things):
            raise Unacceptable("not_physical")
        if any(kind and (kind, attributes) not in answered for kind, attributes in things):
            raise Unacceptable("photo_unanswered")
        kept = [_thing(one) for one in _kept(said, former or {})]
        if any(n > MOST_PHOTOS for n in Counter([*things, *kept]).values()):
            raise Unacceptable("too_many_photos")


def take_photos(
    actor: Actor,
    visit: Visit,
    said: Mapping[Stop, Said],
    former: Former | None = None,
    *,
    on: date,
) -> None:
    """Put the photos of each stop: those that stay from the former version, and the new ones.
    What does not stay counts no more."""
    rows, stay = StopPhoto.objects.everything(because=BECAUSE), set()
    for stop, one in said.items():
        kept = _kept(one, former or {})
        stay |= {photo.pk for photo in kept}
        rows.bulk_create(StopPhoto(stop=stop, photo=photo) for photo in kept)
        for shown in one.photos:
            saying = Saying(shown.kind, visit.visited_on, dict(shown.attributes))
            if stop.union:
                photo = show(actor, stop.union, shown.ready, saying, on=on)
                rows.create(stop=stop, photo=photo)
    gone = {one.pk for photos in (former or {}).values() for one in photos} - stay
    if gone:
        photos = EvidencePhoto.objects.everything(because=BECAUSE).filter(pk__in=gone)
        photos.update(dropped_on=on)


def photos_at(stops: Iterable[Stop]) -> Former:
    """The photos of these stops that count, by union. One query."""
    links = StopPhoto.objects.everything(because=BECAUSE).filter(
        stop__in=stops, photo__dropped_on=None
    )
    found: dict[int, list[EvidencePhoto]] = {}
    for link in links.select_related("photo"):
        found.setdefault(link.photo.union_id, []).append(link.photo)
    return found


def _kept(said: Said, former: Former) -> list[EvidencePhoto]:
    return [one for one in former.get(said.at.pk, ()) if one.pk in said.kept]


def _may_show(kind: str) -> bool:
    declared = KINDS.get(kind)
    return declared is not None and declared.physical


def _thing(photo: EvidencePhoto) -> tuple[str, Attributes]:
    return photo.kind, tuple(sorted(photo.attributes.items()))
