"""Grounds this room's rules share: whose business it is, and what makes a roster, a membership or a number unfit."""

import re

from accounts.states import Role
from common.refusals import Refusal
from decisions import counting, queries
from decisions.states import SittingKind
from nominations.states import State

NUMBER = re.compile(r"沪工总[\u4e00-\u9fff]{0,4}〔\d{4}〕[1-9]\d{0,3}号\Z")


def refuse_office(user) -> Refusal | None:
    """主席办公会的会务由会议秘书办理."""
    if user is not None and user.holds(Role.CHAIR_SECRETARY):
        return None
    return Refusal(
        "not_secretary", "主席办公会的会务由会议秘书办理，您的角色不能办理此事项。", "请与主席办公会秘书联系。"
    )


def handled(word):
    return Refusal(
        "already_handled", f"此件刚刚已由他人办理，会议现为“{word}”。", "请刷新页面，按现在的进程办理。", status=409
    )


def nothing_issued(rulebook):
    if rulebook is None:
        return Refusal("no_rulebook", "本年度实施细则尚未印发，不能审定。", "细则印发后即可召集会议。", status=409)
    return None


def members_unfit(members, chair):
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


def roster_unfit(rulebook, nominations, *, now, kind=SittingKind.SELECTION, besides=None):
    if not nominations:
        return Refusal(
            "nobody_eligible",
            "审议名单为空：目前没有可以提请审定的人选。",
            f"人选处于“{queries.state_before_approval(rulebook, kind).label}”后即可提请审定。",
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
    wanted = queries.state_before_approval(rulebook, kind)
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


def not_preparing(sitting):
    if sitting.is_preparing:
        return None
    if sitting.is_voting:
        return Refusal(
            "roster_is_sealed",
            "表决已经开始，成员、到会和名单均已固定。",
            "如须变更，请作废本次会议后另行召集。",
            status=409,
        )
    return handled(sitting.state_words)


def no_quorum(sitting):
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


def number_unfit(number):
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


def unsigned(signed_by):
    if signed_by.strip():
        return None
    return Refusal("unsigned", "尚未填写签发人。", "请填写签发人姓名。", status=409)
