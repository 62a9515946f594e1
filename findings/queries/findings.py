"""查实认定: the register."""

from django.db.models import Q

from findings.models import Finding


def findings(*, words=""):
    """查实认定, newest first."""
    listed = Finding.objects.select_related("nomination__season", "found_by").prefetch_related("bans")
    if words:
        listed = listed.filter(Q(nomination__name__icontains=words) | Q(decision_number__icontains=words))
    return listed
