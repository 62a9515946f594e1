"""Ask for a code, send it, take it.

Whoever registers an address that has an account gets the same answer as everybody else; the letter to that address says
that there is an account already, and no code fits (个人信息保护法 第五十一条).
"""

from celery import current_app
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils.module_loading import import_string

from accounts.actions import register_self_nominee, take_contact
from common import clock
from common.refusals import insist
from entrance import queries, rules
from entrance.codes import code_of
from entrance.models import Verification
from entrance.states import GOOD_FOR, KEPT_FOR, Purpose
from ledger.actions import record
from ledger.origin import current
from letters.actions import rendered
from letters.states import Way
from privacy.hashing import keyed_hash

_HASHED_AS = {Way.EMAIL: "email", Way.SMS: "phone"}


def register(*, full_name, way, address, password, now=None) -> Verification:
    """个人自荐注册 (沪工总经〔2015〕260号 三(三)): what becomes an account once its code comes back."""
    return _ask(
        Purpose.REGISTER, way, address, full_name=full_name, password=make_password(password), now=now or clock.now()
    )


def change_contact(way, address, *, by, now=None) -> Verification:
    """更换联系方式: the former one stays until the code of the new one comes back."""
    return _ask(Purpose.CONTACT, way, address, user=by, now=now or clock.now())


def ask_for_password(phone, *, now=None) -> Verification:
    """忘记密码 by a confirmed number: the same answer whether or not it belongs to an account."""
    return _ask(Purpose.PASSWORD, Way.SMS, phone, now=now or clock.now())


@transaction.atomic
def send_again(verification, *, now=None) -> Verification:
    """重新发送: a new code; the former one fits no more."""
    now = now or clock.now()
    former = queries.locked(verification.pk)
    insist(rules.refuse_again(former))
    again = _ask(
        former.purpose,
        former.way,
        former.address,
        user=former.user,
        full_name=former.full_name,
        password=former.password,
        now=now,
    )
    former.is_replaced, former.password = True, ""
    former.save(update_fields=["is_replaced", "password"])
    return again


@transaction.atomic
def _ask(purpose, way, address, *, now, user=None, full_name="", password=""):
    address_hash, place = keyed_hash(_HASHED_AS[way], address), current().address
    insist(rules.refuse_asking_code(way, address_hash, place, now=now))
    verification = Verification.objects.create(
        purpose=purpose,
        way=way,
        address=address,
        address_hash=address_hash,
        user=user,
        full_name=full_name,
        password=password,
        place=place,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    record("verification.asked", by=user, on=verification, at=now, purpose=purpose)
    _nudge_after_commit()
    return verification


def confirm(verification, *, code, user=None, now=None):
    """核对验证码: the right one is taken once; a wrong one is refused, and counted all the same."""
    person, refusal = try_code(verification, code=code, user=user, now=now)
    insist(refusal)
    return person


@transaction.atomic
def try_code(verification, *, code, user=None, now=None):
    """(person, None) for the right code, (None, refusal) otherwise; what was counted stays counted."""
    now = now or clock.now()
    verification = queries.locked(verification.pk)
    refusal = rules.refuse_code(verification, code, user=user, now=now)
    if refusal is None:
        return _completed(verification, now), None
    if refusal.ground == "wrong_code":
        verification.attempts += 1
        verification.save(update_fields=["attempts"])
    return None, refusal


def _completed(verification, now):
    contact = {"email" if verification.way == Way.EMAIL else "phone": verification.address}
    if verification.purpose == Purpose.REGISTER:
        person = register_self_nominee(
            full_name=verification.full_name, password_hash=verification.password, now=now, **contact
        )
    elif verification.purpose == Purpose.PASSWORD:
        person = queries.owner_of(verification)
    else:
        person = take_contact(verification.user, now=now, **contact)
    verification.confirmed_at, verification.password = now, ""
    verification.save(update_fields=["confirmed_at", "password"])
    record("verification.confirmed", by=person, on=verification, at=now, purpose=verification.purpose)
    return person


def deliver_codes(*, now=None, most=200) -> int:
    """Send the codes that wait, each in a transaction of its own; a post office that is down is asked again later."""
    now, delivered = now or clock.now(), 0
    for _ in range(most):
        with transaction.atomic():
            verification = queries.to_send(now)
            if verification is None:
                break
            verification.sendings += 1
            try:
                _send(verification)
            except Exception:  # the address must not come into a log; the count of sendings tells that it failed
                verification.save(update_fields=["sendings"])
                break
            verification.sent_at = now
            verification.save(update_fields=["sendings", "sent_at"])
            delivered += 1
    return delivered


def told_to(verification):
    """(subject, text) of what is sent: the code, or to an address that has an account, only that it has one."""
    kind = "verification_code"
    if not queries.is_free(verification):
        kind = "verification_unknown" if verification.purpose == Purpose.PASSWORD else "verification_known"
    minutes = round(GOOD_FOR.total_seconds() / 60)
    return rendered(kind, verification=verification, code=code_of(verification), minutes=minutes)


def _send(verification):
    subject, text = told_to(verification)
    key = f"verification-{verification.pk}"
    if verification.way == Way.EMAIL:
        EmailMessage(subject=subject, body=text, to=[verification.address], headers={"X-Reference": key}).send()
        return
    adapter = import_string(settings.SMS_BACKEND)()
    try:
        adapter.send(number=verification.address, text=f"【上海工匠选树】{subject}", key=key)
    finally:
        adapter.close()


def forget(*, now=None) -> int:
    """过期的验证不再保留."""
    return queries.past((now or clock.now()) - KEPT_FOR).delete()[0]


def _nudge_after_commit():
    if _nudge not in [entry[1] for entry in connection.run_on_commit]:
        transaction.on_commit(_nudge, robust=True)


def _nudge():
    # by name: tasks stand above actions and must not be imported here
    current_app.send_task("entrance.deliver_codes", retry=False)
