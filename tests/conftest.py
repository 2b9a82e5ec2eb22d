"""What every test can rely on."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests import figures, kept
from xingjia.toolkit.audit import triggers
from xingjia.toolkit.language.catalogues import compile_all

ROOT = Path(__file__).resolve().parents[1]
# A busy machine is no reason to fail: examples are many, never timed.
hypothesis_settings.register_profile("untimed", deadline=None, max_examples=50)
hypothesis_settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """The catalogues are compiled here and not kept in the repository."""
    if not hasattr(config, "workerinput"):
        compile_all(ROOT / "locale")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("XINGJIA_SLOW") == "1":
        return
    skip = pytest.mark.skip(reason="kills processes for minutes; set XINGJIA_SLOW=1")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def django_db_use_migrations(django_db_use_migrations: bool) -> bool:
    """Only the first run after a migration changed walks through all of them."""
    return django_db_use_migrations and not kept.is_there()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        kept.copy_in_or_out()


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    """Files a test stores, and what it remembers, go with the test."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {
        "default": {"BACKEND": memory},
        "ready": {"BACKEND": memory, "LOCATION": str(tmp_path)},
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    # A password is checked as ever, only without the work that slows a thief down.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def _figures_on_demand():
    with figures.read_on_demand():
        yield


@pytest.fixture(autouse=True)
def _own_language(settings):
    """A page asked for in English leaves its thread in English; the next test starts afresh."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_may_empty_the_log():
    """They empty all tables at their end, which the log otherwise refuses."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self):
        with connection.schema_editor() as editor:
            triggers.remove(None, editor)
        original(self)
        with connection.schema_editor() as editor:
            triggers.install(None, editor)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original
