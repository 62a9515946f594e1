"""Reads of the second factor: what is bound, what was proved in which sign-in, which recovery codes are left."""

from django.conf import settings

from accounts.models import Proof, RecoveryCode, SecondFactor
from privacy.hashing import keyed_hash


def row_of(user) -> SecondFactor | None:
    """What the person has bound or begun to bind."""
    return SecondFactor.objects.filter(user=user).first()


def of(user) -> SecondFactor | None:
    """What the person has bound."""
    return SecondFactor.objects.filter(user=user, confirmed=True).first()


def locked_of(user) -> SecondFactor | None:
    """The same row, held until the act is done: a code typed in two windows is taken once."""
    return SecondFactor.objects.select_for_update().filter(user=user).first()


def proof_of(user, sign_in: str, *, now) -> Proof | None:
    """The proof that holds for a person in a sign-in; outside a demonstration one without a sign-in holds nowhere."""
    if not sign_in and not settings.DEMONSTRATION:
        return None
    return running(user, sign_in).filter(proved_at__lte=now, until__gt=now).order_by("-until").first()


def running(user, sign_in: str):
    """The proofs of a sign-in nobody has ended."""
    return Proof.objects.filter(user=user, sign_in=sign_in, ended_at__isnull=True)


def recovery_code(bound, typed: str) -> RecoveryCode | None:
    """The unused recovery code that was typed, however it was spelt."""
    return bound.recovery_codes.filter(code_hash=keyed_hash("recovery", typed), used_at__isnull=True).first()


def was_bound_by_somebody(bound) -> bool:
    """Whoever binds a phone gets recovery codes; the phones of a demonstration's invented people are in nobody's hands."""
    return bound.recovery_codes.exists()


def recovery_codes_left(bound) -> int:
    """How many recovery codes are unused."""
    return bound.recovery_codes.filter(used_at__isnull=True).count()
