"""Acts of 评审, by noun: committee, recusals, rounds, sheets, rankings."""

from reviews.actions.committee import add_past_employer, pledge, seat, stand_down
from reviews.actions.rankings import confirm_ranking, make_ranking
from reviews.actions.recusals import declare_recusal, order_recusal
from reviews.actions.rounds import close_round, draw, open_round, replace, take_in
from reviews.actions.sheets import abstain, save_sheet, submit_sheet

__all__ = [
    "abstain",
    "add_past_employer",
    "close_round",
    "confirm_ranking",
    "declare_recusal",
    "draw",
    "make_ranking",
    "open_round",
    "order_recusal",
    "pledge",
    "replace",
    "save_sheet",
    "seat",
    "stand_down",
    "submit_sheet",
    "take_in",
]
