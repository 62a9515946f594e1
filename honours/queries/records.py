"""Fetching and locking what an act changes."""

from honours.models import AwardIssue, Certificate, Honour, Payment, SeasonTax
from nominations.models import Nomination
from nominations.states import State


def ready_to_be_named(season):
    """Nominations through both 公示 and 审定, in either order."""
    return (
        Nomination.objects.filter(season=season)
        .filter(state=State.APPROVED, rulebook__notice_before_approval=True)
        .union(
            Nomination.objects.filter(season=season, state=State.NOTICE_PASSED, rulebook__notice_before_approval=False)
        )
    )


def locked_ready_to_be_named(season):
    """The same, locked for naming, in the order they were filed."""
    keys = list(ready_to_be_named(season).values_list("pk", flat=True))
    return list(
        Nomination.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("season", "rulebook", "filing_body", "industry", "candidate", "drafted_by")
        .order_by("number")
    )


def locked_certificate(certificate_id):
    """One certificate, for pressing; a second worker waits here and then finds it pressed."""
    return Certificate.objects.select_for_update(of=("self",)).select_related("honour__season").get(pk=certificate_id)


def owed_certificates():
    """Not pressed, not revoked, and without a known problem: what the worker still owes."""
    return Certificate.objects.filter(pressed_at__isnull=True, revoked_at__isnull=True, problem="").order_by("pk")


def locked_payments(payment_ids):
    """Payments to be moved together."""
    return list(
        Payment.objects.select_for_update(of=("self",))
        .filter(pk__in=payment_ids)
        .select_related("honour__nomination__rulebook", "honour__season", "prepared_by")
        .order_by("pk")
    )


def locked_issue(issue_id):
    """One award item of one craftsman."""
    return AwardIssue.objects.select_for_update(of=("self",)).select_related("honour", "award_item").get(pk=issue_id)


def tax_of(season):
    """The season's tax treatment, or None."""
    return SeasonTax.objects.filter(season=season).first()


def standing_honours():
    """Not revoked."""
    return Honour.objects.filter(revoked_at__isnull=True)
