from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "xingjia.facts"
    label = "facts"
