"""What goes on the printed sheets of a union: only what each person agreed to."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.access.checks import Unacceptable
from xingjia.publicity import words
from xingjia.publicity.queries.faces import Person, Sitter, sitters
from xingjia.publicity.queries.union_page import HOTLINE, UnionPage, page_of
from xingjia.publicity.sheets import contents, drawing
from xingjia.registry.models import Union
from xingjia.registry.rules.ballots import BODY_OF, Body, Office
from xingjia.toolkit.files.queries import path_of

BODIES = {Body.AUDIT: lazy("经费审查委员会"), Body.WOMEN: lazy("女职工委员会")}
MOST_IN_COMMITTEE, MOST_IN_BODY, MOST_LINES = 6, 1, 3  # what an A3 board holds
# Sheets that name a person to call: never printed without a living number (routing).
CALLED = frozenset({"board", "badges", "cards"})
CODED = CALLED | {"flow"}


@dataclass(frozen=True)
class Wanted:
    """A sheet as it is asked for in an address: its kind and, of some, its size."""

    kind: str
    size: str = ""

    @classmethod
    def of(cls, said: str) -> "Wanted | None":
        """The sheet named; None of a name that is none."""
        kind, _sep, size = said.partition("-")
        return cls(kind, size) if said in words.SHEETS else None


def sheet_of(union: Union, wanted: Wanted, *, address: str, on: date, demo: bool) -> drawing.Sheet:
    """The sheet of one union. Raises `Unacceptable` when nobody on it could be called."""
    if wanted.kind in CODED and not address:
        raise Unacceptable("nobody_shown")
    page = page_of(union, "", on)
    seated = sitters(union, on)
    if wanted.kind in CALLED:
        _routing(page)
    draw = {
        "board": lambda: drawing.boards([_board(page, seated, address, demo)], wanted.size),
        "badges": lambda: drawing.badges(_badges(page, seated, address, demo)),
        "cards": lambda: drawing.cards([_card(page, address, demo)] * 10),
        "flow": lambda: drawing.flows([_flow(page, address, demo)], wanted.size),
    }
    if wanted.kind in draw:
        return draw[wanted.kind]()
    return drawing.plates(_plates(page, seated, wanted.kind, demo), wanted.kind)


def _routing(page: UnionPage) -> None:
    """A card or board is never issued without somebody to call behind it."""
    if page.chair is None:
        raise Unacceptable("nobody_shown")
    if not (page.chair.office_phone or page.chair.mobile):
        raise Unacceptable("no_channel")


def _face(person: Person, post: str = "") -> contents.Face:
    photo = path_of(person.photo.view.sha256).read_bytes() if person.photo else None
    return contents.Face(
        person.name,
        post or person.post,
        person.duty,
        person.office_phone or person.mobile,
        photo,
    )


def _board(page: UnionPage, seated: list[Sitter], address: str, demo: bool) -> contents.Board:  # noqa: FBT001 handed on
    chair = page.chair
    assert chair is not None  # noqa: S101 `_routing` has seen to it
    facts = [(_("办公地点"), page.office), (_("什么时候"), chair.hours)]
    return contents.Board(
        page.union.name,
        address,
        str(words.CODE_SAYS),
        _face(chair),
        _("至 %(day)s") % {"day": _day(page.term_ends_on)} if page.term_ends_on else "",
        tuple(contents.Named(name, value) for name, value in facts if value),
        tuple(_face(one) for one in _of(seated, Body.COMMITTEE, chair)[:MOST_IN_COMMITTEE]),
        tuple(
            contents.Body(str(name), tuple(_face(one) for one in people[:MOST_IN_BODY]))
            for body, name in BODIES.items()
            if (people := _of(seated, body, chair))
        ),
        tuple(contents.Named(str(name), str(value)) for name, value in words.FLOW),
        tuple(map(str, words.DUTIES)),
        lines=_lines(page)[:MOST_LINES],
        issue=(_("%(day)s印") % {"day": _day(page.on)}, _("人员、电话变了就换新的")),
        demo=demo,
    )


def _of(seated: list[Sitter], body: Body, chair: Person) -> list[Person]:
    people = [one for one in seated if BODY_OF[Office(one.officer.post)] is body]
    return [one.shown for one in people if one.shown and one.shown.face != chair.face]


def _lines(page: UnionPage) -> tuple[contents.Named, ...]:
    called = [
        contents.Named(f"{one.place}总工会　{one.name}", one.office_phone)
        for one in page.superiors
        if one.office_phone
    ]
    return (*called[: MOST_LINES - 1], contents.Named(_("职工服务热线"), HOTLINE))


def _badges(
    page: UnionPage,
    seated: list[Sitter],
    address: str,
    demo: bool,  # noqa: FBT001
) -> list[contents.Badge]:
    return [
        contents.Badge(
            page.union.name,
            address,
            _face(one.shown),
            str(one.officer.pk),
            _("有效期至 %(day)s") % {"day": _day(one.officer.term_ends_on)}
            if one.officer.term_ends_on
            else "",
            demo=demo,
        )
        for one in seated
        if one.shown
    ]


def _card(page: UnionPage, address: str, demo: bool) -> contents.Card:  # noqa: FBT001
    assert page.chair is not None  # noqa: S101
    return contents.Card(
        page.union.name,
        address,
        _face(page.chair),
        tuple(map(str, words.SERVICES)),
        str(words.HOW),
        str(words.PRIVATE),
        _("%(day)s印") % {"day": _day(page.on)},
        demo,
    )


def _flow(page: UnionPage, address: str, demo: bool) -> contents.Flow:  # noqa: FBT001
    steps = tuple(contents.Named(str(name), str(value)) for name, value in words.FLOW)
    return contents.Flow(page.union.name, address, steps, _lines(page), demo)


def _plates(
    page: UnionPage,
    seated: list[Sitter],
    kind: str,
    demo: bool,  # noqa: FBT001
) -> list[contents.Plate]:
    name = page.union.name
    if kind == "desk":
        found = [one.shown for one in seated if one.shown]
        return [contents.Plate(one.name, below=f"{name}　{one.post}", demo=demo) for one in found]
    if kind == "door":
        hours = page.chair.hours if page.chair else ""
        return [contents.Plate(_("职工之家"), above=name, below=hours, demo=demo)]
    return [contents.Plate(name, demo=demo)]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
