"""Daily work of this room."""

from celery import shared_task

from ledger.origin import acting_from
from nominations.actions import (
    banning,
    bulk,
    copies,
    corrections,
    invitations,
    purging,
    reminding,
    scanning,
    screening,
    sweeping,
)
from nominations.models import BulkAct


@shared_task(name="nominations.lapse_corrections")
def lapse_corrections():
    """补正逾期: harmless when sent twice."""
    with acting_from("task:nominations.lapse_corrections"):
        screening.lapse_corrections()


@shared_task(name="nominations.remind_of_closing")
def remind_of_closing():
    """截止提醒: a second run on the same day finds everybody reminded."""
    with acting_from("task:nominations.remind_of_closing"):
        reminding.remind_of_closing()


@shared_task(name="nominations.remind_corrections")
def remind_corrections():
    """补正期满提醒: one letter for each last day, however often this is sent."""
    with acting_from("task:nominations.remind_corrections"):
        return corrections.remind_corrections()


@shared_task(name="nominations.carry_out_bulk")
def carry_out_bulk(act_id):
    """批量办理: delivered twice, the second time finds every file done."""
    with acting_from("task:nominations.carry_out_bulk"):
        bulk.carry_out(BulkAct.objects.get(pk=act_id))


@shared_task(name="nominations.carry_out_bulk_left")
def carry_out_bulk_left():
    """批量办理 whose worker was lost."""
    with acting_from("task:nominations.carry_out_bulk_left"):
        bulk.carry_out_left()


@shared_task(name="nominations.clear_copies")
def clear_copies():
    """未保存的旧内容: words nobody can save any more are not kept for ever."""
    with acting_from("task:nominations.clear_copies"):
        return copies.clear_copies()


@shared_task(name="nominations.purge_due")
def purge_due():
    """清除: dated, told, carried out; killed half-way it goes on the next time, sent twice it finds nothing to do."""
    with acting_from("task:nominations.purge_due"):
        purging.set_days()
        purging.tell_ahead()
        purging.purge_due()
        purging.delete_purged_files()


@shared_task(name="nominations.scan_papers")
def scan_papers():
    """查毒: two workers share the files out; one scanned already is passed over."""
    with acting_from("task:nominations.scan_papers"):
        scanning.scan_papers()


@shared_task(name="nominations.sweep_papers")
def sweep_papers():
    """清理无主文件: finds nothing the second time."""
    with acting_from("task:nominations.sweep_papers"):
        sweeping.sweep()


@shared_task(name="nominations.deliver_invitations")
def deliver_invitations():
    """Send the invitations that wait; harmless when sent twice."""
    with acting_from("task:nominations.deliver_invitations"):
        return invitations.deliver_invitations()


@shared_task(name="nominations.hold_the_banned")
def hold_the_banned():
    """禁报开始时在办的申报: told and held once; what a ban no longer holds is told to go on."""
    with acting_from("task:nominations.hold_the_banned"):
        banning.hold_the_banned()
        banning.release_from_bans()
