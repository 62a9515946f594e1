"""What happens by itself: notices are published and close on the minute, papers are scanned and swept."""

from celery import shared_task

from ledger.origin import acting_from
from publicity import actions
from publicity.actions import artefacts


@shared_task(name="publicity.publish_due")
def publish_due():
    """定时发布; run late it publishes with the true time, and the period begins on the real day."""
    with acting_from("task:publicity.publish_due"):
        return actions.publish_due()


@shared_task(name="publicity.close_due")
def close_due():
    """到期办结; run late it still finds every notice whose time is over."""
    with acting_from("task:publicity.close_due"):
        return actions.close_due()


@shared_task(name="publicity.keep_copies")
def keep_copies(notice_id=None):
    """公示文件: the pages and papers of every published notice, or of one; writes only what has changed."""
    with acting_from("task:publicity.keep_copies"):
        return artefacts.keep_all() if notice_id is None else artefacts.keep(notice_id)


@shared_task(name="publicity.remind_of_objections")
def remind_of_objections():
    """异议办理提醒: once a day for each case, however often this is sent."""
    with acting_from("task:publicity.remind_of_objections"):
        return actions.remind_of_objections()


@shared_task(name="publicity.scan_papers")
def scan_papers():
    """查毒: two workers share the files out; one scanned already is passed over."""
    with acting_from("task:publicity.scan_papers"):
        return actions.scan_papers()


@shared_task(name="publicity.sweep_papers")
def sweep_papers():
    """清理无主文件: finds nothing the second time."""
    with acting_from("task:publicity.sweep_papers"):
        return actions.sweep_papers()
