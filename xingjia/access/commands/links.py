"""Links to get in: what is made of a secret, and which are still open."""

from datetime import timedelta
from secrets import token_urlsafe

from django.db.models import QuerySet
from django.utils import timezone

from xingjia.access.models import Account, Invitation, Slip
from xingjia.access.rules import SECRET_BYTES, Actor, digest_of
from xingjia.orgtree.models import Node


def new_link(
    actor: Actor, account: Account, node: Node, purpose: str, within: timedelta
) -> tuple[Invitation, str]:
    """A new link for an account, and its secret, which is kept nowhere."""
    secret, now = token_urlsafe(SECRET_BYTES), timezone.now()
    invitation = Invitation.objects.everything(because="a new row").create(
        account=account,
        organisation=node,
        purpose=purpose,
        digest=digest_of(secret),
        made_by=actor.label,
        made_at=now,
        expires_at=now + within,
    )
    return invitation, secret


def open_links(account: Account) -> QuerySet[Invitation]:
    """Links of an account that nobody has used."""
    return Invitation.objects.everything(because="links of one account, whoever made them").filter(
        account=account, used_at__isnull=True
    )


def open_slips(account: Account) -> QuerySet[Slip]:
    """Slips of an account that are neither used nor withdrawn."""
    return Slip.objects.everything(because="slips of one account, whoever made them").filter(
        account=account, used_at__isnull=True, withdrawn_at__isnull=True
    )
