"""公示: draft, order, publish, record in the outlets, close (沪工总经〔2015〕260号 三(四))."""

import logging

from django.db import transaction

from common import clock, files
from common.dates import at_time
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.actions.telling import tell_nominators
from nominations.states import State
from publicity import queries, rules, wording
from publicity.actions.passing import let_pass
from publicity.models import Notice, NoticeName, Publication
from publicity.sealing import seal_of
from publicity.states import NameState
from seasons import working_days
from seasons.queries import calendar as holiday_calendar
from seasons.queries import locked_season, rulebook_in_force

log = logging.getLogger(__name__)


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
        text=(text or wording.proposed_text(rulebook)).strip(),
        contact=contact.strip(),
        prepared_by=by,
        prepared_at=now,
    )
    _set_dates(notice, calendar, opens_on, closes_on)
    notice.full_clean()
    notice.save(force_insert=True)
    _write_names(notice, chosen)
    record("notice.prepared", by=by, on=notice, at=now, names=len(chosen), opens_on=opens_on.isoformat())
    return notice


@transaction.atomic
def redraft(notice, *, by, opens_on, contact, title, text, closes_on=None, now=None):
    """修改拟稿: words and dates, before publication."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    calendar = holiday_calendar()
    insist(rules.refuse_redrafting(by, notice, calendar, opens_on=opens_on, closes_on=closes_on, now=now))
    notice.title, notice.text, notice.contact = title.strip(), text.strip(), contact.strip()
    _set_dates(notice, calendar, opens_on, closes_on)
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
    insist(rules.refuse_changing(by, notice))
    notice.names.all().delete()
    _write_names(notice, chosen)
    record("notice.list_renewed", by=by, on=notice, at=now, names=len(chosen))
    return notice


@transaction.atomic
def leave_out(name, *, by, now=None):
    """移出名单: one name is taken off a draft; those after it move up."""
    now = now or clock.now()
    notice = queries.locked_notice(name.notice_id)
    insist(rules.refuse_changing(by, notice))
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


@transaction.atomic
def publish(notice, *, by, now=None):
    """发布公示: seal words, dates and list, and take every name the step onto the notice."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    nominations = queries.locked_nominations(notice.names.values_list("nomination_id", flat=True))
    insist(rules.refuse_publication(by, notice, holiday_calendar(), now=now))
    names = list(notice.names.order_by("position"))
    notice.list_hash = seal_of(notice, names)
    notice.published_at, notice.published_by = now, by
    notice.save(update_fields=["list_hash", "published_at", "published_by"])
    entries = []
    for nomination in nominations.values():
        before = nomination.state
        if notice.rulebook.notice_before_approval:
            nomination.publicise(at=now)
        else:
            nomination.publicise_approved(at=now)
        nomination.save(update_fields=["state", "state_since"])
        entries.append(
            entry_for(
                "nomination.publicised",
                by=by,
                on=nomination,
                at=now,
                before=before,
                after=nomination.state,
                notice=notice.number,
            )
        )
    record_all(entries)
    record("notice.published", by=by, on=notice, at=now, names=len(names), hash=notice.list_hash)
    _tell(notice, list(nominations.values()), now)
    return notice


