"""What stands against an act of this room. Seasons and rulebooks are the review office's (评审办公室) work."""

from collections import Counter

from accounts.states import Role
from common.dates import moment_words
from common.refusals import Refusal
from organisations.models import Organisation
from seasons import queries
from seasons.models import Rulebook, Season
from seasons.rules.rounds import refuse_rounds
from seasons.states import SpecialKind


def refuse_office(user) -> Refusal | None:
    """年度、细则和节假日安排由评审办公室办理; everybody else reads them."""
    if user is not None and user.holds(Role.REVIEW_OFFICE):
        return None
    return Refusal(
        "not_review_office",
        "年度、实施细则和节假日安排由评审办公室办理，您的角色不能办理此事项。",
        "需要调整的，请与评审办公室联系。",
    )


def refuse_when_shut(rulebook: Rulebook | None, organisation: Organisation | None, now) -> Refusal | None:
    """申报期 (沪工总经〔2015〕260号 五(二)): open from the opening moment; the closing moment is already too late."""
    if rulebook is None or not rulebook.is_issued:
        return Refusal("no_rulebook", "本年度实施细则尚未印发，不能办理申报。", "细则印发后即可申报。", status=409)
    if now < rulebook.submission_opens_at:
        opens = moment_words(rulebook.submission_opens_at)
        return Refusal("not_open_yet", f"申报尚未开始，开始时间为{opens}。", "请在开始后办理。", status=409)
    closes = queries.closing_moment(rulebook, organisation)
    if closes is not None and now >= closes:
        return Refusal(
            "closed",
            f"申报已于{moment_words(closes)}截止，截止时刻起不再受理（以服务器北京时间为准）。",
            "确有特殊情况的，请所在区、局（产业）工会向评审办公室申请延期。",
            status=409,
        )
    return None


def refuse_making_current(user, season: Season) -> Refusal | None:
    """设为当前年度: needs an issued rulebook and no other current season."""
    return refuse_office(user) or _concluded(season) or _nothing_issued(season) or _another_is_current(season)


def refuse_concluding(user, season: Season) -> Refusal | None:
    """收官."""
    return refuse_office(user) or _concluded(season)


def refuse_drafting(user, season: Season) -> Refusal | None:
    """起草细则、另行印发: one draft at a time."""
    return refuse_office(user) or _concluded(season) or _draft_exists(season)


def refuse_amending(user, season: Season) -> Refusal | None:
    """另行印发: of a season whose rulebook is issued."""
    return refuse_drafting(user, season) or _nothing_issued(season)


def refuse_changing(user, rulebook: Rulebook) -> Refusal | None:
    """修改细则: until it is issued."""
    return refuse_office(user) or _frozen(rulebook)


def refuse_issue(user, rulebook: Rulebook) -> Refusal | None:
    """印发: the last moment at which the numbers can be looked at together."""
    return (
        refuse_office(user)
        or _frozen(rulebook)
        or _no_document_number(rulebook)
        or _no_amendment_reason(rulebook)
        or refuse_rounds(rulebook)
        or _no_required_outlet(rulebook)
        or _no_award_item(rulebook)
        or _no_industry(rulebook)
    )


def refuse_extension(user, season: Season, *, until, organisation, reason: str) -> Refusal | None:
    """延期: only later than what holds already, and with a reason."""
    return (
        refuse_office(user)
        or _concluded(season)
        or _nothing_issued(season)
        or _no_reason(reason, "延期")
        or _not_later(season, until, organisation)
    )


def refuse_holidays(user, year: int, document_number: str, days, *, reason: str = "") -> Refusal | None:
    """载入节假日安排: the year's own days, each once; weekends only are worked instead.

    ``user`` is None where the portal fills its first tables by itself.
    """
    return (
        (refuse_office(user) if user is not None else None)
        or _no_list_number(year, document_number)
        or _no_days(year, days)
        or _foreign_days(year, days)
        or _days_twice(days)
        or _weekday_as_make_up(days)
        or _correction_without_reason(year, reason)
    )


def _concluded(season):
    if season.concluded_on is not None:
        return Refusal("season_concluded", f"{season}已收官，不再变更。", "请在后续年度办理。", status=409)


