"""面试、答辩、评审发布会: making the groups and the timetable, and the changes a day of interviews brings."""

from common.dates import moment_words, today
from common.refusals import Refusal
from reviews.grouping import Impasse
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_without_words
from reviews.rules.rounds import FEW, named, refuse_banned, refuse_incomplete_committee
from seasons.states import PanelKind, RoundKind


def refuse_timetable(round) -> Refusal | None:
    """Only a round heard in person has a timetable."""
    if round.plan.panel != PanelKind.DRAWN and round.plan.kind != RoundKind.PAPER:
        return None
    return Refusal(
        "not_heard_in_person",
        f"{round.name}由委员分别评审书面材料，不编组，也没有面试安排。",
        "细则写明为面试答辩或评审发布会、由分组或全体委员评审的轮次才编组。",
        status=409,
    )


def refuse_arranging(user, round, *, composition, is_arranged: bool, waiting: int, banned, first_day, now):
    """编组: once for a round, with a complete committee, candidates to hear and a day that lies ahead."""
    return (
        refuse_others(user, "编组并排定面试时间")
        or refuse_closed_round(round, "编组")
        or refuse_timetable(round)
        or _arranged_already(round, is_arranged)
        or refuse_incomplete_committee(composition)
        or refuse_banned(banned, "参加面试")
        or _nobody_to_hear(round, waiting)
        or refuse_past_first_day(first_day, now)
    )


def _arranged_already(round, is_arranged: bool) -> Refusal | None:
    if not is_arranged:
        return None
    return Refusal(
        "arranged_already",
        f"{round.name}的面试安排已经印发，不能重新编组。",
        "个别变动请用对调、改组、改期或补排办理。",
        status=409,
    )


def _nobody_to_hear(round, waiting: int) -> Refusal | None:
    if waiting:
        return None
    return Refusal(
        "nobody_to_hear", f"{round.name}没有等待排定的候选人。", "候选人进入本轮后即可编组或补排。", status=409
    )


def refuse_past_first_day(first_day, now) -> Refusal | None:
    """The first day lies ahead, or is today."""
    if first_day is None or first_day >= today(now):
        return None
    return Refusal("first_day_past", "面试的第一天已经过去。", "请改为今天或以后的日期。", status=409)


def refuse_impasse(outcome, *, nominations, members, groups: int, wanted: int) -> Refusal | None:
    """No grouping exists: which candidates stand in the way, and what would free it."""
    if not isinstance(outcome, Impasse):
        return None
    if outcome.too_few:
        keys = sorted(outcome.too_few)
        told = "、".join(f"{nominations[key]}可评委员{outcome.too_few[key]}人" for key in keys[:FEW])
        more = f"等{len(keys)}件" if len(keys) > FEW else ""
        return Refusal(
            "conflicts",
            f"每位候选人须由{wanted}位无回避关系的委员评审，并满足细则规定的类别人数；以下不足：{told}{more}。",
            "请增聘与上述候选人无回避关系并已签署承诺书的委员。",
            status=409,
        )
    why = (
        f"{named([nominations[key] for key in sorted(outcome.unplaced)])}在任何一组都凑不满{wanted}位无回避关系的委员"
        if outcome.unplaced
        else f"有的组没有可以评审的候选人（每位候选人须由{wanted}位无回避关系的委员评审）"
    )
    freed = (
        f"改为{outcome.would_do}组即可排定；或增聘无回避关系的委员。"
        if outcome.would_do
        else "请增聘与上述候选人无回避关系的委员，或另行印发细则调整每件评审人数。"
    )
    return Refusal(
        "no_group_serves",
        f"{members}位委员分为{groups}组时，{why}。",
        freed,
        status=409,
    )


def refuse_changed_grouping(fingerprint: str, expected: str) -> Refusal | None:
    """What is issued is what was previewed."""
    if not expected or fingerprint == expected:
        return None
    return Refusal(
        "grouping_changed",
        "预览之后委员、回避或候选人发生了变化，编组结果已不同。",
        "请重新预览并核对后再印发。",
        status=409,
    )


def refuse_adding(user, round, *, waiting: int, banned) -> Refusal | None:
    """补排: candidates who joined the round after the timetable was made."""
    return (
        refuse_others(user, "补排候选人")
        or refuse_closed_round(round, "补排候选人")
        or refuse_banned(banned, "参加面试")
        or _nobody_to_hear(round, waiting)
    )


def refuse_unplaced(unplaced, wanted: int) -> Refusal | None:
    """Every one added finds a group as they are."""
    if not unplaced:
        return None
    return Refusal(
        "no_group_serves",
        f"{named(unplaced)}在现有各组都凑不满{wanted}位无回避关系的委员。",
        "请先在某一组增补无回避关系的委员，再补排。",
        status=409,
    )


