"""Documents of other bodies: the list, one of them, what each can confirm, and what was said of a
union by visits and documents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.evidence.queries.known import Told
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under, under_any
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import standing_on
from xingjia.visits.models import Confirmation, Document, Scan, Stop
from xingjia.visits.queries.claimants import claimants_of
from xingjia.visits.queries.looking import claimed_at
from xingjia.visits.queries.visits import may_visit
from xingjia.visits.rules import LEVELS, Claimant, Level, level_by

MOST = 200  # unions offered at once; more are narrowed by place
FEDERATIONS = ("总工会", "工会联合会", "工会", "工会工作委员会")
AT_ONCE = 800  # things ticked in one form
Claimed = dict[Union, list[Told]]


@dataclass(frozen=True)
class Waiting:
    """A claim of a union, and the level at which a document confirms it; None: who claimed it is
    also who recorded the document or put it out."""

    told: Told
    level: Level | None


@dataclass
class Confirmed:
    """What a document confirms, as far as the reader sees it: by stop."""

    stops: list[Stop] = field(default_factory=list)
    ticks: dict[int, list[Confirmation]] = field(default_factory=dict)

    def facts(self) -> int:
        """How many things count."""
        counted = [one.pk for one in self.stops if not one.withdrawn_on]
        return sum(len(self.ticks.get(stop, ())) for stop in counted)


def documents_for(actor: Actor) -> QuerySet[Document]:
    """The documents the actor sees, the newest first."""
    rows: QuerySet[Document] = Document.objects.visible_to(actor)
    return rows.select_related("filed_from", "body")


def document_for(actor: Actor, pk: int) -> Document | None:
    """The document with this id, if the actor sees it."""
    return documents_for(actor).filter(pk=pk).first()


def document_to_use(actor: Actor, pk: int) -> Document | None:
    """The document with this id, if it was filed where the actor looks after registers."""
    kept = Document.objects.filed_under(actor.branches(Right.IMPORT))
    return kept.filter(pk=pk).select_related("filed_from", "body").first()


def scans_of(actor: Actor, document: Document) -> list[Scan]:
    """The pages of a document, where the actor looks after the place it was filed from."""
    return list(
        Scan.objects.visible_to(actor, Right.IMPORT)
        .filter(document=document)
        .select_related("picture")
    )


def scan_for(actor: Actor, pk: int) -> Scan | None:
    """One page, if it is the actor's to see."""
    mine = Scan.objects.visible_to(actor, Right.IMPORT).filter(pk=pk)
    found: Scan | None = mine.select_related("picture__view", "picture__thumbnail").first()
    return found


def confirmed_by(actor: Actor, documents: Collection[Document]) -> dict[int, Confirmed]:
    """Per document what the actor may see of it. Two queries."""
    found = {one.pk: Confirmed() for one in documents}
    stops = Stop.objects.visible_to(actor).filter(document__in=documents)
    at = {}
    for stop in stops.select_related("union__organisation").order_by("union__code", "pk"):
        found[stop.document_id or 0].stops.append(stop)
        at[stop.pk] = stop.document_id or 0
    for tick in Confirmation.objects.visible_to(actor).filter(stop__document__in=documents):
        if tick.stop_id in at:
            found[at[tick.stop_id]].ticks.setdefault(tick.stop_id, []).append(tick)
    return found


def looked_at(actor: Actor, union: Union) -> list[Confirmation]:
    """Everything visits and documents have said of a union; what was taken back too."""
    mine = Confirmation.objects.visible_to(actor).filter(stop__union=union)
    rows = mine.select_related("stop__visit__made_from", "stop__document")
    day = {one.pk: one.stop.visit or one.stop.document for one in rows}
    return sorted(rows, key=lambda one: (_day(day[one.pk]), one.pk), reverse=True)


def confirmations(actor: Actor, keys: Collection[int]) -> list[Confirmation]:
    """These of what visits and documents confirmed, as far as the actor sees them. One query,
    none without."""
    if not keys:
        return []
    mine = Confirmation.objects.visible_to(actor).filter(pk__in=keys)
    return list(mine.select_related("stop__visit", "stop__document"))


