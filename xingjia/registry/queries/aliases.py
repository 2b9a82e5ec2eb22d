"""What employers and unions are called besides, since two rows were merged into one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import Employer, EmployerAlias, Union, UnionAlias
from xingjia.registry.queries.search import named

BECAUSE = "a name or code of a merged row means the kept one, whoever is asking"


@dataclass(frozen=True)
class Aliases:
    """Ids by the names (as keys) and codes of rows merged into them."""

    names: dict[str, set[int]] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    def of(self, key: int) -> frozenset[str]:
        """Everything one is called besides: names as keys, and codes."""
        names = {name for name, keys in self.names.items() if key in keys}
        return frozenset(names | {code for code, one in self.codes.items() if one == key})


def employer_aliases(names: Collection[str], codes: Collection[str], county: Node) -> Aliases:
    """The employers these names (as keys; in the county) and codes (anywhere) once meant."""
    rows = EmployerAlias.objects.everything(because=BECAUSE)
    local = Q(under("employer__organisation__path", county.path), name_key__in=names)
    return _aliases(
        rows.filter(local | Q(code__in=codes)).values_list("employer", "name_key", "code")
    )


def union_aliases(codes: Collection[str]) -> Aliases:
    """The unions these codes once meant, with everything else those unions are called."""
    rows = UnionAlias.objects.everything(because=BECAUSE)
    unions = rows.filter(code__in=codes).values("union")
    return _aliases(rows.filter(union__in=unions).values_list("union", "name_key", "code"))


def aliases_of_unions(unions: Collection[int]) -> Aliases:
    """What these unions are called besides."""
    rows = UnionAlias.objects.everything(because=BECAUSE).filter(union__in=unions)
    return _aliases(rows.values_list("union", "name_key", "code"))


def _aliases(rows: Iterable[tuple[int, str, str]]) -> Aliases:
    found = Aliases()
    for key, name, code in rows:
        if name:
            found.names.setdefault(name, set()).add(key)
        if code:
            found.codes[code] = key
    return found


def employers_called(text: str) -> Q:
    """Employers whose names, or names they bore before a merge, hold every word."""
    if not text:
        return Q()
    rows = EmployerAlias.objects.everything(because=BECAUSE).filter(named(text))
    return named(text) | Q(Exists(rows.filter(employer=OuterRef("pk"))))


def unions_called(text: str) -> Q:
    """Unions whose names, or names they bore before a merge, hold every word."""
    if not text:
        return Q()
    rows = UnionAlias.objects.everything(because=BECAUSE).filter(named(text))
    return named(text) | Q(Exists(rows.filter(union=OuterRef("pk"))))


def code_meant(owner: Employer | Union | type[Employer], code: str) -> bool:
    """Whether a code once meant another employer (or union) than `owner`, which was merged."""
    if isinstance(owner, Union):
        unions = UnionAlias.objects.everything(because=BECAUSE).filter(code=code)
        return unions.exclude(union=owner.pk).exists()
    rows = EmployerAlias.objects.everything(because=BECAUSE).filter(code=code)
    if isinstance(owner, Employer):
        rows = rows.exclude(employer=owner.pk)
    return rows.exists()
