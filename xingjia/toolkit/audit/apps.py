from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "xingjia.toolkit.audit"
    label = "audit"

    def ready(self) -> None:
        from xingjia.toolkit.audit import checks, queries  # models are ready now

        checks.register("audit", queries.broken_links)