def bodies_over(actor: Actor) -> list[Node]:
    """The places in the tree that put out documents about all unions of the actor: his own and
    those over it."""
    over = {node for branch in actor.branches(Right.IMPORT) for node in ancestors_of(branch)}
    rows = Node.objects.filter(pk__in=over, kind__in=LEVELS, closed_on__isnull=True)
    return list(rows.order_by("-path"))


def body_called(actor: Actor, name: str) -> Node | None:
    """The place over or under the actor that bears this name, with or without 总工会: whoever
    writes the name of a place means it, and what it claimed itself it does not confirm."""
    held = actor.branches(Right.IMPORT)
    over = {node for branch in held for node in ancestors_of(branch)}
    names = {name, *(name.removesuffix(end) for end in FEDERATIONS)}
    near = Node.objects.filter(Q(pk__in=over) | under_any("path", held), kind__in=LEVELS)
    return near.filter(name__in=names).order_by("path").first()


def unions_waiting(actor: Actor, document: Document, branch: str = "") -> Claimed:
    """The unions of the actor under a branch, with what they claim and the document does not
    confirm yet."""
    claimed = unions_claiming(actor, document, branch)
    said = said_in(document, [one.pk for one in claimed])
    waiting = {
        union: [one for one in told if (union.pk, *claim_of(one)) not in said]
        for union, told in claimed.items()
    }
    return {union: told for union, told in waiting.items() if told}


def unions_claiming(
    actor: Actor, document: Document, branch: str = "", unions: Collection[int] | None = None
) -> Claimed:
    """The unions of the actor under a branch, or these, with what they had claimed by the day of
    the document. In bulk, `MOST` unions."""
    rows = standing_on(actor, document.issued_on).select_related("organisation")
    rows = rows.filter(under("organisation__path", branch)).order_by("organisation__path")
    if document.body:
        rows = rows.filter(under("organisation__path", document.body.path))
    if unions is not None:
        rows = rows.filter(pk__in=unions)
    found = [one for one in rows[:MOST] if may_visit(actor, one.organisation.path)]
    claimed = claimed_at([one.pk for one in found], document.issued_on, also_verified=True)
    return {union: claimed[union.pk] for union in found if union.pk in claimed}


def claim_of(told: Told) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What names a claim of a union: its kind, and its attributes in order."""
    return told.kind.code, tuple(sorted(told.attributes))


def waiting_at(actor: Actor, document: Document, claimed: Claimed) -> dict[Union, list[Waiting]]:
    """Of each claim, whether the document confirms it when this actor says so."""
    claims = claimants_of(one for each in claimed.values() for one in each)
    return {
        union: [Waiting(one, _level(actor, document, union, one, claims)) for one in each]
        for union, each in claimed.items()
    }


def _level(
    actor: Actor, document: Document, union: Union, told: Told, claims: Mapping[str, Claimant]
) -> Level | None:
    path = union.organisation.path
    over = (one for one in actor.branches(Right.IMPORT) if path.startswith(one))
    office = max(over, key=len, default="")
    sides = [
        Claimant(actor.label, office),
        Claimant(document.recorded_by, document.filed_from.path),
    ]
    if document.body:
        sides.append(Claimant("", document.body.path))
    who = [claims[origin] for origin in told.origins if origin in claims]
    return level_by(Level(document.level), sides, path, who)


def said_in(document: Document, unions: Collection[int]) -> set[tuple[object, ...]]:
    """What a document confirms already: union, kind and attributes in order."""
    because = "what the document says already is not said again"
    rows = Confirmation.objects.everything(because=because).filter(
        stop__document=document, stop__union__in=unions, stop__withdrawn_on__isnull=True
    )
    said = rows.values_list("stop__union", "kind", "attributes")
    return {(union, kind, tuple(sorted(each.items()))) for union, kind, each in said}


def _day(source: object) -> object:
    return getattr(source, "visited_on", None) or getattr(source, "issued_on", None)
