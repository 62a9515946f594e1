"""单独同意的读取: who agrees to what today. Whoever publishes, pushes or pays asks here (个人信息保护法 第十五条)."""

from django.db.models import Exists, OuterRef

from nominations.models import Consent, Nomination
from nominations.states import ConsentKind, State


def standing(nomination_id, kind) -> bool:
    """Whether a consent was given and not withdrawn."""
    return Consent.objects.filter(nomination_id=nomination_id, kind=kind, withdrawn_at__isnull=True).exists()


def agreed(kind):
    """The nominations whose people agree to a purpose."""
    given = Consent.objects.filter(nomination=OuterRef("pk"), kind=kind, withdrawn_at__isnull=True)
    return Nomination.objects.filter(Exists(given))


def for_talent_pool():
    """推送人才库: the craftsmen who agree to be told to the talent pool today, the only door for any push.

    A withdrawal keeps the person from every later push, and a revoked honour does as well.
    """
    return agreed(ConsentKind.TALENT_POOL).filter(state=State.HONOURED)


def consents_of(nomination):
    """Every consent of a nomination, withdrawn ones too, with who noted it."""
    return Consent.objects.filter(nomination=nomination).select_related("given_by", "withdrawn_by", "paper")
