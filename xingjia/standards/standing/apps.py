from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "xingjia.standards.standing"
    label = "standing"

    def ready(self) -> None:
        from xingjia.facts.sources import follow_with
        from xingjia.imports import kinds
        from xingjia.standards.presets import current
        from xingjia.standards.standing.commands import following
        from xingjia.standards.standing.queries import followed
        from xingjia.standards.standing.queries.expected import wrong_standings
        from xingjia.standards.standing.tallies import TallyRows
        from xingjia.toolkit.audit import checks

        followed.register("presets", current)
        follow_with("standing", "union", following)
        kinds.register("tally", TallyRows())
        checks.register("standing", wrong_standings)
