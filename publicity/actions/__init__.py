"""Verbs of this room: 公示 from draft to closing, and 异议 from receipt to reply."""

from publicity.actions.notices import (
    close_due,
    close_notice,
    discard,
    leave_out,
    prepare_notice,
    publish,
    record_publication,
    redraft,
    renew_list,
    reorder,
)
from publicity.actions.objections import (
    conclude_inquiry,
    object_to,
    open_inquiry,
    refuse_objection,
    reveal_evidence,
    reveal_objector,
)
from publicity.actions.papers import scan_papers, sweep_papers

__all__ = [
    "close_due",
    "close_notice",
    "conclude_inquiry",
    "discard",
    "leave_out",
    "object_to",
    "open_inquiry",
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
