"""Finding one's union by the name of the enterprise, without listing everything."""

from dataclasses import dataclass

from xingjia.publicity.models import Code
from xingjia.publicity.queries.union_page import key
from xingjia.publicity.rules.codes import signed
from xingjia.registry.models import Cover, Employer
from xingjia.registry.queries.search import named

BECAUSE = "names of enterprises and unions are public; nothing of a person is named here"
LEAST, MOST = 2, 8  # characters to search by, and rows shown: no way to take a whole list


@dataclass(frozen=True)
class Found:
    """An enterprise and, where its union shows itself, the address of the page."""

    employer: str
    place: str
    union: str
    code: str


def unions_named(text: str) -> list[Found]:
    """Enterprises whose name, pinyin or initials hold the words; one more than is shown.

    Two queries.
    """
    employers = Employer.objects.everything(because=BECAUSE).filter(named(text))
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
        code = signed(codes[union.pk], key()) if union and union.pk in codes else ""
        found.append(Found(one.name, one.organisation.name, union.name if union else "", code))
    return found
