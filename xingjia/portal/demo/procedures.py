"""Two procedures under way for the demonstration: a founding in good time, a re-election late.

Invented like the rest of its past. They only record steps: no figure depends on them.
"""

from datetime import date

from xingjia.access.rules import Actor
from xingjia.organising.commands.opening import open_founding, open_reelection
from xingjia.organising.commands.recording import record_step
from xingjia.organising.models import Procedure
from xingjia.organising.rules.steps import Done
from xingjia.registry.models import Employer, Union

EMPLOYER = "建湖县棠昇节能电器有限公司"
UNION = "建湖县滩泓市政园林工程有限公司工会"
GROUP = ["于清和", "沈听澜", "陶雪舟"]
CANDIDATES = ["于清和", "沈听澜", "陶雪舟", "魏东来", "丁一帆", "梅若松"]
FOUNDING = {
    "survey": Done(date(2013, 11, 5), "", {"contact": "办公室于清和"}),
    "apply": Done(date(2013, 11, 8), "", {"group": GROUP}),
    "permit": Done(date(2013, 11, 15), "上工〔2013〕21号"),
    "join": Done(date(2013, 12, 6), "", {"members": 118, "women_members": 37}),
    "call": Done(date(2013, 12, 20), "", {"candidates": CANDIDATES, "seats": 5}),
}
RE_ELECTION = {"prepare": Done(date(2013, 12, 3), "", {"group": ["祁望舒", "梅若松"]})}


def begin(actor: Actor, on: date) -> None:
    """Open both, with the steps done so far; what is not in the register is left out."""
    employer = Employer.objects.visible_to(actor).filter(name=EMPLOYER).first()
    union = Union.objects.visible_to(actor).filter(name=UNION).first()
    if employer:
        procedure, _ = open_founding(actor, employer, on=date(2013, 11, 4))
        _go(actor, procedure, FOUNDING, on)
    if union:
        procedure, _ = open_reelection(actor, union, on=date(2013, 12, 2))
        _go(actor, procedure, RE_ELECTION, on)


def _go(actor: Actor, procedure: Procedure, way: dict[str, Done], on: date) -> None:
    for code, new in way.items():
        record_step(actor, procedure, code, new=new, on=on)
