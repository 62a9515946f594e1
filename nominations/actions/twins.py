"""查重: ask the office, answer, merge two of one person, free the person of a declined one."""

from django.db import transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from nominations import queries
from nominations.dossier import ACHIEVEMENT_COLUMNS
from nominations.models import Evidence, Merger, TwinInquiry
from nominations.queries import twins
from nominations.rules import twins as rules

PAPERS, STATEMENTS, ACHIEVEMENTS = "papers", "statements", "achievements"


@transaction.atomic
def ask_about_twin(*, by, rulebook, identity_hash, name, unit_name="", own=None, now=None):
    """请求核查重复: the office is told; the person who asks learns nothing more than before."""
    now = now or clock.now()
    queries.locked_season(rulebook.season_id)
    insist(rules.refuse_asking(by, rulebook, identity_hash, own=own))
    bodies = by.bodies(Role.UNION_CLERK, Role.ASSOCIATION_CLERK)
    inquiry = TwinInquiry.objects.create(
        season_id=rulebook.season_id,
        identity_hash=identity_hash,
        name=name[:60],
        unit_name=unit_name[:120],
        own=own,
        asked_by=by,
        body=bodies[0] if bodies else None,
        asked_at=now,
    )
    record("twin.asked", by=by, on=inquiry, at=now)
    owe_rendered(
        "twin_asked",
        to=people_with(Role.REVIEW_OFFICE),
        about=inquiry.get_absolute_url(),
        at=now,
        inquiry=inquiry,
    )
    return inquiry


@transaction.atomic
def answer_twin(inquiry, *, by, answer, now=None):
    """答复 the one who asked."""
    now = now or clock.now()
    inquiry = twins.locked(inquiry.pk)
    insist(rules.refuse_answering(by, inquiry, answer=answer))
    inquiry.answered_by, inquiry.answered_at, inquiry.answer = by, now, answer.strip()
    inquiry.clean_fields(exclude=["own", "body"])
    inquiry.save(update_fields=["answered_by", "answered_at", "answer"])
    record("twin.answered", by=by, on=inquiry, at=now, reason=inquiry.answer)
    owe_rendered("twin_answered", to=inquiry.asked_by, at=now, inquiry=inquiry)
    return inquiry


@transaction.atomic
def merge(kept, merged, *, by, reason, take=(PAPERS, STATEMENTS, ACHIEVEMENTS), now=None):
    """并件: one goes on; the other ends as withdrawn and points to it; nothing of the first is overwritten."""
    now = now or clock.now()
    first, second = sorted((kept.pk, merged.pk))
    both = {pk: queries.locked(pk) for pk in (first, second)}
    kept, merged = both[kept.pk], both[merged.pk]
    insist(rules.refuse_merging(by, kept, merged, reason=reason))
    before, reason = merged.state, reason.strip()
    merger = Merger.objects.create(
        kept=kept,
        merged=merged,
        statements={one.indicator: one.text for one in merged.statements.all()} if STATEMENTS in take else {},
        achievements=list(merged.achievements.values(*ACHIEVEMENT_COLUMNS)) if ACHIEVEMENTS in take else [],
        by=by,
        at=now,
        reason=reason,
    )
    if PAPERS in take:
        merger.papers.set(Evidence.objects.filter(pk__in=queries.papers_of(merged).values("pk")))
    merged.endorsements.filter(is_endorsed=True, is_void=False).update(is_void=True)
    merged.withdraw(at=now, reason=f"并入{kept.number}：{reason}")
    merged.at_body = merged.correction_due = None
    merged.save(update_fields=["state", "state_since", "closing_reason", "at_body", "correction_due"])
    record(
        "nomination.merged",
        by=by,
        on=merged,
        at=now,
        before=before,
        after=merged.state,
        reason=reason,
        nomination=kept.number,
    )
    record("nomination.took_over", by=by, on=kept, at=now, reason=reason, nomination=merged.number)
    for one in (kept, merged):
        owe_rendered(
            "nomination_merged",
            to=[person for person in (one.drafted_by, one.candidate) if person is not None],
            about=one.get_absolute_url(),
            at=now,
            nomination=one,
            kept=kept,
            is_kept=one is kept,
            reason=reason,
        )
    return merger


@transaction.atomic
def free_person(nomination, *, by, reason, now=None):
    """准予另行申报: the person of a declined nomination may be nominated once more by another channel."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_freeing(by, nomination, reason=reason))
    nomination.freed_at = now
    nomination.save(update_fields=["freed_at"])
    record("nomination.freed", by=by, on=nomination, at=now, reason=reason.strip())
    owe_rendered(
        "nomination_freed",
        to=[person for person in (nomination.drafted_by, nomination.candidate) if person is not None],
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        reason=reason.strip(),
    )
    return nomination
