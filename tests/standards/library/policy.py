"""Who may open which address of standards; put into tests/access_policy.py."""

from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.standards.library.models import Adopted, Policy

# The same for everybody: shipped standards hold nothing of the register.
OWN = {"standards:list", "standards:standard", "standards:compare", "standards:policies"}
DESK_LISTS = {"standards:add_policy"}
FILES = {"standards:policy_file"}
FIXED = {"standards:standard": {"code": "liuyou", "version": "2020"}}


def adopted_of(place) -> int:
    return Adopted.objects.everything(because="a test").get(organisation=place.node, text="").pk


def file_of(place) -> int:
    rows = Adopted.objects.everything(because="a test").filter(organisation=place.node)
    return rows.exclude(text="").get().pk


def county_of(place) -> str:
    return Node.objects.get(path=place.node.path[:-STEP]).code


def policy_of(place) -> int:
    return Policy.objects.everything(because="a test").get(organisation=place.node).pk


RECORDS = {
    "standards:adopted": lambda place: {"pk": adopted_of(place)},
    "standards:own_file": lambda place: {"pk": file_of(place)},
    "standards:policy": lambda place: {"pk": policy_of(place)},
    "standards:policy_file": lambda place: {"pk": policy_of(place)},
}
DESK = {
    "standards:retire": lambda place: {"pk": adopted_of(place)},
    "standards:cite": lambda place: {"pk": policy_of(place)},
    "standards:end_policy": lambda place: {"pk": policy_of(place)},
}
TREE = {
    "standards:adopt": lambda place: {
        "code": "jiuyou",
        "version": "2013",
        "county": county_of(place),
    },
    "standards:own": lambda place: {"county": county_of(place)},
}
