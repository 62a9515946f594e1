"""Fetching and locking what an act changes."""

from honours.models import (
    AwardIssue,
    Certificate,
    Honour,
    MedalRecommendation,
    Payment,
    Replacement,
    SeasonTax,
    StatusList,
)
from nominations.models import Nomination
from nominations.states import State


def ready_to_be_named(season):
    """Nominations through both 公示 and 审定, in either order."""
    return Nomination.objects.filter(season=season, state=State.APPROVED, rulebook__notice_before_approval=True) | (
        Nomination.objects.filter(season=season, state=State.NOTICE_PASSED, rulebook__notice_before_approval=False)
    )


def locked_ready_to_be_named(season):
    """The same, locked for naming, in the order they were filed."""
    return list(
        ready_to_be_named(season)
        .select_for_update(of=("self",))
        .select_related("season", "rulebook", "filing_body", "industry", "candidate", "drafted_by")
        .order_by("number")
    )


def locked_honour(honour_id):
    """One honour; whoever hands over, proposes or revokes comes one after the other."""
    return Honour.objects.select_for_update(of=("self",)).get(pk=honour_id)


def locked_medal(medal_id):
    """A recommendation with its honour."""
    return (
        MedalRecommendation.objects.select_for_update(of=("self", "honour")).select_related("honour").get(pk=medal_id)
    )


def locked_certificate(certificate_id, *, passing_by=False):
    """One certificate; who only passes by gets None while somebody else has it in hand."""
    return (
        Certificate.objects.select_for_update(of=("self",), skip_locked=passing_by)
        .select_related("honour__season")
        .filter(pk=certificate_id)
        .first()
    )


def locked_certificates_of(honour):
    """All certificates of an honour, the current one and those before it, locked in their order."""
    return list(Certificate.objects.select_for_update(of=("self",)).filter(honour=honour).order_by("pk"))


def owed_certificates():
    """Not pressed, not revoked, and without a known problem: what the worker still owes."""
    return Certificate.objects.filter(pressed_at__isnull=True, revoked_at__isnull=True, problem="").order_by("pk")


def locked_problems(season):
    """Certificates of a season that could not be printed or that wait for the signing key."""
    return list(
        Certificate.objects.select_for_update(of=("self",))
        .filter(honour__season=season, pressed_at__isnull=True, revoked_at__isnull=True)
        .exclude(problem="", awaits_signing_since__isnull=True)
        .order_by("pk")
    )


def locked_replacement(replacement_id):
    """A request with the certificate it is about."""
    return (
        Replacement.objects.select_for_update(of=("self", "certificate"))
        .select_related("certificate__honour__season", "certificate__honour__resolution")
        .get(pk=replacement_id)
    )


def issued_standings():
    """(serial, code, digest of the file, standing) of every certificate ever issued, by serial."""
    issued = Certificate.objects.filter(pressed_at__isnull=False).order_by("serial")
    rows = issued.only("serial", "code", "sha256", "replaced_at", "revoked_at")
    return [(row.serial, row.code, row.sha256, row.standing) for row in rows]


def latest_status_list(*, taking_turns=False):
    """The last issue of the list; who means to issue the next waits for his turn at the first."""
    if taking_turns:
        StatusList.objects.select_for_update().order_by("number").first()
    return StatusList.objects.order_by("-number").first()


def locked_payments(payment_ids):
    """Payments to be moved together, always locked in the same order."""
    return list(
        Payment.objects.select_for_update(of=("self",))
        .filter(pk__in=payment_ids)
        .select_related(
            "honour__nomination__rulebook",
            "honour__nomination__candidate",
            "honour__nomination__drafted_by",
            "honour__season",
            "prepared_by",
        )
        .order_by("pk")
    )


def locked_issues(issue_ids):
    """Award items with their honours, both locked: an item is not handed over while the honour is being revoked."""
    return list(
        AwardIssue.objects.select_for_update(of=("self", "honour"))
        .filter(pk__in=issue_ids)
        .select_related("honour__certificate", "award_item")
        .order_by("honour_id", "pk")
    )


def issues_out(honour):
    """What was handed over and is neither called back nor returned."""
    return honour.award_issues.filter(
        handed_over_on__isnull=False, recalled_at__isnull=True, returned_on__isnull=True
    ).select_related("award_item", "honour__season")


def tax_of(season):
    """The season's tax treatment, or None."""
    return SeasonTax.objects.filter(season=season).first()


def standing_honours():
    """Not revoked."""
    return Honour.objects.filter(revoked_at__isnull=True)


def payments_of(nomination):
    """The keys of what a nomination's honour is paid; nothing where there is no honour."""
    return Payment.objects.filter(honour__nomination=nomination).values("pk")
