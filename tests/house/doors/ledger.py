"""Who may open which door of ledger/."""

from tests.house.doors import OFFICE, WATCH, act, page

READERS = OFFICE | WATCH

DOORS = {
    "ledger:search": page(READERS),
    "ledger:of": page(READERS, of="ledger of a person"),
    "ledger:export": act(READERS),
}
