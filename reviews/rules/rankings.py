"""排名与入围."""

from common.refusals import Refusal
from reviews.rules.office import refuse_others
from reviews.rules.rounds import refuse_banned


def refuse_making(user, round, *, confirmed: bool, candidates: int) -> Refusal | None:
    """A ranking is made of a closed round, until one of them is confirmed."""
    return (
        refuse_others(user, "生成排名") or _round_open(round) or _confirmed(confirmed) or _nothing_to_rank(candidates)
    )


def refuse_confirming(user, ranking, *, confirmed: bool, inputs_hash: str, banned) -> Refusal | None:
    """What is confirmed is the snapshot that was seen, if nothing under it has moved."""
    return (
        refuse_others(user, "确认入围名单")
        or _confirmed(confirmed)
        or _stale(ranking, inputs_hash)
        or refuse_banned(banned, "入围")
    )


def _round_open(round) -> Refusal | None:
    if round.closed_at is not None:
        return None
    return Refusal("round_open", "评审轮次尚未结束，不能生成排名。", "请先结束评审轮次。", status=409)


def _confirmed(confirmed: bool) -> Refusal | None:
    if not confirmed:
        return None
    return Refusal("already_confirmed", "本轮排名已经确认，入围名单已定。", "请查看已确认的排名。", status=409)


def _nothing_to_rank(candidates: int) -> Refusal | None:
    if candidates:
        return None
    return Refusal("nothing_to_rank", "本轮没有可排名的申报。", "请核对评审进展。", status=409)


def _stale(ranking, inputs_hash: str) -> Refusal | None:
    if ranking.inputs_hash == inputs_hash:
        return None
    return Refusal(
        "stale",
        "排名生成之后评分、名单或双师核验有变化，这份排名已经过时。",
        "请重新生成排名并核对后再确认。",
        status=409,
    )
