"""公示: grounds of refusal (沪工总经〔2015〕260号 三(四) 社会公示)."""

from collections import Counter

from common.dates import day_words, moment_words, plain_day_words, today
from common.refusals import Refusal
from publicity import queries
from publicity.rules.standing import handled, refuse_office
from publicity.states import CorrectionKind
from seasons import working_days
from seasons.states import DayUnit


def counting_rule(rulebook) -> dict:
    """The arguments of the working-day clock as the rulebook has them."""
    return {
        "first_day_counts": rulebook.notice_first_day_counts,
        "unit": working_days.Unit.WORKING if rulebook.notice_unit == DayUnit.WORKING else working_days.Unit.NATURAL,
        "roll_last_day": rulebook.notice_end_rolls,
    }


# --- notices ---------------------------------------------------------------------------------------------------------


def refuse_drafting(user, rulebook) -> Refusal | None:
    """Whether somebody may draft at all, before dates and names are known."""
    return refuse_office(user) or _nothing_issued(rulebook)


def refuse_dates(rulebook, calendar, opens_on, closes_on=None) -> Refusal | None:
    """公示期: counted on the published calendar, never shorter than the rulebook's minimum."""
    rule = counting_rule(rulebook)
    refusal = working_days.refuse_counting(calendar, opens_on, rulebook.notice_days, **rule)
    if refusal is not None or closes_on is None:
        return refusal
    chosen = {"first_day_counts": True, "unit": working_days.Unit.NATURAL, "roll_last_day": rulebook.notice_end_rolls}
    if refusal := working_days.refuse_counting(calendar, closes_on, 1, **chosen):
        return refusal
    least = working_days.count(calendar, opens_on, rulebook.notice_days, **rule).end
    if closes_on < least:
        return Refusal(
            "too_short",
            f"公示截止日{day_words(closes_on)}早于细则所定的最短期限：自{day_words(opens_on)}起"
            f"{rulebook.notice_days}个{rulebook.get_notice_unit_display()}，应至{day_words(least)}。",
            f"请将截止日定在{plain_day_words(least)}或以后。",
            status=409,
        )
    return None


def refuse_beginning(opens_on, now) -> Refusal | None:
    """A first day that is over cannot be counted."""
    if opens_on >= today(now):
        return None
    return Refusal(
        "first_day_over",
        f"公示首日{day_words(opens_on)}已过，公示期将短于规定。",
        "请将首日改为今天或以后，重新推算截止日。",
        status=409,
    )


def refuse_preparing(user, rulebook, calendar, *, opens_on, closes_on, nominations, now) -> Refusal | None:
    """拟定公示: an issued rulebook, dates that can be counted, and names that have come so far."""
    return (
        refuse_office(user)
        or _nothing_issued(rulebook)
        or refuse_beginning(opens_on, now)
        or refuse_dates(rulebook, calendar, opens_on, closes_on)
        or nobody(nominations)
        or not_ready(rulebook, nominations)
    )


def refuse_changing(user, notice) -> Refusal | None:
    """修改、移出、排序、删除: only before publication, and not while an hour is set for it."""
    return refuse_office(user) or refuse_published(notice) or refuse_scheduled(notice)


def refuse_relisting(user, notice) -> Refusal | None:
    """移出名单、重新生成名单: a correction has the list of what it corrects."""
    return refuse_changing(user, notice) or _list_of_a_correction(notice)


def refuse_redrafting(user, notice, calendar, *, opens_on, closes_on, now) -> Refusal | None:
    """修改拟稿: new dates are measured like the first ones."""
    refusal = refuse_changing(user, notice)
    if refusal is not None or notice.correction_kind == CorrectionKind.SLIP:  # it keeps the dates it corrects
        return refusal
    return refuse_beginning(opens_on, now) or refuse_dates(notice.rulebook, calendar, opens_on, closes_on)


def refuse_reordering(user, notice, names, order) -> Refusal | None:
    """调整次序: every name exactly once."""
    refusal = refuse_changing(user, notice)
    if refusal is not None:
        return refusal
    if Counter(order) != Counter(one.pk for one in names):
        return Refusal(
            "order_incomplete",
            "次序与名单不一致：名单可能刚刚变动，或有次序重复。",
            "请刷新页面，为每人填写不同的次序。",
            status=409,
        )
    return None


