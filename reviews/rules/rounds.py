"""Drawing and closing a round of 专家评审 (沪工总经〔2015〕260号 三(四))."""

from collections import Counter

from common.refusals import Refusal
from reviews.drawing import Shortfall
from reviews.queries.confirmations import declared
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_without_words
from seasons.states import PanelKind

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


def refuse_draw(user, round, *, composition, needed: int, banned) -> Refusal | None:
    """分派 needs a complete committee under pledge, and something to draw."""
    return (
        refuse_others(user, "分派评审件")
        or refuse_closed_round(round, "分派评审件")
        or _no_lottery(round)
        or refuse_incomplete_committee(composition)
        or refuse_banned(banned, "分派")
        or _nobody_declared(round)
        or _nothing_to_draw(needed)
    )


def _no_lottery(round) -> Refusal | None:
    """A round judged by groups or by everybody has no panel to draw for each file."""
    if round.plan.panel == PanelKind.DRAWN:
        return None
    how = "分组" if round.plan.panel == PanelKind.GROUPS else "全体委员"
    return Refusal(
        "no_lottery", f"{round.name}由{how}评审，不逐件抽取委员。", "请在评审安排中编组，或分派全体委员。", status=409
    )


def refuse_incomplete_committee(composition) -> Refusal | None:
    """五方面人员 within the bounds of the rulebook, and the least size."""
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
    if composition.pledged == 0:
        return Refusal("nobody_pledged", "尚无委员签署保密与公正承诺书。", "请委员登录签署后再分派。", status=409)
    return None


def _nobody_declared(round) -> Refusal | None:
    """先申明回避、后分派 (国家自然科学基金条例 第二十条): only who has confirmed the list of names is drawn."""
    if declared(round).exists():
        return None
    return Refusal(
        "nobody_declared",
        "尚无委员通读本轮候选人名单并确认回避情况，不能分派。",
        "请委员登录确认；未确认的名单见“回避核对”，可在该页提醒。",
        status=409,
    )


def _nothing_to_draw(needed: int) -> Refusal | None:
    if needed:
        return None
    return Refusal(
        "nothing_to_draw", "每件申报的评审人数均已满足，无须分派。", "有回避或退出时可再次补足。", status=409
    )


def refuse_changed_draw(fingerprint: str, expected: str) -> Refusal | None:
    """What is applied is what was previewed."""
    if not expected or fingerprint == expected:
        return None
    return Refusal(
        "draw_changed",
        "预览之后委员、回避或评审件发生了变化，分派结果已不同。",
        "请重新预览并核对后再分派。",
        status=409,
    )


def refuse_infeasible(outcome, *, nominations, members, grounds, wanted: int) -> Refusal | None:
    """No draw exists: which nominations and which rule stand in the way, and what would free it."""
    if not isinstance(outcome, Shortfall):
        return None
    if outcome.too_few:
        return _too_few(outcome, nominations, grounds, wanted)
    names = named([nominations[key] for key in sorted(outcome.squeezed)])
    full = "、".join(members[key] for key in sorted(outcome.at_cap)[:FEW])
    return Refusal(
        "caps",
        f"{names}所需的评审人次超出可评委员的件数上限，尚缺{outcome.missing}人次；"
        f"{full}等{len(outcome.at_cap)}位委员已到上限。",
        f"请增聘与上述申报无回避关系的委员，或提高委员件数上限，合计至少{outcome.missing}件。",
        status=409,
    )


def _too_few(outcome, nominations, grounds, wanted: int) -> Refusal:
    keys = sorted(outcome.too_few)
    told = []
    for key in keys[:FEW]:
        kinds = "、".join(f"{ground}{count}人" for ground, count in Counter(grounds.get(key, ())).most_common())
        told.append(f"{nominations[key]}可评委员{outcome.too_few[key].free}人" + (f"（{kinds}）" if kinds else ""))
    lacking = max(wanted - one.free for one in outcome.too_few.values())
    more = f"等共{len(keys)}件" if len(keys) > FEW else ""
    return Refusal(
        "conflicts",
        f"每件须由{wanted}位委员评审，因回避而人数不足：{'；'.join(told)}{more}。",
        f"请增聘至少{lacking}位与上述申报无回避关系并已签署承诺书的委员，或另行印发细则调整每件评审人数。",
        status=409,
    )


def refuse_replacing(user, assignment, reason: str, *, needed: int) -> Refusal | None:
    """Replace who cannot judge; a score that is in stays."""
    return (
        refuse_others(user, "更换评审专家")
        or refuse_closed_round(assignment.round, "更换评审专家")
        or refuse_without_words(reason, "更换理由")
        or _judged_already(assignment)
        or _replaced_already(assignment, needed)
    )


def _judged_already(assignment) -> Refusal | None:
    if assignment.withdrawn_at is not None or assignment.sheet.state != "submitted":
        return None
    return Refusal(
        "already_submitted", "该专家的评分表已经提交，不能更换。", "确有应当回避情形的，请先办理决定回避。", status=409
    )


def _replaced_already(assignment, needed: int) -> Refusal | None:
    if assignment.withdrawn_at is None and assignment.sheet.state == "open" or needed:
        return None
    return Refusal("already_replaced", "此件的评审人数已经补足，无须再更换。", "请刷新页面查看现在的名单。", status=409)


def refuse_no_substitute(substitutes, assignment) -> Refusal | None:
    """The smallest change needs somebody to change to."""
    if substitutes:
        return None
    return Refusal(
        "no_substitute",
        f"没有可接替评审{assignment.nomination}的委员：其余委员应当回避、已评过此件或已到件数上限。",
        "请增聘与此件无回避关系的委员，或提高委员件数上限。",
        status=409,
    )


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
