"""Who may open which address of standards; put into tests/access_policy.py."""

from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.standards.library.models import Adopted

# The same for everybody: shipped standards hold nothing of the register.
OWN = {"standards:list", "standards:standard", "standards:compare"}
FIXED = {"standards:standard": {"code": "liuyou", "version": "2020"}}


def adopted_of(place) -> int:
    return Adopted.objects.everything(because="a test").get(organisation=place.node).pk


def county_of(place) -> str:
    return Node.objects.get(path=place.node.path[:-STEP]).code


RECORDS = {"standards:adopted": lambda place: {"pk": adopted_of(place)}}
DESK = {"standards:retire": lambda place: {"pk": adopted_of(place)}}
TREE = {
    "standards:adopt": lambda place: {
        "code": "jiuyou",
        "version": "2013",
        "county": county_of(place),
    }
}
