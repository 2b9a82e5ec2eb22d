"""Prints of a union, what hangs where, and why something that hangs is untrue."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.queries import under
from xingjia.publicity.models import Face, Hanging, Print
from xingjia.publicity.queries.faces import Sitter
from xingjia.publicity.queries.timeline import YES, mark, said_of, sitting
from xingjia.publicity.queries.union_page import UnionPage
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.prints import Said, Wrong, kind_of, wrong_on
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on
from xingjia.toolkit.together import Asking, answered

BECAUSE = "prints of a union the reader was given, or behind a code she holds"
PHONE = UnionStatement.Field.CHAIR_PHONE.value


@dataclass(frozen=True)
class Shows:
    """What a sheet says, by name and mark, and whose faces are on it."""

    values: dict[str, str]
    faces: frozenset[int]


@dataclass(frozen=True)
class Hangs:
    """A print that hangs, and what on it is not so on the day; empty while it is right."""

    hanging: Hanging
    wrong: list[Wrong]

    @property
    def print(self) -> Print:
        """The print itself."""
        return self.hanging.print

    @property
    def since(self) -> date | None:
        """Since when it is untrue."""
        return self.wrong[0].since if self.wrong else None


def shows(
    page: UnionPage, seated: Collection[Sitter], sheet: str, *, on_it: Iterable[int], lines: int
) -> Shows:
    """What a sheet of this union says on the day of the page: `on_it` are the faces drawn on it,
    `lines` how many numbers of superiors."""
    kind = kind_of(sheet)
    values = {"union_name": mark(page.union.name)}
    by_face = {one.shown.face: one for one in seated if one.shown}
    drawn = [by_face[face] for face in on_it if face in by_face]
    for one in drawn:
        values |= _person(one, page, kind)
    if kind == "board" and page.office:
        values["office_place"] = mark(page.office)
    if kind == "board" and page.promises:
        values["promises"] = mark(page.on)
    above = page.numbered[:lines] if kind in {"board", "flow"} else ()
    for person in above:
        values[f"superior_number:{person.face}"] = mark(person.numbers)
        values[f"superior_post:{person.face}"] = mark(YES)
        for field in (Field.NAME, Field.OFFICE_PHONE):
            values[f"superior_agreed:{person.face}:{field}"] = mark(YES)
    faces = {one.shown.face for one in drawn if one.shown} | {one.face for one in above}
    return Shows(values, frozenset(faces))


def _person(one: Sitter, page: UnionPage, kind: str) -> dict[str, str]:
    shown, face = one.shown, one.face
    assert shown is not None  # noqa: S101 only those who show themselves are drawn
    assert face is not None  # noqa: S101
    found = {f"officer:{one.officer.pk}": mark(YES)}
    if page.chair and shown.face == page.chair.face and kind in {"board", "cards"}:
        found["chair"] = mark(sitting(one.officer))
    if one.officer.term_ends_on and kind == "badges":
        found[f"term:{one.officer.pk}"] = mark(YES)
    fields = {Field.NAME: True, Field.POST: shown.post, Field.PHOTO: shown.photo}
    found |= {f"agreed:{face.pk}:{field}": mark(YES) for field, value in fields.items() if value}
    if kind in {"board", "cards"} and (shown.office_phone or shown.mobile):
        field = Field.OFFICE_PHONE if shown.office_phone else Field.MOBILE
        found[f"agreed:{face.pk}:{field}"] = mark(YES)
        found[f"number:{face.pk}"] = mark(shown.numbers)
        if page.chair and shown.face == page.chair.face and not face.office_phone:
            said = said_on(UnionStatement, [page.union.pk], page.on).get(page.union.pk, {})
            found["registered_phone"] = mark(said.get(PHONE, ""))
    return found


# ---- what hangs --------------------------------------------------------------------------------


def hanging_at(rows: QuerySet[Hanging], on: date) -> list[Hangs]:
    """What of these hangs on a day, and what is not so of it. Two queries."""
    here = rows.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))
    found = list(
        here.select_related("print__union__organisation").order_by(
            "print__union__organisation__path", "print__sheet", "pk"
        )
    )
    said = timeline({one.print.union_id for one in found}, on)
    return [
        Hangs(one, wrong_on(one.print.shown, said[one.print.union_id], one.since, on))
        for one in found
    ]


def hangings_for(actor: Actor, path: str) -> QuerySet[Hanging]:
    """What hangs, or hung, in a branch that the actor sees."""
    rows: QuerySet[Hanging] = Hanging.objects.visible_to(actor)
    return rows.filter(under("print__union__organisation__path", path))


def timeline(unions: Collection[int], on: date | None = None) -> dict[int, list[Said]]:
    """Everything said, up to the day, of what prints of these unions show. One query."""
    said = answered(asked_timeline(unions))
    return {
        union: [one for one in told if on is None or one.day <= on] for union, told in said.items()
    }


def asked_timeline(unions: Collection[int]) -> Asking[dict[int, list[Said]]]:
    """`timeline` of all days, for whoever reads other things with it."""
    prints = Print.objects.everything(because=BECAUSE).filter(union__in=unions)
    faces = Face.objects.everything(because=BECAUSE).filter(pk__in=prints.values("faces"))
    return (yield from said_of(unions, faces))


def untrue_of(one: Print, on: date) -> list[Wrong]:
    """What a print says that is not so on a day, whether it hangs or not."""
    return wrong_on(one.shown, timeline([one.union_id], on)[one.union_id], one.printed_on, on)


def prints_of(actor: Actor, union: Union) -> QuerySet[Print]:
    """The prints of a union, the newest first."""
    mine: QuerySet[Print] = Print.objects.visible_to(actor).filter(union=union)
    return mine.order_by("-version")


def print_to_mend(actor: Actor, pk: int) -> Print | None:
    """The print with this id, if the actor keeps its union."""
    mine = Print.objects.visible_to(actor, Right.EDIT).select_related("union__organisation")
    found: Print | None = mine.filter(pk=pk).first()
    return found


def hanging_to_mend(actor: Actor, pk: int) -> Hanging | None:
    """The hanging with this id, if the actor keeps its union."""
    mine = Hanging.objects.visible_to(actor, Right.EDIT).select_related("print__union")
    found: Hanging | None = mine.filter(pk=pk).first()
    return found


def version_of(union: Union, version: int) -> Print | None:
    """The print behind the code of a sheet; None of a version that never was."""
    prints = Print.objects.everything(because=BECAUSE).filter(union=union, version=version)
    found: Print | None = prints.first()
    return found


def next_version(union: Union) -> int:
    """The number that the next print of a union bears."""
    prints = Print.objects.everything(because=BECAUSE).filter(union=union)
    return int(prints.aggregate(last=Max("version"))["last"] or 0) + 1


def board_to_hang(union: Union) -> Print | None:
    """The newest board of a union, if nobody has said yet that it hangs."""
    prints = Print.objects.everything(because=BECAUSE).filter(
        union=union, sheet__startswith="board"
    )
    newest: Print | None = prints.select_related("union").order_by("-version").first()
    hung = Hanging.objects.everything(because=BECAUSE).filter(print=newest)
    return None if newest is None or hung.exists() else newest
