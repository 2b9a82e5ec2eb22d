"""At the desk, tests lay rows without the log; so nothing is remembered unless a test says so."""

import pytest


@pytest.fixture(autouse=True)
def _nothing_remembered(media, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
