"""What stands against opening the vote, voting, and closing it."""

from accounts.rules.second_factor import refuse_unproved
from accounts.states import Role
from common.dates import day_words, today
from common.refusals import Refusal
from decisions import queries
from decisions.rules.grounds import (
    handled,
    no_quorum,
    not_preparing,
    number_unfit,
    refuse_office,
    roster_unfit,
    unsigned,
)


def refuse_opening(user, sitting, *, now) -> Refusal | None:
    """开始表决: on the day, with a quorum, on names that still stand as the roster says."""
    if refusal := refuse_office(user) or not_preparing(sitting):
        return refusal
    if today(now) < sitting.held_on:
        return Refusal(
            "not_the_day",
            f"会议日期为{day_words(sitting.held_on)}，现在还不能开始表决。",
            "请在会议当日办理。",
            status=409,
        )
    return (
        no_quorum(sitting)
        or roster_unfit(
            sitting.rulebook,
            [item.nomination for item in queries.roster_of(sitting)],
            kind=sitting.kind,
            besides=sitting,
            now=now,
        )
        or refuse_unproved(user, now=now)
    )


def refuse_voting(user, sitting, *, now) -> Refusal | None:
    """表决: a member who is present, while the vote is open."""
    seat = queries.seat_of(sitting, user) if user is not None else None
    if seat is None or not user.holds(Role.CHAIR_MEMBER):
        return Refusal("not_a_member", "您不是本次会议的成员，不能表决。", "表决由到会成员本人办理。")
    if not seat.is_present:
        return Refusal(
            "not_present", "您未登记到会，或已离会，不能表决。", "如已到会，请由会议秘书登记到会。", status=409
        )
    if not sitting.is_voting:
        if sitting.is_preparing:
            return Refusal("not_open_yet", "表决尚未开始。", "请等待会议秘书开始表决。", status=409)
        return handled(sitting.state_words)
    return refuse_unproved(user, now=now)


def refuse_vote(user, item, *, now) -> Refusal | None:
    """对一名人选表决: not where one withdraws, and in a secret ballot once."""
    if refusal := refuse_voting(user, item.sitting, now=now):
        return refusal
    if item.sitting.is_secret and item.pk in queries.votes_of(queries.seat_of(item.sitting, user)):
        return Refusal(
            "in_the_box",
            f"您对{item.nomination.name}的无记名票已经投出，不能更改。",
            "无记名票投出后不能取出；其他人选不受影响。",
            status=409,
        )
    if item.pk in queries.recusals_of(queries.seat_of(item.sitting, user)):
        return Refusal(
            "recused", f"您对{item.nomination.name}应当回避，不参加该人选的表决。", "其他人选不受影响。", status=409
        )
    return None


def refuse_casting_nothing(chosen) -> Refusal | None:
    """整体表决: there is something left to vote on."""
    if chosen:
        return None
    return Refusal(
        "nothing_left", "名单上没有您尚待表决的人选。", "已投出的无记名票不能更改；应回避的人选不参加表决。", status=409
    )


def refuse_closing(user, sitting, *, now, number="", signed_by="", complete=True) -> Refusal | None:
    """结束表决: the resolution needs its number and its signatory; ``complete=False`` asks only whether it is the time."""
    if refusal := refuse_office(user):
        return refusal
    if not sitting.is_voting:
        if sitting.is_preparing:
            return Refusal("not_open_yet", "表决尚未开始。", "请先开始表决。", status=409)
        return handled(sitting.state_words)
    if not complete:
        return refuse_unproved(user, now=now)
    return number_unfit(number) or unsigned(signed_by) or refuse_unproved(user, now=now)
