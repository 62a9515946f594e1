"""换发、补发申请, for the office and for whoever asked."""

from django.db.models import Count, F, Min, Q

from honours.models import Replacement
from honours.states import ReplacementState


def replacements(season, *, words="", course=""):
    """Requests of a season, those to be decided first."""
    listed = (
        Replacement.objects.filter(certificate__honour__season=season)
        .select_related("certificate__honour", "asked_by", "decided_by")
        .order_by(F("decided_at").desc(nulls_first=True), "-asked_at")
    )
    if words:
        listed = listed.filter(Q(certificate__honour__name__icontains=words) | Q(certificate__serial__icontains=words))
    return listed.filter(state=course) if course else listed


def replacement(key):
    """One request with what it is about."""
    return (
        Replacement.objects.filter(pk=key)
        .select_related(
            "certificate__honour__nomination", "certificate__honour__season", "asked_by", "decided_by", "proof"
        )
        .first()
    )


def waiting():
    """How many are to be decided, and since when, for the desk."""
    return (
        Replacement.objects.filter(state=ReplacementState.ASKED)
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("asked_at"), season=Min("certificate__honour__season__code"))
    )


def history_of(honour):
    """All requests about an honour's certificates, newest first."""
    return list(Replacement.objects.filter(certificate__honour=honour).select_related("certificate"))
