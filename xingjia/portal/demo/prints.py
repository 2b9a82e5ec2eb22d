"""What hangs in the demonstration: one union's board still shows the number its chair had before,
and its sign, badges and desk plates are right. Invented, like everything here."""

from datetime import date, timedelta

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.publicity.commands import pulse
from xingjia.publicity.commands.faces import show_officer
from xingjia.publicity.commands.notices import tell_of
from xingjia.publicity.commands.prints import hang_own_sign, issue, put_up
from xingjia.publicity.commands.promises import judge, promise
from xingjia.publicity.models import Face
from xingjia.publicity.queries.sheets import Wanted, ground_of, shows_of
from xingjia.publicity.rules.pulse import QUESTIONS
from xingjia.registry.models import Union

OLD_NUMBER, PRINTED, MOVED = "0515-80000140", date(2013, 3, 5), date(2013, 12, 16)
SPOTS = {"board-A3": "三车间门口", "badges": "", "desk": "工会办公室"}
PROMISES = (
    ("走访每户困难职工", date(2013, 3, 5), date(2013, 9, 30), True, "走访 14 户"),
    ("职工反映的事当天回话", date(2013, 3, 5), date(2013, 12, 20), False, "有 2 件过了 3 天"),
    ("春节前慰问困难职工", date(2013, 12, 23), date(2014, 1, 30), None, ""),
)
# Answers of the last quarter: knows the union, knows the chair, was helped.
ANSWERS = ((True, True, True),) * 9 + ((True, True, False),) * 5 + ((True, False, False),) * 4
A_DAY = 6  # of them
COUNTY = "320925"
BECAUSE = "the demonstration, for all who try it"


def hang(actor: Actor, name: str) -> None:
    """Print and hang the sheets of one union, promise, judge and answer; then move its number."""
    union = Union.objects.visible_to(actor).filter(name=name).first()
    faces = Face.objects.everything(because=BECAUSE).select_related("officer")
    chair = faces.filter(officer__union=union, officer__post="chair").first() if union else None
    if union is None or chair is None:
        return
    show_officer(actor, chair.officer, on=PRINTED, office_phone=OLD_NUMBER)
    ground = ground_of(union, on=PRINTED, demo=True)
    for sheet, spot in SPOTS.items():
        shows = shows_of(ground, Wanted(*sheet.split("-")))
        put_up(
            actor, issue(actor, union, sheet=sheet, shows=shows, on=PRINTED), on=PRINTED, spot=spot
        )
    hang_own_sign(actor, union, text=union.name, on=PRINTED, spot="厂门口")
    show_officer(actor, chair.officer, on=MOVED, office_phone="")  # from now on the registered one
    _promises(actor, union)
    for number, said in enumerate(ANSWERS):
        day = MOVED + timedelta(days=number // A_DAY)
        pulse.say(union, yes=dict(zip(QUESTIONS, said, strict=True)), on=day, most=len(ANSWERS))
    tell_of(
        actor,
        Node.objects.get(code=COUNTY),
        channel="bulletin",
        on=date(2013, 11, 20),
        title="双亮活动简报第 9 期",
        today=MOVED,
    )


def _promises(actor: Actor, union: Union) -> None:
    for text, made_on, due_on, kept, note in PROMISES:
        one = promise(actor, union, text=text, due_on=due_on, on=made_on)
        if kept is not None:
            judge(actor, one, kept=kept, on=due_on, note=note)
