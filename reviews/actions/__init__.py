"""Acts of 评审, by noun: committee, draws, invitations, declarations, reserves, recusals, rounds and their windows, panels,
interviews and their turns, sheets, rankings, releases of their outcome."""

from reviews.actions.assignments import replace
from reviews.actions.closing import close_round
from reviews.actions.committee import seat, stand_down
from reviews.actions.confirmations import confirm_list, decide_naming, declare_several, remind_of_list
from reviews.actions.declarations import (
    add_past_employer,
    change_employer,
    declare_tie,
    remove_past_employer,
    remove_tie,
    state_expertise,
)
from reviews.actions.deliberations import add_deliberation, ask_further_score, conclude, convene, speak
from reviews.actions.draws import apply_draw, commit_draw, draw, freeze_draw, hand_out_record, reveal_draw, void_draw
from reviews.actions.interviews import add_to_timetable, arrange, assign_whole
from reviews.actions.invitations import accept, call_back, decline, pledge
from reviews.actions.opening import open_round, take_in
from reviews.actions.rankings import confirm_ranking, make_ranking, take_copy
from reviews.actions.rechecking import recheck
from reviews.actions.recusals import declare_recusal, declare_staff_recusal, order_recusal, order_staff_recusal
from reviews.actions.releases import redact, release_outcomes, restore
from reviews.actions.reminding import remind_before_closing, remind_behind
from reviews.actions.reopening import reopen_sheet
from reviews.actions.reserves import reserve, strike_reserve, substitute
from reviews.actions.sheets import abstain, discard_copy, keep_typed, save_sheet, submit_sheet
from reviews.actions.turns import call_in, excuse, move, postpone, settle_group, swap
from reviews.actions.windows import extend_round

__all__ = [
    "apply_draw",
    "commit_draw",
    "freeze_draw",
    "hand_out_record",
    "reveal_draw",
    "void_draw",
    "add_to_timetable",
    "arrange",
    "assign_whole",
    "call_in",
    "excuse",
    "move",
    "postpone",
    "redact",
    "release_outcomes",
    "restore",
    "settle_group",
    "swap",
    "abstain",
    "accept",
    "add_deliberation",
    "add_past_employer",
    "ask_further_score",
    "call_back",
    "change_employer",
    "close_round",
    "conclude",
    "confirm_list",
    "confirm_ranking",
    "convene",
    "decide_naming",
    "declare_recusal",
    "declare_tie",
    "decline",
    "discard_copy",
    "declare_several",
    "declare_staff_recusal",
    "draw",
    "extend_round",
    "keep_typed",
    "make_ranking",
    "open_round",
    "order_recusal",
    "order_staff_recusal",
    "pledge",
    "remove_past_employer",
    "remove_tie",
    "remind_before_closing",
    "remind_behind",
    "reopen_sheet",
    "recheck",
    "remind_of_list",
    "replace",
    "reserve",
    "save_sheet",
    "seat",
    "speak",
    "stand_down",
    "state_expertise",
    "strike_reserve",
    "submit_sheet",
    "substitute",
    "take_copy",
    "take_in",
]
