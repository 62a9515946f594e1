"""Who may open which door of letters/: one's own, and the outbox for those who watch over delivery."""

from tests.house.doors import SIGNED_IN, WATCH, act, page

KEEPERS = {"administrator"}

DOORS = {
    "letters:inbox": page(SIGNED_IN),
    "letters:read_all": act(SIGNED_IN),
    "letters:letter": page({"clerk"}, of="letter to the clerk", rest=404),
    "letters:outbox": page(WATCH | KEEPERS),
    "letters:send_again": act(KEEPERS, of="letter to the clerk"),
}
