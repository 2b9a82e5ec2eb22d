"""The unions that the rows of a list of officers name, and who sits in them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q

from xingjia.imports.rules import Record
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import Cover, Election, Officer, Union
from xingjia.registry.queries.known import county_of, named_employers
from xingjia.registry.rules.ballots import BODY_OF, Office
from xingjia.registry.rules.committee_rows import KnownOfficer, KnownUnion, Unions, forms_of
from xingjia.registry.rules.committees import FOLLOWED
from xingjia.registry.rules.names import name_key

BECAUSE = "a code or name is unique in the county, whoever is asking; nothing of it is shown"


def known_unions(records: Iterable[Record], node: Node, on: date) -> Unions:
    """What the rows can be compared with, as it stood on a day. At most six queries."""
    records = list(records)
    codes = {record.values.get("union_code") for record in records} - {None, ""}
    said = {record.values.get("union_name") for record in records} - {None, ""}
    names = {form for name in said for form in forms_of(str(name))}
    everybody = Union.objects.everything(because=BECAUSE).select_related("organisation")
    county = county_of(node)
    local = everybody.filter(under("organisation__path", county.path))
    by_cover = _covering(records, node, on)
    keys = {union for unions in by_cover.values() for union in unions}
    named = everybody.filter(
        Q(code__in=codes) | Q(pk__in=keys) | Q(pk__in=local.filter(name__in=names))
    )
    known = {one.pk: KnownUnion(one.pk, one.name, one.organisation.path) for one in named}
    _seat(known, on)
    by_name: dict[str, list[KnownUnion]] = {}
    for one in (one for one in known.values() if one.path.startswith(county.path)):
        by_name.setdefault(name_key(one.name), []).append(one)
    return Unions(
        {one.code: known[one.pk] for one in named if one.code},
        by_name,
        {name: [known[key] for key in sorted(unions)] for name, unions in by_cover.items()},
    )


def _covering(records: list[Record], node: Node, on: date) -> dict[str, set[int]]:
    """Which unions cover the employers that rows name, by the employer's name."""
    employers = named_employers(records, node)
    covers = Cover.objects.everything(because=BECAUSE).filter(
        employer__in=employers, start__lte=on, end__gt=on
    )
    found: dict[str, set[int]] = {}
    for name, union in covers.values_list("employer__name_key", "union"):
        found.setdefault(name, set()).add(union)
    return found


def _seat(known: dict[int, KnownUnion], on: date) -> None:
    """Who sits in these unions, and when each body was last elected whole. Two queries."""
    rows = Officer.objects.everything(because=BECAUSE).filter(union__in=known)
    for one in rows.order_by("elected_on", "pk"):
        if one.left_on and one.left_on <= on:
            if one.left_why not in FOLLOWED:
                known[one.union_id].gone[one.post, one.name] = one.left_on
            continue
        values = {
            "elected_on": one.elected_on and one.elected_on.isoformat(),
            "term_ends_on": one.term_ends_on and one.term_ends_on.isoformat(),
            "votes": one.votes,
        }
        officer = KnownOfficer(one.pk, one.name, values)
        known[one.union_id].seated.setdefault(one.post, []).append(officer)
    whole = (
        Officer.objects.everything(because=BECAUSE)
        .filter(union__in=known, election__kind=Election.Kind.WHOLE)
        .values_list("union", "post")
        .annotate(last=Max("elected_on"))
    )
    for union, post, last in whole.order_by("last"):
        known[union].elected_on[BODY_OF[Office(post)]] = last
