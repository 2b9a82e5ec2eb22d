from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "xingjia.portal"
    label = "portal"
