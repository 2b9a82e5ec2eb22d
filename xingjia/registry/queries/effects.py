"""What an import would change in the figures of a place."""

from collections.abc import Iterable, Mapping

from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Plan
from xingjia.orgtree.queries import under
from xingjia.registry.models import EmployerStatement

FIELD = EmployerStatement.Field.IN_PRODUCTION.value
BECAUSE = "counted for the place the actor imports into; nobody is named"


def production(
    setting: Setting, plans: Iterable[Plan], so_far: Mapping[str, int | None]
) -> dict[str, int | None]:
    """How the plans would change the enterprises in production, on the day they count from:
    `before`, None where nobody has said, and how many are `joining` and `leaving`; together with
    what is known `so_far`."""
    before = so_far["before"] if "before" in so_far else _in_production(setting)
    joining, leaving = so_far.get("joining") or 0, so_far.get("leaving") or 0
    for plan in plans:
        for change in plan.changes:
            if (change.subject, change.field) == ("employer", FIELD):
                joining += change.after is True
                leaving += change.before is True
    return {"before": before, "joining": joining, "leaving": leaving}


def _in_production(setting: Setting) -> int | None:
    said = (
        EmployerStatement.objects.everything(because=BECAUSE)
        .filter(
            under("employer__organisation__path", setting.node.path),
            field=FIELD,
            day__lte=setting.as_of,
        )
        .order_by("day")
        .values_list("employer", "value")
    )
    now = dict(said)
    return sum(now.values()) if now else None
