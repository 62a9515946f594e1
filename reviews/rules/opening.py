"""Opening a round and letting late dossiers in (沪工总经〔2015〕260号 三(四))."""

from common.refusals import Refusal
from reviews.rules.office import refuse_closed_round, refuse_others
from reviews.rules.rounds import refuse_banned, refuse_short_committee
from reviews.rules.windows import refuse_window


def refuse_opening(
    user, *, rulebook, unsettled, coming, composition, banned, opens_at, closes_at, now
) -> Refusal | None:
    """A round needs an issued rulebook, the one before it settled, somebody who waits, a full committee, and time."""
    return (
        refuse_others(user, "开启评审轮次")
        or _no_rulebook(rulebook)
        or _unsettled(unsettled)
        or _nobody_waits(coming)
        or refuse_window(opens_at, closes_at, now)
        or refuse_banned(banned, "提交专家评审")
        or refuse_short_committee(composition)
    )


def refuse_taking_in(user, round, *, admitted: int, banned) -> Refusal | None:
    """Dossiers admitted later join the open first round; a later round is for those who went on."""
    return (
        refuse_others(user, "补充评审件")
        or refuse_closed_round(round, "补充评审件")
        or _not_the_first(round)
        or _nothing_admitted(admitted)
        or refuse_banned(banned, "提交专家评审")
    )


def _no_rulebook(rulebook) -> Refusal | None:
    if rulebook is not None:
        return None
    return Refusal("no_rulebook", "本年度尚无已印发的实施细则，不能开启评审。", "请先印发实施细则。", status=409)


def _unsettled(round) -> Refusal | None:
    if round is None:
        return None
    if round.closed_at is None:
        return Refusal(
            "round_open", f"“{round.name}”尚未结束，不能另开轮次。", "请先结束该轮次并确认其排名。", status=409
        )
    return Refusal(
        "ranking_unconfirmed",
        f"“{round.name}”的排名尚未确认，不能开启下一轮次。",
        "请先生成该轮次的排名，核对并确认。",
        status=409,
    )


def _nobody_waits(coming) -> Refusal | None:
    if coming is not None:
        return None
    return Refusal(
        "nobody_waits",
        "没有等待评审的申报，细则所列各轮次均无须开启。",
        "有新的申报通过资格审核后，可以开启轮次。",
        status=409,
    )


def _nothing_admitted(admitted: int) -> Refusal | None:
    if admitted:
        return None
    return Refusal("nothing_admitted", "没有资格审核通过、等待评审的申报。", "请待资格审核通过后办理。", status=409)


def _not_the_first(round) -> Refusal | None:
    if round.plan.position == 1:
        return None
    return Refusal(
        "not_the_first_round",
        f"“{round.name}”只评审前一轮次晋级的候选人，不能补充新通过资格审核的申报。",
        "待本轮次排名确认后，可以为新通过的申报另开一批首轮评审。",
        status=409,
    )
