"""Who may open which address of an import; put into tests/access_policy.py."""

DESK = {
    "imports:run": lambda place: {"run": place.batch.run},
    "imports:undo_run": lambda place: {"run": place.batch.run},
    "imports:batch": lambda place: {"pk": place.batch.pk},
    "imports:day": lambda place: {"pk": place.batch.pk},
    "imports:confirm": lambda place: {"pk": place.batch.pk},
    "imports:progress": lambda place: {"pk": place.batch.pk},
    "imports:original": lambda place: {"pk": place.batch.pk},
    "imports:columns": lambda place: {"pk": place.batch.pk, "table": 0},
    "imports:faults": lambda place: {"pk": place.batch.pk},
    "imports:undo": lambda place: {"pk": place.batch.pk},
    "imports:answer_place": lambda place: {"pk": place.batch.pk},
    "imports:decide": lambda place: {"pk": place.batch.pk},
}
