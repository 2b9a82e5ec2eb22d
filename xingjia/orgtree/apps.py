from django.apps import AppConfig


class OrgtreeConfig(AppConfig):
    name = "xingjia.orgtree"
    label = "orgtree"
