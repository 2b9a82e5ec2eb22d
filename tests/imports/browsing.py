"""A person at the pages of an import."""

from xingjia.imports.models import Import

LIST = "/imports/"


def page_of(batch: Import, part: str = "") -> str:
    return f"{LIST}{batch.pk}/{part}"


def text_of(response) -> str:
    return response.content.decode()


def afresh(batch: Import) -> Import:
    return Import.objects.everything(because="a test").get(pk=batch.pk)
