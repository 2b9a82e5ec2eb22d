"""Who said the things that a visit looks at: they, and their places, do not verify them."""

from collections.abc import Collection, Iterable
from datetime import date

from xingjia.access.models import Account, Appointment
from xingjia.evidence.facts import ORIGIN as OF_EVIDENCE
from xingjia.evidence.models import Evidence
from xingjia.evidence.queries.known import Told
from xingjia.imports.models import ImportRow
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.visits.rules import POSTS, Claimant, Post, Visitor

BECAUSE = "who claimed a thing does not verify it, whoever asks"
OF_IMPORTS = "imports.importrow:"


def claimants_of(told: Iterable[Told]) -> dict[str, Claimant]:
    """Who claimed these, by origin; left out where a record of its own says so. Two queries."""
    origins = {origin for one in told for origin in one.origins}
    return _of_evidence(origins) | _of_imports(origins)


def _of_evidence(origins: Collection[str]) -> dict[str, Claimant]:
    keys = _keys(origins, OF_EVIDENCE)
    if not keys:
        return {}
    rows = Evidence.objects.everything(because=BECAUSE).filter(pk__in=keys)
    said = rows.values_list("pk", "said_by", "filed_from__path")
    return {f"{OF_EVIDENCE}{pk}": Claimant(label, path or "") for pk, label, path in said}


def _of_imports(origins: Collection[str]) -> dict[str, Claimant]:
    keys = _keys(origins, OF_IMPORTS)
    if not keys:
        return {}
    rows = ImportRow.objects.everything(because=BECAUSE).filter(pk__in=keys)
    said = rows.values_list("pk", "batch__asked_by", "batch__organisation__path")
    return {f"{OF_IMPORTS}{pk}": Claimant(label, path) for pk, label, path in said}


def _keys(origins: Collection[str], prefix: str) -> list[int]:
    return [int(one.removeprefix(prefix)) for one in origins if one.startswith(prefix)]


def visitors_of(accounts: Collection[int], on: date) -> list[Visitor]:
    """The visitors with accounts, with the posts they held on the day. One query."""
    held: dict[int, list[Post]] = {key: [] for key in accounts}
    posts = Appointment.objects.everything(because="a visit counts by the posts of its day")
    posts = posts.filter(account__in=accounts, start__lte=on, end__gt=on)
    for key, role, kind, path in posts.values_list(
        "account", "role", "organisation__kind", "organisation__path"
    ):
        held[key].append(Post(role, kind, path))
    return [Visitor(f"account:{key}", tuple(posts)) for key, posts in held.items()]


def possible_visitors(paths: Iterable[str], on: date) -> list[Account]:
    """Who holds a post over one of these unions on a day: those who may have gone."""
    above = {node for path in paths for node in ancestors_of(path)[:-1]}
    held = Appointment.objects.everything(because="who keeps a union knows the officers above it")
    held = held.filter(
        organisation__in=above, role__in=POSTS, start__lte=on, end__gt=on, account__is_active=True
    )
    return list(Account.objects.filter(pk__in=held.values("account")).order_by("name", "pk"))


def place_of_visitors(visitors: Iterable[Visitor], union: str) -> Node | None:
    """The place the trip was made from: of the visitors' posts over the union the nearest."""
    over = [
        post.path
        for visitor in visitors
        for post in visitor.posts
        if post.role in POSTS and union.startswith(post.path)
    ]
    return Node.objects.filter(path=max(over, key=len)).first() if over else None
