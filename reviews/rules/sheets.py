"""评分: whose sheet, when, and what makes it complete."""

import json
from collections.abc import Mapping
from decimal import Decimal

from django.conf import settings

from accounts.states import Role
from common.dates import today
from common.refusals import Refusal
from nominations.parts import SCORE
from nominations.rules import refuse_second_part
from nominations.states import State
from reviews.rules.office import refuse_without_words
from reviews.rules.windows import refuse_outside_window
from reviews.states import SheetState
from sanctions.rules import refuse_banned_expert

WINDOW = 43  # characters of a window's name
LONGEST = 60_000  # characters of one sheet as typed


def refuse_entering(user, member) -> Refusal | None:
    """Before anything is shown: the role, a seat that holds, and the pledge."""
    if member is None or not user.holds(Role.EXPERT):
        return Refusal("no_seat", "您不是本年度遴选审核工作委员会委员，不能进入评审。", "请与评审办公室联系。")
    if member.stood_down_at is not None:
        return Refusal("stood_down", "您已退出本年度委员会，不再评审。", "如有疑问，请与评审办公室联系。")
    if member.pledged_at is None:
        return Refusal("not_pledged", "您尚未签署保密与公正承诺书，不能查看申报材料。", "请先签署承诺书。", status=409)
    if not member.has_pledged:
        return Refusal("pledged_before", "承诺书已有新的版本，您签署的是前一版。", "请先签署现行承诺书。", status=409)
    return refuse_banned_expert(user, on=today())


def refuse_reading(user, sheet) -> Refusal | None:
    """A file is read by its expert alone, while he judges it, and only without conflict."""
    assignment = sheet.assignment
    if assignment.member.user_id != user.pk:
        return Refusal("not_yours", "申报材料只供受分派的专家本人查看。", "请从您自己的评审列表进入。")
    return (
        refuse_entering(user, assignment.member)
        or _withdrawn(assignment)
        or _closed(assignment.round)
        or _gone(assignment.nomination)
        or _conflicted(sheet)
        or _undeclared(sheet)
    )


def refuse_scoring(user, sheet, *, now) -> Refusal | None:
    """评分: one's own sheet, still open, of a file still under review, within the round's window, without conflict."""
    return (
        refuse_others(user, sheet)
        or refuse_reading(user, sheet)
        or _not_open(sheet)
        or refuse_outside_window(sheet.assignment.round, now)
    )


def refuse_writing(user, sheet, *, now, is_borrowed: bool) -> Refusal | None:
    """What is written is written by the member himself: signed in as himself, not led in by somebody else."""
    return refuse_borrowed(is_borrowed) or refuse_scoring(user, sheet, now=now)


def refuse_submitting(user, sheet, *, now, is_borrowed: bool) -> Refusal | None:
    """提交评分: as writing is, and by nobody who took another part for this candidate."""
    return refuse_writing(user, sheet, now=now, is_borrowed=is_borrowed) or refuse_second_part(
        user, sheet.assignment.nomination, SCORE
    )


def refuse_others(user, sheet) -> Refusal | None:
    """Nobody writes on another's sheet (国家自然科学基金条例 第二十一条)."""
    if sheet.assignment.member.user_id == user.pk:
        return None
    return Refusal("not_yours", "评分表只能由受分派的专家本人填写。", "任何人不得代评。")


def refuse_borrowed(is_borrowed: bool) -> Refusal | None:
    """代评: a sign-in that somebody else opened as this person writes nothing; a demonstration lives of it."""
    if not is_borrowed or settings.DEMONSTRATION:
        return None
    return Refusal("borrowed", "您是经他人切换进入此账户的，不能评分、弃权或回避。", "请由委员本人登录后办理。")


def _withdrawn(assignment) -> Refusal | None:
    if assignment.withdrawn_at is None:
        return None
    return Refusal("withdrawn", "此件已不由您评审。", "请返回评审列表办理其他件。", status=409)


def _not_open(sheet) -> Refusal | None:
    if sheet.state == SheetState.OPEN:
        return None
    done = "已提交" if sheet.state == SheetState.SUBMITTED else "已弃权"
    return Refusal(
        "already_submitted", f"您对此件的评分表{done}，不能再变更。", "请返回评审列表办理其他件。", status=409
    )


def _closed(round) -> Refusal | None:
    if round.closed_at is None:
        return None
    return Refusal("round_closed", "本轮评审已经结束，不再接受评分。", "如有疑问，请与评审办公室联系。", status=409)


def _gone(nomination) -> Refusal | None:
    if nomination.state == State.UNDER_REVIEW:
        return None
    return Refusal("left_review", "此件已不在评审中，无须评分。", "请返回评审列表办理其他件。", status=409)


