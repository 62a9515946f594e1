"""Who may open which door of handover/: either side of the filing and the review office; supervision looks on."""

from tests.house.doors import EVERYBODY, OFFICE, SCREENERS, WATCH, XUHUI, act, page

SIDES = frozenset({"clerk", "xuhui_clerk"})
OF_A_FILED_ONE = {"of": "filed", "refused": XUHUI | SCREENERS | OFFICE | WATCH, "rest": 404}
OF_ITS_PACKAGE = OF_A_FILED_ONE | {"of": "package of the filed one"}
OF_A_PACKED_ONE = OF_A_FILED_ONE | {"of": "packed"}

DOORS = {
    "handover:deliveries": page(OFFICE | WATCH),
    "handover:again": act(OFFICE, of="delivery"),
    "handover:package": page(SIDES | OFFICE | WATCH, **OF_A_FILED_ONE),
    "handover:pack": act(SIDES | OFFICE, **OF_A_FILED_ONE),
    "handover:progress": page(SIDES | OFFICE | WATCH, **OF_A_PACKED_ONE),
    "handover:fetch": act(SIDES | OFFICE, **OF_ITS_PACKAGE),
    "handover:schema": page(EVERYBODY, of="schema"),
}
