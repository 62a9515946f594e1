"""Who may open which door of exports/: whoever works with the lists asks for one; a file is only its asker's."""

from tests.house.doors import OFFICE, SCREENERS, SIGNED_IN, WATCH, XUHUI, act, form, page

ASSOCIATION = frozenset({"association_clerk", "association_endorser"})
ASKERS = XUHUI | ASSOCIATION | SCREENERS | OFFICE | WATCH | {"pudong_clerk"}

DOORS = {
    "exports:own": page(SIGNED_IN),
    "exports:ask": form(ASKERS, of="list to export"),
    "exports:progress": page({"clerk"}, of="export of the clerk", rest=404),
    "exports:fetch": act({"clerk"}, of="export of the clerk", rest=404),
    "exports:register": page(WATCH),
}
