from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "xingjia.toolkit.jobs"
    label = "jobs"
