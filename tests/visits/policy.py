"""Who may open which address of visits; put into tests/access_policy.py."""

RECORDS = {
    "visits:visit": lambda place: {"pk": place.visit.pk},
    "visits:document": lambda place: {"pk": place.document.pk},
    "visits:history": lambda place: {"pk": place.union.pk},
}
DESK = {name: lambda place: {"pk": place.visit.pk} for name in ("visits:correct", "visits:confirm")}
DESK |= {
    name: lambda place: {"pk": place.document.pk}
    for name in ("visits:confirm_document", "visits:withdraw_document")
}
# Pages of documents are open where they were filed, not to the unions they name.
DESK["visits:scan"] = lambda place: {"pk": place.scan.pk, "size": "view"}
LISTS = {"visits:list", "visits:documents"}
FILES = {"visits:export"}
DESK_LISTS = {"visits:new", "visits:sheet", "visits:new_document"}
