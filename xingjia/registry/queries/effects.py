"""What an import would change in the figures of a place."""

from collections.abc import Iterable
from dataclasses import dataclass

from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Plan
from xingjia.orgtree.queries import under
from xingjia.registry.models import EmployerStatement

FIELD = EmployerStatement.Field.IN_PRODUCTION.value
BECAUSE = "counted for the place the actor imports into; nobody is named"


@dataclass(frozen=True)
class Production:
    """Enterprises in production before, None where nobody has said; and who joins and leaves."""

    before: int | None
    joining: int
    leaving: int

    @property
    def after(self) -> int:
        """How many there would be."""
        return (self.before or 0) + self.joining - self.leaving


def production(setting: Setting, plans: Iterable[Plan]) -> Production:
    """How the plans would change the enterprises in production, on the day they count from."""
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
    joining, leaving = 0, 0
    for plan in plans:
        for change in plan.changes:
            if (change.subject, change.field) == ("employer", FIELD):
                joining += change.after is True
                leaving += change.before is True
    return Production(sum(now.values()) if now else None, joining, leaving)
