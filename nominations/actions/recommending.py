"""推荐、逐级审核、退回、报送 (沪工总经〔2015〕260号 三(三))."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from nominations import dossier, queries, rules
from nominations.actions.keeping import inspected_stamp, keep_file
from nominations.actions.revising import keep_revision
from nominations.chain import endorsing_bodies, next_body
from nominations.models import Endorsement
from nominations.queries import ranking
from nominations.states import Occasion, PaperPurpose

MOST_RANK = 9999


@transaction.atomic
def recommend(nomination, *, by, now=None):
    """推荐: the complete dossier goes to the first endorsing body."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_recommendation(by, nomination, now=now))
    before = nomination.state
    nomination.recommend(at=now)
    nomination.at_body = endorsing_bodies(nomination)[0]
    nomination.save(update_fields=["state", "state_since", "closing_reason", "at_body"])
    record("nomination.recommended", by=by, on=nomination, at=now, before=before, after=nomination.state)
    _ask_endorsers(nomination, now)
    return nomination


@transaction.atomic
def endorse(nomination, *, by, opinion, rank=None, stamp=None, now=None):
    """审核同意: one level's opinion, rank and stamp; the last level takes one of the filing body's places."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    if nomination.filing_body_id:
        queries.place_of(nomination, lock=True)
    insist(rules.refuse_endorsement(by, nomination, now=now) or rules.refuse_without_words(opinion, "审核意见"))
    body, above, before = nomination.at_body, next_body(nomination), nomination.state
    if rank is not None:
        check_rank(rank)
        ranking.held(body)
        insist(rules.refuse_rank(nomination, body, rank))
    paper = None
    if stamp is not None:
        kind, digest = inspected_stamp(stamp)
        title = f"{body.name}盖章扫描件"
        paper = keep_file(
            nomination,
            by=by,
            upload=stamp,
            kind=kind,
            digest=digest,
            title=title[:120],
            purpose=PaperPurpose.STAMP,
            now=now,
        )
    Endorsement.objects.create(
        nomination=nomination,
        season_id=nomination.season_id,
        organisation=body,
        by=by,
        at=now,
        is_endorsed=True,
        opinion=opinion.strip(),
        rank=rank,
        stamp=paper,
    )
    if above is None:
        nomination.endorse(at=now)
    else:
        nomination.pass_up(at=now)
    nomination.at_body = above
    nomination.save(update_fields=["state", "state_since", "at_body"])
    record(
        "nomination.endorsed" if above is None else "nomination.passed_up",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        reason=opinion.strip(),
        level=body.name,
        rank=rank,
    )
    if above is None:
        clerks = [*_clerks_of(nomination.filing_body)]
        owe_rendered(
            "nomination_endorsed", to=clerks, about=nomination.get_absolute_url(), at=now, nomination=nomination
        )
    else:
        _ask_endorsers(nomination, now)
    return nomination


def check_rank(rank):
    """排序 begins with 1; the column holds what a form lets in."""
    if not 1 <= rank <= MOST_RANK:
        raise ValidationError({"rank": f"排序为1至{MOST_RANK}的整数，请改正。"})


@transaction.atomic
def take_back(nomination, *, by, reason, now=None):
    """撤回审核意见: before the next level has endorsed and before filing; the rank and a held place are free again."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    opinion = ranking.last_opinion(nomination)
    insist(rules.refuse_taking_back(by, nomination, opinion, reason=reason))
    before, reason, asked = nomination.state, reason.strip(), _asked_next(nomination)
    opinion.is_void = True
    opinion.save(update_fields=["is_void"])
    nomination.take_back(at=now)
    nomination.at_body = opinion.organisation
    nomination.save(update_fields=["state", "state_since", "at_body"])
    record(
        "nomination.endorsement_taken_back",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        reason=reason,
        level=opinion.organisation.name,
    )
    owe_rendered(
        "nomination_endorsement_taken_back",
        to=[nomination.drafted_by, *asked],
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        body=opinion.organisation,
        reason=reason,
    )
    return nomination


