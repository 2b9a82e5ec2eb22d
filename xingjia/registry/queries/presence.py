"""What else is on record of one employer or union, asked once: most have no rooms, no groups and
no mark, and nothing need be asked for what is not there."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from xingjia.registry.models import (
    Affiliation,
    Closing,
    Delay,
    Employer,
    EmployerClosing,
    FocusMark,
    Group,
    MergeRecord,
    Room,
    Union,
)

BECAUSE = "of an employer or union the reader was given; only whether there is any"
Kinds = dict[str, QuerySet[Any]]


def present(of: Employer | Union) -> frozenset[str]:
    """Which of these there is at least one of. One query."""
    kinds = _of_union() if isinstance(of, Union) else _of_employer()
    found = (
        type(of)
        .objects.everything(because=BECAUSE)
        .filter(pk=of.pk)
        .values_list(*[Exists(rows) for rows in kinds.values()])
        .first()
    )
    return frozenset(name for name, there in zip(kinds, found or (), strict=False) if there)


def _of_employer() -> Kinds:
    return {
        "marks": _rows(FocusMark).filter(employer=OuterRef("pk")),
        "closings": _rows(EmployerClosing).filter(employer=OuterRef("pk")),
        "merges": _rows(MergeRecord).filter(kind="employer", kept=OuterRef("pk")),
    }


def _of_union() -> Kinds:
    belongs = _rows(Affiliation)
    own, sides = OuterRef("pk"), ("member", "federation")
    return {
        "marks": _rows(FocusMark).filter(union=own),
        "rooms": _rows(Room).filter(union=own),
        "groups": _rows(Group).filter(union=own),
        **{side: belongs.filter(**{side: own}) for side in sides},
        "delays": _rows(Delay).filter(union=own),
        "closings": _rows(Closing).filter(union=own),
        "merges": _rows(MergeRecord).filter(kind="union", kept=own),
    }


def _rows(model: type[Model]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.everything(because=BECAUSE)  # type: ignore[attr-defined]
    return rows
