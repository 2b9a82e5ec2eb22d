from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from xingjia.orgtree.places import Places
    from xingjia.registry.sheets import Workbook


class RegistryConfig(AppConfig):
    name = "xingjia.registry"
    label = "registry"
    verbose_name = _("基础台账")

    def ready(self) -> None:
        from xingjia.facts import sources
        from xingjia.imports import kinds
        from xingjia.registry import facts
        from xingjia.registry.commands.contracts import ContractRows
        from xingjia.registry.commands.register import RegisterRows

        sources.register("registry", "employer", facts.KINDS, facts.about_employers)
        kinds.register("register", RegisterRows())
        kinds.register("contracts", ContractRows())
        kinds.read_with(read)


def read(path: Path, *, scope: str, kind: str | None) -> "Workbook":
    """Read a workbook against the division codes that ship with the platform."""
    from xingjia.registry.sheets import read_workbook

    return read_workbook(path, places=shipped_places(), scope=scope, kind=kind)


@cache
def shipped_places() -> "Places":
    """The division codes, read once a process."""
    from xingjia.orgtree.places import Places

    return Places.load()
