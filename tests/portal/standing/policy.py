"""Who may open which address of standings; put into tests/access_policy.py."""

OF_PLACES = {
    name: lambda place: {"code": place.node.code, "standard": "shuangliang"}
    for name in ("portal:standard", "portal:matrix")
}
OF_UNIONS = {
    "portal:why_home": lambda place: {"pk": place.union.pk},
    "portal:why": lambda place: {"pk": place.union.pk, "code": "shuangliang"},
}
OF_PLACES |= {
    name: lambda place: {"code": place.node.code}
    for name in ("portal:todo", "portal:reminder", "portal:reminder_picture", "portal:letters")
}
# Files, and words that name a union only where it has something to do.
PAPERS = {"portal:reminder", "portal:reminder_picture", "portal:letters"}
# Of whoever keeps the union, its own chair among them.
KEPT = {name: lambda place: {"pk": place.union.pk} for name in ("portal:hung", "portal:done")}
RECORDS = OF_PLACES | OF_UNIONS
