"""抽签分派: in its order, from a complete committee, with something to draw (沪工总经〔2015〕260号 三(四))."""

from collections import Counter

from common.dates import moment_words
from common.refusals import Refusal
from reviews.queries.confirmations import declared
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_reading, refuse_without_words
from reviews.rules.rounds import FEW, named, refuse_banned, refuse_incomplete_committee
from reviews.states import Category, DrawPurpose
from seasons.states import PanelKind


def refuse_committing(user, round, *, purpose, because: str, under_way) -> Refusal | None:
    """封存种子: one draw at a time; a repair says what made it necessary."""
    return (
        refuse_others(user, "封存抽签种子")
        or refuse_closed_round(round, "抽签")
        or _no_lottery(round)
        or _another_under_way(under_way)
        or _repair_before_the_first(round, purpose)
        or (refuse_without_words(because, "调整事由") if purpose == DrawPurpose.REPAIR else None)
    )


def _no_lottery(round) -> Refusal | None:
    """A round judged by groups or by everybody has no panel to draw for each file."""
    if round.plan.panel == PanelKind.DRAWN:
        return None
    how = "分组" if round.plan.panel == PanelKind.GROUPS else "全体委员"
    return Refusal(
        "no_lottery", f"{round.name}由{how}评审，不逐件抽取委员。", "请在评审安排中编组，或分派全体委员。", status=409
    )


def _another_under_way(under_way) -> Refusal | None:
    if under_way is None:
        return None
    return Refusal(
        "draw_under_way",
        f"第{under_way.number}次抽签尚未办结，不能另行封存种子。",
        "请先使其生效，或说明理由作废。",
        status=409,
    )


def _repair_before_the_first(round, purpose) -> Refusal | None:
    if purpose != DrawPurpose.REPAIR or round.drawn_at is not None:
        return None
    return Refusal("not_drawn", "本轮尚未首次分派，无从调整。", "请先办理首次分派。", status=409)


def refuse_freezing(user, draw) -> Refusal | None:
    """冻结名单 comes once, after the seed is sealed."""
    return (
        refuse_others(user, "冻结抽签名单") or refuse_closed_round(draw.round, "抽签") or _ended(draw) or _frozen(draw)
    )


def _ended(draw) -> Refusal | None:
    if draw.voided_at is not None:
        return Refusal("draw_voided", f"第{draw.number}次抽签已经作废。", "请封存新的种子，另行抽签。", status=409)
    if draw.applied_at is not None:
        return Refusal(
            "draw_applied", f"第{draw.number}次抽签已经生效。", "如有缺额，请办理补充分派或补位调整。", status=409
        )
    return None


def _frozen(draw) -> Refusal | None:
    if draw.frozen_at is None:
        return None
    return Refusal(
        "list_frozen",
        f"名单已于{moment_words(draw.frozen_at)}冻结，不能再次冻结。",
        "名单确有变化的，请说明理由作废本次抽签，封存新的种子后重新冻结。",
        status=409,
    )


def refuse_revealing(user, draw) -> Refusal | None:
    """公开种子 comes after the list is frozen, and once."""
    return (
        refuse_others(user, "公开抽签种子") or refuse_closed_round(draw.round, "抽签") or _ended(draw) or _unready(draw)
    )


def _unready(draw) -> Refusal | None:
    if draw.frozen_at is None:
        return Refusal("list_not_frozen", "名单尚未冻结，不能公开种子。", "请先核对并冻结名单。", status=409)
    if draw.revealed_at is not None:
        return Refusal("seed_revealed", "种子已经公开，结果已定。", "请核对结果后办理生效。", status=409)
    return None


def refuse_applying(user, draw, *, stale: bool, expected: str, banned) -> Refusal | None:
    """What takes effect is what was seen, from a list that still holds."""
    return (
        refuse_others(user, "办理分派生效")
        or refuse_closed_round(draw.round, "分派评审件")
        or _ended(draw)
        or _not_revealed(draw)
        or refuse_banned(banned, "分派")
        or refuse_stale(stale)
        or _not_what_was_seen(draw, expected)
    )


def _not_revealed(draw) -> Refusal | None:
    if draw.revealed_at is not None:
        return None
    return Refusal("seed_sealed", "种子尚未公开，没有可以生效的结果。", "请先冻结名单、公开种子。", status=409)


def refuse_stale(stale: bool) -> Refusal | None:
    """A list that has changed since it was frozen gives nothing."""
    if not stale:
        return None
    return Refusal(
        "draw_stale",
        "名单冻结之后，评审件、委员、回避或件数上限发生了变化，冻结的名单已不能使用。",
        "请说明理由作废本次抽签，封存新的种子，重新冻结名单。",
        status=409,
    )


def _not_what_was_seen(draw, expected: str) -> Refusal | None:
    if not expected or expected == draw.fingerprint:
        return None
    return Refusal("draw_changed", "页面上核对的不是这次抽签的结果。", "请重新打开本页核对后再办理生效。", status=409)