def _nothing_issued(season):
    if queries.rulebook_in_force(season) is None:
        return Refusal("no_rulebook", f"{season}的实施细则尚未印发。", "请先印发细则。", status=409)


def _another_is_current(season):
    other = queries.current_season()
    if other is not None and other.pk != season.pk:
        return Refusal("another_is_current", f"{other}为当前年度。", f"请先为{other}办理收官。", status=409)


def _draft_exists(season):
    draft = queries.draft_of(season)
    if draft is not None:
        return Refusal(
            "draft_exists",
            f"{season}已有一份未印发的细则（第{draft.edition}版）。",
            "请修改并印发该稿，不必另起一稿。",
            status=409,
        )


def _frozen(rulebook):
    if rulebook.is_issued:
        return Refusal(
            "frozen",
            f"细则已于{moment_words(rulebook.issued_at)}印发，不得修改。",
            "如需调整，请另行印发新版；已受理的申报仍适用原细则。",
            status=409,
        )


def _no_document_number(rulebook):
    if not rulebook.document_number.strip():
        return Refusal("no_document_number", "细则尚无文号，不能印发。", "请填写文号。", status=409)


def _no_amendment_reason(rulebook):
    if rulebook.edition > 1 and not rulebook.amendment_reason.strip():
        return Refusal("no_amendment_reason", "另行印发须写明调整说明。", "请填写调整说明。", status=409)


def _no_required_outlet(rulebook):
    if not any(outlet.is_required for outlet in rulebook.outlets.all()):
        return Refusal("no_required_outlet", "没有必须登记的公示渠道。", "请至少设一个必须登记的公示渠道。", status=409)


def _no_award_item(rulebook):
    if not rulebook.award_items.all():
        return Refusal("no_award_item", "没有奖励事项。", "请至少设一项奖励事项。", status=409)


def _no_industry(rulebook):
    if not rulebook.industries.all():
        return Refusal("no_industry", "没有行业目录，申报材料无从填写行业。", "请至少设一个行业。", status=409)


def _no_reason(reason, act):
    if not reason.strip():
        return Refusal("no_reason", f"{act}须写明理由。", "请填写理由。", status=409)


def _not_later(season, until, organisation):
    standing = queries.closing_moment(season, organisation)
    if standing is not None and until <= standing:
        whose = organisation.name if organisation else "全体"
        return Refusal(
            "not_later",
            f"{whose}现行截止时间为{moment_words(standing)}，延期只能更晚。",
            "请填写更晚的时间。",
            status=409,
        )


def _no_list_number(year, document_number):
    if not document_number.strip():
        return Refusal(
            "no_document_number", f"没有填写{year}年安排的来源文号。", "请填写国务院办公厅通知的文号。", status=409
        )


def _no_days(year, days):
    if not any(day.kind == SpecialKind.REST for day in days):
        return Refusal(
            "no_days", f"{year}年的安排中没有一天放假。", "请按通知逐日填写放假和调休上班的日期。", status=409
        )


def _foreign_days(year, days):
    foreign = [day.date for day in days if day.date.year != year]
    if foreign:
        return Refusal(
            "another_year", f"{foreign[0].isoformat()}不属于{year}年。", f"请只填写{year}年的日期。", status=409
        )


def _days_twice(days):
    twice = [date for date, times in Counter(day.date for day in days).items() if times > 1]
    if twice:
        return Refusal("day_twice", f"{twice[0].isoformat()}填写了不止一次。", "每一天只填写一行。", status=409)


def _weekday_as_make_up(days):
    odd = [day.date for day in days if day.kind == SpecialKind.WORK and day.date.weekday() < 5]
    if odd:
        return Refusal(
            "make_up_on_a_weekday",
            f"{odd[0].isoformat()}本是工作日，不能列为调休上班。",
            "请核对日期；调休上班只会在周六、周日。",
            status=409,
        )


def _correction_without_reason(year, reason):
    if queries.years_not_loaded([year]) or reason.strip():
        return None
    return Refusal(
        "correction_without_reason",
        f"{year}年的安排已载入，再次载入即为更正。",
        "请填写更正的理由；更正前后的安排都留存台账。",
        status=409,
    )
