"""Edges of 双亮: pages for everybody, and pages for who keeps a union."""

from xingjia.publicity.views.keeping import consent, face, link, own_face, printed, shown, tested
from xingjia.publicity.views.open import agree, answered, find, mobile, photo, union_page

__all__ = [
    "agree",
    "answered",
    "consent",
    "face",
    "find",
    "link",
    "mobile",
    "own_face",
    "photo",
    "printed",
    "shown",
    "tested",
    "union_page",
]
