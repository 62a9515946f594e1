"""What happens in 评审 by itself."""

from celery import shared_task

from ledger.origin import acting_from
from reviews import actions
from reviews.actions import banning, rechecking


@shared_task(name="reviews.remind_of_scoring")
def remind_of_scoring():
    """截止前提醒: whoever has sheets to hand in, on the rulebook's days before the last one."""
    with acting_from("task:reviews.remind_of_scoring"):
        return actions.remind_before_closing()


@shared_task(name="reviews.recheck_conflicts")
def recheck_conflicts():
    """重新核对回避: a second run finds nothing left to take back."""
    with acting_from("task:reviews.recheck_conflicts"):
        rechecking.recheck_all()


@shared_task(name="reviews.stand_down_banned")
def stand_down_banned():
    """禁报期内的专家退出委员会: a second run finds no seat left."""
    with acting_from("task:reviews.stand_down_banned"):
        return banning.stand_down_banned()
