"""Pages of standings and of what follows from them."""

from xingjia.portal.standing.views.doing import (
    done,
    hung,
    reminder,
    reminder_letters,
    reminder_picture,
    todo,
)
from xingjia.portal.standing.views.standings import matrix, standard, why, why_home

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
