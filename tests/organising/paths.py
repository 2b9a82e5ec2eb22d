"""Procedures on the way, for tests."""

from datetime import date

from xingjia.organising.commands.opening import open_founding, open_reelection
from xingjia.organising.commands.recording import record_step
from xingjia.organising.models import Procedure
from xingjia.organising.queries.procedures import done_of, records_of
from xingjia.organising.rules.steps import Done
from xingjia.registry.rules.editing import Level

BECAUSE = "a test looks"
OPENED, TODAY = date(2014, 1, 2), date(2014, 12, 31)
MEETING = {
    "form": "members",
    "should_attend": 36,
    "present": 33,
    "issued": 33,
    "returned": 33,
    "term_years": 5,
    "elected": [
        {"post": "chair", "name": "沈听澜", "votes": 31, "declared": []},
        {"post": "member", "name": "陶雪舟", "votes": 29, "declared": []},
        {"post": "member", "name": "马小川", "votes": 30, "declared": []},
    ],
}
CANDIDATES = ["沈听澜", "陶雪舟", "马小川", "丁一"]
FOUNDING: dict[str, Done] = {
    "survey": Done(date(2014, 1, 6)),
    "apply": Done(date(2014, 1, 10), "", {"group": ["沈听澜", "马小川", "陶雪舟"]}),
    "permit": Done(date(2014, 1, 15), "上工〔2014〕3号"),
    "join": Done(date(2014, 2, 10), "", {"members": 36, "women_members": 12}),
    "call": Done(date(2014, 2, 12), "", {"candidates": CANDIDATES, "seats": 3}),
    "meet": Done(date(2014, 2, 20), "", MEETING),
    "report": Done(date(2014, 2, 21)),
    "approve": Done(date(2014, 2, 28), "上工〔2014〕9号", {"union_name": "甲厂工会委员会"}),
    "sign": Done(date(2014, 3, 5)),
    "register": Done(date(2014, 4, 1)),
    "account": Done(date(2014, 4, 9)),
}
REELECTION: dict[str, Done] = {
    "prepare": Done(date(2014, 1, 6)),
    "request": Done(date(2014, 1, 10)),
    "permit": Done(date(2014, 1, 15), "上工〔2014〕3号"),
    "nominate": Done(date(2014, 2, 10), "", {"candidates": CANDIDATES, "seats": 3}),
    "notice": Done(date(2014, 2, 12)),
    "meet": Done(date(2014, 2, 20), "", MEETING),
    "report": Done(date(2014, 2, 21)),
    "approve": Done(date(2014, 2, 28), "上工〔2014〕9号"),
    "change": Done(date(2014, 3, 20)),
    "show": Done(date(2014, 3, 21)),
}


def go(actor, procedure: Procedure, way: dict[str, Done], upto: str) -> Procedure:
    """Record the steps of a way up to one of them."""
    for code, new in way.items():
        record_step(actor, procedure, code, new=new, on=TODAY)
        if code == upto:
            break
    procedure.refresh_from_db()
    return procedure


def founding(actor, employer, upto: str = "") -> Procedure:
    procedure, _ = open_founding(actor, employer, on=OPENED)
    return go(actor, procedure, FOUNDING, upto) if upto else procedure


def reelection(actor, union, upto: str = "") -> Procedure:
    procedure, _ = open_reelection(actor, union, on=OPENED)
    return go(actor, procedure, REELECTION, upto) if upto else procedure


def record(actor, procedure: Procedure, code: str, new: Done, **how: str):
    return record_step(actor, procedure, code, new=new, on=TODAY, **how)


def steps(procedure: Procedure) -> set[str]:
    return set(done_of(records_of([procedure])[procedure.pk].values()))


def codes(objected) -> list[str]:
    """What was objected to, each with what its sentence names."""
    return [
        ":".join((one.code, *map(str, dict(one.said).values())))
        for one in objected.value.findings
        if one.level is not Level.NOTED
    ]
