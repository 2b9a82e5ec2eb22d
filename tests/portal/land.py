"""A small city whose tree is changed."""

from datetime import date

from tests.factories import (
    TESTER,
    appoint,
    make_account,
    make_contract,
    make_employer,
    make_node,
    make_union,
)
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer
from xingjia.standards.coverage.queries import NotInTheTree, count

BEFORE, DAY, TODAY = date(2013, 6, 30), date(2013, 7, 1), date(2014, 1, 15)
START = date(2013, 1, 1)


class Land:
    """A city of two counties; the first has two townships, the second one."""

    def __init__(self) -> None:
        self.city = make_node("盐城市", kind="city", code="320900")
        self.east = make_node("建湖县", self.city, code="320925")
        self.west = make_node("射阳县", self.city, code="320924")
        self.first, self.second = (
            make_node(name, self.east, kind="township", code=code)
            for name, code in (("上冈镇", "320925108"), ("建阳镇", "320925100"))
        )
        self.third = make_node("合德镇", self.west, kind="township", code="320924100")
        self.employers = [
            make_employer(at, day=START, place=at.code) for at in (self.first, self.second)
        ]
        self.employers.append(make_employer(self.first, day=START))
        self.union = make_union(self.employers[0])
        make_contract(self.employers[0])

    def counted(self, node: Node, on: date) -> int | None:
        try:
            return count(TESTER, node, on).total.figures["operating_employers"].count
        except NotInTheTree:
            return None


def again(actor: Actor) -> Actor:
    """The same person at his next request."""
    return actor_for(int(actor.label.split(":")[1]), TODAY)


def visible(actor: Actor) -> set[int]:
    return set(Employer.objects.visible_to(actor).values_list("pk", flat=True))


def post(role: str, at: Node):
    account = make_account()
    appoint(account, role, at)
    return account
