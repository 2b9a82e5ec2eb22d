"""Pages of visits: the list, a new one, one of them, and the sheet for the morning."""

from xingjia.visits.views.confirming import confirm
from xingjia.visits.views.entering import correct, new
from xingjia.visits.views.listing import export, visits
from xingjia.visits.views.record import visit
from xingjia.visits.views.sheet import sheet

__all__ = ["confirm", "correct", "export", "new", "sheet", "visit", "visits"]
