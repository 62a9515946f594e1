"""Reads of this room: the batches of one's own body, their rows by outcome, and what a worker left lying."""

from intake.queries.batches import (
    held_batch,
    left_lying,
    lists_of,
    locked,
    overdue,
    papers_of,
    seen_list,
    seen_papers,
    waiting_for,
)
from intake.queries.rows import content_of, counted, paper_rows, rows_of, stored_nominations

__all__ = [
    "content_of",
    "counted",
    "held_batch",
    "left_lying",
    "lists_of",
    "locked",
    "overdue",
    "paper_rows",
    "papers_of",
    "rows_of",
    "seen_list",
    "seen_papers",
    "stored_nominations",
    "waiting_for",
]
