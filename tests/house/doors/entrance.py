"""Who may open which door of the entrance: everybody registers, and changes the own contact."""

from tests.house.doors import EVERYBODY, SIGNED_IN, act, form

DOORS = {
    "entrance:register": form(EVERYBODY, leads_on=SIGNED_IN),
    "entrance:verify": form(EVERYBODY, leads_on=EVERYBODY),
    "entrance:again": act(EVERYBODY, leads_on=EVERYBODY),
    "entrance:email": form(SIGNED_IN),
    "entrance:phone": form((), rest=404),  # short messages are off in the tests
}
