"""推荐审批表 in the package: the form as it is printed, dated by its filing and not by the day of the packing."""

from common.refusals import Refused
from nominations.content import content_of, digest_of
from nominations.models import PrintedForm
from nominations.states import PaperSize
from nominations.views.paper import pdf_of
from printing.version_code import code_of


def form_of(nomination) -> tuple[bytes | None, str]:
    """The PDF, or None and why: a character that no font has keeps nobody from being handed over."""
    digest = digest_of(content_of(nomination))
    printed = PrintedForm(
        nomination=nomination,
        code=code_of(digest),
        digest=digest,
        size=PaperSize.A4,
        shows_numbers=True,
        made_at=nomination.submitted_at,
        made_by=nomination.drafted_by,
    )
    try:
        return pdf_of(nomination, printed), ""
    except Refused as refused:
        if refused.refusal.status == 503:
            raise OSError(str(refused)) from refused  # the press is busy; the timetable comes back
        return None, f"推荐审批表未能印制：{refused.refusal.message}"[:300]
