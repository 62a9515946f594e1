"""The play's people have their phones at hand: whatever asks for a code finds one entered."""

import secrets
from contextlib import contextmanager
from datetime import UTC, datetime

from accounts.models import Membership, Proof, SecondFactor, User
from accounts.models.second_factor import new_key
from accounts.queries import in_force
from accounts.states import CITY_STAFF, ProofWay, Role
from ledger.origin import acting_from, current

BEFORE, AFTER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2000, 2200))
STAFF = (*CITY_STAFF, Role.CHAIR_MEMBER)


@contextmanager
def all_proved(prefix: str):
    """Inside, the city's people of the play act from one sign-in in which they have proved themselves; no session has it."""
    sign_in = secrets.token_hex(16)
    Proof.objects.bulk_create(
        Proof(user=person, sign_in=sign_in, way=ProofWay.CODE, proved_at=BEFORE, until=AFTER)
        for person in _people(prefix, STAFF)
    )
    with acting_from(current().kind, sign_in=sign_in):
        yield
    Proof.objects.filter(sign_in=sign_in).delete()


def bind_phones(prefix: str, roles, *, now):
    """The demonstration's people have bound a phone that nobody holds; their code page shows what it would show."""
    SecondFactor.objects.bulk_create(
        SecondFactor(user=person, key=new_key(), confirmed=True, enrolled_at=now) for person in _people(prefix, roles)
    )


def _people(prefix, roles):
    holders = Membership.objects.filter(in_force(), role__in=roles).values("user")
    return User.objects.filter(username__startswith=f"{prefix}_", pk__in=holders)
