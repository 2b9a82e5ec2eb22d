"""Any list of a page as a workbook, at the page's own address with `format=xlsx`.

The address is the page's, so that its right and its filters hold for the file as well; the words
are the page's; `ui/take.html` is the button.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.sheets.writing import XLSX, Value, workbook

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

Row = TypeVar("Row")


def as_file(request: HttpRequest) -> bool:
    """Whether the list is asked for as a workbook."""
    return request.GET.get("format") == "xlsx"


def taken(
    name: str,
    columns: "Mapping[StrOrPromise, Callable[[Row], Value]]",
    rows: Iterable[Row],
    *,
    on: date,
) -> HttpResponse:
    """The list as it stands on a day: heads and what each shows of a row."""
    until = _("截至%(day)s") % {"day": f"{on.year}年{on.month}月{on.day}日"}
    lines = ([value(row) for value in columns.values()] for row in rows)
    made, told = workbook([name, until], [str(head) for head in columns], lines)
    return attachment(made, told, f"{name}-{on.isoformat()}")


def attachment(made: bytes, rows: int, name: str) -> HttpResponse:
    """A workbook that leaves, entered in the log of exports with its number of rows."""
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return leaving(answer, rows=rows, form="xlsx")
