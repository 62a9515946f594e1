"""Acts of 申报, by noun; those of the screening desk are asked by their module."""

from nominations.actions.attaching import Taken, attach, attach_several, detach, replace
from nominations.actions.consenting import consent, withdraw_consent
from nominations.actions.copies import discard_copy, keep_copy
from nominations.actions.drafting import change, declare, reveal, start
from nominations.actions.exceptions import ask_exception, decide_exception, drop_exception
from nominations.actions.leaving import disqualify, drop_out, withdraw
from nominations.actions.photo import remove_photo, set_photo
from nominations.actions.recommending import endorse, hand_back, recommend, reorder, submit, take_back
from nominations.actions.screening import (
    admit,
    claim,
    decline,
    lapse_corrections,
    note_lines,
    release,
    resubmit,
    send_back,
    verify_dual,
)
from nominations.actions.together import Entered, change_many, start_many
from nominations.actions.unsuitable import drop_unsuitable, name_unsuitable

__all__ = [
    "remove_photo",
    "set_photo",
    "Entered",
    "Taken",
    "admit",
    "ask_exception",
    "attach",
    "attach_several",
    "change",
    "change_many",
    "claim",
    "consent",
    "decide_exception",
    "declare",
    "decline",
    "detach",
    "discard_copy",
    "disqualify",
    "drop_exception",
    "drop_unsuitable",
    "drop_out",
    "endorse",
    "hand_back",
    "keep_copy",
    "lapse_corrections",
    "name_unsuitable",
    "note_lines",
    "recommend",
    "release",
    "reorder",
    "replace",
    "resubmit",
    "reveal",
    "send_back",
    "start",
    "start_many",
    "submit",
    "take_back",
    "verify_dual",
    "withdraw",
    "withdraw_consent",
]
