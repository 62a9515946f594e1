"""复核与撤销: when a second person may confirm a conclusion, and when a conclusion can still be undone."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.parts import SCREEN
from nominations.queries import screening
from nominations.rules.duties import refuse_second_part
from nominations.rules.recusal import refuse_tied
from nominations.rules.screening import refuse_unfit
from nominations.rules.standing import refuse_out_of_turn, refuse_without_words
from nominations.states import Conclusion, Standing, State

CHECKERS = (Role.SCREENER, Role.REVIEW_OFFICE)


def refuse_checking(user, decision, nomination):
    """复核: by another screener or the review office, never by the person who concluded, whatever the account."""
    return (
        _refuse_non_checkers(user, "复核资格审核结论")
        or _refuse_settled(decision)
        or refuse_out_of_turn(nomination, "复核", State.SUBMITTED)
        or _refuse_own_conclusion(user, decision)
        or refuse_tied(user, nomination)
        or refuse_second_part(user, nomination, SCREEN)
    )


def refuse_confirmation(user, decision, nomination, *, now):
    """复核同意: what has come up since the conclusion is asked again."""
    found = refuse_checking(user, decision, nomination)
    if found or decision.conclusion != Conclusion.ADMIT:
        return found
    return refuse_unfit(nomination, screening.checklist(nomination), now)


def refuse_rejection(user, decision, nomination, *, reason):
    """复核不同意: back to the screener, with a reason."""
    return refuse_checking(user, decision, nomination) or refuse_without_words(reason, "复核不同意的理由")


def refuse_undoing(user, decision, nomination, *, reason):
    """撤销结论: by whoever took part in it or the review office, while nobody has built on it."""
    return (
        _refuse_non_checkers(user, "撤销资格审核结论")
        or _refuse_strangers(user, decision)
        or _refuse_already_undone(decision)
        or _refuse_built_upon(decision, nomination)
        or refuse_tied(user, nomination)
        or refuse_without_words(reason, "撤销的理由")
    )


def _refuse_non_checkers(user, act):
    if user.holds(*CHECKERS):
        return None
    return Refusal("not_a_screener", f"您的角色不能{act}。", "请由资格审核人或评审办公室登录办理。")


def _refuse_settled(decision):
    if decision.standing == Standing.PROPOSED:
        return None
    return Refusal(
        "already_handled",
        f"此结论刚刚已由他人办理：{decision.get_standing_display()}。",
        "请刷新页面，按现在的情况办理。",
        status=409,
    )


def _refuse_own_conclusion(user, decision):
    if not decision.by.same_person(user):
        return None
    return Refusal("own_conclusion", "此结论由您作出，您不能复核自己的结论。", "请由其他资格审核人或评审办公室复核。")


def _refuse_strangers(user, decision):
    takes_part = any(one is not None and one.same_person(user) for one in (decision.by, decision.checked_by))
    if takes_part or user.holds(Role.REVIEW_OFFICE):
        return None
    return Refusal("not_yours", f"此结论由{decision.by.full_name}作出，您不能撤销。", "请由本人或评审办公室撤销。")


def _refuse_already_undone(decision):
    if decision.standing in (Standing.PROPOSED, Standing.IN_FORCE):
        return None
    return Refusal(
        "already_undone", f"此结论{decision.get_standing_display()}，无须再撤销。", "请刷新页面。", status=409
    )


def _refuse_built_upon(decision, nomination):
    if decision.standing == Standing.PROPOSED:
        return refuse_out_of_turn(nomination, "撤销结论", State.SUBMITTED)
    if decision.conclusion == Conclusion.DECLINE:
        return Refusal(
            "declined_for_good",
            "不予受理的决定已经函告，不能在此撤销。",
            "确有错误的，请报评审办公室研究处理。",
            status=409,
        )
    if decision.conclusion == Conclusion.ADMIT:
        return refuse_out_of_turn(nomination, "撤销通过", State.ADMITTED)
    return refuse_out_of_turn(nomination, "撤销退回", State.CORRECTING) or _refuse_begun(decision, nomination)


def _refuse_begun(decision, nomination):
    if nomination.changed_at <= decision.in_force_at and nomination.declared_at <= decision.in_force_at:
        return None
    return Refusal(
        "correction_begun",
        "推荐方已经开始补正，退回不能撤销。",
        "请等待重新报送后再审核。",
        status=409,
    )