def refuse_change(user, round, reason: str, act: str, *, scored=()) -> Refusal | None:
    """A change of the timetable: by the office, with a reason, before anybody has scored those concerned."""
    return (
        refuse_others(user, act)
        or refuse_closed_round(round, act)
        or refuse_without_words(reason, f"{act}的理由")
        or _scored(scored, act)
    )


def _scored(names, act: str) -> Refusal | None:
    if not names:
        return None
    return Refusal(
        "scored_already",
        f"{'、'.join(names)}已有委员提交评分或弃权，不能{act}。",
        "已开始评分的候选人请按原安排评完。",
        status=409,
    )


def refuse_swap(slot, other) -> Refusal | None:
    """Two candidates of one timetable."""
    if slot.pk != other.pk and slot.timetable_id == other.timetable_id:
        return None
    return Refusal("not_two", "对调须是本轮的两位候选人。", "请选择另一位候选人。", status=409)


def refuse_group(holds: bool, nomination, group, wanted: int) -> Refusal | None:
    """A group can hear a candidate only with enough members free of conflict with him."""
    if holds:
        return None
    return Refusal(
        "group_cannot_hear",
        f"{group}无回避关系的委员不足{wanted}人（或类别人数不足），不能评审{nomination}。",
        "请另选一组，或先为该组增补委员。",
        status=409,
    )


def refuse_same_group(slot, group) -> Refusal | None:
    """Moving needs another group."""
    if slot.group_id != group.pk:
        return None
    return Refusal("same_group", f"{slot.nomination}已在{group}。", "只改时间的，请用改期或对调。", status=409)


def refuse_moment(at, clashing, now) -> Refusal | None:
    """A new time lies ahead and meets nobody else's turn in the room."""
    if at is None:
        return None
    if at <= now:
        return Refusal("moment_past", f"{moment_words(at)}已经过去。", "请选择以后的时间。", status=409)
    if clashing is None:
        return None
    return Refusal(
        "moment_taken",
        f"{moment_words(at)}与{clashing.nomination.name}的场次（{moment_words(clashing.starts_at)}开始）重叠。",
        "请换一个时间，或留空排在该组最后。",
        status=409,
    )


def refuse_leaving(user, seat, reason: str) -> Refusal | None:
    """委员请假: an illness is a fact; whom it leaves with too few members is shown to the office, and not refused."""
    return (
        refuse_others(user, "登记委员请假")
        or refuse_closed_round(seat.timetable.round, "登记委员请假")
        or refuse_without_words(reason, "请假事由")
        or _left_already(seat)
    )


def _left_already(seat) -> Refusal | None:
    if seat.left_at is None:
        return None
    return Refusal("left_already", f"{seat.member.user}已不在{seat.group}。", "请刷新页面查看现在的名单。", status=409)


def refuse_calling_in(user, group, member, reason: str, *, is_outside: bool) -> Refusal | None:
    """增补委员: a member under pledge who sits in no group of this round."""
    return (
        refuse_others(user, "增补委员")
        or refuse_closed_round(group.timetable.round, "增补委员")
        or refuse_without_words(reason, "增补理由")
        or _not_outside(member, is_outside)
    )


def _not_outside(member, is_outside: bool) -> Refusal | None:
    if is_outside:
        return None
    return Refusal(
        "not_outside",
        f"{member.user}已在本轮某一组、尚未签署承诺书或已退出委员会，不能增补。",
        "请另选一位委员。",
        status=409,
    )


def refuse_chair(chair, members) -> Refusal | None:
    """The one who presides sits in the group."""
    if chair is None or chair.pk in members:
        return None
    return Refusal("chair_not_in_group", f"{chair.user}不在本组，不能担任组长。", "请从本组委员中指定。", status=409)


def refuse_whole(user, round, *, composition, waiting: int, banned) -> Refusal | None:
    """全体委员评审 of written files: no timetable, every member every candidate."""
    return (
        refuse_others(user, "分派全体委员评审")
        or refuse_closed_round(round, "分派全体委员评审")
        or _not_whole(round)
        or refuse_incomplete_committee(composition)
        or refuse_banned(banned, "分派")
        or _nobody_to_hear(round, waiting)
    )


def _not_whole(round) -> Refusal | None:
    if round.plan.panel == PanelKind.WHOLE and round.plan.kind == RoundKind.PAPER:
        return None
    return Refusal(
        "not_whole_on_paper",
        f"{round.name}不是由全体委员评审书面材料的轮次。",
        "分组或集中面试的轮次请编组，随机分派的轮次请抽签。",
        status=409,
    )
