"""打印推荐审批表: each printing leaves its code, its hand and its time."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from nominations import queries
from nominations.content import content_of, digest_of
from nominations.models import PrintedForm
from nominations.rules import printing as rules
from nominations.states import PaperSize
from printing.version_code import code_of


@transaction.atomic
def print_form(nomination, *, by, size, shows_numbers=False, now=None):
    """打印: with the full numbers it is an unmasking, and says so in the ledger beside the printing."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_printing(by, nomination, shows_numbers=shows_numbers))
    digest = digest_of(content_of(nomination))
    printed = PrintedForm.objects.create(
        nomination=nomination,
        code=code_of(digest),
        digest=digest,
        size=PaperSize(size),
        shows_numbers=shows_numbers,
        made_at=now,
        made_by=by,
    )
    record("form.printed", by=by, on=nomination, at=now, code=printed.code, paper=printed.get_size_display())
    if shows_numbers:
        reason = f"打印推荐审批表（版本码{printed.code}），表上印有完整证件号码。"
        record("identity.revealed", by=by, on=nomination, at=now, reason=reason)
    return printed
