"""绑定动态验证码, prove oneself with it, lose it.

A wrong code is counted and stays counted: whoever tries takes back a refusal, not an exception (see entrance.try_code).
The codes' moment is the machine's own, also where a demonstration's clock was put forward: a phone knows nothing of that.
"""

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from accounts import queries, rules
from accounts.models import Proof, RecoveryCode, SecondFactor
from accounts.models.second_factor import new_key
from accounts.queries import second_factors
from accounts.states import ProofWay
from common import clock
from common.refusals import Refusal, insist
from ledger.actions import record
from ledger.origin import current
from privacy.hashing import keyed_hash

RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
SIX_DIGITS = re.compile(r"\d{6}\Z", re.ASCII)
THROTTLE = ("throttling_failure_count", "throttling_failure_timestamp")
WRONG = Refusal("wrong_code", "动态验证码不对，或者已经用过。", "请等手机上换出下一个验证码再输入。", status=409)
WRONG_FIRST = Refusal(
    "wrong_code", "验证码不对。", "请核对手机时间是否准确，再输入手机上现在显示的6位数字。", status=409
)


@transaction.atomic
def begin_enrolment(*, by, is_borrowed=False, now=None) -> SecondFactor:
    """开始绑定: a new secret waits for its first code; one that is in force stays so until then."""
    now = now or clock.now()
    queries.locked(by.pk)
    insist(rules.refuse_enrolling(by, is_borrowed=is_borrowed, now=now))
    bound, _ = SecondFactor.objects.get_or_create(user=by)
    bound.pending_key = new_key()
    bound.save(update_fields=["pending_key"])
    return bound


@transaction.atomic
def enrol(*, by, code, sign_in, is_borrowed=False, now=None, at=None) -> tuple[list[str], Refusal | None]:
    """绑定: the first code proves that the secret has arrived; the answer is the recovery codes, told this once."""
    now = now or clock.now()
    bound = second_factors.locked_of(by)
    insist(rules.refuse_first_code(by, bound, is_borrowed=is_borrowed, now=now))
    typed = _digits(code)
    if bound is None or not typed or not bound.take_pending(typed, at=at or clock.of_the_machine()):
        return [], WRONG_FIRST
    is_another = bound.enrolled_at is not None
    bound.enrolled_at = now
    bound.throttle_reset(commit=False)
    bound.save()
    codes = _new_recovery_codes(bound)
    _prove(by, ProofWay.CODE, sign_in, now)
    record("second_factor.enrolled", by=by, on=by, at=now, before="原设备" if is_another else "", after="已绑定")
    return codes, None


@transaction.atomic
def prove(*, by, code, sign_in, is_borrowed=False, now=None, at=None) -> Refusal | None:
    """输入动态验证码: good for this sign-in and some minutes; a recovery code does it once."""
    now = now or clock.now()
    bound = second_factors.locked_of(by)
    refusal = rules.refuse_code(bound, is_borrowed=is_borrowed)
    if bound is None or refusal is not None:
        return refusal
    way = _way_of(bound, code, now=now, at=at or clock.of_the_machine())
    if way is None:
        bound.throttle_increment(commit=False)
        bound.save(update_fields=THROTTLE)
        record("second_factor.refused", by=by, on=by, at=now, times=bound.throttling_failure_count)
        return WRONG
    bound.throttle_reset(commit=False)
    bound.save(update_fields=["last_t", "drift", *THROTTLE])
    _prove(by, way, sign_in, now)
    record("second_factor.proved", by=by, on=by, at=now, way=way)
    return None


def _way_of(bound, code, *, now, at):
    digits = _digits(code)
    if digits:
        return ProofWay.CODE if bound.verify_token(digits, at=at) else None
    recovery = second_factors.recovery_code(bound, code)
    if recovery is None:
        return None
    recovery.used_at = now
    recovery.save(update_fields=["used_at"])
    return ProofWay.RECOVERY


def _digits(code):
    typed = "".join(code.split())
    return typed if SIX_DIGITS.match(typed) else ""


def _prove(by, way, sign_in, now):
    until = now + timedelta(minutes=settings.SECOND_FACTOR_MINUTES)
    return Proof.objects.create(user=by, sign_in=sign_in, way=way, proved_at=now, until=until)


@transaction.atomic
def renew_recovery_codes(*, by, now=None) -> list[str]:
    """更换恢复码: the former ones, used or not, fit no more."""
    now = now or clock.now()
    bound = second_factors.locked_of(by)
    insist(rules.refuse_renewing_codes(by, bound, now=now))
    codes = _new_recovery_codes(bound)
    record("second_factor.codes_renewed", by=by, on=by, at=now)
    return codes


def _new_recovery_codes(bound):
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    bound.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(second_factor=bound, code_hash=keyed_hash("recovery", code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def end_proofs(*, by, now=None) -> int:
    """退出登录 ends what was proved in this sign-in."""
    return second_factors.running(by, current().sign_in).update(ended_at=now or clock.now())


@transaction.atomic
def reset_second_factor(person, *, reason, by, now=None):
    """重置: what the person had bound is gone, with its recovery codes and whatever was proved by it.

    The letter that tells the person is owed by the room above (desks.actions.reset_second_factor).
    """
    now = now or clock.now()
    person = queries.locked(person.pk)
    insist(rules.refuse_reset(by, person, reason=reason, now=now))
    SecondFactor.objects.filter(user=person).delete()
    Proof.objects.filter(user=person, ended_at__isnull=True, until__gt=now).update(ended_at=now)
    record("second_factor.reset", by=by, on=person, at=now, before="已绑定", after="未绑定", reason=reason.strip())
    return person
