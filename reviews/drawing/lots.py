"""签号: a whole number of 40 bits for each pair, made from the seed by a stated hash.

The seed's SHA-256 gives two keys of 64 bits; the number of a pair is ``mix(mix(first + case) ^ (second + seat)) >> 24``, all
modulo 2⁶⁴, where ``mix`` is the finaliser of SplitMix64. Anyone can compute it with the standard library (``lot``);
``lots`` computes all pairs of a draw at once and gives the same numbers (a test compares them).
"""

import hashlib

import numpy

MASK = 2**64 - 1
GOLDEN, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
BITS = 40


def keys_of(seed: str) -> tuple[int, int]:
    """The two keys of a seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    return int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:16], "big")


def mix(word: int) -> int:
    """The finaliser of SplitMix64."""
    word = (word + GOLDEN) & MASK
    word = ((word ^ (word >> 30)) * FIRST) & MASK
    word = ((word ^ (word >> 27)) * SECOND) & MASK
    return word ^ (word >> 31)


def lot(seed: str, case: int, seat: int) -> int:
    """The number of one pair."""
    first, second = keys_of(seed)
    return mix(mix((first + case) & MASK) ^ ((second + seat) & MASK)) >> (64 - BITS)


def lots(seed: str, cases, seats):
    """The numbers of all pairs: one row for each case, one column for each seat."""
    first, second = (numpy.uint64(key) for key in keys_of(seed))
    rows = _mixed(numpy.asarray(cases, dtype=numpy.uint64) + first)
    columns = numpy.asarray(seats, dtype=numpy.uint64) + second
    found = numpy.empty((len(rows), len(columns)), dtype=numpy.int64)
    for start in range(0, len(rows), 2048):  # a piece at a time keeps the intermediate numbers small
        part = rows[start : start + 2048, None] ^ columns[None, :]
        found[start : start + 2048] = _mixed(part) >> numpy.uint64(64 - BITS)
    return found


def _mixed(word):
    word = word + numpy.uint64(GOLDEN)
    word ^= word >> numpy.uint64(30)
    word *= numpy.uint64(FIRST)
    word ^= word >> numpy.uint64(27)
    word *= numpy.uint64(SECOND)
    word ^= word >> numpy.uint64(31)
    return word
