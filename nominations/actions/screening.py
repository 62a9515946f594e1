"""资格审核 (沪工总经〔2015〕260号 三(二)、(四)): claim, decide line by line, admit, send back, decline."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import day_words, today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from nominations import dossier, queries
from nominations.actions.revising import keep_revision
from nominations.conclusions import is_untouched, sections_changed, text_of
from nominations.models import ScreeningDecision, ScreeningLine
from nominations.queries import screening
from nominations.rules import screening as rules
from nominations.states import Conclusion, Condition, Finding, Occasion, Standing
from seasons.queries import calendar
from seasons.working_days import count

LAPSED = "逾期未补正。"


@transaction.atomic
def claim(nomination, *, by, now=None):
    """领办: one screener takes the dossier; the second to ask reads that somebody has it."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_claim(by, nomination))
    nomination.screener, nomination.claimed_at = by, now
    nomination.save(update_fields=["screener", "claimed_at"])
    record("nomination.claimed", by=by, on=nomination, at=now)
    return nomination


@transaction.atomic
def release(nomination, *, by, reason="", now=None):
    """放回: the dossier goes back to the queue; the findings noted so far stay.

    The review office does it with a reason for somebody who is away, and that person is told.
    """
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_release(by, nomination, reason=reason))
    former, nomination.screener, nomination.claimed_at = nomination.screener, None, None
    nomination.save(update_fields=["screener", "claimed_at"])
    record("nomination.released", by=by, on=nomination, at=now, reason=reason.strip(), screener=former.full_name)
    if former.pk != by.pk:
        owe_rendered(
            "screening_released",
            to=former,
            about=reverse("nominations:screen", args=[nomination.number]),
            at=now,
            nomination=nomination,
            reason=reason.strip(),
        )
    return nomination


@transaction.atomic
def give_back(nomination, *, to, by, reason, now=None):
    """撤销放回: the dossier goes to whoever had it before, where nobody has taken it since."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_claim(to, nomination))
    nomination.screener, nomination.claimed_at = to, now
    nomination.save(update_fields=["screener", "claimed_at"])
    record("nomination.claimed", by=by, on=nomination, at=now, reason=reason, screener=to.full_name)
    return nomination


@transaction.atomic
def note_lines(nomination, *, by, lines, now=None):
    """逐项审核: the findings given, by condition; the others stay as they are."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    lines = {
        Condition(condition): (Finding(finding), reason.strip())
        for condition, (finding, reason) in lines.items()
        if condition != Condition.EXCEPTION or finding != Finding.PASSED
    }
    insist(rules.refuse_noting(by, nomination, lines))
    if not lines:
        return nomination
    revision = queries.latest_revision(nomination)
    ScreeningLine.objects.bulk_create(
        [
            ScreeningLine(
                nomination=nomination,
                condition=condition,
                finding=finding,
                reason=reason,
                revision=revision,
                by=by,
                at=now,
            )
            for condition, (finding, reason) in lines.items()
        ],
        update_conflicts=True,
        unique_fields=["nomination", "condition"],
        update_fields=["finding", "reason", "revision", "by", "at"],
    )
    record(
        "nomination.noted",
        by=by,
        on=nomination,
        at=now,
        lines={condition: [finding, reason] for condition, (finding, reason) in lines.items()},
    )
    return nomination


@transaction.atomic
def verify_dual(nomination, *, by, now=None):
    """双师资质核验 (沪工总基〔2026〕60号 二): both certificates were looked at."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_dual_verification(by, nomination))
    nomination.dual_verified_at = now
    nomination.save(update_fields=["dual_verified_at"])
    record(
        "nomination.dual_verified",
        by=by,
        on=nomination,
        at=now,
        skill=nomination.get_skill_level_display(),
        title=nomination.get_title_level_display(),
    )
    return nomination


@transaction.atomic
def admit(nomination, *, by, reason="", seen=None, now=None):
    """资格审核通过; where the rulebook asks for a second person, proposed to that person."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_admission(by, nomination, now=now))
    return _concluded(Conclusion.ADMIT, nomination, by=by, added=reason, seen=seen, now=now)


@transaction.atomic
def send_back(nomination, *, by, reason="", sections=(), seen=None, now=None):
    """退回补正: the named sections, or all; the failed lines say what for, and ``reason`` what else."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_sending_back(by, nomination, reason=reason, sections=sections, now=now))
    return _concluded(Conclusion.RETURN, nomination, by=by, added=reason, sections=sections, seen=seen, now=now)


@transaction.atomic
def decline(nomination, *, by, reason="", seen=None, now=None):
    """不予受理: a condition is not met; where the rulebook asks for a second person, proposed to that person."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_declining(by, nomination))
    return _concluded(Conclusion.DECLINE, nomination, by=by, added=reason, seen=seen, now=now)


