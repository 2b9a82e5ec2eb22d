from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "xingjia.toolkit.files"
    label = "files"

    def ready(self) -> None:
        from xingjia.toolkit.audit import checks  # models are ready now
        from xingjia.toolkit.files import queries

        checks.register("files", queries.damaged_blobs)
