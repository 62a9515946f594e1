"""What stands against preparing a sitting: reading, calling, members, roster, attendance, recusals."""

from accounts.states import Role
from common.refusals import Refusal
from decisions import queries
from decisions.rules.grounds import handled, members_unfit, not_preparing, nothing_issued, refuse_office, roster_unfit
from decisions.states import SittingKind


def refuse_reading(user) -> Refusal | None:
    """主席办公会一览 is for its secretary, its members and supervision."""
    if user.holds(*queries.READERS, Role.CHAIR_MEMBER):
        return None
    return Refusal("not_a_reader", "此页供主席办公会成员和秘书使用。", "已形成的决议可以从相关事项中查看。")


def refuse_calling(user, rulebook, nominations, *, now, kind=SittingKind.SELECTION) -> Refusal | None:
    """Whether a sitting may be called at all, before its members are known."""
    return refuse_office(user) or nothing_issued(rulebook) or roster_unfit(rulebook, nominations, kind=kind, now=now)


def refuse_preparation(user, sitting) -> Refusal | None:
    """成员、到会、名单 change only before the vote."""
    return refuse_office(user) or not_preparing(sitting)


def refuse_convening(user, rulebook, *, nominations, members, chair, now, kind=SittingKind.SELECTION) -> Refusal | None:
    """召集会议: a rulebook, members in office, one of them presiding, and names that have come so far."""
    return (
        refuse_office(user)
        or nothing_issued(rulebook)
        or members_unfit(members, chair)
        or _nothing_to_confirm(rulebook, kind)
        or roster_unfit(rulebook, nominations, kind=kind, now=now)
    )


def _nothing_to_confirm(rulebook, kind):
    if kind == SittingKind.CONFIRMATION and rulebook.notice_before_approval:
        return Refusal(
            "nothing_to_confirm", "本年度先公示后审定，没有复核会议。", "公示期满的人选，请召集审定会议。", status=409
        )
    return None


def refuse_roster(user, sitting, nominations, *, now) -> Refusal | None:
    """拟定审议名单: before voting opens."""
    return (
        refuse_office(user)
        or not_preparing(sitting)
        or roster_unfit(sitting.rulebook, nominations, kind=sitting.kind, besides=sitting, now=now)
    )


def refuse_attendance(user, sitting, users) -> Refusal | None:
    """登记到会: members only, before voting opens (whoever comes later does not vote)."""
    if refusal := refuse_office(user) or not_preparing(sitting):
        return refusal
    seated = set(sitting.members.values_list("user_id", flat=True))
    strangers = [one.full_name for one in users if one.pk not in seated]
    if strangers:
        return Refusal(
            "not_a_member", f"{'、'.join(strangers)}不是本次会议成员。", "只有会议成员可以登记到会。", status=409
        )
    return None


def refuse_arrival(user, sitting, seat) -> Refusal | None:
    """表决开始后到会: a member who is not there yet, while the vote is open."""
    if refusal := refuse_office(user) or _not_moving(sitting, seat):
        return refusal
    if seat.is_present:
        return Refusal("already_present", f"{seat.user}已登记到会。", "无须重复登记。", status=409)
    return None


def refuse_departure(user, sitting, seat) -> Refusal | None:
    """离会: a member who is there, while the vote is open."""
    if refusal := refuse_office(user) or _not_moving(sitting, seat):
        return refusal
    if not seat.is_present:
        return Refusal("not_present", f"{seat.user}未登记到会，或已离会。", "无须登记离会。", status=409)
    return None


def _not_moving(sitting, seat):
    if seat is None:
        return Refusal("not_a_member", "此人不是本次会议成员。", "只有会议成员可以登记到会。", status=409)
    if sitting.is_voting:
        return None
    if sitting.is_over:
        return handled(sitting.state_words)
    return Refusal("not_open_yet", "表决尚未开始。", "开始表决前，请在成员名单中登记到会。", status=409)


def refuse_recusal(user, item, member, *, reason) -> Refusal | None:
    """回避: declared by the member, or noted by the secretary; until the vote is closed."""
    own = user is not None and user.pk == member.user_id
    if not own and refuse_office(user) is not None:
        return Refusal("not_your_seat", "回避由成员本人申明，或由会议秘书登记。", "请由本人或会议秘书办理。")
    if member.sitting_id != item.sitting_id:
        return Refusal("not_a_member", f"{member}不是本次会议成员。", "请核对会议。", status=409)
    if item.sitting.closed_at or item.sitting.voided_at:
        return handled(item.sitting.state_words)
    if not reason.strip():
        return Refusal("no_reason", "尚未填写回避事由。", "请写明与该人选的关系。", status=409)
    return _in_the_box(item, member)


def _in_the_box(item, member):
    if item.sitting.is_secret and item.sitting.is_voting and item.pk in queries.votes_of(member):
        return Refusal(
            "in_the_box",
            f"{member.user}对{item.nomination.name}的无记名票已经投出，不能取出，此时不能再申明回避。",
            "确应回避的，请由会议秘书作废本次会议，另行召集。",
            status=409,
        )
    return None


def refuse_voiding(user, sitting, *, reason) -> Refusal | None:
    """作废: a sitting that has not resolved anything, with a reason."""
    if refusal := refuse_office(user):
        return refusal
    if sitting.closed_at or sitting.voided_at:
        return handled(sitting.state_words)
    if not reason.strip():
        return Refusal("no_reason", "尚未填写作废理由。", "请写明理由。", status=409)
    return None
