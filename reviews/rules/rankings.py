"""排名与入围."""

from collections.abc import Collection, Sequence

from common.refusals import Refusal
from reviews.onward import onward_of
from reviews.rules.deliberations import refuse_unresolved
from reviews.rules.office import refuse_others, refuse_reading, refuse_without_words
from reviews.rules.rounds import refuse_banned


def refuse_making(user, round, *, confirmed: bool, candidates: int, hidden: Collection[int] = ()) -> Refusal | None:
    """A ranking is made of a closed round, until one of them is confirmed, by somebody from whom nothing is hidden."""
    return (
        refuse_others(user, "生成排名")
        or refuse_veiled(hidden, "生成排名")
        or _round_open(round)
        or _confirmed(confirmed)
        or _nothing_to_rank(candidates)
    )


def refuse_another_size(size: int | None, because: str) -> Refusal | None:
    """How many go on is said before the round is opened; another number needs its reason."""
    return None if size is None else refuse_without_words(because, "另定人数的理由")


def refuse_confirming(
    user, ranking, *, confirmed: bool, changes: Sequence[str], banned, hidden: Collection[int] = (), unresolved=()
) -> Refusal | None:
    """What is confirmed is the snapshot that was seen, if nothing under it has moved."""
    onward = onward_of(ranking.round.plan)
    act = f"确认{onward.roster}"
    return (
        refuse_others(user, act)
        or refuse_veiled(hidden, act)
        or _confirmed(confirmed)
        or _stale(changes)
        or refuse_unresolved(unresolved, act)
        or refuse_banned(banned, onward.word)
    )


def refuse_taking_copy(user, *, hidden: Collection[int], named: bool = False) -> Refusal | None:
    """下载复核材料: for office and supervision; the copy with names for the office alone, and never past the veil."""
    refusal = refuse_others(user, "下载具名副本") if named else refuse_reading(user)
    return refusal or refuse_veiled(hidden, "下载排名副本")


def refuse_veiled(hidden: Collection[int], act: str) -> Refusal | None:
    """Whoever must stay away from a candidate does not settle the list the candidate stands in."""
    if not hidden:
        return None
    return Refusal("veiled", f"您对本年度部分候选人须回避，不能{act}。", "请由没有回避情形的工作人员办理。")


def _round_open(round) -> Refusal | None:
    if round.closed_at is not None:
        return None
    return Refusal("round_open", "评审轮次尚未结束，不能生成排名。", "请先结束评审轮次。", status=409)


def _confirmed(confirmed: bool) -> Refusal | None:
    if not confirmed:
        return None
    return Refusal("already_confirmed", "本轮排名已经确认，名单已定。", "请查看已确认的排名。", status=409)


def _nothing_to_rank(candidates: int) -> Refusal | None:
    if candidates:
        return None
    return Refusal("nothing_to_rank", "本轮没有可排名的申报。", "请核对评审进展。", status=409)


def _stale(changes: Sequence[str]) -> Refusal | None:
    if not changes:
        return None
    return Refusal(
        "stale",
        f"排名生成之后有{len(changes)}处变化，这份排名已经过时。",
        "请重新生成排名并核对后再确认。",
        status=409,
    )
