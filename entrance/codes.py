"""验证码: six digits that only the portal can make again."""

import hmac

from privacy.hashing import keyed_hash

DIGITS = 6


def code_of(verification):
    """The code of a verification; the same whenever it is sent again."""
    return f"{int(keyed_hash('verification', f'{verification.pk}.{verification.nonce}'), 16) % 10**DIGITS:0{DIGITS}d}"


def is_code_of(verification, typed):
    """Whether the typed code is the one, compared in constant time."""
    return hmac.compare_digest(code_of(verification).encode(), typed.strip().encode())
