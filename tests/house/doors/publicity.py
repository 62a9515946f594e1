"""Who may open which door of publicity/: what is published the public reads, the officer keeps, others read along."""

from tests.house.doors import EVERYBODY, OFFICE, WATCH, act, form, page

OFFICER = frozenset({"publicity_officer"})
READERS = OFFICER | OFFICE | WATCH | {"secretary"}
DOCKET = OFFICER | WATCH


def kept(of="drafted notice"):
    """A button of the officer's page."""
    return act(OFFICER, of=of, refused=READERS, rest=404)


def asked_first(of="drafted notice"):
    """A page of the officer that others read along."""
    return form(OFFICER, of=of, reads=READERS, rest=404)


def answered(by, of="objection", readers=DOCKET):
    """A button on an objection."""
    return act(by, of=of, refused=readers, rest=404)


DOORS = {
    # open to everybody
    "publicity:notices": page(EVERYBODY),
    "publicity:notice": page(EVERYBODY, of="notice"),
    "publicity:object": form(EVERYBODY, of="notice"),
    "publicity:look_up": page(EVERYBODY),
    "publicity:receipt": page(EVERYBODY, of="receipt"),
    "publicity:supplement": act(EVERYBODY, of="receipt"),
    "publicity:second_look": act(EVERYBODY, of="receipt"),
    "publicity:receipt_reply": page(EVERYBODY, of="receipt answered"),
    # the officer's
    "publicity:manage": page(READERS),
    "publicity:prepare": form(OFFICER),
    "publicity:managed": page(READERS, of="notice kept", rest=404),
    "publicity:redraft": asked_first(),
    "publicity:renew": kept(),
    "publicity:reorder": kept(),
    "publicity:leave_out": kept(of="name of the drafted notice"),
    "publicity:discard": asked_first(),
    "publicity:publish": asked_first(),
    "publicity:schedule": asked_first(),
    "publicity:unschedule": kept(),
    "publicity:correct": asked_first(of="notice kept"),
    "publicity:line": asked_first(of="name of the drafted notice"),
    "publicity:outlet": asked_first(of="outlet of the notice"),
    "publicity:close": kept(of="notice kept"),
    "publicity:proof": page(READERS, of="publication", rest=404),
    # 异议
    "publicity:objections": page(READERS),
    "publicity:objection": page(DOCKET, of="objection", rest=404),
    "publicity:leads": page(READERS),
    "publicity:register": form(OFFICER),
    "publicity:refuse": answered(OFFICER),
    "publicity:inquire": answered(OFFICER),
    "publicity:conclude": answered(OFFICE, of="inquiry", readers=DOCKET),
    "publicity:note": answered(OFFICE, of="inquiry", readers=DOCKET),
    "publicity:question": answered(OFFICE, of="inquiry", readers=DOCKET),
    "publicity:step_back": answered(OFFICE, of="inquiry", readers=DOCKET),
    "publicity:extend": answered(OFFICER, of="inquiry", readers=DOCKET | OFFICE),
    "publicity:reassign": answered(OFFICER, of="inquiry", readers=DOCKET | OFFICE),
    "publicity:answer_second_look": answered(OFFICE, of="objection looked at again"),
    "publicity:reply": page(DOCKET | OFFICE, of="objection looked at again", rest=404),
    "publicity:statement": form({"clerk", "xuhui_clerk"}, of="statement", rest=404),
    # the objector's name is for the inquirer alone, and this objection has none yet
    "publicity:reveal": answered(set()),
    "publicity:evidence": answered(set(), of="objection paper"),
}
