from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "xingjia.toolkit.ui"
    label = "ui"
