"""Pages of standings and of what follows from them."""

from xingjia.portal.standing.views.standings import matrix, standard, why, why_home
from xingjia.portal.standing.views.todo import (
    done,
    hung,
    reminder,
    reminder_letters,
    reminder_picture,
    todo,
)

__all__ = [
    "done",
    "hung",
    "matrix",
    "reminder",
    "reminder_letters",
    "reminder_picture",
    "standard",
    "todo",
    "why",
    "why_home",
]
