"""Who may open which address of visits; put into tests/access_policy.py."""

RECORDS = {"visits:visit": lambda place: {"pk": place.visit.pk}}
DESK = {"visits:correct": lambda place: {"pk": place.visit.pk}}
LISTS = {"visits:list"}
FILES = {"visits:export"}
DESK_LISTS = {"visits:new", "visits:sheet"}