@transaction.atomic
def record_publication(notice, *, outlet, appeared_at, place, proof=None, by, now=None):
    """发布登记: where and when the notice appeared, with proof; done again it corrects, and the ledger keeps the former."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_recording(by, notice, outlet=outlet, appeared_at=appeared_at, place=place, now=now))
    if proof is not None:
        files.inspect(proof, accepted=files.SCANS)
    publication = notice.publications.filter(outlet=outlet).first() or Publication(notice=notice, outlet=outlet)
    former = publication.place if publication.pk else ""
    publication.appeared_at, publication.place = appeared_at, place.strip()
    publication.recorded_by, publication.recorded_at = by, now
    if proof is not None:
        publication.proof, publication.proof_name = proof, proof.name[:200]
    publication.full_clean()
    publication.save()
    record(
        "publication.recorded",
        by=by,
        on=notice,
        at=now,
        outlet=outlet.name,
        place=publication.place,
        **({"former": former} if former else {}),
    )
    return publication


@transaction.atomic
def close_notice(notice, *, by=None, now=None):
    """公示办结: names without an open objection pass; names held stay held until their inquiry is concluded.

    A name under a ban does not pass either; the finding behind the ban takes it off the road.

    ``by`` is None where the timetable closes it.
    """
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_closing(by, notice, now=now))
    notice.closed_at = now
    notice.save(update_fields=["closed_at"])
    waiting = queries.names_with_open_objections(notice)
    names = list(notice.names.all())
    nominations = queries.locked_nominations([one.nomination_id for one in names])
    barred = queries.banned(nominations.values(), now)
    entries, gone, passed = [], [], []
    for name in names:
        nomination = nominations[name.nomination_id]
        if nomination.state == State.ON_NOTICE and name.pk not in waiting and nomination.pk not in barred:
            entries.append(let_pass(name, nomination, by=by, now=now))
            passed.append(nomination)
        elif nomination.state not in (State.ON_NOTICE, State.CONTESTED):
            gone.append(name.pk)
    notice.names.filter(pk__in=gone).exclude(state=NameState.PASSED).update(state=NameState.STRUCK)
    record_all(entries)
    held = len(names) - len(passed) - len(gone)
    record("notice.closed", by=by, on=notice, at=now, passed=len(passed), held=held)
    tell_nominators("notice_passed", passed, at=now)
    return notice


def close_due(*, now=None) -> int:
    """到期办结: what the timetable does each minute; a notice that lacks an outlet waits for the officer.

    Each notice closes in a transaction of its own, so that one that cannot does not keep the others.
    """
    now = now or clock.now()
    closed = 0
    for notice in queries.due_to_close(now).select_related("rulebook"):
        if rules.refuse_closing(None, notice, now=now) is None:
            close_notice(notice, by=None, now=now)
            closed += 1
    return closed


def _chosen(season, rulebook, nominations, *, besides=None):
    if rulebook is None:
        return []
    if nominations is None:
        return list(queries.eligible(season, rulebook, besides=besides))
    pks = [one.pk for one in nominations]
    return list(queries.in_stroke_order(season.nominations.filter(pk__in=pks)))


def _set_dates(notice, calendar, opens_on, closes_on):
    rulebook = notice.rulebook
    counted = working_days.count(calendar, opens_on, rulebook.notice_days, **rules.counting_rule(rulebook))
    last = max(closes_on or counted.end, counted.end)
    notice.opens_on = opens_on
    notice.closes_at = at_time(last, rulebook.notice_closing_time)
    notice.counted = [
        {"date": one.day.isoformat(), "counted": one.counted, "number": one.number, "reason": one.reason}
        for one in (*counted.days, *_further_days(calendar, counted, last))
    ]


def _further_days(calendar, counted, last):
    """What the office adds to the minimum goes on being numbered on the days it works."""
    number = counted.days[-1].number
    day = counted.end
    while day < last:
        day += working_days.ONE_DAY
        works = calendar.is_working_day(day)
        number += works
        yield working_days.CountedDay(day, works, number, calendar.reason_words(day))


def _write_names(notice, nominations):
    NoticeName.objects.bulk_create(
        NoticeName(
            notice=notice,
            nomination=one,
            position=position,
            name=one.name,
            unit_name=one.unit_name,
            post=one.post,
        )
        for position, one in enumerate(nominations, start=1)
    )


def _number(names):
    for position, name in enumerate(names, start=1):
        name.position = position
    NoticeName.objects.bulk_update(names, ["position"])


def _tell(notice, nominations, now):
    """Candidates learn that they stand on the notice, filing bodies which of theirs do."""
    about = notice.get_absolute_url()
    words = {"notice": notice, "period": wording.period_words(notice)}
    subject, body = rendered("notice_candidate", **words)
    owed = [
        letter_for("notice_candidate", to=person, subject=subject, body=body, about=about, at=now)
        for person in queries.candidates_of(nominations)
    ]
    bodies = {}
    for one in nominations:
        if one.filing_body_id:
            bodies.setdefault(one.filing_body_id, []).append(one)
    for body_id, people in queries.clerks_of_bodies(bodies).items():
        subject, body = rendered("notice_filing_body", names=bodies[body_id], **words)
        owed += [
            letter_for("notice_filing_body", to=person, subject=subject, body=body, about=about, at=now)
            for person in {one.pk: one for one in people}.values()
        ]
    owe_all(owed)
