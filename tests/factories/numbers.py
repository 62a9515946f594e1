"""Valid numbers of invented people and units."""

from standards import gb11643, gb32100


def identity_number(sequence, *, born="19800101", area="310104"):
    """An invented resident identity number; the sequence makes it the only one (odd: male, even: female)."""
    day = 1 + sequence // 1000 % 28
    first = f"{area}{born[:6]}{day:02d}{sequence % 1000:03d}"
    return first + gb11643.check_character(first)


def credit_code(sequence, *, kind="91", area="310104"):
    """An invented 统一社会信用代码; ``81`` is a union's, ``51`` a society's."""
    first = f"{kind}{area}{sequence:09d}"
    return first + gb32100.check_character(first)
