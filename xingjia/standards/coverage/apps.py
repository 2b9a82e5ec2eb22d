from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "xingjia.standards.coverage"
    label = "coverage"

    def ready(self) -> None:
        from xingjia.facts.sources import follow_with
        from xingjia.standards.coverage.commands import following
        from xingjia.standards.coverage.queries.expected import wrong_figures
        from xingjia.toolkit.audit import checks

        follow_with("coverage", "employer", following)
        checks.register("coverage", wrong_figures)
