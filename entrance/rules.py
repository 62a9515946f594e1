"""Why a code is not sent, or not taken. What is said never tells whether an address has an account."""

from datetime import timedelta

from django.conf import settings

from common.refusals import Refusal
from entrance import queries
from entrance.codes import is_code_of
from entrance.states import BETWEEN_CODES, MOST_AN_HOUR, MOST_ATTEMPTS, MOST_FROM_ONE_PLACE
from letters.states import Way

HOUR = timedelta(hours=1)


def refuse_asking_code(way, address_hash, place, *, now):
    """发送验证码: one a minute and a few an hour for one address; so many an hour from one place."""
    return (
        _refuse_way(way)
        or _refuse_too_soon(address_hash, now)
        or _refuse_too_many(address_hash, now)
        or _refuse_crowd(place, now)
    )


def refuse_code(verification, code, *, user=None, now):
    """核对验证码: by whom it was asked for, in time, a few times."""
    return (
        _refuse_others(verification, user)
        or _refuse_used(verification)
        or _refuse_late(verification, now)
        or _refuse_tried_out(verification)
        or _refuse_wrong(verification, code)
    )


def refuse_again(verification):
    """重新发送."""
    return _refuse_used(verification)


def _refuse_way(way):
    if way == Way.SMS and not settings.SMS_BACKEND:
        return Refusal("no_short_messages", "短信服务尚未开通，不能用手机号验证。", "请改用电子邮箱。", status=409)
    return None


def _refuse_too_soon(address_hash, now):
    if queries.asked_since(now - BETWEEN_CODES, address_hash=address_hash):
        return Refusal("too_soon", "一分钟内只发一次验证码。", "请稍候再发；请先查看垃圾邮件或拦截的短信。", status=429)
    return None


def _refuse_too_many(address_hash, now):
    if queries.asked_since(now - HOUR, address_hash=address_hash) >= MOST_AN_HOUR:
        return Refusal(
            "too_many", "该邮箱或手机号一小时内请求验证码的次数过多。", "请一小时后再试，或改用另一种方式。", status=429
        )
    return None


def _refuse_crowd(place, now):
    if place and queries.asked_since(now - HOUR, place=place) >= MOST_FROM_ONE_PLACE:
        return Refusal("too_many_here", "从此网络请求验证码的次数过多。", "请一小时后再试，或换一个网络。", status=429)
    return None


def _refuse_others(verification, user):
    if verification.user_id is None or (user is not None and verification.user_id == user.pk):
        return None
    return Refusal("not_yours", "此验证由请求的本人办理。", "请用本人账户登录后办理。")


def _refuse_used(verification):
    if verification.confirmed_at is None and not verification.is_replaced:
        return None
    return Refusal("used", "此验证已经办结，或已另发验证码。", "请使用最近一次收到的验证码。", status=409)


def _refuse_late(verification, now):
    if now < verification.expires_at:
        return None
    return Refusal("expired", "验证码已过期。", "请重新发送验证码。", status=409)


def _refuse_tried_out(verification):
    if verification.attempts < MOST_ATTEMPTS:
        return None
    return Refusal("tried_out", "验证码已连续填错，不能再试。", "请重新发送验证码。", status=409)


def _refuse_wrong(verification, code):
    if is_code_of(verification, code) and queries.is_free(verification):
        return None
    left = MOST_ATTEMPTS - verification.attempts - 1
    remedy = f"请核对后再填，还可以试{left}次。" if left else "请重新发送验证码。"
    return Refusal("wrong_code", "验证码不对。", remedy, status=409)
