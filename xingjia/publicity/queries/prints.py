"""Prints of a union, and what each of them says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.publicity.models import Hanging, Print
from xingjia.publicity.queries.faces import Sitter
from xingjia.publicity.queries.timeline import MEMBERS, YES, mark, sitting, timeline
from xingjia.publicity.queries.union_page import UnionPage
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.prints import Said, Wrong, kind_of, standing, wrong_on
from xingjia.registry.models import Union

BECAUSE = "prints of a union the reader was given, or behind a code she holds"
CALLED = frozenset({"board", "cards"})  # sheets with a number to call


@dataclass(frozen=True)
class Shows:
    """What a sheet says, by name and mark, and whose faces are on it."""

    values: dict[str, str]
    faces: frozenset[int]


def shows(
    page: UnionPage,
    seated: Collection[Sitter],
    sheet: str,
    *,
    said: Collection[Said],
    on_it: Iterable[int],
    lines: int,
) -> Shows:
    """What a sheet of this union says on the day of the page: `said` is everything said of the
    union by then, `on_it` are the faces drawn on it, `lines` how many numbers of superiors."""
    kind = kind_of(sheet)
    values = {"union_name": mark(page.union.name)}
    by_face = {one.shown.face: one for one in seated if one.shown}
    drawn = [by_face[face] for face in on_it if face in by_face]
    names = {"committee"} if kind == "board" and _names_committee(drawn) else set()
    for one in drawn:
        values |= _person(one, page, kind)
        if kind in CALLED and _by_register(one, page):
            names.add("registered_phone")
    values |= standing(said, names, page.on)
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
    if page.chair and shown.face == page.chair.face and kind in CALLED:
        found["chair"] = mark(sitting(one.officer))
    if one.officer.term_ends_on and kind == "badges":
        found[f"term:{one.officer.pk}"] = mark(YES)
    fields = {Field.NAME: True, Field.POST: shown.post, Field.PHOTO: shown.photo}
    found |= {f"agreed:{face.pk}:{field}": mark(YES) for field, value in fields.items() if value}
    if kind in CALLED and (shown.office_phone or shown.mobile):
        field = Field.OFFICE_PHONE if shown.office_phone else Field.MOBILE
        found[f"agreed:{face.pk}:{field}"] = mark(YES)
        found[f"number:{face.pk}"] = mark(shown.numbers)
    return found


def _by_register(one: Sitter, page: UnionPage) -> bool:
    """Whether the number drawn is the one the register knows of the chair."""
    shown, face = one.shown, one.face
    if shown is None or face is None or page.chair is None or shown.face != page.chair.face:
        return False
    return bool(shown.office_phone or shown.mobile) and not face.office_phone


def _names_committee(drawn: Iterable[Sitter]) -> bool:
    return any(one.officer.post in MEMBERS for one in drawn)


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


def version_of(union: Union, version: int) -> Print | None:
    """The print behind the code of a sheet; None of a version that never was."""
    prints = Print.objects.everything(because=BECAUSE).filter(union=union, version=version)
    found: Print | None = prints.first()
    return found


def next_version(union: Union) -> int:
    """The number that the next print of a union bears."""
    return next_versions([union.pk])[union.pk]


def next_versions(unions: Collection[int]) -> dict[int, int]:
    """`next_version` of several unions. One query."""
    prints = Print.objects.everything(because=BECAUSE).filter(union__in=unions).order_by()
    last = dict(prints.values("union").annotate(last=Max("version")).values_list("union", "last"))
    return {union: last.get(union, 0) + 1 for union in unions}


def board_to_hang(union: Union) -> Print | None:
    """The newest board of a union, if nobody has said yet that it hangs."""
    prints = Print.objects.everything(because=BECAUSE).filter(
        union=union, sheet__startswith="board"
    )
    newest: Print | None = prints.select_related("union").order_by("-version").first()
    hung = Hanging.objects.everything(because=BECAUSE).filter(print=newest)
    return None if newest is None or hung.exists() else newest
