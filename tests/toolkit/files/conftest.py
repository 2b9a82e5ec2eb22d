import pytest


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    """Every test has a store of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
