"""批量办理: the same grounds as one by one, asked of many at once before anything happens; and when it can be undone."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.rules import screening as single
from nominations.states import BulkKind, BulkOutcome, State

MOST = 200
OFFICE_TOO = (BulkKind.RELEASE,)


def refuse_bulk(user, kind, count):
    """批量办理: who may at all, and how many at once."""
    may = user.holds(Role.SCREENER) or (kind in OFFICE_TOO and user.holds(Role.REVIEW_OFFICE))
    if not may:
        return Refusal(
            "not_a_screener", "批量办理由市总工会资格审核人进行，您的角色不能办理。", "请由资格审核人登录办理。"
        )
    if count == 0:
        return Refusal("nothing_chosen", "尚未选择申报，没有可以办理的。", "请在列表中勾选后办理。", status=409)
    if count > MOST:
        return Refusal("too_many", f"一次至多办理{MOST}件，您选择了{count}件。", "请用筛选条件分批办理。", status=409)
    return None


def refuse_one_of_many(kind, user, nomination, *, words, seen):
    """Whether this one can be done; ``seen`` holds what was read once for all of them (queries.bulk.Seen)."""
    if kind == BulkKind.CLAIM:
        return single.refuse_claim(user, nomination, taken=seen.taken)
    if kind == BulkKind.RELEASE:
        return single.refuse_release(user, nomination, reason=words)
    lines = single.screening.checklist(nomination)
    if kind == BulkKind.ADMIT:
        return single.refuse_others_work(user, nomination, "通过资格审核") or single.refuse_unfit(
            nomination, lines, seen.now, is_banned=nomination.pk in seen.banned
        )
    return (
        single.refuse_others_work(user, nomination, "退回补正")
        or single.refuse_nothing_to_correct(lines, words)
        or single.refuse_correction_calendar(nomination, now=seen.now, known=seen.calendar)
    )


def refuse_bulk_again(user, act):
    """A token opens only the act of the person who got it."""
    if act.by_id == user.pk:
        return None
    return Refusal("not_yours", "这次批量办理由他人发起。", "请回到资格审核台重新选择。")


def refuse_bulk_undo(user, act, *, reason):
    """撤销批量办理: by whoever did it or the review office, once, with a reason."""
    if act.by_id != user.pk and not user.holds(Role.REVIEW_OFFICE):
        return Refusal("not_yours", f"这次批量办理由{act.by.full_name}发起，您不能撤销。", "请由本人或评审办公室撤销。")
    if act.finished_at is None:
        return Refusal("under_way", "这次批量办理尚未办完。", "请等待办完后再撤销。", status=409)
    if act.undo_asked_at is not None:
        return Refusal("already_undone", "这次批量办理已经撤销过。", "请查看撤销结果。", status=409)
    if not any(one.outcome == BulkOutcome.DONE for one in act.results.all()):
        return Refusal("nothing_done", "这次批量办理没有一件办成，无须撤销。", "请查看未办的原因。", status=409)
    return single.refuse_without_words(reason, "撤销的理由")


def refuse_putting_back(user, nomination, result):
    """撤销领办: while the claim stands and nothing was noted under it."""
    if nomination.screener_id != result.act.by_id or nomination.state != State.SUBMITTED:
        return Refusal("moved_on", "此件已不在当时的领办人处。", "请按现在的情况单独办理。", status=409)
    if nomination.claimed_at != result.at or nomination.screening_lines.filter(at__gte=result.at).exists():
        return Refusal("screening_begun", "领办后已开始逐项审核，不再撤销领办。", "请由领办人单独放回。", status=409)
    return None
