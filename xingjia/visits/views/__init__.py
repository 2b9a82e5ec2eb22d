"""Pages of visits: the list, a new one, one of them, the sheet for the morning; and documents."""

from xingjia.visits.views.confirming import confirm
from xingjia.visits.views.crediting import confirm_document, withdraw_document
from xingjia.visits.views.documents import document, documents, new_document, scan
from xingjia.visits.views.entering import correct, new
from xingjia.visits.views.history import history
from xingjia.visits.views.listing import export, visits
from xingjia.visits.views.record import visit
from xingjia.visits.views.sheet import sheet

__all__ = [
    "confirm",
    "confirm_document",
    "correct",
    "document",
    "documents",
    "export",
    "history",
    "new",
    "new_document",
    "scan",
    "sheet",
    "visit",
    "visits",
    "withdraw_document",
]
