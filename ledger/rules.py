"""Who reads the whole ledger."""

from common.refusals import Refusal

# accounts.states.Role by value: the ledger stands below accounts, for accounts sign it
READERS = ("supervision", "review_office")


def refuse_reading(user) -> Refusal | None:
    """The whole ledger is read by supervision and the review office; a page's own trace follows the page's door."""
    if not user.holds(*READERS):
        return Refusal(
            "not_a_reader",
            "台账由监督人员和评审办公室查阅。",
            "某一件的办理经过，可在该件页面的“留痕”中查看。",
        )
    return None


def refuse_export(user, *, reason: str, rows: int) -> Refusal | None:
    """导出台账: a reader, with a reason, and something to take out."""
    return refuse_reading(user) or _no_reason(reason) or _nothing_found(rows)


def _no_reason(reason):
    if not reason.strip():
        return Refusal("no_reason", "导出台账须写明用途。", "请填写用途后再导出。", status=409)
    return None


def _nothing_found(rows):
    if rows == 0:
        return Refusal("nothing_found", "没有符合条件的记录，无可导出。", "请放宽筛选条件。", status=409)
    return None
