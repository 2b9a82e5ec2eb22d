"""Every kind of save of one record, on a rich invented record: how many queries it takes.

The tests keep the same saves to the same lines, so what is printed is what is promised.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

FOUNDED, DAY, LATER, TODAY = (
    date(2011, 4, 4),
    date(2013, 12, 31),
    date(2014, 3, 20),
    date(2014, 12, 31),
)
Save = Callable[[], object]


@dataclass
class Land:
    """An enterprise with a union it shares, contracts, rooms and marks, and two others."""

    actor: Any
    place: Any
    employer: Any
    partner: Any  # under the same union
    lonely: Any  # no union yet
    union: Any
    other: Any  # a federation
    chair: Any
    member: Any
    own: Any  # a contract
    shared: Any
    mark: Any
    room: Any
    group: Any
    belongs: Any
    election: Any
    founding: Any
    reelection: Any


def laid(actor: Any, place: Any) -> Land:
    """Enter it all by the commands a person uses."""
    from xingjia.organising.commands.opening import open_founding, open_reelection
    from xingjia.registry.commands.contract_editing import add_contract
    from xingjia.registry.commands.federations import affiliate, set_up_group
    from xingjia.registry.commands.marks import mark_focus, open_room
    from xingjia.registry.commands.offices import cover
    from xingjia.registry.models import Election, Officer

    works = {"in_production": True, "staff": 120, "ownership": "private"}
    names = ("甲厂", "乙厂", "丙厂", "丁厂")
    employer, partner, lonely, head = (_employer(actor, place, name, **works) for name in names)
    union, other = union_of(actor, employer), union_of(actor, head, kind="industry_federation")
    cover(actor, union, partner, start=FOUNDED)
    dates = {"signed_on": "2012-12-20", "valid_from": "2013-01-01", "valid_to": "2015-12-31"}
    own, _ = add_contract(
        actor, [employer], on=TODAY, kind="safety", reach="own", number="1", **dates
    )
    shared, _ = add_contract(
        actor,
        [employer, partner],
        on=TODAY,
        kind="collective",
        reach="industry",
        number="2",
        **dates,
    )
    officers = Officer.objects.everything(because="bench").filter(union=union)
    told = {"source": "县人社局", "remedy": "联系岗位"}
    return Land(
        actor,
        place,
        employer,
        partner,
        lonely,
        union,
        other,
        officers.get(post="chair"),
        officers.filter(post="member").order_by("pk")[0],
        own,
        shared,
        mark_focus(actor, employer, kind="difficult", start=DAY, **told),
        open_room(actor, union, kind="reading", name="职工书屋", start=DAY),
        set_up_group(actor, union, name="一车间", leader="丁一", start=DAY),
        affiliate(actor, other, union, start=DAY)[0],
        Election.objects.everything(because="bench").get(union=union),
        open_founding(actor, lonely, on=DAY)[0],
        open_reelection(actor, union, on=DAY, reason="提前换届")[0],
    )


def _employer(actor: Any, place: Any, name: str, **said: Any) -> Any:
    from xingjia.registry.commands.editing import add_employer

    return add_employer(actor, place, day=date(2010, 1, 1), name=name, reason="确认", **said)[0]


def union_of(actor: Any, employer: Any, **said: Any) -> Any:
    """A union founded at an employer by its first election."""
    from xingjia.registry.commands.founding import Founding, found_union

    name, told = f"{employer.name}工会委员会", {"members": 36, "women_members": 12} | said
    held = Founding("建工〔2011〕9号", date(2011, 3, 30), 3, count(), seats())
    return found_union(
        actor, employer, name=name, founded_on=FOUNDED, founding=held, said=told, reason="确认"
    )[0]


def count() -> Any:
    """A meeting that counts."""
    from xingjia.registry.rules.ballots import Count

    return Count("members", 36, 33, 33, 33, date(2011, 3, 20), 4)


def seats(*names: str) -> Any:
    """Who was elected."""
    from xingjia.registry.rules.ballots import Elected

    posts = ("chair", "member", "member")
    names = names or ("沈听澜", "陶雪舟", "马小川")
    nothing: frozenset[Any] = frozenset()
    return tuple(Elected(post, name, 30, nothing) for post, name in zip(posts, names, strict=True))


def saves(land: Land) -> dict[str, Save]:
    """Each save by its name."""
    return (
        _of_employer(land)
        | _of_union(land)
        | _of_officers(land)
        | _of_contracts(land)
        | (_of_spans(land) | _of_procedures(land))
    )


def endings(land: Land) -> dict[str, Save]:
    """What ends a whole bundle of records at once, or brings it back: one after the other."""
    from xingjia.registry.commands.closing import close_employer, reopen_employer
    from xingjia.registry.commands.offices import close_union, reopen_union

    actor, employer, union = land.actor, land.employer, land.other
    ended = {"on": LATER, "why": "bankrupt", "reason": "清算"}
    return {
        "close an employer": lambda: close_employer(actor, employer, **ended),
        "reopen it": lambda: reopen_employer(actor, employer, reason="填错了"),
        "close a union": lambda: close_union(actor, union, on=LATER, why="merged", reason="合并"),
        "reopen it as well": lambda: reopen_union(actor, union, on=TODAY, reason="填错了"),
    }


def _of_employer(land: Land) -> dict[str, Save]:
    from xingjia.registry.commands.editing import add_employer, change_employer
    from xingjia.registry.queries.newest import values_of
    from xingjia.registry.rules.editing import version_of

    def say(**values: Any) -> Save:
        return lambda: change_employer(
            land.actor, land.employer, day=DAY, version=version, reason="核对", **values
        )

    version = version_of(values_of(land.employer))
    return {
        "an employer": lambda: add_employer(
            land.actor, land.place, day=DAY, name="戊厂", in_production=True, staff=9
        ),
        "an address": say(address="工业路 8 号"),
        "a head-count": say(staff=121),
        "a head-count of another band": say(staff=230),
        "an ownership": say(ownership="collective"),
        "an employer out of production": say(in_production=False),
        "a claim of a contract": say(contracts_women=True),
        "a name": say(name="甲厂集团"),
        "a code": say(code="91320925MAKH7X9QXP"),
        "a party organisation": say(party_kind="branch", party_founded_on="2012-05-01"),
    }


def _of_union(land: Land) -> dict[str, Save]:
    from xingjia.registry.commands.editing import change_union
    from xingjia.registry.queries.newest import values_of
    from xingjia.registry.rules.editing import version_of

    def say(**values: Any) -> Save:
        return lambda: change_union(
            land.actor, land.union, day=DAY, version=version, reason="核对", **values
        )

    version = version_of(values_of(land.union))
    return {
        "a telephone": say(chair_phone="0515-86210000"),
        "members": say(members=60, women_members=20),
        "a union's name": say(name="甲厂集团工会委员会"),
        "a certificate": say(certificate_from="2013-05-01", certificate_to="2014-04-03"),
        "a day of founding": say(founded_on="2011-03-30"),
    }


def _of_officers(land: Land) -> dict[str, Save]:
    from xingjia.registry.commands.elections import hold_election
    from xingjia.registry.commands.officers import by_election, officer_left
    from xingjia.registry.commands.offices import appoint_chair, chair_left

    actor, union = land.actor, land.union
    whole = {"held_on": LATER, "term_years": 3, "count": count(), "reason": "届满换届"}
    papers = {"reported_on": LATER, "approved_on": LATER, "approval_no": "建工〔2014〕1号"}
    return {
        "an elected chair": lambda: appoint_chair(
            actor, union, name="王建国", elected_on=LATER, term_years=3, phone="0515-86210001"
        ),
        "an elected committee": lambda: hold_election(
            actor, union, seats=seats(), **whole, **papers
        ),
        "a by-election": lambda: by_election(
            actor,
            union,
            held_on=DAY,
            count=count(),
            seats=seats("沈听澜", "丁一", "马小川")[1:2],
            reason="补选",
        ),
        "a chair who left": lambda: chair_left(actor, union, on=DAY, why="resigned", reason="辞职"),
        "a member who left": lambda: officer_left(
            actor, land.member, on=DAY, why="left_unit", reason="调出"
        ),
    }


def _of_contracts(land: Land) -> dict[str, Save]:
    from xingjia.registry.commands import contract_editing as editing
    from xingjia.registry.commands.contract_steps import clear_step, record_step
    from xingjia.registry.models import ContractEmployer
    from xingjia.registry.queries.contract_mending import values_of_contract
    from xingjia.registry.rules.editing import version_of

    actor = land.actor
    version = version_of(values_of_contract(land.own))
    rows = ContractEmployer.objects.everything(because="bench")
    row = rows.select_related("contract__organisation").get(
        contract=land.shared, employer=land.partner
    )
    new = {"kind": "women", "reach": "own", "number": "3"}
    days = {"valid_from": "2014-01-01", "valid_to": "2014-12-31"}
    after = {"kind": "safety", "reach": "own", "number": "4", "valid_from": "2016-01-01"}
    return {
        "a contract": lambda: editing.add_contract(actor, [land.employer], on=TODAY, **new, **days),
        "a contract renewed": lambda: editing.add_contract(
            actor, [land.employer], on=TODAY, renews=land.own, valid_to="2016-12-31", **after
        ),
        "a contract mended": lambda: editing.change_contract(
            actor, land.own, on=TODAY, version=version, valid_to="2014-12-31"
        ),
        "a step of a contract": lambda: record_step(
            actor, land.own, field="offered_on", day=date(2012, 11, 1), on=TODAY
        ),
        "a step that puts it into force": lambda: record_step(
            actor, land.own, field="received_on", day=date(2013, 1, 20), on=TODAY
        ),
        "a contract that ends": lambda: record_step(
            actor, land.own, field="ended_on", day=LATER, on=TODAY, details={"ended_why": "agreed"}
        ),
        "a step cleared": lambda: clear_step(actor, land.own, field="signed_on", reason="填错了"),
        "an employer under a contract": lambda: editing.cover_by_contract(
            actor, land.shared, land.lonely, start=DAY
        ),
        "an employer that leaves a contract": lambda: editing.uncover_by_contract(
            actor, row, on=DAY
        ),
    }


def _of_spans(land: Land) -> dict[str, Save]:
    from xingjia.registry.commands import federations, marks
    from xingjia.registry.commands.offices import cover, uncover
    from xingjia.registry.models import Cover

    actor, union = land.actor, land.union
    told = {"source": "县人社局", "remedy": "联系岗位"}
    rows = Cover.objects.everything(because="bench").select_related("union__organisation")
    covered = rows.get(employer=land.partner)
    return {
        "a cover": lambda: cover(actor, union, land.lonely, start=DAY),
        "a cover that ends": lambda: uncover(actor, covered, on=DAY),
        "a mark of an employer": lambda: marks.mark_focus(
            actor, land.employer, kind="disputes", start=DAY, **told
        ),
        "a mark of a union": lambda: marks.mark_focus(actor, union, kind="weak", start=DAY, **told),
        "a mark lifted": lambda: marks.lift_focus(actor, land.mark, on=LATER, why="好转"),
        "a room": lambda: marks.open_room(actor, union, kind="activity", name="球场", start=DAY),
        "a room closed": lambda: marks.close_room(actor, land.room, on=LATER),
        "a group": lambda: federations.set_up_group(
            actor, union, name="二车间", leader="丁一", start=DAY
        ),
        "another leader": lambda: federations.set_up_group(
            actor, union, name="一车间", leader="马小川", start=LATER
        ),
        "a group that ends": lambda: federations.end_group(actor, land.group, on=LATER),
        "a union that leaves a federation": lambda: federations.leave_federation(
            actor, land.belongs, on=LATER
        ),
    }


def _of_procedures(land: Land) -> dict[str, Save]:
    from xingjia.organising.commands.opening import abandon
    from xingjia.organising.commands.recording import record_step
    from xingjia.organising.rules.steps import Done

    def done(procedure: Any, code: str, **details: Any) -> Save:
        return lambda: record_step(
            land.actor, procedure, code, new=Done(LATER, "", details), on=TODAY, reason="补录"
        )

    return {
        "a step of a founding": done(land.founding, "survey"),
        "a step of a re-election": done(land.reelection, "prepare"),
        "a re-election given up": lambda: abandon(
            land.actor, land.reelection, on=LATER, reason="合并"
        ),
    }
