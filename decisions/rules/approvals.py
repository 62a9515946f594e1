"""What stands against naming, and against letting an approval lapse or a reserve move up."""

from accounts.rules.second_factor import refuse_unproved
from common.refusals import Refusal
from decisions import queries
from decisions.queries import approvals
from decisions.rules.grounds import refuse_office
from decisions.states import Outcome
from nominations.states import State


def against_naming(nominations, *, now) -> dict[int, Refusal]:
    """What is approved is what was seen: by nomination, why its approval does not carry a naming any more (or yet)."""
    nominations = list(nominations)
    found = {
        pk: Refusal(
            "approval_lapsed",
            f"审定后有变动：{words}，不能据此命名。",
            "请由主席办公会秘书登记审定失效，再提请会议审议。",
            status=409,
        )
        for pk, words in approvals.changed_since_approval(nominations, now).items()
    }
    for pk in queries.awaiting_confirmation([one.pk for one in nominations]):
        found.setdefault(
            pk,
            Refusal(
                "not_confirmed", "公示期满后尚未经主席办公会复核。", "请由主席办公会秘书召集复核会议。", status=409
            ),
        )
    return found


def refuse_lapse(user, item, nomination, *, changed, now) -> Refusal | None:
    """登记审定失效: only where something has changed, and before the naming."""
    if refusal := refuse_office(user):
        return refusal
    if item.lapsed_at:
        return Refusal("already_handled", "此人选的审定已登记失效。", "请另行提请会议审议。", status=409)
    if not changed:
        return Refusal(
            "nothing_changed", f"{nomination.name}的审定与会议所见一致，没有变动。", "无须登记失效。", status=409
        )
    if nomination.state not in (State.APPROVED, State.NOTICE_PASSED):
        return Refusal(
            "not_in_time",
            f"{nomination.name}现为“{nomination.get_state_display()}”，不能登记审定失效。",
            "公示中的，请待公示期满；已命名的，由评审办公室依查实认定办理。",
            status=409,
        )
    return refuse_unproved(user, now=now)


def refuse_calling_up(user, item, *, now) -> Refusal | None:
    """递补: in the order of the resolution, into a place that has become free, by a name that can be approved."""
    if refusal := refuse_office(user) or _no_reserve(item):
        return refusal
    following = approvals.next_reserve(item.sitting)
    if following is None or following.pk != item.pk:
        return Refusal(
            "not_the_next",
            f"{item.nomination.name}不是下一名可以递补的人选。",
            "请按决议所列次序递补；已退出、异议核查中的人选不能递补。",
            status=409,
        )
    if queries.places_left(item.sitting.season, item.sitting.rulebook) < 1:
        return Refusal("no_place", "命名名额没有空缺，不能递补。", "有人选退出或未获通过后方可递补。", status=409)
    if queries.banned([item.nomination], now):
        return Refusal(
            "banned", f"{item.nomination.name}或其单位在禁报期内，不能递补。", "请按次序递补下一名。", status=409
        )
    return refuse_unproved(user, now=now)


def refuse_seating(user, item, *, now) -> Refusal | None:
    """递补生效: called up, and passed a notice of his own since."""
    if refusal := refuse_office(user):
        return refusal
    if item.called_up_at is None or item.nomination.resolution_number:
        return Refusal("already_handled", "此人选未在递补中，或已递补。", "请刷新页面后查看。", status=409)
    if not approvals.has_passed_own_notice(item):
        return Refusal(
            "own_notice_first",
            f"{item.nomination.name}的递补公示尚未期满。",
            "递补人选须另行公示，期满无异议后方可递补生效。",
            status=409,
        )
    return refuse_unproved(user, now=now)


def _no_reserve(item):
    if item.outcome == Outcome.RESERVE and item.called_up_at is None:
        return None
    return Refusal("already_handled", "此人选不是待递补的人选，或已在递补中。", "请刷新页面后查看。", status=409)
