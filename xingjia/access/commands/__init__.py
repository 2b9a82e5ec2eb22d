"""Writes about people: posts, ways in, accounts that close, slips."""

from xingjia.access.commands.closing import close_account, reopen_account
from xingjia.access.commands.doors import accept, note_change, offer_recovery
from xingjia.access.commands.posts import appoint, end_appointment, invite, start_county
from xingjia.access.commands.slips import enter, make_slip, withdraw_slip

__all__ = [
    "accept",
    "appoint",
    "close_account",
    "end_appointment",
    "enter",
    "invite",
    "make_slip",
    "note_change",
    "offer_recovery",
    "reopen_account",
    "start_county",
    "withdraw_slip",
]
