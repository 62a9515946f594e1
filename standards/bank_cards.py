"""银行卡号: the check digit of a card (GB/T 14504, ISO/IEC 7812-1: the Luhn formula). Accounts in a book have none."""


def is_consistent(number: str) -> bool:
    """Whether the last digit agrees with those before it.

    >>> is_consistent("6222020000000007"), is_consistent("6222020000000070")
    (True, False)
    """
    if not (number.isascii() and number.isdigit()):
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def with_check_digit(start: str) -> str:
    """The number completed by its check digit.

    >>> with_check_digit("622202000000000")
    '6222020000000007'
    """
    return next(f"{start}{digit}" for digit in "0123456789" if is_consistent(f"{start}{digit}"))
