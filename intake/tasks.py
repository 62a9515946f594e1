"""What the worker does for this floor. A key in, one act; whatever is lost is found again by the timetable."""

import logging

from celery import shared_task

from common import clock
from intake import queries
from intake.actions import lists, papers
from intake.models import ImportBatch, PaperBatch
from intake.progress import is_alive
from intake.states import BatchState
from ledger.origin import acting_from

LONGEST = 540  # seconds; shorter than the time after which a task counts as lost
logger = logging.getLogger(__name__)


@shared_task(name="intake.check_list", time_limit=LONGEST)
def check_list(pk):
    """检查名单."""
    _do("check_list", lists.check, lists.count_attempt, pk)


@shared_task(name="intake.store_list", time_limit=LONGEST)
def store_list(pk):
    """导入名单."""
    _do("store_list", lists.store, lists.count_attempt, pk)


@shared_task(name="intake.match_papers", time_limit=LONGEST)
def match_papers(pk):
    """对应佐证材料."""
    _do("match_papers", papers.match, papers.count_attempt, pk)


@shared_task(name="intake.attach_papers", time_limit=LONGEST)
def attach_papers(pk):
    """归入佐证材料."""
    _do("attach_papers", papers.attach_all, papers.count_attempt, pk)


@shared_task(name="intake.take_up_what_lies")
def take_up_what_lies():
    """What should be with a worker and gives no sign of life is handed out again; doing it twice does it once."""
    now = clock.now()
    tasks = {
        ImportBatch: {BatchState.CHECKING: check_list, BatchState.STORING: store_list},
        PaperBatch: {BatchState.CHECKING: match_papers, BatchState.STORING: attach_papers},
    }
    for model, by_state in tasks.items():
        for batch in queries.left_lying(model, now):
            if not is_alive(batch):
                by_state[batch.state].delay(batch.pk)


@shared_task(name="intake.expire")
def expire():
    """逾期清除: uploaded lists and files that nobody confirmed."""
    with acting_from("task:intake.expire"):
        lists.expire()
        papers.expire()


def _do(name, act, count_attempt, pk):
    with acting_from(f"task:intake.{name}"):
        try:
            act(pk)
        except Exception as error:  # its words may hold what people wrote: only its kind goes into the log
            logger.error("intake.%s %s: %s", name, pk, type(error).__name__)
            count_attempt(pk)
