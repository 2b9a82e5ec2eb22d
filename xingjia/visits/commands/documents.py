"""Documents of other bodies: recording one, confirming known claims by it, and taking it back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.evidence.rules import FIRST_YEAR
from xingjia.facts.kinds import Shape
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command
from xingjia.toolkit.files.commands import keep_picture
from xingjia.toolkit.files.pictures.guard import Prepared
from xingjia.visits.commands.confirming import over_all, tell
from xingjia.visits.commands.said import Attributes, Paper
from xingjia.visits.models import Confirmation, Document, Level, Scan, Stop
from xingjia.visits.queries.documents import (
    Waiting,
    body_called,
    claim_of,
    said_in,
    unions_claiming,
    waiting_at,
)
from xingjia.visits.rules import LEVELS

BECAUSE = "the actor looks after the place the document was filed from"
MOST_SCANS = 2
Chosen = Collection[tuple[str, Attributes]]  # claims, each by its kind and attributes


@command
def record_document(
    actor: Actor,
    at: Node,
    paper: Paper,
    *,
    on: date,
    scans: Sequence[Prepared] = (),
    client_key: UUID | None = None,
) -> Document:
    """Record a document of another body, filed from a place where the actor imports.

    The same one again (issuer, number and day), or sent again with its `client_key`, gives the
    record there is. Raises `Refused` without the right, `Unacceptable` with what is wrong.
    """
    if not nodes_for(actor, Right.IMPORT).filter(pk=at.pk).exclude(kind=Node.Kind.UNION).exists():
        raise Refused(f"{Right.IMPORT} at {at.path}")
    said = _placed(actor, paper)
    known = _known(said, at, client_key)
    if known:
        return known
    code = _fault(said, scans=len(scans), on=on)
    if code:
        raise Unacceptable(code)
    made: Document = Document.objects.everything(because=BECAUSE).create(
        issuer=said.issuer,
        body=said.body,
        level=said.level,
        number=said.number,
        title=said.title,
        issued_on=said.issued_on,
        filed_from=at,
        recorded_by=actor.label,
        recorded_on=on,
        client_key=client_key,
    )
    for ready in scans:
        picture = keep_picture(ready, name=made.number)
        Scan.objects.everything(because=BECAUSE).get_or_create(document=made, picture=picture)
    log(actor.label, "visits.document_recorded", made, level=made.level, scans=len(scans))
    return made


@command
def confirm_by(actor: Actor, document: Document, chosen: Mapping[Union, Chosen]) -> int:
    """Confirm by a document what these unions have claimed; gives how many things.

    What it says already stays as it is. Raises `Refused` unless the document was filed where the
    actor imports and he stands above every union; `Unacceptable` for a claim of his own, of
    whoever recorded the document or of its issuer, or of which nothing is known.
    """
    one = _held(actor, document)
    over_all(actor, chosen)
    said = said_in(one, [union.pk for union in chosen])
    claimed = unions_claiming(actor, one, unions=[union.pk for union in chosen])
    waiting = waiting_at(actor, one, claimed)
    fresh = {
        union: [
            _meant(waiting.get(union, ()), claim)
            for claim in dict.fromkeys(claims)
            if (union.pk, *claim) not in said
        ]
        for union, claims in chosen.items()
    }
    rows = _rows(one, {union: each for union, each in fresh.items() if each})
    Confirmation.objects.everything(because=BECAUSE).bulk_create(rows)
    tell({union.pk: {w.told.kind.code for w in each} for union, each in fresh.items()})
    log(actor.label, "visits.document_confirmed", one, facts=len(rows), unions=len(fresh))
    return len(rows)


@command
def take_back(
    actor: Actor,
    document: Document,
    *,
    reason: str,
    on: date,
    union: Union | None = None,
) -> Document:
    """Take back a document recorded by mistake, or what it is said to confirm of one union. It
    stays to be read, with the reason. Raises `Refused` without the right."""
    one = _held(actor, document, also_withdrawn=True)
    live = Stop.objects.everything(because=BECAUSE).filter(document=one, withdrawn_on=None)
    stops = list(live.filter(union=union) if union else live)
    if one.withdrawn_on or (union and not stops):
        return one
    if not reason.strip():
        raise Unacceptable("no_reason_back")
    marked = {"withdrawn_on": on, "withdrawn_by": actor.label, "withdrawn_reason": reason.strip()}
    if union:
        live.filter(union=union).update(**marked)
    else:
        Document.objects.everything(because=BECAUSE).filter(pk=one.pk).update(**marked)
        one.refresh_from_db(fields=list(marked))
    ticks = Confirmation.objects.everything(because=BECAUSE).filter(stop__in=stops)
    changed: dict[int | None, set[str]] = {}
    for key, kind in ticks.values_list("stop__union", "kind"):
        changed.setdefault(key, set()).add(kind)
    tell(changed)
    log(actor.label, "visits.document_withdrawn", one, unions=len(stops), whole=union is None)
    return one


def _held(actor: Actor, document: Document, *, also_withdrawn: bool = False) -> Document:
    """The document, locked; raises `Refused` unless it was filed where the actor imports."""
    mine = Document.objects.filed_under(actor.branches(Right.IMPORT)).filter(pk=document.pk)
    rows = mine.select_for_update(of=("self",)).select_related("filed_from", "body")
    one: Document | None = rows.first()
    if one is None:
        raise Refused(f"{Right.IMPORT} where document {document.pk} was filed")
    if one.withdrawn_on and not also_withdrawn:
        raise Unacceptable("document_withdrawn")
    return one


def _placed(actor: Actor, paper: Paper) -> Paper:
    """What is said of it, without blanks around; of a place in the tree its name and level."""
    said = replace(
        paper,
        issuer=paper.issuer.strip(),
        number=paper.number.strip(),
        title=paper.title.strip(),
        body=paper.body or body_called(actor, paper.issuer.strip()),
    )
    if said.body is None:
        return said
    return replace(said, issuer=said.body.name, level=LEVELS.get(said.body.kind, said.level))


def _known(said: Paper, at: Node, client_key: UUID | None) -> Document | None:
    rows = Document.objects.everything(because=BECAUSE)
    sent: Document | None = rows.filter(client_key=client_key).first() if client_key else None
    same = rows.filter(issuer=said.issuer, number=said.number, issued_on=said.issued_on)
    return sent or same.filter(filed_from=at, withdrawn_on=None).first()


def _fault(said: Paper, *, scans: int, on: date) -> str | None:
    """The code of what is wrong with a document recorded on a day; None when nothing is."""
    found = {
        "document_ahead": said.issued_on > on,
        "document_too_early": said.issued_on.year < FIRST_YEAR,
        "no_issuer": not said.issuer,
        "no_number": not said.number,
        "no_level": said.level not in Level.values,
        "too_many_scans": scans > MOST_SCANS,
    }
    return next((code for code, wrong in found.items() if wrong), None)


def _meant(waiting: Iterable[Waiting], claim: tuple[str, Attributes]) -> Waiting:
    """The claim that is meant; raises `Unacceptable` where a document cannot confirm it."""
    found = next((one for one in waiting if claim_of(one.told) == claim), None)
    if found is None:
        raise Unacceptable("not_claimed")
    if found.level is None:
        raise Unacceptable("filed_here")
    return found


def _rows(document: Document, fresh: Mapping[Union, Sequence[Waiting]]) -> list[Confirmation]:
    """What is confirmed, each under the stop of its union."""
    stops = Stop.objects.everything(because=BECAUSE)
    at = {
        stop.union_id: stop
        for stop in stops.filter(document=document, union__in=fresh, withdrawn_on=None)
    }
    new = [Stop(document=document, union=union) for union in fresh if union.pk not in at]
    at |= {stop.union_id: stop for stop in stops.bulk_create(new)}
    return [
        Confirmation(
            stop=at[union.pk],
            kind=one.told.kind.code,
            attributes=dict(one.told.attributes),
            holds=True,
            day=one.told.since if one.told.kind.shape is Shape.EVENT else None,
            level=one.level or "",
        )
        for union, each in fresh.items()
        for one in each
    ]
