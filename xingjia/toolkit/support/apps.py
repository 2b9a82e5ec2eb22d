from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "xingjia.toolkit.support"
    label = "support"
