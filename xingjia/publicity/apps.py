from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicityConfig(AppConfig):
    name = "xingjia.publicity"
    label = "publicity"
    verbose_name = _("双亮")

    def ready(self) -> None:
        from xingjia.facts import sources
        from xingjia.publicity import facts

        sources.register("publicity", "union", facts.KINDS, facts.about_unions)
        sources.facts_changed.connect(_on_facts_changed, dispatch_uid="publicity")


def _on_facts_changed(sender: object, **changed: Any) -> None:
    """Another number begins anew: what was known of the former one no longer counts."""
    from xingjia.facts.sources import facts_changed

    kinds = changed.get("fact_kinds")
    if changed["kind"] == "union" and kinds and "phone" in kinds and "reachable" not in kinds:
        again = frozenset({"reachable"})
        facts_changed.send(sender=sender, kind="union", keys=changed["keys"], fact_kinds=again)
