"""Reading unions: the list on a day, and everything about one of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Length, Replace, Substr

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.rules import STEP
from xingjia.registry.models import Cover, FocusMark, Officer, Union, UnionStatement
from xingjia.registry.queries.aliases import unions_called
from xingjia.registry.queries.marks import marked, marks_on
from xingjia.registry.queries.places import unions_under
from xingjia.registry.queries.said import UNKNOWN, newest, said_on, with_value
from xingjia.registry.queries.search import in_order, words_of
from xingjia.registry.queries.terms import chairs_on, of_officer, terms_on
from xingjia.registry.rules.names import search_text
from xingjia.registry.rules.standing import LAPSING, Standing

BECAUSE = "of unions that the reader was given"
Field = UnionStatement.Field
ORDERS: dict[str, tuple[str, ...]] = {
    "place": ("place_path", "pinyin"),
    "name": ("pinyin",),
    "term": ("term_ends_on", "pinyin"),
    "members": ("members_said", "pinyin"),
}
# The path of the place a leaf hangs under: all but its last step.
PLACE_PATH = Substr("organisation__path", 1, Length("organisation__path") - STEP)
LATEST_FIRST = F("elected_on").desc(nulls_last=True)
ANY_TERM = "terms are asked for by unions the caller was given; no person is named"


@dataclass(frozen=True)
class Asked:
    """Which unions a reader asks for, on which day; "" and None mean all.

    `term` is ended, extended, lapsing, running or unknown;
    `sign` and `identity` are yes, no or unknown;
    `focus` is any or a kind of mark; `certificate` is ended, lapsing or unknown;
    `sort` is a key of ORDERS, with "-" before it for the other way round.
    """

    on: date
    q: str = ""
    place: Node | None = None
    term: str = ""
    sign: str = ""
    identity: str = ""
    focus: str = ""
    certificate: str = ""
    sort: str = "place"

    @property
    def narrowed(self) -> bool:
        """Whether anything but day and order is asked for."""
        return self != Asked(self.on, sort=self.sort)


@dataclass(frozen=True)
class Line:
    """One union as the list shows it on a day."""

    union: Union
    place: Node | None
    said: dict[str, Any]
    chair: Officer | None = None
    term: Standing = Standing.UNKNOWN
    covers: list[Cover] = field(default_factory=list)
    marks: list[FocusMark] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it was called on the day."""
        return str(self.said.get(Field.NAME) or self.union.name)

    @property
    def code(self) -> str:
        """The code it bore on the day; "" when unknown."""
        return str(self.said.get(Field.CODE) or self.union.code)


def unions_for(actor: Actor, asked: Asked) -> QuerySet[Union]:
    """The unions in the actor's reach that stood on the day and are asked for, in order."""
    rows = standing_on(actor, asked.on).filter(_found(actor, asked))
    if asked.place:
        rows = rows.filter(unions_under(asked.place, asked.on))
    if asked.term or asked.sort.endswith("term"):
        rows = rows.annotate(
            term_ends_on=_term(asked.on), delayed_to=_term(asked.on, "delayed_to")
        ).filter(_term_is(asked))
    for name, wanted in ((Field.SIGN, asked.sign), (Field.IDENTITY, asked.identity)):
        if wanted:
            rows = with_value(rows, UnionStatement, name, wanted, asked.on)
    if asked.focus:
        rows = rows.filter(marked(Union, asked.focus, asked.on))
    if asked.certificate:
        rows = rows.annotate(certificate_said=_certificate(asked.on)).filter(_paper_is(asked))
    if asked.sort.endswith("members"):
        members = newest(UnionStatement, Field.MEMBERS, asked.on)
        rows = rows.annotate(members_said=Cast(members, IntegerField()))
    rows = rows.annotate(place_path=PLACE_PATH).select_related("organisation")
    return in_order(rows, ORDERS, asked.sort)


def standing_on(actor: Actor, on: date) -> QuerySet[Union]:
    """The unions in the actor's reach that had been founded and not been dissolved on a day.

    Where nobody has said when a union was founded, it stands from its first place in the tree.
    """
    placed = Placement.objects.filter(node=OuterRef("organisation"), start__lte=on)
    founded = Q(founded_on__lte=on) | (Q(founded_on__isnull=True) & Q(Exists(placed)))
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    rows: QuerySet[Union] = Union.objects.visible_to(actor).filter(founded & open_then)
    return rows


def sharing_unions(employers: Collection[int]) -> set[int]:
    """The employers that share a union with one of these: what is said of it holds of them."""
    covers = Cover.objects.everything(because=ANY_TERM)
    unions = covers.filter(employer__in=employers).values("union")
    return set(covers.filter(union__in=unions).values_list("employer", flat=True))


