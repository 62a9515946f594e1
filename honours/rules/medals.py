"""上海市五一劳动奖章推荐: grounds of refusal (沪工总经〔2015〕260号 三(五): 符合条件的)."""

from common.dates import plain_day_words, today
from common.refusals import Refusal
from honours.rules.awarding import refuse_revoked
from honours.rules.naming import refuse_not_office
from honours.states import MedalState, OpinionAnswer


def refuse_medal(user, honour) -> Refusal | None:
    """拟推荐: a standing honour, once."""
    if refusal := refuse_not_office(user) or refuse_revoked(honour, "不能推荐奖章"):
        return refusal
    if hasattr(honour, "medal"):
        return Refusal(
            "already_handled", f"{honour.name}已推荐上海市五一劳动奖章。", "请返回查看最新情况。", status=409
        )
    return None


def refuse_opinion(user, medal, opinion, *, answer, on, note, now) -> Refusal | None:
    """登记部门意见: while opinions are asked, once, an objection with its content."""
    if refusal := refuse_not_office(user) or _not_asking(medal):
        return refusal
    if opinion.answer:
        return Refusal(
            "already_handled",
            f"{opinion.department}的意见已登记为“{opinion.get_answer_display()}”。",
            "请返回查看最新情况。",
            status=409,
        )
    if not opinion.asked_on <= on <= today(now):
        return Refusal(
            "wrong_day",
            f"答复日期应在征求之日（{plain_day_words(opinion.asked_on)}）至今天之间。",
            "请按来函日期填写。",
            status=409,
        )
    if answer == OpinionAnswer.OBJECTS and not note.strip():
        return Refusal("no_note", "登记不同意见须写明内容。", "请摘录来函所述的事实和意见。", status=409)
    return None


def refuse_deciding(user, medal, *, recommend=True, reason="", complete=True) -> Refusal | None:
    """推荐与否: decided by another person than who proposed; what stands against it is named and answered.

    With ``complete=False`` only whether the person may decide now at all.
    """
    if refusal := refuse_not_office(user) or _not_asking(medal) or refuse_revoked(medal.honour, "不能推荐奖章"):
        return refusal
    if user.same_person(medal.proposed_by):
        return Refusal(
            "second_part", "拟推荐与决定推荐须由不同的人办理，您是本件的拟推荐人。", "请由评审办公室其他人员决定。"
        )
    if not complete:
        return None
    if not recommend:
        return _no_reason(reason, "不予推荐须写明理由。")
    return _conditions_unmet(medal) or _opinions_open(medal) or _objected(medal, reason)


def refuse_medal_outcome(user, medal, *, state, document_number) -> Refusal | None:
    """登记结果: once, of what was recommended; granted only to a standing honour and with the document's number."""
    if refusal := refuse_not_office(user):
        return refusal
    if medal.state != MedalState.PROPOSED:
        return Refusal(
            "already_handled",
            f"{medal.honour.name}的奖章推荐现为“{medal.get_state_display()}”，不能登记结果。",
            "请返回查看最新情况。",
            status=409,
        )
    if state != MedalState.GRANTED:
        return None
    if not document_number.strip():
        return Refusal("no_document", "登记授予须有文号。", "请填写授予决定的文号。", status=409)
    return refuse_revoked(medal.honour, "不能登记授予奖章")


# --- grounds ---------------------------------------------------------------------------------------------------------


def _not_asking(medal):
    if medal.state == MedalState.ASKING:
        return None
    return Refusal(
        "already_handled",
        f"{medal.honour.name}的奖章推荐现为“{medal.get_state_display()}”。",
        "请返回查看最新情况。",
        status=409,
    )


def _no_reason(reason, message):
    return None if reason.strip() else Refusal("no_reason", message, "请填写理由。", status=409)


def _conditions_unmet(medal):
    unmet = [one.condition for one in medal.conditions.all() if not one.is_met]
    if not unmet:
        return None
    return Refusal(
        "conditions_unmet",
        f"下列条件未达到，不能推荐：{'；'.join(unmet)}。",
        "请作出不予推荐的决定；如认定有误，终止后重新拟推荐。",
        status=409,
    )


def _opinions_open(medal):
    silent = [one.department for one in medal.opinions.all() if not one.answer]
    if not silent:
        return None
    return Refusal(
        "opinions_open",
        f"下列部门尚未登记答复：{'、'.join(silent)}。",
        "请登记各部门的答复；逾期未答复的，登记为“逾期未复”。",
        status=409,
    )


def _objected(medal, reason):
    objecting = [one.department for one in medal.opinions.all() if one.answer == OpinionAnswer.OBJECTS]
    if not objecting or reason.strip():
        return None
    return Refusal(
        "objected",
        f"{'、'.join(objecting)}有不同意见，仍予推荐的须说明理由。",
        "请写明对不同意见的核实情况和仍予推荐的理由。",
        status=409,
    )
