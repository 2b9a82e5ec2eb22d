from typing import Any

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "xingjia.standards.coverage"
    label = "coverage"

    def ready(self) -> None:
        from xingjia.facts.sources import facts_changed
        from xingjia.imports import kinds
        from xingjia.standards.coverage.queries.expected import wrong_figures
        from xingjia.standards.coverage.tallies import TallyRows
        from xingjia.toolkit.audit import checks

        facts_changed.connect(_on_facts_changed, dispatch_uid="coverage")
        kinds.register("tally", TallyRows())
        checks.register("coverage", wrong_figures)


def _on_facts_changed(sender: object, **changed: Any) -> None:
    from xingjia.access.rules import system
    from xingjia.standards.coverage.commands import refresh
    from xingjia.standards.coverage.rules import CONCERNED

    kinds = changed.get("fact_kinds")
    if changed["kind"] == "employer" and (kinds is None or kinds & CONCERNED):
        refresh(system("coverage"), changed["keys"], kinds)
