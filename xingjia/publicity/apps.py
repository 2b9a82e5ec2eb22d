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
        sources.change_besides("publicity", "union", _on_prints)
        sources.facts_changed.connect(_on_facts_changed, dispatch_uid="publicity")


# What a change of the register may make untrue on prints: names, telephones, people, terms, rooms.
TOUCHES = frozenset({"phone", "officer", "term", "office", "union", "sign_shown"})


def _on_prints(kinds: frozenset[str]) -> frozenset[str]:
    """What hangs may say what is not so any more."""
    from xingjia.publicity.rules.prints import SHOWS

    return frozenset(SHOWS) if kinds & TOUCHES else frozenset()


def _on_facts_changed(sender: object, **changed: Any) -> None:
    """Another number begins anew."""
    from xingjia.facts.sources import facts_changed

    kinds = changed.get("fact_kinds")
    if changed["kind"] == "union" and kinds and "phone" in kinds and "reachable" not in kinds:
        again = frozenset({"reachable"})
        facts_changed.send(sender=sender, kind="union", keys=changed["keys"], fact_kinds=again)
