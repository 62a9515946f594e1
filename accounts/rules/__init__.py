"""What stands against an act on accounts, by noun: people and their roles; the second factor."""

from accounts.rules.people import (
    refuse_end,
    refuse_grant,
    refuse_keeping_accounts,
    refuse_resumption,
    refuse_suspension,
)
from accounts.rules.second_factor import (
    must_enrol,
    refuse_code,
    refuse_enrolling,
    refuse_first_code,
    refuse_renewing_codes,
    refuse_reset,
    refuse_unproved,
)

__all__ = [
    "must_enrol",
    "refuse_code",
    "refuse_end",
    "refuse_enrolling",
    "refuse_first_code",
    "refuse_grant",
    "refuse_keeping_accounts",
    "refuse_renewing_codes",
    "refuse_reset",
    "refuse_resumption",
    "refuse_suspension",
    "refuse_unproved",
]
