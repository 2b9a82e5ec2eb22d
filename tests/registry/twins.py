"""Two rows that are one employer, and how they are merged in tests."""

from typing import Any

from django.core import serializers

from tests.factories import DAY
from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node, Placement
from xingjia.registry.commands import merging
from xingjia.registry.commands.rows import whole_table
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerAlias,
    EmployerStatement,
    MergeRecord,
    Officer,
    Union,
    UnionAlias,
    UnionStatement,
)
from xingjia.standards.coverage.models import Stretch

COMMANDS = {
    Employer: merging.merge_employers,
    Union: merging.merge_unions,
    Officer: merging.merge_persons,
}
TABLES = (
    *(Employer, EmployerStatement, EmployerAlias, Cover, ContractEmployer),
    *(Union, UnionStatement, UnionAlias, Officer, Placement, Node),
)
FIGURES = tuple(
    field.name for field in Stretch._meta.fields if field.name not in {"id", "employer_id"}
)


def merge(actor: Actor, keep: Any, drop: Any, choices: dict[str, str] | None = None) -> MergeRecord:
    """Merge as a person does who has just seen the preview."""
    return COMMANDS[type(keep)](
        actor,
        keep,
        drop,
        on=DAY,
        version=merging.version_of_both(keep, drop),
        choices=choices or {},
    )


def everything_stored() -> dict[str, list[Any]]:
    """Every row of the register and the tree, whole."""
    return {
        model.__name__: serializers.serialize("python", whole_table(model).order_by("pk"))
        for model in TABLES
    }


def stretches() -> set[tuple[Any, ...]]:
    """All stretches of figures, as they are stored."""
    rows = Stretch.objects.everything(because="a test")
    return set(rows.values_list("employer_id", *FIGURES))
