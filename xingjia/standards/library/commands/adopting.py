"""What a county decides about standards."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from xingjia.access.checks import Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.standards import presets
from xingjia.standards.library.models import Adopted
from xingjia.standards.library.queries.adopting import unions_ever_in, variant_of
from xingjia.standards.library.queries.own import own_code, read_own
from xingjia.standards.library.rules import digest_of
from xingjia.standards.reading import WrongStandard
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.variants import Variant, WrongVariant
from xingjia.standards.standing.commands import follow
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "versions of one county's standard are numbered together"


@transaction.atomic
def adopt(actor: Actor, county: Node, chosen: Variant, *, start: date) -> Adopted:
    """Publish a county's variant of a shipped standard; the one before ends the day it begins.
    Code and version are given here, whatever `chosen` carries. The county's unions are judged
    by it from now on, for all days: few at once, many in the background.

    Raises `Refused` without the right to edit the county, `Unacceptable` for a place that is no
    county, a standard or a line that does not exist, an empty frame, a figure that is none, or
    a day not after the beginning of the one before.
    """
    _may_publish(actor, county)
    parent = presets.shipped().get(chosen.parent)
    if parent is None or parent.is_empty:
        raise Unacceptable("no_such_standard")
    code = own_code(parent.code, county.code)
    row = _row(county, parent, chosen)
    row.code, row.version = code, f"{start.year}.{_versions(code).count() + 1}"
    _check(row)
    return _put_in_force(actor, row, start)


@transaction.atomic
def publish(actor: Actor, county: Node, *, text: str, file: str, start: date) -> Adopted:
    """Publish a county's own standard as its file says it; the version before ends the day it
    begins. From now on the text never changes. The county's unions are judged as by `adopt`.

    Raises `WrongStandard` with the place in the file, `Refused`, and `Unacceptable` for a place
    that is no county, a version that was published before, or a day not after the beginning of
    the one before.
    """
    _may_publish(actor, county)
    found = read_own(text, file, county)
    if _versions(found.code).filter(version=found.version).exists():
        raise Unacceptable("version_published")
    row = Adopted(
        organisation=county,
        code=found.code,
        version=found.version,
        title=found.title.zh,
        text=text,
        filename=file,
        source=found.source,
    )
    return _put_in_force(actor, row, start)


def _may_publish(actor: Actor, county: Node) -> None:
    require(actor, Right.EDIT, county.path)
    if county.kind != Node.Kind.COUNTY:
        raise Unacceptable("no_county")


def _versions(code: str) -> QuerySet[Adopted]:
    rows: QuerySet[Adopted] = Adopted.objects.everything(because=BECAUSE).filter(code=code)
    return rows


def _put_in_force(actor: Actor, row: Adopted, start: date) -> Adopted:
    """Freeze a version and let it hold from a day on."""
    former = _versions(row.code).select_for_update().filter(end__isnull=True).first()
    if former and former.start >= start:
        raise Unacceptable("adopted_already")
    row.start, row.said_by, row.digest = start, actor.label, digest_of(vars(row))
    if former:
        former.end = start
        former.save(update_fields=["end"])
    row.save()
    follow(actor, set(unions_ever_in(row.organisation).values_list("pk", flat=True)), None)
    words = {"code": row.code, "version": row.version, "start": str(start)}
    log(actor.label, "standards.adopted", row, **words, digest=row.digest)
    return row


@transaction.atomic
def retire(actor: Actor, row: Adopted, *, end: date) -> Adopted:
    """Let a county's variant end before this day; the shipped standard holds again.

    Raises `Refused`, and `Unacceptable` when it has ended or would end before it begins.
    """
    row = Adopted.objects.visible_to(actor).select_for_update().get(pk=row.pk)
    require(actor, Right.EDIT, row.organisation.path)
    if row.end is not None:
        raise Unacceptable("adoption_ended")
    if end <= row.start:
        raise Unacceptable("ends_before_start")
    row.end = end
    row.save(update_fields=["end"])
    log(actor.label, "standards.retired", row, code=row.code, end=str(end))
    return row


def _row(county: Node, parent: Standard, chosen: Variant) -> Adopted:
    return Adopted(
        organisation=county,
        title=chosen.title.zh,
        parent=parent.code,
        parent_version=parent.version,
        dropped=sorted(chosen.dropped),
        optional=sorted(chosen.optional),
        values=dict(chosen.values),
        source=chosen.source,
    )


def _check(row: Adopted) -> None:
    try:
        presets.local(variant_of(row))
    except (WrongVariant, WrongStandard) as wrong:
        raise Unacceptable("no_such_variant") from wrong
