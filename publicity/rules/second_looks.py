"""复核: grounds of refusal."""

from datetime import timedelta

from accounts.states import Role
from common.dates import day_words, today
from common.refusals import Refusal
from nominations.rules import is_candidate
from publicity import queries
from publicity.rules.inquiries import refuse_assignee, refuse_holding
from publicity.rules.standing import handled
from publicity.states import InquiryFinding, LookOutcome, ObjectionState


def last_day_to_ask(objection):
    """The last day on which the objector may ask, or nothing where the rulebook has no second look."""
    days = objection.notice_name.notice.rulebook.second_look_days
    if not days or objection.closed_at is None:
        return None
    return today(objection.closed_at) + timedelta(days=days)


def refuse_asking_second_look(objection, *, reason="", now, complete=True) -> Refusal | None:
    """申请复核: of an answer that went against the objector, in time, with a reason."""
    if objection.state not in (ObjectionState.REFUSED, ObjectionState.CLOSED):
        return Refusal("not_answered", "此件尚在办理，还没有答复。", "收到答复后可以申请复核。", status=409)
    if objection.finding == InquiryFinding.UPHELD:
        return Refusal("upheld", "此件结论为“成立”，无须复核。", status=409)
    if objection.looked_at_anew_id is not None:
        return Refusal("looked_at_anew", "此件已经复核，结论为最终答复。", "有新的线索，可以另行反映。", status=409)
    last = last_day_to_ask(objection)
    if last is None:
        return Refusal("no_second_look", "本年度细则未设复核。", "有新的线索，可以另行反映。", status=409)
    if today(now) > last:
        return Refusal(
            "too_late", f"申请复核的期限已于{day_words(last)}届满。", "有新的线索，可以另行反映。", status=409
        )
    if complete and not reason.strip():
        return Refusal("no_reason", "尚未写明申请复核的理由。", "请写明对答复的哪一点有意见，依据是什么。", status=409)
    return None


def refuse_answering_second_look(user, look, *, outcome="", answer="", assignee=None, complete=True):
    """答复复核: by the office, by nobody who had a hand in the first answer."""
    objection = look.objection
    if user is None or not user.holds(Role.PUBLICITY_OFFICER, Role.REVIEW_OFFICE):
        return Refusal("not_the_office", "复核由公示专员或者评审办公室人员办理。", "请由上述人员办理。")
    if look.answered_at is not None:
        return handled("已复核")
    own = queries.accounts_of_person(user)
    if {objection.decided_by_id, objection.assignee_id, objection.registered_by_id} & own:
        return Refusal("same_hands", "您经办过此件的受理或核查，不能再办复核。", "请由未经办此件的人员办理。")
    if is_candidate(user, objection.notice_name.nomination):
        return Refusal("own_candidacy", "该异议针对您本人，您不能办理。", "请由其他人员办理。")
    if not complete:
        return None
    if not outcome or not answer.strip():
        return Refusal("incomplete", "复核结果和答复须填写齐全。", "请补全后办理。", status=409)
    if outcome != LookOutcome.ANEW:
        return None
    if refusal := refuse_holding(objection) or refuse_assignee(objection, assignee):
        return refusal
    if assignee.pk in own or objection.assignee_id in queries.accounts_of_person(assignee):
        return Refusal("inquired_before", "重新核查须交未经办此件的人员。", "请另选核查人。", status=409)
    return None
