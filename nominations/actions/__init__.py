"""Acts of 申报, by noun: drafting, recommending, leaving; screening."""

from nominations.actions.drafting import (
    attach,
    change,
    consent,
    declare,
    detach,
    reveal,
    start,
    withdraw_consent,
)
from nominations.actions.leaving import disqualify, drop_out, withdraw
from nominations.actions.recommending import endorse, hand_back, recommend, submit

__all__ = [
    "attach",
    "change",
    "consent",
    "declare",
    "detach",
    "disqualify",
    "drop_out",
    "endorse",
    "hand_back",
    "recommend",
    "reveal",
    "start",
    "submit",
    "withdraw",
    "withdraw_consent",
]
