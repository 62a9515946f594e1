"""联行号: the twelve digits by which the payment system knows a branch of a bank (大额支付系统行号).

Three digits for the bank, four for the city, four for the branch, and one to check the others by (ISO 7064, MOD 11,10:
the pure system that GB/T 17710 describes).
"""

LENGTH = 12


def is_well_formed(code: str) -> bool:
    """Twelve digits."""
    return len(code) == LENGTH and code.isascii() and code.isdigit()


def is_consistent(code: str) -> bool:
    """Whether the last digit agrees with the eleven before it.

    >>> is_consistent("102100099996"), is_consistent("102100099969")
    (True, False)
    """
    if not is_well_formed(code):
        return False
    product = 10
    for digit in code[:-1]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (product + int(code[-1])) % 10 == 1
