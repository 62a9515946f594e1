"""公示拟稿: draft, order, discard (沪工总经〔2015〕260号 三(四))."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from publicity import queries, rules, wording
from publicity.actions.counting import set_dates
from publicity.models import Notice, NoticeName
from publicity.states import CorrectionKind
from seasons.queries import calendar as holiday_calendar
from seasons.queries import locked_season, rulebook_in_force


@transaction.atomic
def prepare_notice(season, *, by, opens_on, contact, closes_on=None, nominations=None, title=None, text=None, now=None):
    """拟定公示: dates by the working-day clock, names in the order of 姓氏笔画.

    All who are ready are put on the list unless ``nominations`` names them; ``closes_on`` may only be later than what the
    clock proposes.
    """
    now = now or clock.now()
    season = locked_season(season.pk)
    rulebook = rulebook_in_force(season)
    calendar = holiday_calendar()
    chosen = _chosen(season, rulebook, nominations)
    insist(
        rules.refuse_preparing(
            by, rulebook, calendar, opens_on=opens_on, closes_on=closes_on, nominations=chosen, now=now
        )
    )
    notice = Notice(
        season=season,
        rulebook=rulebook,
        number=queries.next_number(season),
        title=(title or wording.proposed_title(season)).strip(),
        text=_plain(text or wording.proposed_text(rulebook)),
        contact=_plain(contact),
        prepared_by=by,
        prepared_at=now,
    )
    set_dates(notice, calendar, opens_on, closes_on)
    notice.full_clean()
    notice.save(force_insert=True)
    _write_names(notice, chosen)
    record("notice.prepared", by=by, on=notice, at=now, names=len(chosen), opens_on=opens_on.isoformat())
    return notice


@transaction.atomic
def redraft(notice, *, by, opens_on, contact, title, text, closes_on=None, now=None):
    """修改拟稿: words and dates, before publication; a 文字更正 keeps the dates of what it corrects."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    calendar = holiday_calendar()
    insist(rules.refuse_redrafting(by, notice, calendar, opens_on=opens_on, closes_on=closes_on, now=now))
    notice.title, notice.text, notice.contact = title.strip(), _plain(text), _plain(contact)
    if notice.correction_kind != CorrectionKind.SLIP:
        set_dates(notice, calendar, opens_on, closes_on)
    notice.full_clean()
    notice.save()
    record("notice.redrafted", by=by, on=notice, at=now, opens_on=opens_on.isoformat())
    return notice


@transaction.atomic
def renew_list(notice, *, by, nominations=None, now=None):
    """重新生成名单: whoever is ready now, in the order of 姓氏笔画 and with the words of the dossier as they stand."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    chosen = _chosen(notice.season, notice.rulebook, nominations, besides=notice)
    insist(rules.refuse_relisting(by, notice))
    notice.names.all().delete()
    _write_names(notice, chosen)
    record("notice.list_renewed", by=by, on=notice, at=now, names=len(chosen))
    return notice


@transaction.atomic
def leave_out(name, *, by, now=None):
    """移出名单: one name is taken off a draft; those after it move up."""
    now = now or clock.now()
    notice = queries.locked_notice(name.notice_id)
    insist(rules.refuse_relisting(by, notice))
    label = f"{name.name}（{name.unit_name}）"
    name.delete()
    _number(list(notice.names.order_by("position")))
    record("notice.name_left_out", by=by, on=notice, at=now, name=label)
    return notice


@transaction.atomic
def reorder(notice, *, by, order, now=None):
    """调整次序: the keys of the names in the order they shall be printed, where 姓氏笔画 needs a hand."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    names = {one.pk: one for one in notice.names.all()}
    insist(rules.refuse_reordering(by, notice, names.values(), order))
    _number([names[pk] for pk in order])
    record("notice.reordered", by=by, on=notice, at=now)
    return notice


@transaction.atomic
def discard(notice, *, by, now=None):
    """删除拟稿: an unpublished draft goes; its number is free again."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_changing(by, notice))
    record("notice.discarded", by=by, on=notice, at=now, number=notice.number)
    notice.delete()


def _plain(text):
    """With the ends of lines as they were first written; a browser sends others, and nothing would look the same."""
    return "\n".join(text.strip().splitlines())


def _chosen(season, rulebook, nominations, *, besides=None):
    if rulebook is None:
        return []
    if nominations is None:
        return list(queries.eligible(season, rulebook, besides=besides))
    pks = [one.pk for one in nominations]
    return list(queries.in_stroke_order(season.nominations.filter(pk__in=pks)))


def _write_names(notice, nominations):
    NoticeName.objects.bulk_create(
        NoticeName(
            notice=notice,
            nomination=one,
            position=position,
            name=one.name,
            unit_name=one.unit_name,
            post=one.post,
            further=wording.further_words(one),
        )
        for position, one in enumerate(nominations, start=1)
    )


def _number(names):
    for position, name in enumerate(names, start=1):
        name.position = position
    NoticeName.objects.bulk_update(names, ["position"])
