"""The pages of access: getting in, one's own account, and the people one looks after."""

from xingjia.access.views.closing import close, reopen
from xingjia.access.views.doors import accept, change_password, first_time, locked_out, me
from xingjia.access.views.passkeys import drop_passkeys
from xingjia.access.views.people import appoint, end, invite, people, person, recover
from xingjia.access.views.slips import enter, slip, withdraw

__all__ = [
    "accept",
    "appoint",
    "change_password",
    "close",
    "drop_passkeys",
    "end",
    "enter",
    "first_time",
    "invite",
    "locked_out",
    "me",
    "people",
    "person",
    "recover",
    "reopen",
    "slip",
    "withdraw",
]
