"""命名、发放与推荐奖章 (沪工总经〔2015〕260号 三(五)): grounds of refusal."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.states import State
from sanctions.rules import refuse_banned


def refuse_not_office(user) -> Refusal | None:
    """Only the office (评审办公室) names and hands over."""
    if not user.holds(Role.REVIEW_OFFICE):
        return Refusal("not_the_office", "只有评审办公室可以办理命名和发放事项。", "请由评审办公室人员登录办理。")
    return None


def refuse_naming(user, nomination, *, on) -> Refusal | None:
    """命名: approved, and publicised where the notice comes after the sitting."""
    return (
        refuse_not_office(user)
        or _has_not_passed_both(nomination)
        or refuse_banned(nomination.identity_hash, nomination.unit_hash, on=on)
    )


def _has_not_passed_both(nomination):
    ready = State.APPROVED if nomination.rulebook.notice_before_approval else State.NOTICE_PASSED
    if nomination.state == State.HONOURED:
        return Refusal("already_handled", f"{nomination.name}已命名。", status=409)
    if nomination.state != ready:
        return Refusal(
            "not_ready",
            f"{nomination.name}现为“{nomination.get_state_display()}”，尚不能命名。",
            "须经公示期满且主席办公会审定通过。",
            status=409,
        )
    return None


def refuse_hand_over(user, issue) -> Refusal | None:
    """发放: once, to a standing honour, and a certificate only when it is pressed."""
    return refuse_not_office(user) or _honour_is_revoked(issue.honour) or _is_handed_over(issue)


def _honour_is_revoked(honour):
    if not honour.is_standing:
        return Refusal("revoked", f"{honour.name}的荣誉已撤销，不再发放。", status=409)
    return None


def _is_handed_over(issue):
    if issue.handed_over_on:
        return Refusal("already_handled", f"{issue.award_item.name}已发放给{issue.honour.name}。", status=409)
    return None


def refuse_take_back(user, issue) -> Refusal | None:
    """交回: only what was handed over and recalled."""
    if refusal := refuse_not_office(user):
        return refusal
    if issue.recalled_at is None:
        return Refusal("not_recalled", "未要求交回，不能登记交回。", "撤销荣誉后方可登记交回。", status=409)
    if issue.returned_on:
        return Refusal("already_handled", f"{issue.award_item.name}已登记交回。", status=409)
    return None


def refuse_medal(user, honour) -> Refusal | None:
    """推荐五一劳动奖章: a standing honour, once."""
    if refusal := refuse_not_office(user) or _honour_is_revoked(honour):
        return refusal
    if hasattr(honour, "medal"):
        return Refusal("already_handled", f"{honour.name}已推荐上海市五一劳动奖章。", status=409)
    return None
