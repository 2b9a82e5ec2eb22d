import os

import pytest

from tests.toolkit.jobs.arena import Arena


@pytest.fixture
def arena(tmp_path):
    """On SQLite, or on the PostgreSQL server that XINGJIA_DATABASE_URL names."""
    with Arena(tmp_path, os.environ.get("XINGJIA_DATABASE_URL", "")) as arena:
        yield arena


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Incidents of the tests stay out of the real home."""
    settings.HOME = tmp_path
