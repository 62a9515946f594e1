"""重新打开评分表: by the office, with a reason, while the round runs; what was submitted is kept."""

from common.refusals import Refusal
from nominations.states import State
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_without_words
from reviews.rules.windows import refuse_outside_window
from reviews.states import SheetState

ACT = "重新打开评分表"


def refuse_reopening(user, sheet, reason: str, *, is_hidden: bool, is_ranked: bool, now) -> Refusal | None:
    """A submitted sheet of a file still judged, in a round that is neither closed nor ranked; never one's own tie."""
    assignment = sheet.assignment
    return (
        refuse_others(user, ACT)
        or _hidden(is_hidden)
        or _ranked(is_ranked)
        or refuse_closed_round(assignment.round, ACT)
        or refuse_outside_window(assignment.round, now)
        or _withdrawn(assignment)
        or _not_submitted(sheet)
        or _gone(assignment.nomination)
        or refuse_without_words(reason, "重新打开的理由")
    )


def _hidden(is_hidden: bool) -> Refusal | None:
    if not is_hidden:
        return None
    return Refusal("hidden", "您与此件存在应当回避的关系，不能办理。", "请由评审办公室其他工作人员办理。")


def _ranked(is_ranked: bool) -> Refusal | None:
    if not is_ranked:
        return None
    return Refusal("ranked", "本轮排名已经确认，不能重新打开评分表。", "评分以确认排名时为准。", status=409)


def _withdrawn(assignment) -> Refusal | None:
    if assignment.withdrawn_at is None:
        return None
    return Refusal("withdrawn", "此件已不由该委员评审，评分表不能重新打开。", "评分不再计入，无须办理。", status=409)


def _not_submitted(sheet) -> Refusal | None:
    if sheet.state == SheetState.SUBMITTED:
        return None
    if sheet.state == SheetState.ABSTAINED:
        return Refusal(
            "abstained", "该委员对此件已经弃权，不能重新打开。", "请更换评审专家，补足评审人数。", status=409
        )
    return Refusal("not_submitted", "此评分表尚未提交，委员可以继续填写。", "无须重新打开。", status=409)


def _gone(nomination) -> Refusal | None:
    if nomination.state == State.UNDER_REVIEW:
        return None
    return Refusal("left_review", "此件已不在评审中，评分表不能重新打开。", "无须办理。", status=409)
