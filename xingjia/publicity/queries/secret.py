"""The key behind marks, codes and names in addresses."""

from django.conf import settings


def key() -> bytes:
    """The platform's own key."""
    return settings.SECRET_KEY.encode()
