"""Pages of founding and re-election: the list, one procedure with its steps, and its letters."""

from xingjia.organising.views.beginning import begin_founding, begin_reelection
from xingjia.organising.views.lists import procedures
from xingjia.organising.views.procedure import letter, procedure
from xingjia.organising.views.refusing import refuse
from xingjia.organising.views.steps import abandon, step, take_back

__all__ = [
    "abandon",
    "begin_founding",
    "begin_reelection",
    "letter",
    "procedure",
    "procedures",
    "refuse",
    "step",
    "take_back",
]
