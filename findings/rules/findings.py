"""查实认定与申诉 (沪工总经〔2015〕260号 五(三)): grounds of refusal."""

from accounts.rules import refuse_unproved
from common.dates import plain_day_words, today
from common.refusals import Refusal
from findings.queries import findings
from findings.rules.cases import refuse_bans, refuse_unheard
from findings.rules.standing import handled, incomplete, refuse_any_part, refuse_not_a_party, refuse_not_office
from findings.states import AppealState, CaseState
from sanctions.states import SubjectKind

BESIDES = (SubjectKind.BODY, SubjectKind.EXPERT)  # 由另行作出的决定禁报


def refuse_finding(user, case, subjects, *, found, decision_number, return_by, now) -> Refusal | None:
    """认定: by somebody without a part in the nominations or the inquiry, after the hearing, under a decision."""
    return (
        refuse_deciding(user, case, subjects, now=now)
        or (None if found else incomplete("没有选定认定的对象。", "请至少选定一人；均不认定的，请作“不予认定”。"))
        or _has_no_decision(case, decision_number)
        or (None if return_by is None or return_by >= today(now) else _wrong_day("交回期限不得早于今天。"))
        or refuse_bans(case.ground, case.bans_person, case.bans_unit)
        or refuse_unproved(user, now=now)
    )


def refuse_clearing(user, case, subjects, *, reason, now) -> Refusal | None:
    """不予认定 after the hearing: the same people, with the reason."""
    return (
        refuse_deciding(user, case, subjects, now=now)
        or (None if reason.strip() else incomplete("不予认定须写明理由。", "请填写后办结。"))
        or refuse_unproved(user, now=now)
    )


def refuse_deciding(user, case, subjects, *, now) -> Refusal | None:
    """Whether this person may decide the case now, before a word of it is written."""
    if refusal := refuse_not_office(user):
        return refusal
    if case.state != CaseState.HEARING:
        return handled(case.get_state_display())
    return (
        _was_inquirer(user, case)
        or refuse_any_part(user, [one.nomination for one in subjects])
        or refuse_unheard(case, subjects, now=now)
    )


def refuse_banning_besides(user, case, subjects, *, kind=SubjectKind.BODY) -> Refusal | None:
    """另行决定禁报: after the finding, of whoever nominated or judged; by somebody without a part, as the finding itself."""
    if refusal := refuse_not_office(user):
        return refusal
    if case.state != CaseState.FOUND:
        return Refusal("not_found", "案件尚未作出认定，不能据以另作禁报决定。", "请在认定之后办理。", status=409)
    if not findings.stand_of(case):
        return Refusal(
            "overturned", "案件的认定已经申诉撤销，不能据以另作禁报决定。", "请以有效的认定为据。", status=409
        )
    if kind not in BESIDES:
        return Refusal(
            "part_of_the_finding",
            "对个人、单位的禁报随认定一并作出。",
            "此处只登记对推荐单位、评审专家的禁报。",
            status=409,
        )
    return _was_inquirer(user, case) or refuse_any_part(user, [one.nomination for one in subjects])


def _was_inquirer(user, case):
    if user.pk == case.assignee_id or user.same_person(case.assignee):
        return Refusal("was_inquirer", "您是该案的核查人，不能同时作出认定。", "请由未参与核查的人员作出认定。")
    return None


def refuse_deciding_now(user, case, subjects, *, now) -> Refusal | None:
    """What the page of the case shows beside the button: the same grounds, and a code that is due."""
    return refuse_deciding(user, case, subjects, now=now) or refuse_unproved(user, now=now)


def refuse_appealing(user, finding, *, on_paper, now) -> Refusal | None:
    """申诉: by the party, or written down by the office; in time, and once."""
    refusal = refuse_not_office(user) if on_paper else refuse_not_a_party(user, finding.nomination)
    if refusal:
        return refusal
    if hasattr(finding, "appeal"):
        return Refusal("appealed", f"对{finding}已提出申诉。", "请查看复核情况。", status=409)
    if today(now) > finding.appeal_until:
        return Refusal(
            "too_late",
            f"申诉期限已于{plain_day_words(finding.appeal_until)}届满。",
            "有新的事实、证据的，可以来信向评审办公室反映。",
            status=409,
        )
    return None


def refuse_appeal(user, finding, *, text, on_paper, now) -> Refusal | None:
    """申诉 with its reasons."""
    return refuse_appealing(user, finding, on_paper=on_paper, now=now) or (
        None if text.strip() else incomplete("尚未写明申诉理由。", "请填写后提出。")
    )


def refuse_reviewing(user, appeal) -> Refusal | None:
    """复核: by yet another person than who inquired and who found."""
    if refusal := refuse_not_office(user):
        return refusal
    if appeal.state != AppealState.RECEIVED:
        return handled(appeal.get_state_display())
    finding = appeal.finding
    if any(one is not None and user.same_person(one) for one in (finding.found_by, finding.case.assignee)):
        return Refusal("decided_before", "您参与过该案的核查或认定，不能复核申诉。", "请由未参与核查和认定的人员复核。")
    return refuse_any_part(user, [finding.nomination])


def refuse_reviewing_now(user, appeal, *, now) -> Refusal | None:
    """The same, and a code that is due: asked before a word of the decision is written."""
    return refuse_reviewing(user, appeal) or refuse_unproved(user, now=now)


def refuse_empty_change(outcome, lifted) -> Refusal | None:
    """A change changes something: it says which ban is lifted."""
    if outcome != AppealState.CHANGED or lifted:
        return None
    return incomplete("变更原认定须选定解除的禁报。", "没有可以变更的，请选择维持或者撤销原认定。")


def refuse_appeal_decision(user, appeal, *, outcome, decision_number, reasons, lifted, now) -> Refusal | None:
    """复核决定: under a number, with its reasons; a change says which ban is lifted."""
    if refusal := refuse_reviewing(user, appeal):
        return refusal
    if outcome not in (AppealState.UPHELD, AppealState.CHANGED, AppealState.REJECTED):
        return incomplete("尚未选择复核结果。", "请选择后办结。")
    if not (decision_number.strip() and reasons.strip()):
        return incomplete("复核决定须有文号和理由。", "请补全后办结。")
    if refusal := refuse_empty_change(outcome, lifted):
        return refusal
    return refuse_unproved(user, now=now)


def _has_no_decision(case, decision_number):
    if not decision_number.strip():
        return Refusal("no_decision", "认定须有决定文号。", "请填写决定文号。", status=409)
    if findings.number_is_used(decision_number.strip(), besides=case):
        return Refusal(
            "number_used", f"{decision_number.strip()}已用于另一案件的认定。", "请核对决定文号。", status=409
        )
    return None


def _wrong_day(message):
    return Refusal("wrong_day", message, "请核对日期。", status=409)
