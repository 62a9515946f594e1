"""查验: one certificate by its serial, its code or its file, whatever became of it since."""

from django.core.cache import cache
from django.db.models import Exists, Q

from honours.models import Certificate
from honours.queries.public import consent_to_publish, ever_revoked

AN_HOUR = 60 * 60


def by_code(code):
    """The certificate that carries this code, or None."""
    return _issued().filter(code=code).first()


def by_number(number, code=""):
    """The certificate of this serial or code, or None; with a code beside the serial, only where both are its own."""
    found = _issued().filter(Q(serial__iexact=number) | Q(code=number))
    return found.filter(code=code).first() if code else found.first()


def by_digest(sha256):
    """The certificate whose file has this digest, or None."""
    return _issued().filter(sha256=sha256).first()


def _issued():
    return Certificate.objects.select_related("honour__season", "honour__resolution").annotate(
        name_is_public=Exists(consent_to_publish("honour__nomination")), was_revoked=ever_revoked("honour")
    )


def asked_from(address, *, within=AN_HOUR):
    """How often an address has asked for verifications within the hour, this time included."""
    key = f"honours.verify.{address}"
    cache.add(key, 0, timeout=within)
    return cache.incr(key)
