"""材料: who may open one, and when."""

from common.refusals import Refusal
from nominations.states import Scan


def refuse_opening(paper) -> Refusal | None:
    """打开: through the door of what it belongs to first; then neither before the scan nor after a virus was found."""
    if paper.scan == Scan.INFECTED:
        return Refusal(
            "infected",
            f"该文件查出病毒（{paper.virus}），已经删除。",
            "请由提供材料的一方重新提供无毒的文件。",
            status=409,
        )
    if paper.scan == Scan.WAITING:
        return Refusal(
            "not_scanned_yet",
            "该文件待查毒，查毒完成前不能打开。",
            "一般几分钟内完成，请稍后再试；一直如此的，请告知系统管理员。",
            status=409,
        )
    return None
