"""The contents of the sheets of a union, filled from what each person agreed to and no more."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.publicity import words
from xingjia.publicity.queries.faces import Person, Sitter
from xingjia.publicity.queries.union_page import HOTLINE, UnionPage
from xingjia.publicity.rules.prints import Said
from xingjia.publicity.sheets import contents
from xingjia.registry.rules.ballots import BODY_OF, Body, Office
from xingjia.toolkit.files.queries import path_of

BODIES = {Body.AUDIT: lazy("经费审查委员会"), Body.WOMEN: lazy("女职工委员会")}
# What an A3 board holds.
MOST_IN_COMMITTEE, MOST_IN_BODY, MOST_LINES, MOST_PROMISES = 6, 1, 3, 4


@dataclass(frozen=True)
class Ground:
    """What the sheets of one union are filled from: its page, who sits, what the code opens,
    which version it will be, and the office's own emblem; everything said of the union by the day,
    and whether its number is known to be answered (None: nobody tried it)."""

    page: UnionPage
    seated: list[Sitter]
    address: str = ""
    version: int = 0
    emblem: bytes | None = None
    demo: bool = False
    said: tuple[Said, ...] = ()
    answered: bool | None = None

    @property
    def issue(self) -> str:
        """When it was printed and as which version."""
        said = {"day": _day(self.page.on), "n": self.version}
        return _("%(day)s印　第 %(n)s 版") % said


def people_on(ground: Ground, kind: str) -> list[Person]:
    """Who is drawn on a sheet of this kind."""
    chair = ground.page.chair
    if kind in {"badges", "desk"}:
        return [one.shown for one in ground.seated if one.shown]
    if chair is None or kind not in {"board", "cards"}:
        return []
    if kind == "cards":
        return [chair]
    bodies = [_of(ground.seated, body, chair)[:MOST_IN_BODY] for body in BODIES]
    committee = _of(ground.seated, Body.COMMITTEE, chair)[:MOST_IN_COMMITTEE]
    return [chair, *committee, *(one for people in bodies for one in people)]


def board(ground: Ground) -> contents.Board:
    """The notice board."""
    page, seated, chair = ground.page, ground.seated, ground.page.chair
    assert chair is not None  # noqa: S101 the routing has seen to it
    facts = [(_("办公地点"), page.office), (_("什么时候"), chair.hours)]
    return contents.Board(
        page.union.name,
        ground.address,
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
        _promises(page),
        lines=lines(page)[:MOST_LINES],
        issue=(ground.issue, _("人员、电话变了就换新的")),
        emblem=ground.emblem,
        demo=ground.demo,
    )


def _promises(page: UnionPage) -> tuple[contents.Named, ...]:
    open_ones = [one for one in page.promises if one.kept is None and one.due_on >= page.on]
    return tuple(
        contents.Named(one.text, _("%(day)s前") % {"day": _day(one.due_on)})
        for one in open_ones[:MOST_PROMISES]
    )


def _face(person: Person, post: str = "") -> contents.Face:
    photo = path_of(person.photo.view.sha256).read_bytes() if person.photo else None
    return contents.Face(
        person.name,
        post or person.post,
        person.duty,
        person.office_phone or person.mobile,
        photo,
    )


def _of(seated: list[Sitter], body: Body, chair: Person) -> list[Person]:
    people = [one for one in seated if BODY_OF[Office(one.officer.post)] is body]
    return [one.shown for one in people if one.shown and one.shown.face != chair.face]


def lines(page: UnionPage) -> tuple[contents.Named, ...]:
    """Whom else to call: superiors, and the hotline of the country."""
    called = [
        contents.Named(f"{one.place}总工会　{one.name}", one.office_phone) for one in page.numbered
    ]
    return (*called[: MOST_LINES - 1], contents.Named(_("职工服务热线"), HOTLINE))


def badges(ground: Ground) -> list[contents.Badge]:
    """A badge for each who shows herself."""
    return [
        contents.Badge(
            ground.page.union.name,
            ground.address,
            _face(one.shown),
            f"{one.officer.pk}-{ground.version}",
            _("有效期至 %(day)s") % {"day": _day(one.officer.term_ends_on)}
            if one.officer.term_ends_on
            else "",
            emblem=ground.emblem,
            demo=ground.demo,
        )
        for one in ground.seated
        if one.shown
    ]


def card(ground: Ground) -> contents.Card:
    """The contact card of the chair."""
    page = ground.page
    assert page.chair is not None  # noqa: S101
    return contents.Card(
        page.union.name,
        ground.address,
        _face(page.chair),
        tuple(map(str, words.SERVICES)),
        str(words.HOW),
        str(words.PRIVATE),
        ground.issue,
        ground.demo,
    )


def flow(ground: Ground) -> contents.Flow:
    """The flow chart."""
    steps = tuple(contents.Named(str(name), str(value)) for name, value in words.FLOW)
    page = ground.page
    return contents.Flow(page.union.name, ground.address, steps, lines(page), ground.demo)


def plates(ground: Ground, kind: str) -> list[contents.Plate]:
    """Desk plates of who shows herself, a door plate, or the sign with the name alone."""
    page, demo = ground.page, ground.demo
    name = page.union.name
    if kind == "desk":
        found = people_on(ground, kind)
        return [contents.Plate(one.name, below=f"{name}　{one.post}", demo=demo) for one in found]
    if kind == "door":
        hours = page.chair.hours if page.chair else ""
        return [contents.Plate(_("职工之家"), above=name, below=hours, demo=demo)]
    return [contents.Plate(name, demo=demo)]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
