from django.apps import AppConfig


class LanguageConfig(AppConfig):
    name = "xingjia.toolkit.language"
    label = "language"
