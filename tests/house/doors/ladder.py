"""Who may open which door of ladder/: the office all, a district's clerk his own; to others it does not exist."""

from tests.house.doors import OFFICE, WATCH, act, form, page

OWN = frozenset({"xuhui_clerk"})
DISTRICTS = OWN | {"pudong_clerk"}
READERS = OFFICE | WATCH | DISTRICTS | {"clerk"}

DOORS = {
    "ladder:register": page(READERS, rest=404),
    "ladder:new": form(OFFICE | DISTRICTS, reads=READERS, rest=404),
    "ladder:upload": form(OFFICE | DISTRICTS, reads=READERS, rest=404),
    "ladder:template": page(READERS, rest=404),
    "ladder:verify": act(OFFICE, refused=WATCH | DISTRICTS | {"clerk"}, rest=404),
    "ladder:record": page(OFFICE | WATCH | OWN, of="record of the ladder", rest=404),
    "ladder:correct": form(OWN, of="record of the ladder", reads=OFFICE | WATCH | OWN, rest=404),
    "ladder:revoke": form(OFFICE, of="record of the ladder", reads=OFFICE | WATCH | OWN, rest=404),
    "ladder:strike": form(OFFICE | OWN, of="record of the ladder", reads=OFFICE | WATCH | OWN, rest=404),
}
