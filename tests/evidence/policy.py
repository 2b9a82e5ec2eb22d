"""Who may open which address of evidence; put into tests/access_policy.py."""

RECORDS = {
    "evidence:union": lambda place: {"pk": place.union.pk},
    "evidence:photo": lambda place: {"pk": place.doubt.one_id, "size": "view"},
}
# Of whoever keeps the union: officers of township and county, and its own chair.
KEPT = {
    "evidence:claim": lambda place: {"pk": place.union.pk, "kind": "board_current"},
    "evidence:end": lambda place: {"pk": place.union.pk, "kind": "board_current"},
    "evidence:withdraw": lambda place: {"pk": place.doubt.one.evidence_id},
}
DESK = {"evidence:doubt": lambda place: {"pk": place.doubt.pk}}
PHOTOS = {"evidence:photo"}
LISTS = {"evidence:doubts"}
