"""Who may open which door of bans/: to everybody else the register does not exist."""

from tests.house.doors import OFFICE, WATCH, form, page

READERS = OFFICE | WATCH

DOORS = {
    "sanctions:register": page(READERS, rest=404),
    "sanctions:impose": form(OFFICE, refused=WATCH, rest=404),
    "sanctions:ban": page(READERS, of="ban", rest=404),
    "sanctions:lift": form(OFFICE, of="ban", reads=READERS, rest=404),
}