def _conflicted(sheet) -> Refusal | None:
    if not sheet.is_conflicted:
        return None
    return Refusal("conflicted", "您与此件存在应当回避的关系，不能评分。", "请申明回避，由评审办公室另行安排。")


def _undeclared(sheet) -> Refusal | None:
    """先申明回避、后看材料 (国家自然科学基金条例 第二十条)."""
    if sheet.is_declared:
        return None
    return Refusal(
        "not_declared",
        "您尚未确认本轮候选人名单的回避情况，不能查看申报材料。",
        "请先在“申明回避”中通读名单并确认。",
        status=409,
    )


def fault_of_points(points: Decimal, criterion, step: Decimal) -> str:
    """What is wrong with the points of one criterion; empty where nothing is."""
    if not points.is_finite() or not 0 <= points <= criterion.maximum:
        return f"“{criterion.name}”应在 0 至 {plain(criterion.maximum)} 之间。"
    if points % step:
        return f"“{criterion.name}”应以 {plain(step)} 分为单位。"
    return ""


def refuse_points(points: Mapping[int, Decimal | None], criteria, step: Decimal) -> Refusal | None:
    """Points within range and step, for criteria of this rulebook only."""
    known = {criterion.pk: criterion for criterion in criteria}
    if unknown := points.keys() - known.keys():
        return Refusal(
            "unknown_criterion", f"评分表中没有编号为{min(unknown)}的评分项。", "请刷新页面后重新评分。", status=409
        )
    for key, value in points.items():
        if value is not None and (fault := fault_of_points(value, known[key], step)):
            return Refusal("points", f"得分有误：{fault}", "请改正后再保存。", status=409)
    return None


def refuse_typed(typed) -> Refusal | None:
    """What a window sends has bounds."""
    if len(typed.window) > WINDOW or not typed.window:
        return Refusal("no_window", "页面不完整，未能保存。", "请刷新页面后继续评分。", status=409)
    if len(json.dumps(dict(typed.fields), ensure_ascii=False)) > LONGEST:
        return Refusal("too_long", "评语过长，未能保存。", "请删减后再保存。", status=409)
    return None


def is_overtaken(sheet, typed) -> bool:
    """Whether a later request of the same window has arrived already."""
    return typed.window == sheet.window and typed.stroke < sheet.stroke


def refuse_stale(sheet, typed) -> Refusal | None:
    """另一窗口已保存: typed upon an older version, by another window than the one that saved last."""
    if typed.base is None or typed.base == sheet.version or (typed.window == sheet.window and typed.stroke):
        return None
    return Refusal(
        "changed_elsewhere",
        "此评分表已在另一窗口保存，您填写的内容没有写入，也没有覆盖对方。",
        "请比较两份内容，逐项选择后保存；您填写的内容已保留。",
        status=409,
    )


def refuse_changed_since(sheet, base: int | None) -> Refusal | None:
    """What was checked before submitting is what is submitted."""
    if base is None or base == sheet.version:
        return None
    return Refusal(
        "changed_elsewhere",
        "核对之后，此评分表又在另一窗口作了修改，因此没有提交。",
        "请返回评分表核对现在的内容，再行提交。",
        status=409,
    )


def refuse_incomplete(
    points: Mapping[int, Decimal | None], comments: Mapping[int, str], criteria, rulebook
) -> Refusal | None:
    """Every criterion is scored, and a low or very high score says why."""
    given = {key: scored for key, scored in points.items() if scored is not None}
    unscored = [criterion.name for criterion in criteria if criterion.pk not in given]
    if unscored:
        return Refusal("incomplete", f"尚未评分：{'、'.join(unscored)}。", "请逐项评分后提交。", status=409)
    silent = [
        criterion.name
        for criterion in criteria
        if needs_comment(given[criterion.pk], criterion, rulebook) and not comments.get(criterion.pk, "").strip()
    ]
    if silent:
        return Refusal(
            "comment_missing",
            f"{comment_bounds(rulebook)}的评分项须写评语：{'、'.join(silent)}。",
            "请补写评语后提交。",
            status=409,
        )
    return None


def needs_comment(points: Decimal, criterion, rulebook) -> bool:
    """Whether points are so low or so high that a comment is due."""
    return points * 100 < rulebook.comment_below * criterion.maximum or (
        points * 100 > rulebook.comment_above * criterion.maximum
    )


def comment_bounds(rulebook) -> str:
    """得分率低于40%或高于95%."""
    return f"得分率低于{plain(rulebook.comment_below)}%或高于{plain(rulebook.comment_above)}%"


def refuse_abstaining(user, sheet, reason: str, *, now, is_borrowed: bool = False) -> Refusal | None:
    """弃权: like scoring, with a reason; never a zero."""
    return refuse_writing(user, sheet, now=now, is_borrowed=is_borrowed) or refuse_without_words(reason, "弃权理由")


def plain(value: Decimal) -> str:
    """As people write it: 80, 80.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
