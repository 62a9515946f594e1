"""Who may open which door of reviews/: an expert his own files, the office the round, supervision reads along."""

from tests.house.doors import EXPERTS, OFFICE, WATCH, XUHUI, act, form, page

ON_THE_PANEL = {"panellist"}
READERS = OFFICE | WATCH
THOSE_WHO_NOMINATE = XUHUI | {"pudong_clerk", "association_clerk", "association_endorser", "self_nominee"}


def asked_first(of=""):
    """The office acts; supervision reads the page that asks."""
    return form(OFFICE, of=of, reads=READERS)


DOORS = {
    "reviews:queue": page(EXPERTS),
    "reviews:pledge": form(EXPERTS),
    "reviews:sheet": form(ON_THE_PANEL, of="sheet", rest=404),
    "reviews:changes": page(ON_THE_PANEL, of="sheet", rest=404),
    "reviews:submit": form(ON_THE_PANEL, of="sheet", rest=404),
    "reviews:abstain": act(ON_THE_PANEL, of="sheet", rest=404),
    "reviews:evidence": page(ON_THE_PANEL, of="evidence under review", rest=404),
    "reviews:candidates": page(EXPERTS),
    "reviews:declare": form(EXPERTS, of="file to step back from"),
    "reviews:mine": page(EXPERTS),
    "reviews:accept": form(EXPERTS),
    "reviews:decline": act(EXPERTS),
    "reviews:my_expertise": form(EXPERTS),
    "reviews:my_employer": form(EXPERTS),
    "reviews:my_employers": form(EXPERTS),
    "reviews:my_ties": form(EXPERTS),
    "reviews:remove_employer": act(OFFICE, of="stated employer", rest=404),
    "reviews:remove_tie": act(OFFICE, of="stated tie", rest=404),
    "reviews:slip": page(READERS, of="signed pledge", rest=404),
    "reviews:interviews": page(EXPERTS),
    "reviews:turns": page(THOSE_WHO_NOMINATE),
    "reviews:whole": asked_first(of="round"),
    "reviews:timetable": asked_first(of="interview round"),
    "reviews:add_to_timetable": act(OFFICE, of="interview round"),
    "reviews:group": asked_first(of="interview group"),
    "reviews:call_in": act(OFFICE, of="interview group"),
    "reviews:printed_timetable": page(READERS, of="timetable on paper"),
    "reviews:excuse": act(OFFICE, of="seat in a group"),
    "reviews:slot": page(READERS, of="turn"),
    "reviews:swap": act(OFFICE, of="turn"),
    "reviews:move": act(OFFICE, of="turn"),
    "reviews:postpone": act(OFFICE, of="turn"),
    "reviews:office": page(READERS),
    "reviews:open": asked_first(),
    "reviews:conflicts": page(READERS),
    "reviews:order": asked_first(),
    "reviews:take_in": act(OFFICE, of="round"),
    "reviews:draw": asked_first(of="round"),
    "reviews:progress": page(READERS, of="round"),
    "reviews:remind": asked_first(of="round"),
    "reviews:severity": page(READERS, of="round"),
    "reviews:coverage": page(READERS, of="round"),
    "reviews:files": page(READERS, of="round"),
    "reviews:panel": page(READERS, of="file in the round"),
    "reviews:extend": asked_first(of="round"),
    "reviews:close": asked_first(of="round"),
    "reviews:rank": act(OFFICE, of="round"),
    "reviews:replace": act(OFFICE, of="assignment"),
    "reviews:committee": page(READERS),
    "reviews:seat": asked_first(),
    "reviews:member": page(READERS, of="member"),
    "reviews:stand_down": act(OFFICE, of="member"),
    "reviews:call_back": act(OFFICE, of="member"),
    "reviews:substitute": act(OFFICE, of="member"),
    "reviews:member_expertise": asked_first(of="member"),
    "reviews:member_employer": asked_first(of="member"),
    "reviews:member_employers": asked_first(of="member"),
    "reviews:member_ties": asked_first(of="member"),
    "reviews:reserves": page(READERS),
    "reviews:add_reserve": asked_first(),
    "reviews:strike_reserve": act(OFFICE, of="reserve"),
    "reviews:ranking": page(READERS, of="ranking"),
    "reviews:confirm": asked_first(of="ranking"),
    "reviews:calibration": page(READERS, of="ranking"),
    "reviews:leanings": page(OFFICE, of="ranking"),
    "reviews:copies": page(READERS, of="ranking"),
    "reviews:take_copy": act(READERS, of="copy of the ranking"),
    "reviews:verifier": page(READERS),
}