def _found(actor: Actor, asked: Asked) -> Q:
    """By the union's own names, or by the chair's."""
    if not asked.q:
        return Q()
    chairs = chairs_on(asked.on).filter(union=OuterRef("pk")).order_by()
    for word in words_of(asked.q):
        chairs = chairs.filter(_called(actor, word, asked.on))
    return unions_called(asked.q) | Q(Exists(chairs))


def _called(actor: Actor, word: str, on: date) -> Q:
    """Chairs whose name holds a word, or is spelt or abbreviated by it: 姚国平, yaoguoping, ygp."""
    if not (word.isascii() and word.isalpha()):
        return Q(name__contains=word)
    reach = Officer.objects.visible_to(actor).values("pk")
    names = chairs_on(on).filter(pk__in=reach).order_by().values_list("name", flat=True)
    return Q(name__in=[one for one in set(names) if word in search_text(one).split(" ", 1)[-1]])


def _term(on: date, name: str = "term_ends_on") -> Subquery:
    terms = terms_on(on).filter(union=OuterRef("pk"))
    return Subquery(terms.values(name)[:1])


def _term_is(asked: Asked) -> Q:
    soon = asked.on + LAPSING
    delayed = Q(delayed_to__gte=asked.on) & Q(delayed_to__isnull=False)
    return {
        "": Q(),
        Standing.ENDED.value: Q(term_ends_on__lt=asked.on) & ~delayed,
        Standing.EXTENDED.value: Q(term_ends_on__lt=asked.on) & delayed,
        Standing.LAPSING.value: Q(term_ends_on__gte=asked.on, term_ends_on__lt=soon),
        Standing.RUNNING.value: Q(term_ends_on__gte=soon),
        UNKNOWN: Q(term_ends_on__isnull=True),
    }[asked.term]


def _certificate(on: date) -> Combinable:
    """The last day of the certificate as a register gives it, as text: 2016-04-03."""
    quoted = Cast(newest(UnionStatement, Field.CERTIFICATE_TO, on), CharField())
    return Replace(quoted, Value('"'), Value(""))


def _paper_is(asked: Asked) -> Q:
    on, soon = asked.on.isoformat(), (asked.on + LAPSING).isoformat()
    return {
        Standing.ENDED.value: Q(certificate_said__lt=on),
        Standing.LAPSING.value: Q(certificate_said__gte=on, certificate_said__lt=soon),
        UNKNOWN: Q(certificate_said__isnull=True),
    }[asked.certificate]


def lines(unions: Collection[Union], on: date) -> list[Line]:
    """The unions of one page with what is known of them on a day. Five queries."""
    keys = [one.pk for one in unions]
    said = said_on(UnionStatement, keys, on)
    terms = {one.union_id: one for one in reversed(list(terms_on(on).filter(union__in=keys)))}
    covers: dict[int, list[Cover]] = {}
    for cover in _covers().filter(union__in=keys, start__lte=on, end__gt=on):
        covers.setdefault(cover.union_id, []).append(cover)
    marks = marks_on(Union, keys, on)
    stood = above([one.organisation_id for one in unions], on)
    return [
        Line(
            one,
            stood.get(one.organisation_id),
            said.get(one.pk, {}),
            _in_office(terms.get(one.pk), on),
            of_officer(terms.get(one.pk), on),
            covers.get(one.pk, []),
            marks.get(one.pk, []),
        )
        for one in unions
    ]


def _in_office(chair: Officer | None, on: date) -> Officer | None:
    return None if chair is None or (chair.left_on and chair.left_on <= on) else chair


def above(leaves: Collection[int], on: date) -> dict[int, Node]:
    """The place over each leaf on a day; for one that hung nowhere yet, its first place."""
    found: dict[int, Node] = {}
    placed = Placement.objects.filter(node__in=leaves).select_related("parent")
    for placement in placed.order_by("start"):
        if placement.parent and (placement.start <= on or placement.node_id not in found):
            found[placement.node_id] = placement.parent
    return found


def _covers() -> QuerySet[Cover]:
    return (
        Cover.objects.everything(because=BECAUSE)
        .select_related("employer__organisation")
        .order_by("start", "employer__name", "pk")
    )


def union_for(actor: Actor, pk: int) -> Union | None:
    """The union with this id, if it is the actor's to see."""
    found: Union | None = (
        Union.objects.visible_to(actor).select_related("organisation").filter(pk=pk).first()
    )
    return found


def covers_of(union: Union) -> QuerySet[Cover]:
    """Every employer the union ever covered, in the order in which it began."""
    return _covers().filter(union=union)
