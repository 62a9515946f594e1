"""Acts that need more than one room: a link to set a password, a second factor reset, and the demonstration's change of person."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts import actions as accounts
from accounts.actions import issue_password_link, password_path
from accounts.models import User
from accounts.queries import sign_in_name
from common import clock
from common.refusals import Refusal, insist
from ledger.actions import THE_PUBLIC, record
from letters.actions import owe_rendered
from letters.models import Letter

LINK_KIND = "password_link"
BETWEEN_LINKS = timedelta(minutes=10)


@transaction.atomic
def send_password_link(person, *, by, now=None) -> str:
    """发出设置密码链接, by an administrator; the path is handed back for people without an address."""
    path = issue_password_link(person, by=by, now=now)
    if person.email:
        _owe_link(person, path, now)
    return path


@transaction.atomic
def ask_for_password_link(username: str, *, now=None) -> bool:
    """忘记密码: owe a link to whoever has this user name, verified address or number; at most one in ten minutes.

    The page says the same whether or not there is such an account.
    """
    now = now or clock.now()
    name = sign_in_name(username)
    by_address = Q(email__iexact=name, email_verified_at__isnull=False)
    person = (
        User.objects.select_for_update()
        .filter(Q(username__iexact=name) | by_address, is_active=True)
        .exclude(email="")
        .order_by("pk")
        .first()
    )
    if person is None or _asked_lately(person, now):
        return False
    record("person.password_link_asked", by=THE_PUBLIC, on=person, at=now)
    _owe_link(person, password_path(person), now)
    return True


@transaction.atomic
def reset_second_factor(person, *, reason, by, now=None) -> User:
    """重置动态验证码: the person is told at once by whom and why, in case it was not he who asked."""
    now = now or clock.now()
    person = accounts.reset_second_factor(person, reason=reason, by=by, now=now)
    owe_rendered("second_factor_reset", to=person, about=reverse("accounts:me"), at=now, by=by, reason=reason.strip())
    return person


def _owe_link(person, path, now):
    owe_rendered(LINK_KIND, to=person, at=now, path=f"{settings.PUBLIC_ADDRESS}{path}", days=3)


def _asked_lately(person, now):
    return Letter.objects.filter(recipient=person, kind=LINK_KIND, created_at__gt=now - BETWEEN_LINKS).exists()


@transaction.atomic
def become(person, *, by, now=None) -> User:
    """换一个身份, in a demonstration only: noted under the name of whoever sat there before."""
    insist(refuse_becoming(person))
    record("person.became", by=by if by.is_authenticated else None, on=person, at=now)
    return person


def refuse_becoming(person) -> Refusal | None:
    """Only in a demonstration, only an active person."""
    if not settings.DEMONSTRATION:
        return Refusal("not_a_demonstration", "只有演示环境可以换身份。", "请用本人账户登录。")
    if not person.is_active:
        return Refusal("suspended", f"{person.full_name}的账户已停用。", "请另选一位。", status=409)
    return None
