import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries_from_another_test():
    cache.clear()
