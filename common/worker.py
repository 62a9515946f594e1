"""Nudging the worker after a commit: what is owed is a row already, so a lost nudge loses nothing."""

import logging

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def nudge(task: str, *arguments) -> None:
    """Ask the worker for a task by its name once the present transaction is committed.

    A broker that cannot be reached is logged and no more: the timetable (beat) looks for what is owed.
    """

    def send():
        try:
            current_app.send_task(task, args=arguments, retry=False, ignore_result=True)
        except Exception:  # whatever the broker's client raises, the act itself is already done
            logger.warning("任务 %s 未能通知后台，将由定时任务补办。", task, exc_info=True)

    transaction.on_commit(send)
