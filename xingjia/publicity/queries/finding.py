"""Finding one's union by the name of the enterprise, without listing everything."""

from dataclasses import dataclass

from django.db.models import Q

from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.publicity.models import Code
from xingjia.publicity.queries.secret import key
from xingjia.publicity.rules.codes import found as found_code
from xingjia.registry.models import Cover, Employer, Union
from xingjia.registry.queries.search import named
from xingjia.registry.rules.names import name_key

BECAUSE = "names of enterprises and unions are public; nothing of a person is named here"
LEAST, MOST = 2, 8  # characters to search by, and rows shown: no way to take a whole list


@dataclass(frozen=True)
class Found:
    """An enterprise and, where its union shows itself, the address of the page."""

    employer: str
    place: str
    union: str
    code: str


def unions_named(text: str, *, place: Node | None = None, whole: bool = False) -> list[Found]:
    """Enterprises whose name, pinyin or initials hold the words, in a place if one is given; one
    more than is shown. `whole`: only those whose name it is, when too many are asking.

    Three queries.
    """
    asked = Q(name_key=name_key(text)) if whole else named(text)
    employers = Employer.objects.everything(because=BECAUSE).filter(asked)
    if place:
        employers = employers.filter(under("organisation__path", place.path))
    rows = list(employers.select_related("organisation").order_by("name")[: MOST + 1])
    covers = Cover.objects.everything(because=BECAUSE).filter(
        employer__in=rows, union__closed_on__isnull=True
    )
    unions = {
        one.employer_id: one.union for one in covers.select_related("union").order_by("start")
    }
    codes = dict(
        Code.objects.everything(because=BECAUSE)
        .filter(union__in=unions.values())
        .values_list("union", "name")
    )
    found = []
    for one in rows:
        union = unions.get(one.pk)
        code = found_code(codes[union.pk], key()) if union and union.pk in codes else ""
        found.append(Found(one.name, one.organisation.name, union.name if union else "", code))
    return found


def counted_in(path: str) -> tuple[int, int]:
    """How many unions there are in a branch, and how many of them show their people."""
    unions = Union.objects.everything(because=BECAUSE).filter(
        under("organisation__path", path), closed_on__isnull=True
    )
    codes = Code.objects.everything(because=BECAUSE).filter(union__in=unions)
    return unions.count(), codes.count()
