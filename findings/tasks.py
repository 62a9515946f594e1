"""What happens in 查实与撤销 by itself."""

from celery import shared_task

from findings.actions import cases
from ledger.origin import acting_from


@shared_task(name="findings.hold_money_since")
def hold_money_since():
    """核查期间命名的人选，奖金暂缓: a second run finds nothing left to hold."""
    with acting_from("task:findings.hold_money_since"):
        return cases.hold_money_since()
