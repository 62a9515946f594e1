"""Verbs of this room: convene, take attendance, withdraw, vote, count, resolve (沪工总经〔2015〕260号 三(四) 市总审定)."""

from decisions.actions.agenda import add_matter, drop_matter, settle_matter
from decisions.actions.approvals import call_up, lapse, seat_reserve
from decisions.actions.attendance import arrive, leave, mark_present
from decisions.actions.closing import NOT_CARRIED, close_voting
from decisions.actions.preparing import convene, recuse, set_roster, void
from decisions.actions.signed_scans import keep_signed_scan
from decisions.actions.voting import open_voting, vote, vote_all

__all__ = [
    "call_up",
    "lapse",
    "seat_reserve",
    "add_matter",
    "drop_matter",
    "settle_matter",
    "arrive",
    "leave",
    "NOT_CARRIED",
    "close_voting",
    "convene",
    "keep_signed_scan",
    "mark_present",
    "open_voting",
    "recuse",
    "set_roster",
    "void",
    "vote",
    "vote_all",
]
