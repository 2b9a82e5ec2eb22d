from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "xingjia.visits"
    label = "visits"
    verbose_name = _("走访")

    def ready(self) -> None:
        from xingjia.facts import sources
        from xingjia.facts.kinds import KINDS
        from xingjia.visits import facts

        sources.register("visits", "union", KINDS, facts.about_unions)
