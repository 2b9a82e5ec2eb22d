"""Edges of 双亮: pages for everybody, and pages for who keeps a union or looks after a place."""

from xingjia.publicity.views.finding import county, find
from xingjia.publicity.views.keeping import consent, face, link, own_face, shown
from xingjia.publicity.views.open import (
    agree,
    answered,
    asked,
    mobile,
    person,
    photo,
    print_page,
    union_page,
)
from xingjia.publicity.views.places import emblem, home, notices, pulse, reprint, together
from xingjia.publicity.views.prints import (
    issued,
    judged,
    own_sign,
    printed,
    promised,
    put_up,
    take_down,
)
from xingjia.publicity.views.reached import called, tested

__all__ = [
    "agree",
    "answered",
    "asked",
    "called",
    "consent",
    "county",
    "emblem",
    "face",
    "find",
    "home",
    "issued",
    "judged",
    "link",
    "mobile",
    "notices",
    "own_face",
    "own_sign",
    "person",
    "photo",
    "print_page",
    "printed",
    "promised",
    "pulse",
    "put_up",
    "reprint",
    "shown",
    "take_down",
    "tested",
    "together",
    "union_page",
]
