"""Accounts: opened, corrected, suspended, never deleted."""

import secrets

from axes.utils import reset
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import queries, rules
from accounts.models import Membership, User
from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import Refusal, Refused, insist
from ledger.actions import record
from privacy.hashing import keyed_hash
from standards.person_names import checked_person_name


@transaction.atomic
def register_self_nominee(*, full_name, password_hash, email="", phone="", now=None) -> User:
    """个人自荐人注册 (沪工总经〔2015〕260号 三(三)): an account of his own with no other role, on a verified address or number.

    An address is the login name as well; whoever comes by a number gets a name that says nothing and signs in by the number.
    """
    now = now or clock.now()
    username = email or f"zj{secrets.token_hex(6)}"
    user = _open(username=username, password=None, full_name=full_name, email=email, joined_at=now)
    user.password = password_hash
    _verified(user, now, email=email, phone=phone)
    user.save(update_fields=["password", *CONTACT])
    Membership.objects.create(user=user, role=Role.SELF_NOMINEE, since=today(now))
    record("person.registered", by=user, on=user, at=now)
    return user


@transaction.atomic
def open_account(*, full_name, username, email="", by, now=None) -> User:
    """开户: without a password; the person sets one by a link (see password_path)."""
    now = now or clock.now()
    insist(rules.refuse_keeping_accounts(by))
    user = _open(username=username, password=None, full_name=full_name, email=email, joined_at=now)
    record("person.account_opened", by=by, on=user, at=now)
    return user


def _open(*, username, password, full_name, email, joined_at):
    username = User.normalize_username(username.strip())
    try:
        with transaction.atomic():
            return User.objects.create_user(
                username, password, full_name=checked_person_name(full_name), email=email, joined_at=joined_at
            )
    except IntegrityError as error:
        raise Refused(
            Refusal("username_taken", f"登录名“{username}”已被使用。", "请另取一个登录名。", status=409)
        ) from error


@transaction.atomic
def issue_password_link(person, *, by, now=None) -> str:
    """重设密码: the path on which a person sets a password, good for three days and for one use."""
    insist(rules.refuse_keeping_accounts(by))
    record("person.password_link_issued", by=by, on=person, at=now)
    return password_path(person)


def password_path(person) -> str:
    """The path on which a person sets a password."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("accounts:set_password", args=[key, default_token_generator.make_token(person)])


@transaction.atomic
def suspend(person, *, reason, by, now=None) -> User:
    """停用账户: takes effect at the person's next request."""
    person = queries.locked(person.pk)
    insist(rules.refuse_suspension(by, person))
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person.suspended", by=by, on=person, at=now, reason=reason)
    return person


@transaction.atomic
def resume(person, *, reason, by, now=None) -> User:
    """恢复账户."""
    person = queries.locked(person.pk)
    insist(rules.refuse_resumption(by, person))
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("person.resumed", by=by, on=person, at=now, reason=reason)
    return person


@transaction.atomic
def change_person(person, *, full_name, email, by, now=None) -> User:
    """更正登记: an administrator corrects a name or an address; the ledger keeps what changed, not the address."""
    insist(rules.refuse_keeping_accounts(by))
    person = queries.locked(person.pk)
    changed = [name for name, value in (("姓名", full_name), ("电子邮箱", email)) if _differs(person, name, value)]
    if email != person.email:
        person.email_verified_at = None
    person.full_name, person.email = checked_person_name(full_name), email
    person.save(update_fields=["full_name", "email", "email_verified_at"])
    record("person.changed", by=by, on=person, at=now, changed=changed)
    return person


def _differs(person, name, value):
    return value != {"姓名": person.full_name, "电子邮箱": person.email}[name]


CONTACT = ("email", "email_verified_at", "phone", "phone_verified_at", "phone_hash")


@transaction.atomic
def take_contact(person, *, email="", phone="", now=None) -> User:
    """更新联系方式: one's own, after it was verified; the ledger notes the act, not the number."""
    now = now or clock.now()
    person = queries.locked(person.pk)
    _verified(person, now, email=email, phone=phone)
    person.save(update_fields=CONTACT)
    record("person.contact_changed", by=person, on=person, at=now, changed=["电子邮箱" if email else "手机号"])
    return person


def _verified(person, now, *, email, phone):
    if email:
        person.email, person.email_verified_at = email, now
    if phone:
        person.phone, person.phone_verified_at, person.phone_hash = phone, now, keyed_hash("phone", phone)


@transaction.atomic
def change_password(*, by, password, now=None) -> User:
    """修改密码, by its owner."""
    person = queries.locked(by.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    record("person.password_changed", by=person, on=person, at=now)
    return person


@transaction.atomic
def set_password_by_link(person, *, password, now=None) -> User:
    """凭链接设置密码: whoever was locked out after wrong passwords may sign in at once."""
    person = change_password(by=person, password=password, now=now)
    reset(username=person.username.lower())
    return person


@transaction.atomic
def note_sign_in(*, by, now=None):
    """登录: noted, for whoever later asks from where somebody came in."""
    record("person.signed_in", by=by, on=by, at=now)


@transaction.atomic
def unlock(person, *, by, now=None) -> User:
    """解除登录锁定 after too many wrong passwords."""
    insist(rules.refuse_keeping_accounts(by))
    reset(username=person.username.lower())  # as the sign-in form writes it
    record("person.unlocked", by=by, on=person, at=now)
    return person
