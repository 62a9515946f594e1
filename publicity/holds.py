"""What this floor knows against a purge: an objection that is not settled yet."""

from common.refusals import Refusal
from publicity.models import Objection
from publicity.states import OPEN


def on_purges(nomination_keys):
    """异议尚未办结: the papers may still be needed for the inquiry."""
    objections = Objection.objects.filter(notice_name__nomination__in=nomination_keys, state__in=OPEN)
    ground = Refusal("open_inquiry", "对该申报的异议尚未办结。", "异议办结后清除。", status=409)
    return dict.fromkeys(objections.values_list("notice_name__nomination_id", flat=True), ground)
