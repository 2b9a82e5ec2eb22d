"""Photos, to whoever may see the union they are of."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.evidence.queries.records import photo_for
from xingjia.toolkit.files.answers import picture


@require_GET
@login_required
def photo(request: Request, pk: int, size: str) -> HttpResponse:
    """One photo: shown in the page, kept by nobody on the way, never taken for anything else."""
    found = photo_for(request.actor, pk)
    return picture(found.picture if found else None, size, f"photo-{pk}")
