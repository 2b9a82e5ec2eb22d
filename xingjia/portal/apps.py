from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "xingjia.portal"
    label = "portal"

    def ready(self) -> None:
        from xingjia.portal.consequences import measured
        from xingjia.registry import consequences

        consequences.register("portal", measured)
