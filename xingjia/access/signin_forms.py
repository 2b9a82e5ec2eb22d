"""The forms of sign-in: the library's own, in our words, with our way of counting failures."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.rules import plain_username
from xingjia.access.words import still_to_try

STRONG = _("至少 8 位，不要只用数字，不要和姓名、账号相近。")


def dress(form: forms.BaseForm, name: str, label: Any, help_text: Any = "") -> None:
    """Give a field of the library our label and help; a placeholder alone is no label."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """Account and password. What was wrong is never told, only how many tries are left."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "login", _("账号"), _("手机号，或上级工会发给您本人的账号"))
        dress(self, "password", _("密码"))
        if not self.is_bound:
            self.fields["login"].widget.attrs["autofocus"] = True

    def clean_login(self) -> str:
        """One spelling for each account, or writing it otherwise would give five more tries."""
        return plain_username(super().clean_login())

    def clean(self) -> dict[str, Any] | None:
        """Check the password; a failure says how many tries are left."""
        try:
            cleaned: dict[str, Any] | None = super().clean()
        except ValidationError as error:
            failures = getattr(self.request, "axes_failures_since_start", None) or 0
            left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
            self.add_error("password", _("请再输一次密码"))
            raise ValidationError(still_to_try(left), code="wrong") from error
        return cleaned


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """A new password for oneself; the one in use is asked for first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "oldpassword", _("现在的密码"))
        dress(self, "password1", _("新密码"), STRONG)
        dress(self, "password2", _("再输一次新密码"))


class ConfirmPasswordForm(account.ReauthenticateForm):  # type: ignore[misc]
    """Before changing the second factor: is it really you?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "password", _("密码"))


class _Code(mfa.BaseAuthenticateForm):  # type: ignore[misc]
    """A code of the second factor. Five wrong ones, passwords counted in, close the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "code", _("验证码"), _("手机验证器上的 6 位数字；手机不在身边，输一个备用码。"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        """Check the code, unless this person is locked out at this address already."""
        credentials = {"username": self.user.get_username()}
        if not AxesProxyHandler.is_allowed(context.request, credentials):
            context.request.axes_locked_out = True
            raise ValidationError(_("试得太多了，请过 15 分钟再来。"), code="locked_out")
        code: str = super().clean_code()
        return code


class CodeForm(_Code, mfa.AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""


class ConfirmCodeForm(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code instead of the password: is it really you?"""


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the telephone was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "code", _("验证码"), _("验证器上显示的 6 位数字"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key that stays on the telephone or computer and is enough to sign in with: it asks for
    a finger, a face or a PIN, so it is two factors at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "name", _("给它起个名"), _("例如 我的手机、办公室电脑"))
        field = self.fields["passwordless"]
        field.initial = True
        field.required = True
        field.widget.attrs |= {"class": "xj-hidden", "tabindex": "-1", "aria-hidden": "true"}
