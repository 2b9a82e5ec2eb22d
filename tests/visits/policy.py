"""Who may open which address of visits; put into tests/access_policy.py."""

RECORDS = {"visits:visit": lambda place: {"pk": place.visit.pk}}
DESK = {name: lambda place: {"pk": place.visit.pk} for name in ("visits:correct", "visits:confirm")}
LISTS = {"visits:list"}
FILES = {"visits:export"}
DESK_LISTS = {"visits:new", "visits:sheet"}
