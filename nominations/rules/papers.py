"""盖章扫描件与所在单位公示: what is taken in, from whom, against which paper."""

from accounts.states import CLERKS
from common.dates import plain_day_words, today
from common.refusals import Refusal
from nominations.queries.printed import code_now, printings_of, scans_of
from nominations.rules.drafting import refuse_change
from nominations.rules.standing import is_drafting_side, is_of, refuse_out_of_turn
from nominations.states import EDITABLE, State

MOST_SCANS = 20


def refuse_scan_at_all(user, nomination):
    """上传: by the drafting side while the dossier is with it, and by the filing body while it is to be filed."""
    if not is_drafting_side(user, nomination) and not is_of(user, nomination.filing_body_id, *CLERKS):
        return Refusal(
            "not_yours",
            "盖章的推荐审批表由推荐单位、报送单位的经办人或自荐人本人上传。",
            "审核单位的盖章件，请在审核时随意见上传。",
        )
    states = (*EDITABLE, State.ENDORSED) if is_drafting_side(user, nomination) else (State.ENDORSED,)
    refusal = refuse_out_of_turn(nomination, "上传盖章的推荐审批表", *states)
    if refusal is None and scans_of(nomination).count() >= MOST_SCANS:
        return Refusal("too_many_files", f"每件申报最多保存{MOST_SCANS}份盖章扫描件，现已满。", status=409)
    return refusal


def refuse_form_scan(user, nomination, code):
    """上传 against a version code: the paper must be one of this dossier's, and must still say what the dossier says."""
    return (
        refuse_scan_at_all(user, nomination) or _refuse_other_paper(nomination, code) or _refuse_stale(nomination, code)
    )


def _refuse_other_paper(nomination, code):
    if printings_of(nomination).filter(code=code).exists():
        return None
    return Refusal(
        "not_this_paper",
        f"本件没有打印过版本码为{code}的推荐审批表，扫描件不予接收。",
        "请核对扫描件每页下方的版本码；如是他件的表，请到该件上传。",
        status=409,
    )


def _refuse_stale(nomination, code):
    standing = code_now(nomination)
    if code == standing:
        return None
    return Refusal(
        "stale_paper",
        f"版本码为{code}的推荐审批表已经作废：材料在打印后有修改，现在的版本码是{standing}。",
        "请重新打印推荐审批表，盖章后再扫描上传。",
        status=409,
    )


def refuse_workplace_notice(user, nomination, *, since, until, result, now):
    """所在单位公示: by the drafting side; a result is known once the last day is over."""
    return refuse_change(user, nomination, "notice") or _refuse_early_result(until, result, now)


def _refuse_early_result(until, result, now):
    if not result or until < today(now):
        return None
    return Refusal(
        "notice_still_runs",
        f"公示到{plain_day_words(until)}止（含当日），尚未期满，不能登记公示结果。",
        "期满次日起登记结果；现在可以先保存起止日期和地点。",
        status=409,
    )
