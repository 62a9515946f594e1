"""Verbs of this room: register, correct, verify, note a revocation, strike (沪工总经〔2015〕260号 五(一))."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ladder import queries, rules
from ladder.models import HonourRecord
from ladder.states import RecordState
from ledger.actions import entry_for, record, record_all
from privacy.hashing import keyed_hash


@transaction.atomic
def register(*, by, identity_number, body=None, now=None, **words):
    """登记一项荣誉; the identity number joins the rungs of one person and is not kept."""
    now = now or clock.now()
    insist(rules.refuse_registering(by, rung=words["rung"], body=body))
    written = HonourRecord(
        identity_hash=keyed_hash("identity", identity_number), body=body, registered_by=by, registered_at=now, **words
    )
    insist(rules.refuse_same(written))
    written.full_clean()
    written.save(force_insert=True)
    record("ladder.registered", by=by, on=written, at=now, after=written.state, rung=written.get_rung_display())
    return written


@transaction.atomic
def register_all(rows, *, by, body=None, now=None):
    """登记一份名单: every row or none."""
    return [register(by=by, body=body, now=now, **row) for row in rows]


@transaction.atomic
def correct(one, *, reason, by, identity_number="", now=None, **words):
    """更正 before the second person has verified; the person stays the same unless the number is given anew."""
    now = now or clock.now()
    one = queries.locked(one.pk)
    insist(
        rules.refuse_correcting(by, one, reason=reason)
        or rules.refuse_registering(by, rung=words["rung"], body=one.body)
    )
    changed, called = {}, {field.name: str(field.verbose_name) for field in HonourRecord._meta.fields}
    for column, word in words.items():
        before = _worded(one, column)
        setattr(one, column, word)
        if (after := _worded(one, column)) != before:
            changed[called[column]] = f"{before or '未填'}→{after or '未填'}"
    if identity_number and (hashed := keyed_hash("identity", identity_number)) != one.identity_hash:
        one.identity_hash, changed["证件号码"] = hashed, "已更正"
    insist(rules.refuse_changing_nothing(changed) or rules.refuse_same(one))
    one.full_clean()
    one.save(update_fields=[*words, "identity_hash"])
    record("ladder.corrected", by=by, on=one, at=now, reason=reason.strip(), changed=changed)
    return one


def _worded(one, column):
    """A column as people read it."""
    choice = getattr(one, f"get_{column}_display", None)
    return choice() if choice else getattr(one, column)


@transaction.atomic
def verify_all(records, *, by, read=None, now=None):
    """核实, one or many together: all of them or none; ``read`` is the digest of the words that were compared."""
    now = now or clock.now()
    found = queries.locked_many([one.pk for one in records])
    insist(rules.refuse_choosing_nothing(found) or rules.refuse_unread_words(found, read))
    for one in found:
        insist(rules.refuse_verifying(by, one))
        one.state, one.verified_by, one.verified_at = RecordState.VERIFIED, by, now
        one.save(update_fields=["state", "verified_by", "verified_at"])
    record_all(
        entry_for("ladder.verified", by=by, on=one, at=now, before=RecordState.REGISTERED, after=one.state)
        for one in found
    )
    return found


@transaction.atomic
def revoke(one, *, reason, by, now=None):
    """登记撤销: the issuing body took it back; the record stays, and says so."""
    return _end(one, rules.refuse_revoking, RecordState.REVOKED, "ladder.revoked", reason=reason, by=by, now=now)


@transaction.atomic
def strike(one, *, reason, by, now=None):
    """作废: registered by mistake."""
    return _end(one, rules.refuse_striking, RecordState.STRUCK, "ladder.struck", reason=reason, by=by, now=now)


def _end(one, refuse, state, act, *, reason, by, now):
    now = now or clock.now()
    one = queries.locked(one.pk)
    insist(refuse(by, one, reason=reason))
    before, one.state, one.ended_at, one.ended_because = one.state, state, now, reason.strip()
    one.save(update_fields=["state", "ended_at", "ended_because"])
    record(act, by=by, on=one, at=now, before=before, after=state, reason=one.ended_because)
    return one
