from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "xingjia.standards.library"
    label = "library"
    verbose_name = _("标准")

    def ready(self) -> None:
        from xingjia.standards.library.queries import (
            adopted_over,
            adopted_standards,
            asked_adopted,
            changed_standards,
        )
        from xingjia.standards.standing.queries import followed
        from xingjia.toolkit.audit import checks

        followed.register("adopted", adopted_standards, over=adopted_over, asked=asked_adopted)
        checks.register("standards", changed_standards)
