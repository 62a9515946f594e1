"""Who may open which door of findings/: anybody reports, the party answers, the office looks into it, supervision reads."""

from tests.house.doors import EVERYBODY, NOBODY, OFFICE, SIGNED_IN, WATCH, act, form, page
from tests.house.doors.honours import office_asks, office_reads

OWN_SIDE = frozenset({"clerk", "xuhui_clerk"})


def step(of):
    """A step of a case: for the office while the case stands there, and for the inquirer alone where it is his."""
    return act(NOBODY, of=of, refused=OFFICE | WATCH, rest=404)


def decision(of):
    """Decided by the office; whoever comes back by GET, as from entering a code, is taken to where it begins."""
    return form(OFFICE, of=of, reads=OFFICE | WATCH, leads_on=OFFICE | WATCH, rest=404)


DOORS = {
    # open to everybody
    "findings:report": form(EVERYBODY),
    "findings:look_up": page(EVERYBODY),
    "findings:receipt": page(EVERYBODY, of="receipt of a report"),
    # the parties
    "findings:own": page(SIGNED_IN),
    "findings:own_case": page(OWN_SIDE, of="told", rest=404),
    "findings:state": act(OWN_SIDE, of="told", rest=404),
    "findings:appeal": act(OWN_SIDE, of="found party", rest=404),
    # 评审办公室
    "findings:docket": office_reads(),
    "findings:open": office_asks(),
    "findings:case": office_reads(of="case"),
    "findings:decline": act(OFFICE, of="case", refused=WATCH, rest=404),
    "findings:take_up": act(OFFICE, of="case", refused=WATCH, rest=404),
    "findings:papers": step("case"),
    "findings:reveal": step("case"),
    "findings:paper": step("case paper"),
    "findings:tell": step("case"),
    "findings:close": step("case"),
    "findings:state_on_paper": step("told"),
    "findings:decide": decision("case"),
    "findings:clear": decision("case"),
    "findings:ban_besides": form(OFFICE, of="found case", refused=WATCH, rest=404),
    "findings:register": office_reads(),
    "findings:finding": office_reads(of="found out"),
    "findings:appeal_on_paper": act(OFFICE, of="found out", refused=WATCH, rest=404),
    "findings:review": decision("found out"),
}
