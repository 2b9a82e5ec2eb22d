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


# What a change of the register may make untrue on prints: names, telephones, people, terms, rooms.
TOUCHES = frozenset({"phone", "officer", "term", "office", "union", "sign_shown"})


def _on_facts_changed(sender: object, **changed: Any) -> None:
    """Another number begins anew, and what hangs may say what is not so."""
    from xingjia.facts.sources import facts_changed
    from xingjia.publicity.models import Hanging
    from xingjia.publicity.rules.prints import SHOWS

    kinds = changed.get("fact_kinds")
    if sender is Hanging or changed["kind"] != "union" or not kinds or not kinds & TOUCHES:
        return
    keys = changed["keys"]
    if "phone" in kinds and "reachable" not in kinds:
        again = frozenset({"reachable"})
        facts_changed.send(sender=Hanging, kind="union", keys=keys, fact_kinds=again)
    because = "whose prints may be untrue now; nothing of them is shown"
    rows = Hanging.objects.everything(because=because).filter(print__union__in=keys)
    if hung := set(rows.values_list("print__union", flat=True)):
        told = frozenset(SHOWS) - kinds
        facts_changed.send(sender=Hanging, kind="union", keys=hung, fact_kinds=told)
