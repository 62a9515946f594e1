"""Paper: the workplace's notice, and the printed form that comes back stamped."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.states import Role
from common.dates import today
from nominations.actions.papers import note_workplace_notice, upload_form_scan
from nominations.actions.printing import print_form
from nominations.models import Nomination
from nominations.states import Channel, PaperSize, State, WorkplaceResult
from nominations.views.paper import pdf_of
from rehearsal import dossiers

NOTICE_DAYS = 21  # long enough for the rulebook's working days over any holiday of the year


def put_up(nomination, *, by, now):
    """所在单位公示: over before the dossier is recommended, without an objection."""
    since, until = today(now) - timedelta(days=NOTICE_DAYS), today(now) - timedelta(days=1)
    note_workplace_notice(
        nomination,
        by=by,
        since=since,
        until=until,
        place="厂区公告栏和内部办公网",
        result=WorkplaceResult.NONE,
        upload=_pdf("所在单位公示材料.pdf", dossiers.evidence_pdf(0)),
        now=now,
    )


def stamp(play, *, count, at):
    """打印、盖章、扫描: by the clerks of the filing bodies; in a rehearsal the scan is the printed form itself."""
    endorsed = Nomination.objects.filter(season=play.season, state=State.ENDORSED, channel=Channel.UNIT)
    for turn, nomination in enumerate(endorsed.select_related("filing_body").order_by("number")[:count]):
        now = at + timedelta(minutes=20 * turn)
        by = play.world.someone(Role.UNION_CLERK, nomination.filing_body)
        made = print_form(nomination, by=by, size=PaperSize.A3, now=now)
        scan = _pdf(f"推荐审批表盖章件{made.code}.pdf", pdf_of(nomination, made))
        upload_form_scan(nomination, by=by, code=made.code, upload=scan, now=now + timedelta(hours=1))


def _pdf(name, content):
    return SimpleUploadedFile(name, content, content_type="application/pdf")
