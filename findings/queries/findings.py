"""查实认定与申诉: the register, and what stands."""

from django.db.models import Q

from findings.models import Appeal, Finding
from findings.states import AppealState
from sanctions.queries import standing
from sanctions.states import SubjectKind


def findings(*, words="", course=""):
    """查实认定, newest first."""
    listed = Finding.objects.select_related("nomination__season", "found_by", "appeal", "case").prefetch_related("bans")
    if words:
        listed = listed.filter(Q(nomination__name__icontains=words) | Q(decision_number__icontains=words))
    if course == "appealed":
        return listed.filter(appeal__state=AppealState.RECEIVED)
    if course == "standing":
        return listed.filter(overturned_at__isnull=True)
    if course == "overturned":
        return listed.filter(overturned_at__isnull=False)
    return listed


def standing_on(nomination):
    """The finding that stands against a nomination, or None."""
    return Finding.objects.filter(nomination=nomination, overturned_at__isnull=True).first()


def stand_of(case):
    """Whether any finding of a case stands."""
    return Finding.objects.filter(case=case, overturned_at__isnull=True).exists()


def locked_finding(pk) -> Finding:
    """The finding's row, held."""
    return Finding.objects.select_for_update(of=("self",)).select_related("nomination__rulebook", "case").get(pk=pk)


def number_is_used(number, *, besides):
    """Whether another case was decided under this number."""
    return Finding.objects.filter(decision_number=number).exclude(case=besides).exists()


def locked_appeal(pk) -> Appeal:
    """The appeal's row, held."""
    return Appeal.objects.select_for_update(of=("self",)).select_related("finding__case").get(pk=pk)


def appeals_to_decide():
    """申诉 that wait for a decision."""
    return Appeal.objects.filter(state=AppealState.RECEIVED)


def bans_of_this_finding_only(finding):
    """Bans to be lifted with it: one that a standing finding of the same decision shares stays."""
    shared = Finding.objects.filter(overturned_at__isnull=True).exclude(pk=finding.pk).values("bans")
    return finding.bans.filter(lifted_at__isnull=True, ended_at__isnull=True).exclude(pk__in=shared)


def ban_besides(finding, *, on):
    """A ban on the person or the unit that stays when this finding's own are lifted, the longest; or None."""
    nomination = finding.nomination
    subjects = Q(subject_kind=SubjectKind.PERSON, subject_hash=nomination.identity_hash)
    subjects |= Q(subject_kind=SubjectKind.UNIT, subject_hash=nomination.unit_hash)
    return (
        standing(on)
        .filter(subjects)
        .exclude(pk__in=bans_of_this_finding_only(finding).values("pk"))
        .order_by("until")
        .last()
    )