@transaction.atomic
def reorder(body, season, *, by, ranks, now=None):
    """调整本单位排序: ranks by key of the opinion, None for no rank; filed ones keep theirs."""
    now = now or clock.now()
    ranking.held(body)
    opinions = {one.pk: one for one in ranking.standing(body, season).select_for_update(of=("self",))}
    changed = {pk: rank for pk, rank in ranks.items() if pk in opinions and opinions[pk].rank != rank}
    insist(rules.refuse_reordering(by, body, opinions, changed))
    for rank in filter(None, changed.values()):
        check_rank(rank)
    ranking.standing(body, season).filter(pk__in=changed).update(rank=None)  # so that two may change places
    for pk, rank in changed.items():
        opinion = opinions[pk]
        former, opinion.rank = opinion.rank, rank
        opinion.save(update_fields=["rank"])
        record(
            "nomination.ranked",
            by=by,
            on=opinion.nomination,
            at=now,
            before=str(former or ""),
            after=str(rank or ""),
            level=body.name,
        )
    return len(changed)


def _asked_next(nomination):
    """Whoever was asked by the opinion that is taken back: the next level, or the clerks who would file."""
    if nomination.at_body is None:
        return _clerks_of(nomination.filing_body)
    return people_with(_endorsing_role(nomination.at_body), nomination.at_body)


def _endorsing_role(body):
    return Role.ASSOCIATION_ENDORSER if body.is_social_body else Role.UNION_ENDORSER


@transaction.atomic
def hand_back(nomination, *, by, reason, sections=(), now=None):
    """退回: with a reason and the sections meant; the opinions given so far are void, and a held place is free again."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_hand_back(by, nomination, reason=reason, sections=sections))
    before, reason, body = nomination.state, reason.strip(), nomination.at_body or nomination.filing_body
    nomination.endorsements.filter(is_endorsed=True, is_void=False).update(is_void=True)
    Endorsement.objects.create(
        nomination=nomination,
        season_id=nomination.season_id,
        organisation=body,
        by=by,
        at=now,
        is_endorsed=False,
        opinion=reason,
    )
    nomination.hand_back(at=now, reason=reason)
    nomination.at_body = None
    nomination.returned_sections = sorted(set(sections))
    titles = dossier.titles_of(nomination, nomination.returned_sections)
    nomination.save(update_fields=["state", "state_since", "closing_reason", "at_body", "returned_sections"])
    record(
        "nomination.handed_back",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        reason=reason,
        level=body.name,
        returned_sections=titles,
    )
    owe_rendered(
        "nomination_returned",
        to=nomination.drafted_by,
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        body=body,
        reason=reason,
        sections=titles,
    )
    return nomination


@transaction.atomic
def submit(nomination, *, by, now=None):
    """报送 before the closing moment (沪工总经〔2015〕260号 三(三)、五(二))."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_submission(by, nomination, now=now))
    before = nomination.state
    if nomination.needs_endorsement:
        nomination.submit(at=now)
    else:
        nomination.submit_directly(at=now)
    nomination.save(update_fields=["state", "state_since", "submitted_at", "closing_reason"])
    revision = keep_revision(nomination, Occasion.FILED, by=by, now=now)
    record(
        "nomination.submitted",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        revision=revision.number,
        sha256=revision.digest,
    )
    owe_rendered(
        "nomination_submitted",
        to=nomination.drafted_by,
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
    )
    return nomination


def _ask_endorsers(nomination, now):
    owe_rendered(
        "nomination_awaits_endorsement",
        to=people_with(_endorsing_role(nomination.at_body), nomination.at_body),
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
    )


def _clerks_of(body):
    return people_with(Role.ASSOCIATION_CLERK if body.is_social_body else Role.UNION_CLERK, body)
