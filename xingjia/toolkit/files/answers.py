"""Kept files as answers to a browser."""

from django.http import Http404, HttpResponse

from xingjia.toolkit.files.models import Picture
from xingjia.toolkit.files.queries import open_blob

SIZES = ("view", "thumbnail")


def picture(found: Picture | None, size: str, name: str) -> HttpResponse:
    """A picture in one of its sizes: shown in the page, never taken for anything else.

    SECURITY: the caller has asked whether the reader may see it; None is a page that is not there.
    """
    if found is None or size not in SIZES:
        raise Http404
    try:
        file = open_blob(getattr(found, size))
    except FileNotFoundError:
        raise Http404 from None  # `verify` tells of it
    with file:
        answer = HttpResponse(file.read(), content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="{name}.jpg"'
    return answer
