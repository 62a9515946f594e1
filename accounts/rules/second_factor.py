"""动态验证码: what stands against binding, proving, resetting; and the question every act that binds asks last."""

from math import ceil

from django.conf import settings

from accounts.queries import second_factors
from accounts.rules.people import refuse_keeping_accounts, refuse_oneself
from common import clock
from common.refusals import Refusal
from ledger.origin import current

ISSUE = "second_factor"


def refuse_unproved(user, *, now) -> Refusal | None:
    """未验证: passes only where this person has entered a code within the last minutes, in the sign-in he acts from.

    To be asked as the last ground: whoever may not do the act at all is not sent for his phone.
    """
    if user is not None and second_factors.proof_of(user, current().sign_in, now=now) is not None:
        return None
    minutes = settings.SECOND_FACTOR_MINUTES
    if user is None or second_factors.of(user) is not None:
        remedy = f"请输入动态验证码，验证后{minutes}分钟内办理有效。"
    else:
        remedy = "您尚未绑定动态验证码，请先绑定，约需两分钟。"
    return Refusal(ISSUE, "办理此事项须先用动态验证码确认是您本人。", remedy, status=403)


def must_enrol(user) -> bool:
    """Whether one of the person's roles has acts that need a code."""
    return user.holds(*settings.SECOND_FACTOR_ROLES)


def refuse_borrowed(is_borrowed: bool) -> Refusal | None:
    """Whoever was let in as somebody else proves nothing about him; a demonstration is only played."""
    if not is_borrowed or settings.DEMONSTRATION:
        return None
    return Refusal("borrowed", "动态验证码只能由本人登录后办理。", "请用本人账户登录。")


def refuse_enrolling(user, *, is_borrowed: bool, now) -> Refusal | None:
    """绑定: one's own; another phone only by whoever has just proved himself with the present one."""
    refusal = refuse_borrowed(is_borrowed)
    if refusal is None and second_factors.of(user) is not None:
        return refuse_unproved(user, now=now)
    return refusal


def refuse_first_code(user, bound, *, is_borrowed: bool, now) -> Refusal | None:
    """The first code of a new secret."""
    if bound is None or not bound.pending_key:
        return Refusal("nothing_to_bind", "没有等待绑定的密钥。", "请重新开始绑定。", status=409)
    return refuse_enrolling(user, is_borrowed=is_borrowed, now=now)


def refuse_code(bound, *, is_borrowed: bool) -> Refusal | None:
    """输入验证码: bound, by himself, and not in the pause after wrong codes."""
    return refuse_borrowed(is_borrowed) or _not_bound(bound) or _paused(bound)


def refuse_renewing_codes(user, bound, *, now) -> Refusal | None:
    """更换恢复码."""
    return _not_bound(bound) or refuse_unproved(user, now=now)


def refuse_reset(user, person, *, reason: str | None = None, now) -> Refusal | None:
    """重置: the phone is lost. By an administrator, with the reason, never one's own; None is the operator's command."""
    return (
        refuse_keeping_accounts(user)
        or refuse_oneself(user, person)
        or _nothing_to_reset(person)
        or _no_reason(reason)
        or (refuse_unproved(user, now=now) if user is not None else None)
    )


def _not_bound(bound):
    if bound is None or not bound.confirmed:
        return Refusal("not_enrolled", "您尚未绑定动态验证码。", "请先绑定，约需两分钟。", status=409)
    return None


def _paused(bound):
    allowed, why = bound.verify_is_allowed()
    if allowed:
        return None
    seconds = max(ceil((why["locked_until"] - clock.of_the_machine()).total_seconds()), 1)
    wait = f"{seconds}秒" if seconds < 60 else f"{ceil(seconds / 60)}分钟"
    return Refusal(
        "paused",
        f"动态验证码已连续输错{why['failure_count']}次，暂停输入。",
        f"请{wait}后再试；手机不在身边的，可以用恢复码；都没有的，请系统管理员重置。",
        status=429,
    )


def _nothing_to_reset(person):
    if second_factors.row_of(person) is None:
        return Refusal("not_enrolled", f"{person.full_name}尚未绑定动态验证码。", "无须重置。", status=409)
    return None


def _no_reason(reason):
    if reason is not None and not reason.strip():
        return Refusal("no_reason", "重置动态验证码须写明理由。", "请写明如何核实了本人身份。", status=409)
    return None
