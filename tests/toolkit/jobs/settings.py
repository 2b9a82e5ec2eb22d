"""Settings for the trial's worker processes: the real ones, with few apps so they start fast."""

from xingjia.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django_q",
    "xingjia.toolkit.jobs",
    "tests.toolkit.jobs.trial",
]
MIDDLEWARE = []
AUTH_USER_MODEL = "auth.User"
ROOT_URLCONF = __name__
urlpatterns = []
# Slices here prepare nothing: what stands still is seen after seconds and not after minutes.
Q_CLUSTER = {**Q_CLUSTER, "timeout": 30, "retry": 40}  # noqa: F405
