"""What stands against an act of this room (沪工总经〔2015〕260号 三(四) 市总审定)."""

from decisions.rules.agenda import refuse_agenda, refuse_dropping, refuse_untitled
from decisions.rules.approvals import against_naming, refuse_calling_up, refuse_lapse, refuse_seating
from decisions.rules.grounds import NUMBER, refuse_office
from decisions.rules.preparing import (
    refuse_arrival,
    refuse_attendance,
    refuse_calling,
    refuse_convening,
    refuse_departure,
    refuse_preparation,
    refuse_reading,
    refuse_recusal,
    refuse_roster,
    refuse_voiding,
)
from decisions.rules.signed_scans import (
    refuse_another_scan,
    refuse_handing_out,
    refuse_keeping,
    refuse_received,
    refuse_the_whole,
)
from decisions.rules.voting import refuse_casting_nothing, refuse_closing, refuse_opening, refuse_vote, refuse_voting

__all__ = [
    "against_naming",
    "refuse_calling_up",
    "refuse_lapse",
    "refuse_another_scan",
    "refuse_handing_out",
    "refuse_keeping",
    "refuse_received",
    "refuse_the_whole",
    "refuse_seating",
    "refuse_arrival",
    "refuse_departure",
    "refuse_agenda",
    "refuse_dropping",
    "refuse_untitled",
    "NUMBER",
    "refuse_attendance",
    "refuse_calling",
    "refuse_casting_nothing",
    "refuse_closing",
    "refuse_convening",
    "refuse_office",
    "refuse_opening",
    "refuse_preparation",
    "refuse_reading",
    "refuse_recusal",
    "refuse_roster",
    "refuse_voiding",
    "refuse_vote",
    "refuse_voting",
]
