"""Verbs of this room: 公示 from draft to closing, and 异议 from receipt to reply."""

from publicity.actions.answering import (
    open_inquiry,
    refuse_objection,
)
from publicity.actions.closing import (
    close_due,
    close_notice,
    extend,
    extend_running,
    pass_elapsed,
)
from publicity.actions.corrections import (
    correct_line,
    prepare_correction,
)
from publicity.actions.inquiring import (
    add_note,
    ask_statement,
    conclude_inquiry,
    extend_inquiry,
    make_statement,
    reassign,
    remind_of_objections,
    step_back,
)
from publicity.actions.notices import (
    discard,
    leave_out,
    prepare_notice,
    redraft,
    renew_list,
    reorder,
)
from publicity.actions.objecting import (
    object_to,
    register,
    supplement,
)
from publicity.actions.outlets import (
    record_publication,
)
from publicity.actions.papers import (
    scan_papers,
    sweep_papers,
)
from publicity.actions.publishing import (
    publish,
    publish_due,
    schedule,
    unschedule,
)
from publicity.actions.second_looks import (
    answer_second_look,
    ask_second_look,
)
from publicity.actions.unsealing import (
    reveal_evidence,
    reveal_objector,
)

__all__ = [
    "publish_due",
    "schedule",
    "unschedule",
    "add_note",
    "answer_second_look",
    "ask_second_look",
    "ask_statement",
    "close_due",
    "close_notice",
    "conclude_inquiry",
    "correct_line",
    "discard",
    "extend",
    "extend_inquiry",
    "extend_running",
    "leave_out",
    "make_statement",
    "object_to",
    "open_inquiry",
    "pass_elapsed",
    "prepare_correction",
    "prepare_notice",
    "publish",
    "reassign",
    "record_publication",
    "redraft",
    "refuse_objection",
    "register",
    "remind_of_objections",
    "renew_list",
    "reorder",
    "reveal_evidence",
    "reveal_objector",
    "scan_papers",
    "step_back",
    "supplement",
    "sweep_papers",
]
