from typing import Any

from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "xingjia.standards.standing"
    label = "standing"

    def ready(self) -> None:
        from xingjia.facts.sources import facts_changed
        from xingjia.standards.presets import current
        from xingjia.standards.standing.queries import followed
        from xingjia.standards.standing.queries.expected import wrong_standings
        from xingjia.toolkit.audit import checks

        followed.register("presets", current)
        facts_changed.connect(_on_facts_changed, dispatch_uid="standing")
        checks.register("standing", wrong_standings)


def _on_facts_changed(sender: object, **changed: Any) -> None:
    from xingjia.access.rules import system
    from xingjia.standards.standing.commands import follow

    if changed["kind"] == "union":
        follow(system("standing"), changed["keys"], changed.get("fact_kinds"))
