from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from xingjia.orgtree.places import Places
    from xingjia.registry.sheets import Workbook
    from xingjia.toolkit.sheets.headers import Meant


class RegistryConfig(AppConfig):
    name = "xingjia.registry"
    label = "registry"
    verbose_name = _("基础台账")

    def ready(self) -> None:
        from xingjia.facts import sources
        from xingjia.imports import kinds
        from xingjia.orgtree.signals import tree_changed
        from xingjia.registry import facts
        from xingjia.registry.commands.committees import CommitteeRows
        from xingjia.registry.commands.contracts import ContractRows
        from xingjia.registry.commands.register import RegisterRows
        from xingjia.registry.commands.undo import RegisterUndo

        sources.register("registry", "employer", facts.KINDS, facts.about_employers)
        sources.register("registry", "union", facts.UNION_KINDS, facts.about_unions)
        kinds.register("register", RegisterRows())
        kinds.register("contracts", ContractRows())
        kinds.register("committee", CommitteeRows())
        kinds.undo_with("register", RegisterUndo())
        kinds.undo_with("contracts", RegisterUndo())
        kinds.undo_with("committee", RegisterUndo())
        kinds.read_with(read, fields)
        tree_changed.connect(_on_tree_changed, dispatch_uid="registry")
        sources.facts_changed.connect(_on_facts_changed, dispatch_uid="registry")


def _on_tree_changed(sender: object, **changed: Any) -> None:
    """A place is a fact about the employers there, so a change of the tree changes facts."""
    from xingjia.facts.sources import facts_changed
    from xingjia.registry.queries.places import employers_ever_at, unions_at

    keys = employers_ever_at(changed["nodes"])
    facts_changed.send(
        sender=RegistryConfig, kind="employer", keys=keys, fact_kinds=frozenset({"place"})
    )
    unions = unions_at(changed["nodes"])
    facts_changed.send(
        sender=RegistryConfig, kind="union", keys=unions, fact_kinds=frozenset({"union"})
    )


def _on_facts_changed(sender: object, **changed: Any) -> None:
    """What is told of an employer is told of the unions that cover it."""
    from xingjia.facts.sources import facts_changed
    from xingjia.registry.queries.places import unions_covering
    from xingjia.registry.rules.union_facts import following

    if changed["kind"] != "employer":
        return
    kinds = changed.get("fact_kinds")
    told = None if kinds is None else following(kinds)
    if (told is None or told) and (unions := unions_covering(changed["keys"])):
        facts_changed.send(sender=RegistryConfig, kind="union", keys=unions, fact_kinds=told)


def read(path: Path, *, scope: str, kind: str | None, meant: "Meant") -> "Workbook":
    """Read a workbook against the division codes that ship with the platform."""
    from xingjia.registry.sheets import read_workbook

    return read_workbook(path, places=shipped_places(), scope=scope, kind=kind, meant=meant)


def fields(kind: str) -> tuple[str, ...]:
    """The columns a table of this kind may have."""
    from xingjia.registry.sheets.workbooks import fields_of

    return fields_of(kind)


@cache
def shipped_places() -> "Places":
    """The division codes, read once a process."""
    from xingjia.orgtree.places import Places

    return Places.load()
