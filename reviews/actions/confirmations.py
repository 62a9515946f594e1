"""先申明、后评审: the list of names and units is read and confirmed before any file (国家自然科学基金条例 第二十条)."""

from django.db import transaction
from django.urls import reverse

from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import letter_for, owe_all, rendered
from reviews.actions.recusals import declare_recusal, recuse
from reviews.models import Confirmation, NamingDecision
from reviews.queries import committee, conflicts, rounds
from reviews.queries import confirmations as queries
from reviews.rules import confirmations as rules
from reviews.states import RecusalGround, RecusalSource

NAMED_BY_APPLICANT = "申报人书面请求其回避，姓名和工作单位相符。"
NAMED_AND_CHECKED = "申报人书面请求其回避，经评审办公室核对为同一人。"


@transaction.atomic
def declare_several(member, chosen, *, by, now=None):
    """一并申明回避: several candidates at once, each with its ground and explanation; all or none."""
    now = now or clock.now()
    return [
        declare_recusal(member, nomination, ground=ground, explanation=explanation, by=by, now=now)
        for nomination, ground, explanation in chosen
    ]


@transaction.atomic
def confirm_list(member, round, *, by, now=None):
    """确认其余无应回避情形: without it the member is neither drawn in this round nor shown a file of it."""
    now = now or clock.now()
    member = committee.locked_member(member.pk)
    round = rounds.locked_round(round.pk)
    names = queries.listed(round).count()
    insist(rules.refuse_confirming_list(by, member, round, names=names, confirmed=queries.has_declared(member, round)))
    confirmed = Confirmation.objects.create(member=member, round=round, names=names, at=now)
    record("list.confirmed", by=by, on=confirmed, at=now, role=Role.EXPERT.label, names=names)
    return confirmed


@transaction.atomic
def remind_of_list(round, *, by, now=None):
    """提醒确认: one letter to each member under pledge who has not confirmed the list as it is now."""
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    waiting = list(queries.undeclared(round).select_related("user"))
    insist(rules.refuse_reminding_of_list(by, round, waiting=len(waiting)))
    ask_to_declare(round, waiting, now=now)
    record("list.reminded", by=by, on=round, at=now, members=len(waiting))
    return waiting


def ask_to_declare(round, members, *, now):
    """One letter each: the list is there to be read."""
    letters = []
    for member in members:
        subject, body = rendered("review_list_to_confirm", member=member, round=round)
        letters.append(
            letter_for(
                "review_list_to_confirm",
                to=member.user,
                subject=subject,
                body=body,
                about=reverse("reviews:candidates"),
                at=now,
            )
        )
    owe_all(letters)


def keep_named_apart(season, *, nominations=None, now):
    """申报人请求回避 whose name and unit fit a member: kept apart at once; the rest waits for the office."""
    known = conflicts.recused_pairs(season)
    made = []
    for naming in queries.namings(season, nominations=nominations):
        for member in naming.certain:
            if (member.pk, naming.named.nomination_id) not in known:
                known.add((member.pk, naming.named.nomination_id))
                made.append(_named(member, naming.named.nomination, NAMED_BY_APPLICANT, by=None, now=now))
    return made


def _named(member, nomination, explanation, *, by, now):
    recusal = recuse(member, nomination, RecusalSource.APPLICANT, RecusalGround.NAMED, explanation, by, now)
    record("recusal.named", by=by, on=recusal, at=now, reason=explanation)
    return recusal


@transaction.atomic
def decide_naming(naming, member, *, is_same, reason, by, now=None):
    """核对申报人请求: the office says whether the named expert is this member, with its reason."""
    now = now or clock.now()
    member = committee.locked_member(member.pk)
    naming = queries.naming_of(member.season, naming.named.pk)
    insist(rules.refuse_deciding_naming(by, naming, member, reason))
    decision = NamingDecision(
        named=naming.named,
        member=member,
        nomination=naming.named.nomination,
        is_same=is_same,
        reason=reason.strip(),
        at=now,
        by=by,
    )
    decision.clean_fields(exclude=["named", "member", "nomination", "by"])
    decision.save()
    record("naming.decided", by=by, on=decision, at=now, reason=decision.reason, is_same=is_same)
    pair = (member.pk, naming.named.nomination_id)
    if is_same and pair not in conflicts.recused_pairs(member.season):
        _named(member, naming.named.nomination, NAMED_AND_CHECKED, by=by, now=now)
    return decision
