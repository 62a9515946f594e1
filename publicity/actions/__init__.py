"""Verbs of this room: 公示 from draft to closing, and 异议 from receipt to reply."""

from publicity.actions.closing import close_due, close_notice, extend, extend_running, pass_elapsed
from publicity.actions.corrections import correct_line, prepare_correction
from publicity.actions.notices import discard, leave_out, prepare_notice, redraft, renew_list, reorder
from publicity.actions.objections import (
    conclude_inquiry,
    object_to,
    open_inquiry,
    refuse_objection,
    reveal_evidence,
    reveal_objector,
)
from publicity.actions.outlets import record_publication
from publicity.actions.papers import scan_papers, sweep_papers
from publicity.actions.publishing import publish

__all__ = [
    "close_due",
    "close_notice",
    "conclude_inquiry",
    "correct_line",
    "discard",
    "extend",
    "extend_running",
    "leave_out",
    "object_to",
    "open_inquiry",
    "pass_elapsed",
    "prepare_correction",
    "prepare_notice",
    "publish",
    "record_publication",
    "redraft",
    "refuse_objection",
    "renew_list",
    "reorder",
    "reveal_evidence",
    "reveal_objector",
    "scan_papers",
    "sweep_papers",
]
