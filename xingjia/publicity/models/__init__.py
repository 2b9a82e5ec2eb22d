"""Tables of 双亮: people and codes, prints and where they hang, promises and answers."""

from xingjia.publicity.models.people import Call, Code, Consent, ConsentLink, Face, FaceChange
from xingjia.publicity.models.prints import Emblem, Hanging, Print
from xingjia.publicity.models.telling import Notice, Promise, Pulse

__all__ = [
    "Call",
    "Code",
    "Consent",
    "ConsentLink",
    "Emblem",
    "Face",
    "FaceChange",
    "Hanging",
    "Notice",
    "Print",
    "Promise",
    "Pulse",
]