def _concluded(conclusion, nomination, *, by, added, sections=(), seen, now):
    """The conclusion in words, kept; it takes effect at once or waits for the second person."""
    lines = screening.checklist(nomination)
    sections = sorted(set(sections))
    text = text_of(conclusion, lines, added=added, titles=dossier.titles_of(nomination, sections))
    insist(rules.refuse_unseen(conclusion, nomination, lines, seen))
    waits = nomination.rulebook.second_check and conclusion != Conclusion.RETURN
    decision = ScreeningDecision.objects.create(
        nomination=nomination,
        conclusion=conclusion,
        text=text,
        sections=sections,
        findings={line.condition.value: [line.finding, line.reason] for line in lines if line.is_decided},
        revision=queries.latest_revision(nomination),
        by=by,
        at=now,
        standing=Standing.PROPOSED if waits else Standing.IN_FORCE,
        in_force_at=None if waits else now,
    )
    if waits:
        record("nomination.conclusion_proposed", by=by, on=nomination, at=now, conclusion=conclusion)
        return nomination
    return take_effect(decision, nomination, by=by, now=now)


def take_effect(decision, nomination, *, by, now):
    """The step that a conclusion means; the caller holds the nomination and has asked the rule."""
    if decision.conclusion == Conclusion.ADMIT:
        return _admitted(nomination, by=by, now=now)
    if decision.conclusion == Conclusion.DECLINE:
        return _declined(nomination, by=by, reason=decision.text, now=now)
    return _sent_back(decision, nomination, by=by, now=now)


def _admitted(nomination, *, by, now):
    before = nomination.state
    nomination.admit(at=now)
    nomination.save(update_fields=["state", "state_since", "admitted_at"])
    revision = queries.latest_revision(nomination)
    record(
        "nomination.admitted",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        revision=revision.number if revision else None,
    )
    write_to_nominators("nomination_admitted", nomination, now)
    return nomination


def _sent_back(decision, nomination, *, by, now):
    """The deadline is counted in working days from the day after the return (民法典 第二百零一条)."""
    before, days = nomination.state, nomination.rulebook.correction_working_days
    due = count(calendar(), today(now), days, first_day_counts=False).end
    nomination.send_back(at=now, reason=decision.text, due=due)
    nomination.returned_sections = decision.sections
    titles = dossier.titles_of(nomination, nomination.returned_sections)
    nomination.save(update_fields=["state", "state_since", "closing_reason", "correction_due", "returned_sections"])
    record(
        "nomination.sent_back",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        reason=decision.text,
        due=due.isoformat(),
        returned_sections=titles,
    )
    write_to_nominators("nomination_sent_back", nomination, now, due=day_words(due), sections=titles)
    return nomination


@transaction.atomic
def resubmit(nomination, *, by, now=None):
    """补正后重新报送: what the correction touched is looked at once more, the other findings stand."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_resubmission(by, nomination, now=now))
    before = nomination.state
    nomination.resubmit(at=now)
    nomination.dual_verified_at = None
    nomination.save(
        update_fields=[
            "state",
            "state_since",
            "submitted_at",
            "closing_reason",
            "correction_due",
            "dual_verified_at",
        ]
    )
    filed_before = queries.latest_revision(nomination)
    revision = keep_revision(nomination, Occasion.REFILED, by=by, now=now)
    _keep_untouched(nomination, filed_before, revision, now)
    record(
        "nomination.resubmitted",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        revision=revision.number,
        sha256=revision.digest,
    )
    if nomination.screener_id:
        owe_rendered(
            "nomination_resubmitted",
            to=nomination.screener,
            about=nomination.get_absolute_url(),
            at=now,
            nomination=nomination,
        )
    write_to_nominators("nomination_submitted", nomination, now)
    return nomination


def _keep_untouched(nomination, before, after, now):
    """沿用: findings that were in order and whose sections say what they said."""
    if before is None:
        return
    changed = sections_changed(before.content, after.content, dossier.sections_of(nomination))
    kept = [condition for condition in screening.NOTED if is_untouched(condition, changed)]
    screening.lines_by(nomination).filter(condition__in=kept).exclude(finding=Finding.FAILED).update(kept_at=now)


def lapse_corrections(*, now=None):
    """补正逾期: every dossier whose last day is over is declined, each by itself; answers how many."""
    now = now or clock.now()
    due = screening.past_correction(today(now)).values_list("pk", flat=True)
    return sum(_lapse(pk, now) for pk in list(due))


@transaction.atomic
def _lapse(pk, now):
    overdue = screening.past_correction(today(now)).filter(pk=pk).select_for_update(of=("self",))
    nomination = overdue.select_related("season", "rulebook").first()
    if nomination is None:  # resubmitted or handled since the list was read
        return 0
    reason = f"{LAPSED}补正期限为{day_words(nomination.correction_due)}。退回时的要求：\n{nomination.closing_reason}"
    _declined(nomination, by=None, reason=reason, now=now, act="nomination.correction_lapsed")
    return 1


def _declined(nomination, *, by, reason, now, act="nomination.declined"):
    before = nomination.state
    nomination.decline(at=now, reason=reason)
    nomination.save(update_fields=["state", "state_since", "closing_reason", "correction_due"])
    record(act, by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)
    write_to_nominators("nomination_declined", nomination, now)
    return nomination


def write_to_nominators(kind, nomination, now, **words):
    """One letter to the drafter and to the candidate's own account."""
    owe_rendered(
        kind,
        to=screening.nominators_of(nomination),
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        **words,
    )
