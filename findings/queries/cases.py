"""What hangs on a nomination, read before a finding is made: exactly what the finding will touch."""

from dataclasses import dataclass

from honours.models import AwardIssue, Honour
from nominations.models import Nomination
from nominations.queries import visible_to
from nominations.states import UNDER_WAY, State
from publicity.models import NoticeName
from publicity.states import NameState


@dataclass(frozen=True)
class Case:
    """A nomination with its honour, certificate, payment, items handed out, names on open notices, others of the unit."""

    nomination: Nomination
    honour: Honour | None
    issues: list[AwardIssue]
    names: list[NoticeName]
    others_of_unit: int


def nomination_for(user, number):
    """The nomination of this number, where the person may see it."""
    return (
        visible_to(user)
        .filter(number=number)
        .select_related("season", "rulebook", "candidate", "drafted_by", "finding")
        .first()
    )


def case_of(nomination):
    """Everything a finding on this nomination will touch."""
    honour = None
    issues = []
    if nomination.state == State.HONOURED:
        honour = Honour.objects.select_related("certificate", "payment", "season").get(nomination=nomination)
        issues = list(
            honour.award_issues.filter(handed_over_on__isnull=False, returned_on__isnull=True).select_related(
                "award_item"
            )
        )
    return Case(
        nomination=nomination,
        honour=honour,
        issues=issues,
        names=list(open_names(nomination)),
        others_of_unit=Nomination.objects.filter(unit_hash=nomination.unit_hash, state__in=UNDER_WAY)
        .exclude(pk=nomination.pk)
        .count(),
    )


def open_names(nomination):
    """The nomination's names on notices that are not closed yet."""
    return NoticeName.objects.filter(
        nomination=nomination, notice__closed_at__isnull=True, state__in=[NameState.SHOWN, NameState.HELD]
    ).select_related("notice")
