"""The pages of access: getting in, one's own account, and the people one looks after."""

from xingjia.access.views.doors import accept, change_password, first_time, locked_out, me
from xingjia.access.views.people import appoint, end, invite, people, person, recover

__all__ = [
    "accept",
    "appoint",
    "change_password",
    "end",
    "first_time",
    "invite",
    "locked_out",
    "me",
    "people",
    "person",
    "recover",
]
