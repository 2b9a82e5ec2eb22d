"""Photos, to whoever may see the union they are of."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.evidence.queries.records import photo_for
from xingjia.toolkit.files.queries import open_blob

SIZES = ("view", "thumbnail")


@require_GET
@login_required
def photo(request: Request, pk: int, size: str) -> HttpResponse:
    """One photo: shown in the page, kept by nobody on the way, never taken for anything else."""
    found = photo_for(request.actor, pk)
    if found is None or size not in SIZES:
        raise Http404
    try:
        file = open_blob(getattr(found.picture, size))
    except FileNotFoundError:
        raise Http404 from None  # `verify` tells of it
    with file:
        answer = HttpResponse(file.read(), content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="photo-{found.pk}.jpg"'
    return answer
