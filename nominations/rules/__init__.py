"""Why an act of 申报 is refused, by noun like the acts; asked by the act, the page and the test alike."""

from nominations.rules.copies import refuse_copy, refuse_discarding, refuse_stale
from nominations.rules.drafting import (
    refuse_attachment,
    refuse_change,
    refuse_channel,
    refuse_consent,
    refuse_declaration,
    refuse_duplicate,
    refuse_new_numbers,
    refuse_removal,
    refuse_revealing,
    refuse_start,
    refuse_starting_many,
    refuse_twice,
    refuse_withdrawing_consent,
)
from nominations.rules.duties import is_candidate, refuse_second_part
from nominations.rules.exceptions import refuse_asking_exception, refuse_dropping_exception
from nominations.rules.leaving import refuse_disqualification, refuse_dropping_out, refuse_withdrawal
from nominations.rules.recommending import (
    refuse_endorsement,
    refuse_hand_back,
    refuse_incomplete,
    refuse_no_place,
    refuse_rank,
    refuse_recommendation,
    refuse_reordering,
    refuse_submission,
    refuse_taking_back,
    refuse_undeclared,
)
from nominations.rules.standing import refuse_out_of_turn, refuse_under_ban, refuse_without_words

__all__ = [
    "is_candidate",
    "refuse_asking_exception",
    "refuse_attachment",
    "refuse_change",
    "refuse_channel",
    "refuse_consent",
    "refuse_copy",
    "refuse_declaration",
    "refuse_discarding",
    "refuse_disqualification",
    "refuse_dropping_exception",
    "refuse_dropping_out",
    "refuse_duplicate",
    "refuse_endorsement",
    "refuse_hand_back",
    "refuse_incomplete",
    "refuse_new_numbers",
    "refuse_no_place",
    "refuse_out_of_turn",
    "refuse_rank",
    "refuse_recommendation",
    "refuse_removal",
    "refuse_reordering",
    "refuse_revealing",
    "refuse_second_part",
    "refuse_stale",
    "refuse_start",
    "refuse_starting_many",
    "refuse_twice",
    "refuse_submission",
    "refuse_taking_back",
    "refuse_undeclared",
    "refuse_under_ban",
    "refuse_without_words",
    "refuse_withdrawal",
    "refuse_withdrawing_consent",
]
