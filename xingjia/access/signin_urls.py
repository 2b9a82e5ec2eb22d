"""Signing in and out. Of the library's pages only those we use are here: nobody can sign up,
give an e-mail address or reset a password by e-mail.

The names are the library's own, so they carry no namespace.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from xingjia.access import views

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("me/password/", views.change_password, name="account_change_password"),
    path("me/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("me/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "me/confirm/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("me/passkeys/", RedirectView.as_view(pattern_name="access:me"), name="mfa_list_webauthn"),
    path("me/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("me/passkeys/drop/", views.drop_passkeys, name="mfa_drop_passkeys"),
    path("me/second-step/", RedirectView.as_view(pattern_name="access:me"), name="mfa_index"),
    path("me/second-step/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("me/second-step/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("me/second-step/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "me/second-step/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
