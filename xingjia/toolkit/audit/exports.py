"""Lists that leave: every file handed out and every sheet made for paper is in the log.

A view says with `leaving` how many rows it hands out. What a view forgets is caught by the
middleware, which lets no attachment pass without an entry.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.audit.rules import CODE

Answer = TypeVar("Answer", bound=HttpResponseBase)
Handler = Callable[[HttpRequest], HttpResponseBase]
LONGEST = 40  # characters of a filter that are kept; a code is shorter
NUMBER = re.compile(r"\d{11}")  # a mobile, or part of a number of a person
TYPED = "typed"  # stands in the log for what somebody wrote: it may be a name
OK = 200
PAPER, ORIGINAL, OTHER = "print", "original", "file"


@dataclass(frozen=True)
class Leaving:
    """What a view knows of the list it hands out."""

    rows: int | None
    form: str  # "xlsx", "docx", "print", "original"


def leaving(answer: Answer, *, rows: int | None, form: str) -> Answer:
    """Mark an answer as a list of so many rows that leaves the platform."""
    answer.leaving = Leaving(rows, form)  # type: ignore[attr-defined]
    return answer


@transaction.atomic
def exported(
    by: str,
    listed: str,
    *,
    asked: Mapping[str, object],
    filters: Mapping[str, str],
    rows: int | None,
    form: str,
) -> Entry:
    """Record that somebody took a list: which, what it was narrowed to, how long, as what.

    `asked` are the parts of the address; of filters only codes and days are kept.
    """
    kept = {key: plain(key, value) for key, value in filters.items() if CODE.fullmatch(key)}
    of = {key: plain(key, str(value)) for key, value in asked.items()}
    details = {"of": of, "filters": kept, "rows": rows, "format": form}
    return record(by, "audit.exported", f"list:{listed}", **details)


def plain(key: str, value: str) -> str:
    """A filter as the log may keep it: a code or a day, never what somebody wrote."""
    fit = CODE.fullmatch(value) and len(value) <= LONGEST and not NUMBER.search(value)
    return value if fit and key not in {"q", "secret"} else TYPED


def middleware(get_response: Handler) -> Handler:
    """Record every answer that hands out a list, before its first byte leaves."""

    def handler(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        said = getattr(answer, "leaving", None)
        if said is None and "attachment" in answer.headers.get("Content-Disposition", ""):
            said = Leaving(None, OTHER)
        if said and answer.status_code == OK and request.method != "HEAD":
            match = request.resolver_match
            exported(
                getattr(getattr(request, "actor", None), "label", "nobody"),
                (match.view_name if match else "").replace(":", "."),
                asked=match.kwargs if match else {},
                filters=request.GET.dict(),
                rows=said.rows,
                form=said.form,
            )
        return answer

    return handler
