"""When the office may see how experts score: not while scores can still be given."""

from common.refusals import Refusal


def refuse_severity(round) -> Refusal | None:
    """宽严与离散: only of a closed round, so that nobody can be influenced while he still scores."""
    if round.closed_at is not None:
        return None
    return Refusal(
        "round_open",
        f"{round.name}还在评分，不显示各委员的给分情况。",
        "轮次结束、评分表全部锁定后可以查看。评分期间只显示进度。",
        status=409,
    )
