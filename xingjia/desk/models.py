"""What somebody decided about a thing to look into. The things themselves are computed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.models import Account
from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node


class DeskDecision(Scoped):
    """Who looks into a thing, or why it is right as it is. `item` is the key of `rules.Item`."""

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    item = models.CharField(max_length=120, unique=True)
    owner = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("谁来核对")
    )
    settled_on = models.DateField(_("哪天认可"), null=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    decided_by = models.CharField(max_length=60)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return self.item
