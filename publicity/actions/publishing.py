"""发布: words, dates and list are sealed, and every name takes the step onto the notice (沪工总经〔2015〕260号 三(四))."""

from django.db import transaction

from common import clock
from common.refusals import insist
from common.worker import nudge
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.states import State
from publicity import queries, rules, wording
from publicity.sealing import seal_of
from seasons.queries import calendar as holiday_calendar


@transaction.atomic
def publish(notice, *, by, now=None):
    """发布公示: seal words, dates and list; new names step onto the notice, those of a correction stand on it already."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    if notice.corrects_id:
        queries.locked_notice(notice.corrects_id)  # an act on the former waits, and then finds itself too late
    nominations = queries.locked_nominations(notice.names.values_list("nomination_id", flat=True))
    insist(rules.refuse_publication(by, notice, holiday_calendar(), now=now))
    return seal(notice, nominations, by=by, now=now)


def seal(notice, nominations, *, by, now):
    """The steps of a publication whose rules have been asked."""
    names = list(notice.names.order_by("position"))
    notice.sealed_closes_at = notice.closes_at
    notice.list_hash = seal_of(notice, names)
    notice.published_at, notice.published_by = now, by
    notice.save(update_fields=["sealed_closes_at", "list_hash", "published_at", "published_by"])
    if notice.is_correction:
        touched = [one.nomination_id for one in names if one.is_touched]
        record_all(_renewed(notice, [nominations[pk] for pk in touched], by, now))
        record(
            "notice.corrected",
            by=by,
            on=notice.corrects,
            at=now,
            reason=notice.correction_reason,
            correction=notice.get_correction_kind_display(),
            notice=notice.number,
        )
        told = [nominations[pk] for pk in touched]
    else:
        record_all(_stepped(notice, nominations.values(), by, now))
        told = list(nominations.values())
    record("notice.published", by=by, on=notice, at=now, names=len(names), hash=notice.list_hash)
    _tell(notice, told, now)
    nudge("publicity.keep_copies")
    return notice


def _stepped(notice, nominations, by, now):
    entries = []
    for nomination in nominations:
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
    return entries


def _renewed(notice, nominations, by, now):
    """实质更正: the time of these names begins anew; where they stand does not change."""
    return [
        entry_for("nomination.notice_renewed", by=by, on=one, at=now, notice=notice.number)
        for one in nominations
        if one.state in (State.ON_NOTICE, State.CONTESTED)
    ]


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
