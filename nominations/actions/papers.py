"""盖章扫描件、所在单位公示: paper that comes back into the dossier."""

from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from nominations import queries
from nominations.actions.keeping import inspected_scan, keep_file, touch
from nominations.models import WorkplaceNotice
from nominations.queries.printed import printings_of, scans_of
from nominations.rules import papers as rules
from nominations.states import PaperPurpose, WorkplaceResult
from printing.version_code import checked_code
from seasons.queries import calendar
from seasons.working_days import working_days_between


@transaction.atomic
def upload_form_scan(nomination, *, by, code, upload, now=None):
    """上传盖章的推荐审批表, tied to the printing whose code stands on it; no part of what the dossier says."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    code = checked_code(code)
    insist(rules.refuse_form_scan(by, nomination, code))
    kind, digest = inspected_scan(upload)
    twin = scans_of(nomination).filter(received_sha256=digest, printed_form__code=code).first()
    if twin is not None:
        return twin
    scan = keep_file(
        nomination,
        by=by,
        upload=upload,
        kind=kind,
        digest=digest,
        title=f"推荐审批表盖章扫描件（{code}）",
        now=now,
        purpose=PaperPurpose.FORM_SCAN,
        printed_form=printings_of(nomination).filter(code=code).first(),
    )
    record("form.scanned", by=by, on=nomination, at=now, code=code, sha256=scan.sha256, size=scan.size)
    return scan


@transaction.atomic
def note_workplace_notice(nomination, *, by, since, until, place, result="", handling="", upload=None, now=None):
    """登记所在单位公示; its dates and result belong to what the dossier says, its scan is kept beside it."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_workplace_notice(by, nomination, since=since, until=until, result=result, now=now))
    notice = WorkplaceNotice.objects.filter(nomination=nomination).first() or WorkplaceNotice(nomination=nomination)
    before = (notice.since, notice.until, notice.place, notice.result, notice.handling)
    notice.since, notice.until, notice.place, notice.result = since, until, place.strip(), result
    notice.handling = handling.strip() if result == WorkplaceResult.OBJECTED else ""
    notice.working_days = days_of(nomination, since, until)
    notice.noted_at, notice.noted_by = now, by
    notice.full_clean(exclude=["nomination", "scan", "noted_by"], validate_unique=False)
    told = {}
    if upload is not None:
        kind, digest = inspected_scan(upload)
        notice.scan = keep_file(
            nomination,
            by=by,
            upload=upload,
            kind=kind,
            digest=digest,
            title="所在单位公示材料",
            now=now,
            purpose=PaperPurpose.NOTICE_SCAN,
        )
        told = {"sha256": digest}
    notice.save()
    if before != (notice.since, notice.until, notice.place, notice.result, notice.handling) or upload is not None:
        touch(nomination, now)
        nomination.save(update_fields=["changed_at", "declared_at", "declared_by"])
        record(
            "nomination.workplace_noted",
            by=by,
            on=nomination,
            at=now,
            since=since.isoformat(),
            until=until.isoformat(),
            days=notice.working_days,
            finding=notice.get_result_display(),
            **told,
        )
    return notice


def days_of(nomination, since, until):
    """Working days from the first to the last day; Refused for a year whose holiday list is not loaded."""
    if until < since:
        raise ValidationError({"until": "公示末日不得早于首日。"})
    first_day_counts = nomination.rulebook.notice_first_day_counts
    return working_days_between(calendar(), since, until, first_day_counts=first_day_counts)
