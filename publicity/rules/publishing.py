"""发布: grounds of refusal, asked at the hour of publication and when an hour is set for it (三(四))."""

from accounts.rules import refuse_unproved
from common.dates import at_time, day_words, moment_words, today
from common.refusals import Refusal
from nominations.parts import PUBLISH
from nominations.rules import refuse_second_parts
from printing.fonts import refuse_unprintable
from publicity import queries, wording
from publicity.rules.corrections import refuse_correction
from publicity.rules.notices import (
    cannot_be_told_apart,
    nobody,
    not_ready,
    refuse_period,
    refuse_published,
    refuse_scheduled,
)
from publicity.rules.standing import refuse_office
from publicity.states import CorrectionKind
from seasons.working_days import ONE_DAY


def refuse_publication(user, notice, calendar, *, now, by_the_timetable=False) -> Refusal | None:
    """发布公示: the last moment at which words, dates and list are looked at together."""
    refusal = refuse_office(user) or refuse_published(notice)
    if refusal is not None:
        return refusal
    names = list(queries.names_of(notice))
    nominations = [one.nomination for one in names]
    of_its_kind = refuse_correction if notice.is_correction else _refuse_first_publication
    return (
        of_its_kind(notice, names, calendar, now=now)
        or _unprintable(notice, names)
        or refuse_second_parts(user, nominations, PUBLISH)
        or (None if by_the_timetable else refuse_unproved(user, now=now))
    )


def refuse_timed_publication(notice, calendar, *, now) -> Refusal | None:
    """到点发布: whoever set the hour answers for it still; the code was asked when he set it."""
    return refuse_publication(notice.scheduled_by, notice, calendar, now=now, by_the_timetable=True)


def refuse_scheduling(user, notice, calendar, *, moment=None, now) -> Refusal | None:
    """定时发布: a minute that is still to come, on the first day or before it; without one, whether it may be set at all."""
    refusal = refuse_office(user) or refuse_published(notice) or refuse_scheduled(notice)
    if refusal is None and moment is not None:
        refusal = _odd_hour(notice, moment, now)
    return refusal or refuse_publication(user, notice, calendar, now=now)


def refuse_unscheduling(user, notice) -> Refusal | None:
    """取消定时: while the hour has not come."""
    refusal = refuse_office(user) or refuse_published(notice)
    if refusal is not None or notice.scheduled_for is not None:
        return refusal
    return Refusal("not_scheduled", "本公示没有定时发布。", "无须取消。", status=409)


def first_day_at(notice, now):
    """The first day that may still be counted where the timetable comes late: today until its closing time."""
    day = today(now)
    is_over = now >= at_time(day, notice.rulebook.notice_closing_time)
    return day + ONE_DAY if is_over and notice.rulebook.notice_first_day_counts else day


def _odd_hour(notice, moment, now):
    if moment <= now:
        return Refusal(
            "hour_is_over", f"{moment_words(moment)}已过，不能定时。", "请填写稍后的时间，或立即发布。", status=409
        )
    if notice.correction_kind != CorrectionKind.SLIP and today(moment) > notice.opens_on:
        return Refusal(
            "hour_after_first_day",
            f"定时{moment_words(moment)}晚于公示首日{day_words(notice.opens_on)}，公示期将短于规定。",
            "请定在首日当天或以前，或先改公示首日。",
            status=409,
        )
    return None


def _refuse_first_publication(notice, names, calendar, *, now):
    nominations = [one.nomination for one in names]
    return (
        refuse_period(notice, calendar, now=now)
        or nobody(nominations)
        or not_ready(notice.rulebook, nominations)
        or _stale_words(names)
        or cannot_be_told_apart(names)
        or _without_consent(nominations)
        or _under_ban(nominations, now)
    )


def _unprintable(notice, names):
    """不得缺字: a name that would be printed as a box on the notice's papers."""
    words = "".join(f"{one.name}{one.unit_name}{one.post}" for one in names)
    return refuse_unprintable(f"{notice.title}{notice.contact}{words}{''.join(notice.text.split())}", "发布")


def _stale_words(names):
    changed = [
        one.name
        for one in names
        if one.printed_words
        != (one.nomination.name, one.nomination.unit_name, one.nomination.post, wording.further_words(one.nomination))
    ]
    if not changed:
        return None
    return Refusal(
        "list_is_stale",
        f"{'、'.join(changed[:10])}的姓名、单位或岗位在拟稿后有变动，名单与申报材料不一致。",
        "请重新生成名单后发布。",
        status=409,
    )


def _without_consent(nominations):
    silent = queries.without_consent(nominations)
    if not silent:
        return None
    words = "、".join(f"{one.name}（{one.number}）" for one in nominations if one.pk in silent)
    columns = "，或者所同意的文本没有写明另列的栏目" if nominations[0].rulebook.further_columns else ""
    return Refusal(
        "no_consent",
        f"下列{len(silent)}人没有“公示与公布”的单独同意{columns}，不能公示：{words}。",
        "请由推荐单位取得本人同意（现行文本）并登记，或将其移出名单（个人信息保护法 第二十五条）。",
        status=409,
    )


def _under_ban(nominations, now):
    reached = queries.banned(nominations, now)
    if not reached:
        return None
    words = "、".join(f"{one.name}（{one.number}）" for one in nominations if one.pk in reached)
    return Refusal(
        "banned",
        f"下列{len(reached)}人或其单位在禁报期内，不能公示：{words}。",
        "请将其移出名单，并由评审办公室核对禁报名册（沪工总经〔2015〕260号 五(三)）。",
        status=409,
    )
