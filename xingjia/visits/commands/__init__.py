"""Entering a visit, correcting it, confirming more after it, and what other bodies put on paper."""

from xingjia.visits.commands.confirming import confirm
from xingjia.visits.commands.documents import confirm_by, record_document, take_back
from xingjia.visits.commands.recording import correct_visit, record_visit
from xingjia.visits.commands.said import Paper, Person, Said, Shown, Tick, Trip

__all__ = [
    "Paper",
    "Person",
    "Said",
    "Shown",
    "Tick",
    "Trip",
    "confirm",
    "confirm_by",
    "correct_visit",
    "record_document",
    "record_visit",
    "take_back",
]
