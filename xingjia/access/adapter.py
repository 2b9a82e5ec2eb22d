"""How the library for sign-in behaves here: nobody signs up by himself, axes counts failures."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.access.commands import note_change
from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.words import password_faults


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given by a superior, never taken."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": _("现在的密码不对，请再输一次。"),
        "incorrect_password": _("密码不对，请再输一次。"),
        "rate_limited": _("试得太快了，请过 15 分钟再来。"),
        "too_many_login_attempts": _("试得太多了，请过 15 分钟再来。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_password(self, password: str, user: Account | None = None) -> str:
        """Check a new password; faults in our words."""
        try:
            return str(super().clean_password(password, user=user))
        except ValidationError as error:
            raise ValidationError(password_faults(error)) from error

    def set_password(self, user: Account, password: str) -> None:
        """Change one's own password, and note it in the log with the same stroke."""
        with transaction.atomic():
            super().set_password(user, password)
            note_change(actor_for(user.pk, timezone.localdate()), user, what="password_changed")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes has counted and locked already, by person and address."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The words around the second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对。请看手机上现在的那 6 位数字，再输一次。"),
        "cannot_generate_recovery_codes": _("还没有开启第二步验证，不用备用码。"),
    }

    def generate_authenticator_name(self, user: Account, type: Any) -> str:
        """What a passkey is called whose owner gave it no name."""
        return gettext("我的设备")

    def _get_site_name(self) -> str:
        """What the telephone shows beside a passkey."""
        return gettext("兴家")


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from, past our own proxies and no further (XINGJIA_PROXIES).

    None for a request that came by no network, such as one through a socket file.
    """
    try:
        return str(Adapter().get_client_ip(request))
    except PermissionDenied:
        return None
