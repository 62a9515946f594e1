"""发布: grounds of refusal, asked at the hour of publication and when an hour is set for it (三(四))."""

from common.refusals import Refusal
from nominations.parts import PUBLISH
from nominations.rules import refuse_second_parts
from printing.fonts import refuse_unprintable
from publicity import queries
from publicity.rules.corrections import refuse_correction
from publicity.rules.notices import cannot_be_told_apart, nobody, not_ready, refuse_period, refuse_published
from publicity.rules.standing import refuse_office


def refuse_publication(user, notice, calendar, *, now) -> Refusal | None:
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
    )


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
        if (one.name, one.unit_name, one.post) != (one.nomination.name, one.nomination.unit_name, one.nomination.post)
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
    return Refusal(
        "no_consent",
        f"下列{len(silent)}人没有“公示与公布”的单独同意，不能公示：{words}。",
        "请由推荐单位取得本人同意并登记，或将其移出名单（个人信息保护法 第二十五条）。",
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