def refuse_voiding(user, draw, reason: str) -> Refusal | None:
    """作废 needs a reason, which stays on record beside the commitment."""
    return refuse_others(user, "作废抽签") or _ended(draw) or refuse_without_words(reason, "作废理由")


def refuse_record(user, draw, *, hidden) -> Refusal | None:
    """抽签记录 holds every panel: not before the seed is open, and not for somebody who stands aside from one of them."""
    if draw.revealed_at is None:
        return Refusal("seed_sealed", "种子尚未公开，没有可以下载的抽签记录。", "请在公开种子后下载。", status=409)
    if hidden:
        return Refusal(
            "stands_aside",
            "抽签记录载有全部评审件的委员，您对其中的申报应当回避。",
            "请由没有回避关系的工作人员下载。",
        )
    return refuse_reading(user)


def refuse_drawing(user, round, *, composition, needed: int, banned) -> Refusal | None:
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


def refuse_infeasible(found, *, wanted: int, hidden=frozenset()) -> Refusal | None:
    """No draw exists: which nominations and which rule stand in the way, and what would free it.

    Whoever stands aside from one of them is told no more than that the draw cannot be made.
    """
    if found.shortfall is None:
        return None
    if hidden & {*found.shortfall.too_few, *found.shortfall.squeezed}:
        return Refusal(
            "infeasible",
            "按现有委员、回避和类别规定，不能满足全部评审件的评审人数。",
            "所涉申报中有您应当回避的，请由没有回避关系的工作人员查看原因并办理。",
            status=409,
        )
    if found.shortfall.too_few:
        return _too_few(found, wanted)
    return _squeezed(found)


def _squeezed(found) -> Refusal:
    short = found.shortfall
    names = named(sorted((found.nominations[key] for key in short.squeezed), key=lambda one: one.number))
    full = sorted(found.members[key].user.full_name for key in short.at_cap)
    at_cap = f"{'、'.join(full[:FEW])}{'等' if len(full) > FEW else ''}{len(full)}位委员已到件数上限" if full else ""
    ground = "caps" if full else "mixture"
    told = "，".join(part for part in (at_cap, _mixture(short)) if part)
    return Refusal(
        ground,
        f"{names}所需的评审人次超出可评委员的余量，尚缺{short.missing}人次{f'：{told}' if told else ''}。",
        _ways_out(found),
        status=409,
    )


def _mixture(short) -> str:
    least = "、".join(Category(name).label for name in sorted(short.least))
    most = "、".join(Category(name).label for name in sorted(short.most))
    return "，".join(
        part
        for part in (
            f"其中每件至少须有{least}的规定占用了人次" if least else "",
            f"{most}已达每件同一类别的人数上限" if most else "",
        )
        if part
    )


def _ways_out(found) -> str:
    """Each of them is enough by itself; each was tried."""
    ways, remedies = [], found.remedies
    if remedies.waiting:
        ways.append("请尚未签署承诺书或未确认回避情况的委员办理")
    if remedies.further:
        count, categories = remedies.further
        kinds = "或".join(Category(name).label for name in categories)
        ways.append(f"增邀{count}位与上述申报无回避关系的{kinds}委员")
    if remedies.rises:
        told = [f"{found.members[key].user.full_name}{more}件" for key, more in sorted(remedies.rises.items())]
        more = f"等{len(told)}人" if len(told) > FEW else ""
        ways.append(f"提高件数上限合计{sum(remedies.rises.values())}件（{'、'.join(told[:FEW])}{more}）")
    if not ways:
        return "请增邀与上述申报无回避关系的委员，或另行印发细则调整每件评审人数和类别规定。"
    return f"以下办法任取其一即可：{'；'.join(ways)}。"


def _too_few(found, wanted: int) -> Refusal:
    alone = found.shortfall.too_few
    keys = sorted(alone, key=lambda key: found.nominations[key].number)
    told = [_alone(found.nominations[key], alone[key], found.grounds.get(key, ())) for key in keys[:FEW]]
    more = f"等共{len(keys)}件" if len(keys) > FEW else ""
    by_category = all(one.lacking for one in alone.values())
    rule = "每件的类别构成不能满足" if by_category else f"每件须由{wanted}位委员评审，因回避而人数不足"
    return Refusal(
        "categories" if by_category else "conflicts",
        f"{rule}：{'；'.join(told)}{more}。",
        _ways_out(found),
        status=409,
    )


def _alone(nomination, one, grounds) -> str:
    kinds = "、".join(f"{ground}{count}人" for ground, count in Counter(grounds).most_common())
    lacking = "、".join(f"{Category(name).label}须{asked}人，可评{max(0, free)}人" for name, free, asked in one.lacking)
    said = "；".join(part for part in (kinds, lacking) if part)
    return f"{nomination}可评委员{max(0, one.free)}人" + (f"（{said}）" if said else "")


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
        f"没有可直接接替评审{assignment.nomination}的委员：其余委员应当回避、已评过此件、已到件数上限，或不合类别规定。",
        "可以办理补位调整，由其他委员之间调换最少的件数；仍不能满足的，请增邀委员或提高件数上限。",
        status=409,
    )
