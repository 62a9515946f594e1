"""Who may open which door of the public home and the desks; the demonstration's doors exist only there."""

from tests.house.doors import EVERYBODY, SIGNED_IN, act, form, page

DOORS = {
    "desks:home": page(EVERYBODY),
    "desks:desk": page(SIGNED_IN),
    "desks:forgotten": form(EVERYBODY),
    "desks:password_link": act({"administrator"}, of="person"),
    "desks:reset_second_factor": act({"administrator"}, of="person"),
    # in a demonstration only
    "desks:become": page(EVERYBODY),
    "desks:become_person": act(EVERYBODY, of="person"),
    "desks:put_forward": act(EVERYBODY),
    "desks:style": form(EVERYBODY),
    "desks:style_split": form(EVERYBODY),
    "desks:style_confirm": form(EVERYBODY),
    "desks:style_public": form(EVERYBODY),
}
ONLY_IN_A_DEMONSTRATION = (
    "desks:become",
    "desks:become_person",
    "desks:put_forward",
    "desks:style",
    "desks:style_split",
    "desks:style_confirm",
    "desks:style_public",
)
