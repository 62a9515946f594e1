"""Invitations and requests: which wait, which let a person file through an association."""

import hmac

from nominations.models import Invitation
from nominations.states import Answer
from privacy.hashing import keyed_hash


def token_of(invitation):
    """The link's secret: only the portal can make it again."""
    return keyed_hash("invitation", f"{invitation.pk}.{invitation.nonce}")[:40]


def is_token_of(invitation, token):
    """Compared in constant time."""
    return hmac.compare_digest(token_of(invitation).encode(), token.encode())


def of(association, season):
    """The association's own, the latest first."""
    found = Invitation.objects.filter(association=association, season=season)
    return found.select_related("nominee", "nomination", "asked_by")


def locked(pk):
    """One, held until it is answered."""
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("association", "nominee", "nomination", "season")
        .get(pk=pk)
    )


def is_accepted(association_id, season_id, nominee_id):
    """Whether the two have agreed this season, whoever asked first."""
    return Invitation.objects.filter(
        association=association_id, season=season_id, nominee=nominee_id, answer=Answer.ACCEPTED
    ).exists()


def latest_of(nomination):
    """The latest answer or open request of a dossier, for the nominee's page."""
    return (
        Invitation.objects.filter(nomination=nomination, association=nomination.filing_body_id)
        .select_related("association")
        .first()
    )


def waiting(bodies):
    """Requests that wait at these associations."""
    return Invitation.objects.filter(association__in=bodies, nomination__isnull=False, answer="")


def to_send(now):
    """The next invitation to send, locked; five attempts."""
    found = Invitation.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        sent_at__isnull=True, answer="", expires_at__gt=now, sendings__lt=5
    )
    return found.select_related("association", "season").order_by("sendings", "pk").first()
