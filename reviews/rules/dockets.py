"""Why the package for supervision is refused to somebody who may ask for it."""

from common.refusals import Refusal


def refuse_docket(season, *, hidden, rounds: int) -> Refusal | None:
    """督查卷宗: whole or not at all; whoever has to stay away from a file of the season leaves it to a colleague."""
    if season is None or not rounds:
        return Refusal("no_review", "本年度尚未开启评审，没有卷宗。", "开启评审轮次后可以申请。", status=409)
    if hidden:
        return Refusal(
            "must_stay_away",
            "您在本年度有应当回避的申报，不能取得全部卷宗。",
            "请由没有回避关系的监督人员申请；卷宗须完整，不能抽去个别申报。",
        )
    return None
