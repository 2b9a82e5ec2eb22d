"""Every setting of the platform. What differs between machines comes from XINGJIA_* variables.

Each variable is explained in docs/operations.md; a test fails on one that is not.
"""

import os
import sqlite3
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from xingjia.config.durability import sqlite_options
from xingjia.config.secret import secret_key

ROOT = Path(__file__).resolve().parents[2]


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1, true, yes and on mean yes."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A list variable, separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


HOME = Path(os.environ.get("XINGJIA_HOME", ROOT / "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
FONTS = os.environ.get("XINGJIA_FONTS", "")  # the office's own fonts, for printed sheets
DEBUG = flag("XINGJIA_DEBUG", default=False)
HTTPS = flag("XINGJIA_HTTPS", default=False)
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = words("XINGJIA_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = words("XINGJIA_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "django_q",
    "xingjia.toolkit.language",
    "xingjia.toolkit.ui",
    "xingjia.toolkit.support",
    "xingjia.toolkit.audit",
    "xingjia.toolkit.jobs",
    "xingjia.toolkit.files",
    "xingjia.orgtree",
    "xingjia.access",
    "xingjia.facts",
    "xingjia.imports",
    "xingjia.registry",
    "xingjia.organising",
    "xingjia.desk",
    "xingjia.standards.coverage",
    "xingjia.evidence",
    "xingjia.standards.library",
    "xingjia.standards.standing",
    "xingjia.visits",
    "xingjia.publicity",
    "xingjia.campaigns",
    "xingjia.portal",
    "xingjia.portal.reports",
    "xingjia.portal.returns",
    # After our own apps, so that our templates of their pages are found first.
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "xingjia.toolkit.support.middleware.incidents",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xingjia.access.middleware.actor",
    "xingjia.access.middleware.by_slip",
    "xingjia.toolkit.audit.exports.middleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "xingjia.config.urls"
WSGI_APPLICATION = "xingjia.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xingjia.portal.context.shell",
            ],
            "builtins": ["xingjia.toolkit.ui.templatetags.ui"],
        },
    }
]

# Database: SQLite in the home folder unless a PostgreSQL address is given.
DATABASE_URL = os.environ.get("XINGJIA_DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dict(dj_database_url.parse(DATABASE_URL, conn_max_age=60))}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A frozen machine lets go of its job; longer than a job may take (see Q_CLUSTER).
    DATABASES["default"]["OPTIONS"] = {"options": "-c idle_in_transaction_session_timeout=60000"}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "xingjia.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": sqlite_options(sqlite3.sqlite_version_info),
            "TEST": {"NAME": os.environ.get("XINGJIA_TEST_SQLITE") or None},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "media"

# People and sign-in
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "xingjia.access.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "xingjia.access.signin_forms.SignInForm",
    "change_password": "xingjia.access.signin_forms.ChangePasswordForm",
    "reauthenticate": "xingjia.access.signin_forms.ConfirmPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
# Failed passwords and codes are counted by axes, in the database. Codes of the second factor have
# this limit besides: it holds for the person, from however many addresses they are tried.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("XINGJIA_PROXIES", "0"))
MFA_ADAPTER = "xingjia.access.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "xingjia.access.signin_forms.CodeForm",
    "reauthenticate": "xingjia.access.signin_forms.ConfirmCodeForm",
    "activate_totp": "xingjia.access.signin_forms.ActivateForm",
    "add_webauthn": "xingjia.access.signin_forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "兴家"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # 15 minutes are 15 minutes
AXES_LOCKOUT_CALLABLE = "xingjia.access.views.locked_out"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "xingjia.access.adapter.client_address"

# Used codes and wrong tries are remembered here: shared by all processes of a machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # beyond it some are dropped, and limits with them
    },
    # Pages for everybody, each process its own; valid as long as the log says so (decision 0038).
    "ready": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "ready",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

# Browsers
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "xingjia.toolkit.support.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None

# Static files: our own, and the few named files of packages.
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "xingjia.toolkit.ui.finders.AllowedPackageFiles",
]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Language and time
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "xingjia_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Background work: see xingjia/toolkit/jobs
Q_CLUSTER = {
    "name": "xingjia",
    "orm": "default",
    "broker_class": "xingjia.toolkit.jobs.broker.OldestFirst",
    "workers": int(os.environ.get("XINGJIA_WORKERS", "2")),
    # Seconds a wake-up may take, preparing included: longer than the last resort of a child that
    # reads a workbook. `retry` must be longer; what is lost meanwhile is seen by the sweep.
    "timeout": 1200,
    "retry": 1210,
    "max_attempts": 0,  # jobs count their own failures
    "ack_failures": True,
    "poll": 0.5,
    "bulk": 1,
    "queue_limit": 1,  # what a killed worker had taken early waits for the sweep
    "save_limit": -1,  # keep no results: the job is the record
    "catch_up": False,
    "label": "后台任务",
}

# Logs carry no personal text: see xingjia/toolkit/support
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("XINGJIA_LOG_LEVEL", "WARNING")},
    "loggers": {
        # Django would print the request with its values; incidents are written instead.
        "django.request": {"level": "CRITICAL", "propagate": True},
        "axes": {"level": "ERROR"},
    },
}
