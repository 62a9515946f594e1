"""What stands against an act of this room (沪工总经〔2015〕260号 三(四) 市总审定)."""

import re

from accounts.states import Role
from common.dates import day_words, today
from common.refusals import Refusal
from decisions import counting, queries
from nominations.states import State

NUMBER = re.compile(r"沪工总[\u4e00-\u9fff]{0,4}〔\d{4}〕[1-9]\d{0,3}号\Z")


# --- preparing -------------------------------------------------------------------------------------------------------


def refuse_office(user) -> Refusal | None:
    """主席办公会的会务由会议秘书办理."""
    if user is not None and user.holds(Role.CHAIR_SECRETARY):
        return None
    return Refusal(
        "not_secretary", "主席办公会的会务由会议秘书办理，您的角色不能办理此事项。", "请与主席办公会秘书联系。"
    )


def refuse_reading(user) -> Refusal | None:
    """主席办公会一览 is for its secretary, its members and supervision."""
    if user.holds(*queries.READERS, Role.CHAIR_MEMBER):
        return None
    return Refusal("not_a_reader", "此页供主席办公会成员和秘书使用。", "已形成的决议可以从相关事项中查看。")


def refuse_calling(user, rulebook, nominations, *, now) -> Refusal | None:
    """Whether a sitting may be called at all, before its members are known."""
    return refuse_office(user) or _nothing_issued(rulebook) or _roster_unfit(rulebook, nominations, now=now)


def refuse_preparation(user, sitting) -> Refusal | None:
    """成员、到会、名单 change only before the vote."""
    return refuse_office(user) or _not_preparing(sitting)


def refuse_convening(user, rulebook, *, nominations, members, chair, now) -> Refusal | None:
    """召集会议: a rulebook, members in office, one of them presiding, and names that have come so far."""
    return (
        refuse_office(user)
        or _nothing_issued(rulebook)
        or _members_unfit(members, chair)
        or _roster_unfit(rulebook, nominations, now=now)
    )


def refuse_roster(user, sitting, nominations, *, now) -> Refusal | None:
    """拟定审议名单: before voting opens."""
    return (
        refuse_office(user)
        or _not_preparing(sitting)
        or _roster_unfit(sitting.rulebook, nominations, besides=sitting, now=now)
    )


def refuse_attendance(user, sitting, users) -> Refusal | None:
    """登记到会: members only, before voting opens (whoever comes later does not vote)."""
    if refusal := refuse_office(user) or _not_preparing(sitting):
        return refusal
    seated = set(sitting.members.values_list("user_id", flat=True))
    strangers = [one.full_name for one in users if one.pk not in seated]
    if strangers:
        return Refusal(
            "not_a_member", f"{'、'.join(strangers)}不是本次会议成员。", "只有会议成员可以登记到会。", status=409
        )
    return None


def refuse_recusal(user, item, member, *, reason) -> Refusal | None:
    """回避: declared by the member, or noted by the secretary; until the vote is closed."""
    own = user is not None and user.pk == member.user_id
    if not own and refuse_office(user) is not None:
        return Refusal("not_your_seat", "回避由成员本人申明，或由会议秘书登记。", "请由本人或会议秘书办理。")
    if member.sitting_id != item.sitting_id:
        return Refusal("not_a_member", f"{member}不是本次会议成员。", "请核对会议。", status=409)
    if item.sitting.closed_at or item.sitting.voided_at:
        return _handled(item.sitting.state_words)
    if not reason.strip():
        return Refusal("no_reason", "尚未填写回避事由。", "请写明与该人选的关系。", status=409)
    return None


# --- voting ----------------------------------------------------------------------------------------------------------


def refuse_opening(user, sitting, *, now) -> Refusal | None:
    """开始表决: on the day, with a quorum, on names that still stand as the roster says."""
    if refusal := refuse_office(user) or _not_preparing(sitting):
        return refusal
    if today(now) < sitting.held_on:
        return Refusal(
            "not_the_day",
            f"会议日期为{day_words(sitting.held_on)}，现在还不能开始表决。",
            "请在会议当日办理。",
            status=409,
        )
    return _no_quorum(sitting) or _roster_unfit(
        sitting.rulebook, [item.nomination for item in queries.roster_of(sitting)], besides=sitting, now=now
    )


def refuse_voting(user, sitting) -> Refusal | None:
    """表决: a member who is present, while the vote is open."""
    seat = queries.seat_of(sitting, user) if user is not None else None
    if seat is None or not user.holds(Role.CHAIR_MEMBER):
        return Refusal("not_a_member", "您不是本次会议的成员，不能表决。", "表决由到会成员本人办理。")
    if not seat.is_present:
        return Refusal(
            "not_present", "您未登记到会，不能表决。", "如已到会，请在开始表决前由会议秘书登记。", status=409
        )
    if not sitting.is_voting:
        if sitting.is_preparing:
            return Refusal("not_open_yet", "表决尚未开始。", "请等待会议秘书开始表决。", status=409)
        return _handled(sitting.state_words)
    return None


def refuse_vote(user, item) -> Refusal | None:
    """对一名人选表决: not where one withdraws."""
    if refusal := refuse_voting(user, item.sitting):
        return refusal
    if item.pk in queries.recusals_of(queries.seat_of(item.sitting, user)):
        return Refusal(
            "recused", f"您对{item.nomination.name}应当回避，不参加该人选的表决。", "其他人选不受影响。", status=409
        )
    return None


