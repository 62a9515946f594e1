"""请求回避的专家: named and taken off while the dossier is with the drafting side (国家自然科学基金条例 第二十条)."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from nominations import queries
from nominations.models import UnsuitableExpert
from nominations.rules.unsuitable import refuse_dropping_expert, refuse_naming_expert
from standards.person_names import checked_person_name


@transaction.atomic
def name_unsuitable(nomination, *, by, name, reason, unit_name="", now=None):
    """请求一位专家回避, with the reason; the ledger keeps that it was asked, never whom."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(refuse_naming_expert(by, nomination, named=nomination.unsuitable_experts.count()))
    named = UnsuitableExpert(
        nomination=nomination, name=checked_person_name(name), unit_name=unit_name.strip(), reason=reason.strip()
    )
    named.full_clean(exclude=["nomination"])
    named.save()
    record("nomination.expert_named", by=by, on=nomination, at=now)
    return named


@transaction.atomic
def drop_unsuitable(named, *, by, now=None):
    """撤下一位."""
    now = now or clock.now()
    nomination = queries.locked(named.nomination_id)
    insist(refuse_dropping_expert(by, nomination))
    named.delete()
    record("nomination.expert_dropped", by=by, on=nomination, at=now)
    return nomination
