from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "xingjia.access"
    label = "access"

    def ready(self) -> None:
        """Listen to the library for sign-in."""
        from xingjia.access import receivers  # noqa: F401 needs the models
