"""Drawing and closing a round of 专家评审 (沪工总经〔2015〕260号 三(四))."""

from common.refusals import Refusal
from reviews.rules.office import refuse_closed_round, refuse_others

FEW = 5  # so many names are spelled out in a sentence


def refuse_banned(banned, act: str) -> Refusal | None:
    """禁报 (沪工总经〔2015〕260号 五(三)): no one under a ban goes on."""
    if not banned:
        return None
    return Refusal(
        "banned",
        f"{named(banned)}本人或所在单位在禁报期内，不能{act}。",
        "请先办理取消当年申报资格，再办理其余申报。",
        status=409,
    )


def named(nominations) -> str:
    """甲（编号）、乙（编号）等 n 件."""
    shown = "、".join(str(one) for one in nominations[:FEW])
    return shown if len(nominations) <= FEW else f"{shown}等{len(nominations)}件"


def refuse_incomplete_committee(composition) -> Refusal | None:
    """五方面人员 within the bounds of the rulebook, the least size, and somebody under pledge."""
    if refusal := refuse_short_committee(composition):
        return refusal
    if composition.pledged == 0:
        return Refusal("nobody_pledged", "尚无委员签署保密与公正承诺书。", "请委员登录签署后再分派。", status=409)
    return None


def refuse_short_committee(composition) -> Refusal | None:
    """五方面人员 within the bounds of the rulebook, and the least size; before a round is opened as before the draw."""
    if composition.missing:
        lacking = "、".join(composition.missing)
        return Refusal(
            "composition", f"委员会缺少{lacking}，五方面人员未齐。", "请先邀请相应类别的委员或由候补递补。", status=409
        )
    if composition.beyond:
        many = "、".join(composition.beyond)
        return Refusal("too_many", f"委员会超出细则规定的人数：{many}。", "请先办理相应类别委员的退出。", status=409)
    if composition.size < composition.needed:
        return Refusal(
            "committee_too_small",
            f"委员会现有{composition.size}人，少于细则规定的{composition.needed}人。",
            "请增邀委员。",
            status=409,
        )
    return None


def refuse_closing(user, round, *, drawn: bool, short) -> Refusal | None:
    """结束评审: every nomination the round judges has its full number of valid scores.

    ``short`` holds only those for whom a missing score can still be had; where no member is left who could judge,
    more than half of the full number suffices (queries and actions find that out).
    """
    return (
        refuse_others(user, "结束评审轮次")
        or refuse_closed_round(round, "再次结束")
        or _not_drawn(drawn)
        or _short(short, round.plan.scores_per_nomination)
    )


def _not_drawn(drawn: bool) -> Refusal | None:
    if drawn:
        return None
    return Refusal("not_drawn", "本轮尚未分派评审件，不能结束。", "请先分派并待专家评分。", status=409)


def _short(short, wanted: int) -> Refusal | None:
    if not short:
        return None
    told = "、".join(f"{name}（{number}）{valid}个" for number, name, valid in short[:FEW])
    more = f"等{len(short)}件" if len(short) > FEW else ""
    return Refusal(
        "scores_missing",
        f"每件须有{wanted}个有效评分，尚有不足：{told}{more}。",
        "请催办未提交的专家，或更换弃权、回避和不能评审的专家后再结束。",
        status=409,
    )