def refuse_period(notice, calendar, *, now) -> Refusal | None:
    """公示期 as drafted, measured on the day of publication."""
    return refuse_beginning(notice.opens_on, now) or refuse_dates(
        notice.rulebook, calendar, notice.opens_on, today(notice.closes_at)
    )


def refuse_recording(user, notice, *, outlet, appeared_at, place, now) -> Refusal | None:
    """发布登记 (沪工总经〔2015〕260号 三(四)): an outlet of the rulebook, a time that has come, where to find it."""
    if refusal := refuse_office(user) or not_published(notice) or handled_when_closed(notice):
        return refusal
    if outlet.rulebook_id != notice.rulebook_id:
        return Refusal("other_outlet", f"{outlet}不是本次公示细则所列的渠道。", "请选择细则所列渠道。", status=409)
    if appeared_at > now:
        return Refusal(
            "not_yet", f"刊发时间{moment_words(appeared_at)}尚未到来。", "请在刊发后按实际时间登记。", status=409
        )
    if not place.strip():
        return Refusal("no_place", "尚未填写刊发的网址或版面。", "请填写网址，报纸请填写日期和版面。", status=409)
    return None


def refuse_closed(notice) -> Refusal | None:
    """发布登记 stays open from publication to closing."""
    return not_published(notice) or handled_when_closed(notice)


# --- grounds ---------------------------------------------------------------------------------------------------------


def _nothing_issued(rulebook):
    if rulebook is None:
        return Refusal("no_rulebook", "本年度实施细则尚未印发，不能公示。", "细则印发后即可拟定公示。", status=409)
    return None


def nobody(nominations):
    if nominations:
        return None
    return Refusal(
        "nobody_eligible", "名单为空：目前没有可以公示的人选。", "人选入围（或审定通过）后即可列入公示。", status=409
    )


def not_ready(rulebook, nominations):
    wanted = queries.state_before_notice(rulebook)
    early = [one for one in nominations if one.state != wanted]
    if not early:
        return None
    words = "、".join(f"{one.name}（{one.get_state_display()}）" for one in early[:10])
    return Refusal(
        "not_ready",
        f"下列{len(early)}人现不处于“{wanted.label}”，不能公示：{words}。",
        "请将其移出名单，或重新生成名单。",
        status=409,
    )


def refuse_published(notice):
    if not notice.is_published:
        return None
    return Refusal(
        "already_published",
        f"本公示已于{moment_words(notice.published_at)}发布，文字、日期和名单均已封存，不得改动。",
        "确需更正的，请拟定更正公示。",
        status=409,
    )


def not_published(notice):
    if notice.is_published:
        return None
    return Refusal("not_published", "本公示尚未发布。", "请先发布。", status=409)


def handled_when_closed(notice):
    """已办结: nothing of it moves any more."""
    return handled("已办结") if notice.is_closed else None


def refuse_scheduled(notice):
    if notice.scheduled_for is None:
        return None
    return Refusal(
        "scheduled",
        f"本公示已定于{moment_words(notice.scheduled_for)}发布，定时期间不作改动。",
        "需要修改的，请先取消定时发布。",
        status=409,
    )


def _list_of_a_correction(notice):
    if not notice.is_correction:
        return None
    return Refusal(
        "list_of_a_correction",
        "更正沿用原公示的全部人选，不增不减。",
        "人选退出的，公开页面自会注明；需要增加人选的，请另行拟定公示。",
        status=409,
    )


def refuse_replaced(notice):
    """已更正: what holds is the later one."""
    later = notice.replaced_by
    if later is None:
        return None
    return Refusal(
        "replaced",
        f"本公示已由第{later.number}号公示更正，以更正后的为准。",
        f"请在第{later.number}号公示办理。",
        status=409,
    )


def cannot_be_told_apart(names):
    twice = [line for line, times in Counter((one.name, one.unit_name, one.post) for one in names).items() if times > 1]
    if not twice:
        return None
    return Refusal(
        "namesakes",
        f"名单中有同名、同单位、同岗位的人选，公众无从区分：{'、'.join(line[0] for line in twice)}。",
        "请由推荐单位在岗位（职务）中写明区别（如班组、工种），再重新生成名单。",
        status=409,
    )
