from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "xingjia.evidence"
    label = "evidence"
    verbose_name = _("实物和制度")

    def ready(self) -> None:
        from xingjia.evidence import facts
        from xingjia.facts import sources

        sources.register("evidence", "union", facts.KINDS_TOLD, facts.about_unions)
