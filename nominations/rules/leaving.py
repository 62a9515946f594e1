"""撤回、退出、取消资格 (沪工总经〔2015〕260号 五(三))."""

from accounts.states import CLERKS, Role
from common.refusals import Refusal
from nominations.rules.standing import is_drafting_side, is_of, refuse_out_of_turn, refuse_without_words
from nominations.states import FILED, UNDER_WAY, State


def refuse_withdrawal(user, nomination, *, reason):
    """撤回: by the nominator's side, in any state under way, with a reason."""
    return (
        _refuse_not_nominating(user, nomination)
        or refuse_out_of_turn(nomination, "撤回", *UNDER_WAY)
        or refuse_without_words(reason, "撤回的理由")
    )


def refuse_dropping_out(user, nomination, *, reason):
    """退出: the candidate's own decision, or recorded on the candidate's written statement."""
    return (
        _refuse_not_for_the_candidate(user, nomination)
        or refuse_out_of_turn(nomination, "退出", *FILED)
        or refuse_without_words(reason, "退出的理由")
    )


def refuse_disqualification(user, nomination, *, reason):
    """取消当年申报资格: on a finding of fraud, by the office."""
    if not user.holds(Role.REVIEW_OFFICE):
        return Refusal("not_yours", "取消申报资格由市总工会评审办公室办理。", "请将线索移交评审办公室核查。")
    return refuse_out_of_turn(
        nomination, "取消资格", *UNDER_WAY, State.NOT_SELECTED, State.DECLINED
    ) or refuse_without_words(reason, "取消资格的理由")


def _refuse_not_nominating(user, nomination):
    if is_drafting_side(user, nomination) or is_of(user, nomination.filing_body_id, *CLERKS):
        return None
    return Refusal("not_yours", "申报由推荐单位、报送单位或自荐人本人撤回。", "请由上述单位的经办人或本人办理。")


def _refuse_not_for_the_candidate(user, nomination):
    if (
        user.pk == nomination.candidate_id
        or is_of(user, nomination.filing_body_id, *CLERKS)
        or user.holds(Role.REVIEW_OFFICE)
    ):
        return None
    return Refusal(
        "not_yours",
        "退出由候选人本人提出，或由报送单位、评审办公室据本人书面声明登记。",
        "请由上述人员办理。",
    )
