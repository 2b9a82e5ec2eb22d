"""A county's own standard, as short as may be."""

from datetime import date

from tests.factories import make_actor, make_employer, make_union
from tests.standards.test_reading import CRITERIA, TITLE
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.registry.models import Union

START, LATER = date(2013, 7, 1), date(2014, 1, 1)
FILE = "shenbao.yaml"
SIGN = CRITERIA + f"  - code: A-1\n    {TITLE}\n    met: {{fact: sign_shown}}\n"
ROOM = SIGN.replace('"2013"', '"2014"').replace("sign_shown", "room")


def with_a_sign(town, name: str = "甲工会") -> Union:
    """A union that claims its sign."""
    union: Union = make_union(make_employer(town), name=name)
    claim(make_actor("township_officer", town), union, said=Saying("sign_shown", START), on=START)
    return union
