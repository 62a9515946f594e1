"""Who may open which door of intake/: clerks; a list or a bundle only those of the body it was uploaded for."""

from tests.house.doors import SIGNED_IN, Door, act, form, page

IMPORTERS = frozenset({"clerk", "xuhui_clerk", "pudong_clerk", "association_clerk"})
OWN = frozenset({"clerk"})
OTHERS = {"rest": 404, "refused": SIGNED_IN - IMPORTERS}


def own_page(of):
    """A page of one list or bundle."""
    return page(OWN, of=of, **OTHERS)


def own_form(of):
    """A page that asks before it acts; it says why not where rows are wrong."""
    return Door(of=of, reads=OWN, acts=OWN, leads_on=OWN, **OTHERS)


def own_act(of):
    """A button."""
    return act(OWN, of=of, **OTHERS)


DOORS = {
    "intake:index": form(IMPORTERS),
    "intake:template": page(IMPORTERS),
    "intake:sample": page(IMPORTERS),
    "intake:batch": own_page("checked list"),
    "intake:progress": own_page("checked list"),
    "intake:marked": own_page("checked list"),
    "intake:confirm": own_form("checked list"),
    "intake:check_anew": own_act("checked list"),
    "intake:discard": own_act("checked list"),
    "intake:papers": form(IMPORTERS),
    "intake:papers_batch": own_page("matched papers"),
    "intake:papers_progress": own_page("matched papers"),
    "intake:papers_confirm": own_form("matched papers"),
    "intake:papers_discard": own_act("matched papers"),
}
