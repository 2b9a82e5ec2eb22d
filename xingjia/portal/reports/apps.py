from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "xingjia.portal.reports"
    label = "reports"
