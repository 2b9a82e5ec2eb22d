"""What happens to the second factor: failures go to axes, changes go into the log."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from axes.handlers.proxy import AxesProxyHandler
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from xingjia.access.commands import note_change
from xingjia.access.models import Account
from xingjia.access.queries import actor_for


@receiver(authentication_failed)
def wrong_code(sender: Any, request: HttpRequest, user: Account, **_: Any) -> None:
    """A wrong code of the second factor counts like a wrong password."""
    credentials = {"username": user.get_username()}
    AxesProxyHandler.user_login_failed(sender, credentials=credentials, request=request)


@receiver([post_save, post_delete], sender=Authenticator)
def own_second_factor(instance: Any, *, created: bool | None = None, **_: Any) -> None:
    """A second factor or its recovery codes came or went, whichever page or command did it."""
    if created is False:  # a recovery code was used
        return
    actor = actor_for(instance.user_id, timezone.localdate())
    what = f"{instance.type}_{'added' if created else 'removed'}"
    note_change(actor, instance.user, what=what)
