"""盲评编号: what stands for a candidate in a blind round; drawn at random, so that it tells nothing, not even an order."""

from collections.abc import Collection
from random import Random, SystemRandom
from secrets import randbits

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which are read as figures
DIGITS = 3


def untold_key() -> int:
    """A key drawn at random: addresses and ledger lines show keys, and a sequence would tell how many came between."""
    return randbits(52)


def blind_codes(count: int, *, taken: Collection[str] = (), rng: Random | None = None) -> list[str]:
    """So many codes such as A-037 that nobody can foretell, none of them taken; longer ones where few would be free."""
    rng, digits = rng or SystemRandom(), DIGITS
    while len(LETTERS) * 10**digits < 2 * (count + len(taken)):
        digits += 1
    found: set[str] = set()
    while len(found) < count:
        drawn = f"{rng.choice(LETTERS)}-{rng.randrange(10**digits):0{digits}}"
        if drawn not in taken:
            found.add(drawn)
    codes = list(found)
    rng.shuffle(codes)
    return codes
