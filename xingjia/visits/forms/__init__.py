"""Reading visits and documents."""

from xingjia.visits.forms.documents import BackForm, DocumentForm
from xingjia.visits.forms.trips import PlaceForm, TripForm, WhyForm, answers_of, trip_of

__all__ = [
    "BackForm",
    "DocumentForm",
    "PlaceForm",
    "TripForm",
    "WhyForm",
    "answers_of",
    "trip_of",
]
