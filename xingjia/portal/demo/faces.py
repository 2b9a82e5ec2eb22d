"""Who shows herself in the demonstration: one chair, and the cadres whose numbers stand on boards.

Invented people, invented numbers; each has agreed on an invented sheet of paper.
"""

from datetime import date
from io import BytesIO

from xingjia.access.models import Account
from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.publicity.commands.consent import agree_on_paper
from xingjia.publicity.commands.faces import show_cadre, show_officer
from xingjia.publicity.models import Face
from xingjia.publicity.rules.consent import Field
from xingjia.registry.models import Officer, Union

AGREED_ON = date(2012, 7, 2)
CADRES = {"mengzhiqiu": ("320925", "0515-80001233"), "luwentian": ("320925108", "0515-80007702")}
OFFICE = (Field.NAME, Field.POST, Field.OFFICE_PHONE)
BECAUSE = "the demonstration, for all who try it"


def show(actor: Actor, chair_of: str) -> None:
    """The chair of one union and the federation's cadres show themselves."""
    union = Union.objects.visible_to(actor).filter(name=chair_of).first()
    if union is None:
        return
    officers = Officer.objects.everything(because=BECAUSE)
    for officer in officers.filter(union=union, post__in=("chair", "vice_chair", "women_chair")):
        chair = officer.post == "chair"
        details = {"duty": "生产部，兼职", "hours": "每周三 15:00–17:00"} if chair else {}
        _agreed(actor, show_officer(actor, officer, on=AGREED_ON, **details))
    for username, (code, phone) in CADRES.items():
        account = Account.objects.filter(username=username).first()
        place = Node.objects.filter(code=code).first()
        if account and place:
            face = show_cadre(actor, account, place, on=AGREED_ON, office_phone=phone)
            _agreed(actor, face)


def _agreed(actor: Actor, face: Face) -> None:
    paper = BytesIO("演示数据：虚构的签字".encode())
    agree_on_paper(actor, face, fields=OFFICE, on=AGREED_ON, stream=paper, name="演示.txt")
