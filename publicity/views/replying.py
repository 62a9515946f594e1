"""答复书 to be saved: by the holder of the receipt, and by whoever reads the case in the office."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from common.downloads import made_file
from common.refusals import insist
from printing.official import press_pdf
from publicity import rules
from publicity.replies import reply_paper
from publicity.views.cases import found_case
from publicity.views.objecting import held

AT_MOST = 20  # seconds a reader waits while others are printing
NAME = "异议答复书.pdf"


@never_cache
@require_GET
def receipt_reply(request, receipt):
    """答复书 of the holder, with the number of the receipt."""
    found = held(receipt)
    insist(rules.refuse_reply(found))
    return made_file(press_pdf(reply_paper(found, receipt=found.receipt), wait=AT_MOST), NAME)


@login_required
@require_GET
def reply(request, pk):
    """答复书 as the office files it; the number of the receipt is the objector's alone."""
    found = found_case(request, pk)
    insist(rules.refuse_reply(found))
    return made_file(press_pdf(reply_paper(found), wait=AT_MOST), NAME)
