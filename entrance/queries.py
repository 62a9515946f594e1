"""Reads of verifications."""

from django.db.models import Q

from accounts.models import User
from entrance.models import Verification
from entrance.states import Purpose
from letters.states import Way

MOST_SENDINGS = 5


def locked(pk):
    """A verification, held until it is confirmed or counted as tried."""
    return Verification.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)


def asked_since(moment, **where):
    """How many codes were asked for since a moment, for one address or from one place."""
    return Verification.objects.filter(created_at__gt=moment, **where).count()


def owner_of(verification):
    """Whose confirmed number it is, if anybody's who may sign in."""
    return User.objects.filter(phone_hash=verification.address_hash, is_active=True).first()


def is_free(verification):
    """Whether the code may serve its purpose: otherwise none is told, and none fits.

    A new address must be nobody else's; a forgotten password must be somebody's.
    """
    if verification.purpose == Purpose.PASSWORD:
        return owner_of(verification) is not None
    return not _is_taken(verification)


def _is_taken(verification):
    if verification.way == Way.SMS:
        others = User.objects.filter(phone_hash=verification.address_hash)
    elif verification.purpose == Purpose.REGISTER:
        address = verification.address
        others = User.objects.filter(
            Q(username__iexact=address) | Q(email__iexact=address, email_verified_at__isnull=False)
        )
    else:
        return False  # several people of one office may share a mailbox
    return others.exclude(pk=verification.user_id).exists()


def to_send(now):
    """The next code to send, locked; one that another worker has in hand is passed over."""
    waiting = Verification.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        sent_at__isnull=True, is_replaced=False, expires_at__gt=now, sendings__lt=MOST_SENDINGS
    )
    return waiting.order_by("sendings", "pk").first()


def past(moment):
    """Verifications nobody needs any more."""
    return Verification.objects.filter(created_at__lt=moment)
