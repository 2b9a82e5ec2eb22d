from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "xingjia.imports"
    label = "imports"
