from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "xingjia.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from xingjia.campaigns.queries.frozen import changed_closures
        from xingjia.toolkit.audit import checks

        checks.register("campaigns", changed_closures)
