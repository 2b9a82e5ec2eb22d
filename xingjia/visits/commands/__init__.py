"""Entering a visit, correcting it, and confirming more after it."""

from xingjia.visits.commands.confirming import confirm
from xingjia.visits.commands.recording import correct_visit, record_visit
from xingjia.visits.commands.said import Person, Said, Tick, Trip

__all__ = ["Person", "Said", "Tick", "Trip", "confirm", "correct_visit", "record_visit"]