def refuse_closing(user, sitting, *, number="", signed_by="", complete=True) -> Refusal | None:
    """结束表决: the resolution needs its number and its signatory; ``complete=False`` asks only whether it is the time."""
    if refusal := refuse_office(user):
        return refusal
    if not sitting.is_voting:
        if sitting.is_preparing:
            return Refusal("not_open_yet", "表决尚未开始。", "请先开始表决。", status=409)
        return _handled(sitting.state_words)
    if not complete:
        return None
    return _number_unfit(number) or _unsigned(signed_by)


def refuse_voiding(user, sitting, *, reason) -> Refusal | None:
    """作废: a sitting that has not resolved anything, with a reason."""
    if refusal := refuse_office(user):
        return refusal
    if sitting.closed_at or sitting.voided_at:
        return _handled(sitting.state_words)
    if not reason.strip():
        return Refusal("no_reason", "尚未填写作废理由。", "请写明理由。", status=409)
    return None


# --- grounds ---------------------------------------------------------------------------------------------------------


def _handled(word):
    return Refusal(
        "already_handled", f"此件刚刚已由他人办理，会议现为“{word}”。", "请刷新页面，按现在的进程办理。", status=409
    )


def _nothing_issued(rulebook):
    if rulebook is None:
        return Refusal("no_rulebook", "本年度实施细则尚未印发，不能审定。", "细则印发后即可召集会议。", status=409)
    return None


def _members_unfit(members, chair):
    if not members:
        return Refusal("no_members", "尚未选择会议成员。", "请选择主席办公会成员。", status=409)
    strangers = [one.full_name for one in members if not one.holds(Role.CHAIR_MEMBER)]
    if strangers:
        return Refusal(
            "not_chair_members",
            f"{'、'.join(strangers)}不是主席办公会成员。",
            "请由系统管理员先登记任职，或另选成员。",
            status=409,
        )
    if chair is None or chair.pk not in {one.pk for one in members}:
        return Refusal("no_chair", "尚未在成员中确定主持人。", "请在会议成员中选择主持人。", status=409)
    for index, one in enumerate(members):
        if any(one.pk != other.pk and one.same_person(other) for other in members[index + 1 :]):
            return Refusal(
                "same_person", f"{one}以两个账号列入会议成员。", "同一人只能占一席，请去掉其中之一。", status=409
            )
    return None


def _roster_unfit(rulebook, nominations, *, now, besides=None):
    if not nominations:
        return Refusal(
            "nobody_eligible",
            "审议名单为空：目前没有可以提请审定的人选。",
            f"人选处于“{queries.state_before_approval(rulebook).label}”后即可提请审定。",
            status=409,
        )
    held = [one for one in nominations if one.state == State.CONTESTED]
    if held:
        return Refusal(
            "held",
            f"{'、'.join(one.name for one in held)}的异议尚在核查，不能提请审定。",
            "核查办结、通过公示后再提请审定；其他人选不受影响。",
            status=409,
        )
    wanted = queries.state_before_approval(rulebook)
    early = [one for one in nominations if one.state != wanted]
    if early:
        words = "、".join(f"{one.name}（{one.get_state_display()}）" for one in early[:10])
        return Refusal(
            "not_ready",
            f"下列{len(early)}人现不处于“{wanted.label}”，不能提请审定：{words}。",
            "请将其移出名单，或重新生成名单。",
            status=409,
        )
    barred = queries.banned(nominations, now)
    if barred:
        words = "、".join(f"{one.name}（{one.number}）" for one in nominations if one.pk in barred)
        return Refusal(
            "banned",
            f"下列{len(barred)}人或其单位在禁报期内，不能提请审定：{words}。",
            "请将其移出名单，并由评审办公室核对禁报名册（沪工总经〔2015〕260号 五(三)）。",
            status=409,
        )
    busy = queries.elsewhere(nominations, besides=besides)
    if busy:
        words = "、".join(one.name for one in nominations if one.pk in busy)
        return Refusal(
            "in_another_sitting",
            f"{words}已列入另一次尚未结束的会议。",
            "请先结束或作废该会议，或将其移出名单。",
            status=409,
        )
    return None


def _not_preparing(sitting):
    if sitting.is_preparing:
        return None
    if sitting.is_voting:
        return Refusal(
            "roster_is_sealed",
            "表决已经开始，成员、到会和名单均已固定。",
            "如须变更，请作废本次会议后另行召集。",
            status=409,
        )
    return _handled(sitting.state_words)


def _no_quorum(sitting):
    present = list(sitting.members.values_list("is_present", flat=True))
    if counting.is_quorate(sitting.rulebook, members=len(present), present=sum(present)):
        return None
    needed = counting.needed_for_quorum(sitting.rulebook, len(present))
    return Refusal(
        "no_quorum",
        f"会议成员{len(present)}人，登记到会{sum(present)}人，不足规定的{needed}人，不能表决。",
        "请登记实际到会的成员，或另定会议日期。",
        status=409,
    )


def _number_unfit(number):
    if not NUMBER.match(number):
        return Refusal(
            "bad_number",
            f"决议文号“{number}”不合格式。",
            "应形如“沪工总经〔2026〕12号”，年份用六角括号〔〕。",
            status=409,
        )
    if queries.number_taken(number):
        return Refusal("number_taken", f"文号{number}已用于另一决议。", "请核对后填写新的文号。", status=409)
    return None


def _unsigned(signed_by):
    if signed_by.strip():
        return None
    return Refusal("unsigned", "尚未填写签发人。", "请填写签发人姓名。", status=409)
