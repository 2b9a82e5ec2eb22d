"""Records of unions, their photos, and photos of two unions that look alike."""

from collections.abc import Collection

from django.db.models import QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.evidence.models import Evidence, EvidencePhoto, SamePhoto
from xingjia.registry.models import Union

BOTH = (
    "one__picture",
    "other__picture",
    "one__union__organisation",
    "other__union__organisation",
    "one__evidence",
    "other__evidence",
)


def evidence_of(actor: Actor, union: Union) -> list[Evidence]:
    """Everything said of a union, the newest first; what was withdrawn too."""
    mine = Evidence.objects.visible_to(actor).filter(union=union)
    return list(mine.order_by("-received_on", "-pk"))


def photos_of(actor: Actor, records: Collection[Evidence]) -> dict[int, list[EvidencePhoto]]:
    """The photos by record. One query."""
    found: dict[int, list[EvidencePhoto]] = {}
    photos = EvidencePhoto.objects.visible_to(actor).filter(evidence__in=records)
    for one in photos.select_related("picture"):
        found.setdefault(one.evidence_id, []).append(one)
    return found


def evidence_to_mend(actor: Actor, pk: int) -> Evidence | None:
    """The record with this id, if the actor keeps its union."""
    mine = Evidence.objects.visible_to(actor, Right.EDIT).filter(pk=pk)
    found: Evidence | None = mine.select_related("union__organisation").first()
    return found


def photo_for(actor: Actor, pk: int) -> EvidencePhoto | None:
    """The photo with this id, if its union is the actor's to see."""
    mine = EvidencePhoto.objects.visible_to(actor).filter(pk=pk)
    found: EvidencePhoto | None = mine.select_related("picture__view", "picture__thumbnail").first()
    return found


def doubts_for(actor: Actor, *, settled: bool = False) -> QuerySet[SamePhoto]:
    """Photos of two unions that look alike, where the actor looks after both."""
    mine: QuerySet[SamePhoto] = SamePhoto.objects.visible_to(actor, Right.IMPORT)
    mine = mine.exclude(verdict="") if settled else mine.filter(verdict="")
    return mine.select_related(*BOTH)


def doubt_for(actor: Actor, pk: int) -> SamePhoto | None:
    """The pair with this id, if the actor looks after both unions."""
    mine = SamePhoto.objects.visible_to(actor, Right.IMPORT).filter(pk=pk)
    found: SamePhoto | None = mine.select_related(*BOTH).first()
    return found
