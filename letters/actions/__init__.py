"""Acts of 函告, by noun: owing and recalling; delivering; reading."""

from letters.actions.delivering import deliver_owed, send_again
from letters.actions.owing import letter_for, owe, owe_all, owe_rendered, recall, rendered
from letters.actions.reading import mark_all_read, mark_read

__all__ = [
    "deliver_owed",
    "letter_for",
    "mark_all_read",
    "mark_read",
    "owe",
    "owe_all",
    "owe_rendered",
    "recall",
    "rendered",
    "send_again",
]
