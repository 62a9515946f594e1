"""What happens by itself: signed scans are scanned for viruses, files without a row are swept."""

from celery import shared_task

from decisions.actions import signed_scans
from ledger.origin import acting_from


@shared_task(name="decisions.scan_papers")
def scan_papers():
    """查毒: two workers share the files out; one scanned already is passed over."""
    with acting_from("task:decisions.scan_papers"):
        return signed_scans.scan_papers()


@shared_task(name="decisions.sweep_papers")
def sweep_papers():
    """清理无主文件: finds nothing the second time."""
    with acting_from("task:decisions.sweep_papers"):
        return signed_scans.sweep_papers()
