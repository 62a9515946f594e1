"""Refusals raised by actions become pages; so do lost races and what the database itself refuses.

Nothing is half saved when one of these arrives here: every act is one transaction and has been rolled back. The answer
is a page with its proper status (403 for who may not, 409 for what the case does not allow) and a way back.
"""

import logging
from urllib.parse import parse_qs

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from common.refusals import Refusal, Refused
from desks.errors import HAN, refusal_page, signed_out, typed, way_back

ALREADY_HANDLED = Refusal(
    "already_handled", "此件刚刚已由他人办理。", "请返回查看最新情况，再决定如何办理。", status=409
)
TRY_AGAIN = Refusal(
    "try_again", "同时办理的人较多，此次办理没有完成，也没有保存一半。", "请稍候片刻再办一次。", status=409
)
FINAL = Refusal("final", "此处内容已经定稿，不得改动或删除。", "如需更正，请另行办理。", status=409)
UNSTORABLE = Refusal(
    "unstorable",
    "所填内容或网址中有系统不能保存的字符，或者超出了可以保存的长度或大小，因此没有保存。",
    "请返回核对，删去异常字符或缩短后再办理。",
    status=400,
)
TOO_MUCH = {"22001", "22003", "22008", "22021", "22P05"}  # too long, too large, no such date, no such character
GUARDED = {"23514", "23505", "23P01"}  # a CHECK or a trigger's refusal, a second row of what may exist once
CROWDED = {"40001", "40P01", "55P03", "57014"}  # serialisation, deadlock, lock and statement time-outs
logger = logging.getLogger("desks.refusals")


def refusals_become_pages(get_response):
    """Turn a refusal, a lost race, a step out of order or a wrong method into one page that says why."""

    def middleware(request):
        response = get_response(request)
        blank = response.status_code == 405 and not response.content  # as Django leaves it
        if blank and "text/html" in request.headers.get("Accept", ""):  # a machine needs no page
            response.content = render_to_string("errors/405.html", {"back": way_back(request)}, request)
        return response

    def process_exception(request, exception):
        refusal = refusal_of(exception)
        return refusal_page(request, refusal) if refusal else None

    middleware.process_exception = process_exception
    return middleware


def typed_is_kept(get_response):
    """登录到期: who sends a filled-in form after the sign-in has ended gets it back, and sends it again once signed in."""

    def middleware(request):
        response = get_response(request)
        where = response.get("Location", "") if response.status_code == 302 and request.method == "POST" else ""
        if not where or request.user.is_authenticated or "text/html" not in request.headers.get("Accept", ""):
            return response
        address, _, query = where.partition("?")
        wanted = parse_qs(query).get("next", [""])[0]  # the very page that asked for a sign-in; a way on has none
        is_sent_off = address == reverse("accounts:sign_in") and wanted == request.get_full_path()
        return signed_out(request, where) if is_sent_off and typed(request) else response

    return middleware


def kept_by_no_browser(get_response):
    """What a session is shown, the next person at the same computer does not find by going back (个人信息保护法 第五十一条)."""

    def middleware(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def refusal_of(exception) -> Refusal | None:
    """The refusal an exception stands for; None where it is a fault of ours."""
    if isinstance(exception, Refused):
        return exception.refusal
    if isinstance(exception, TransitionNotAllowed | ConcurrentTransition):
        return ALREADY_HANDLED
    if isinstance(exception, ValidationError):
        return Refusal("invalid", " ".join(exception.messages), "请返回改正后再办理。", status=409)
    if isinstance(exception, DatabaseError):
        return _refusal_of_the_database(exception.__cause__)
    return None


def _refusal_of_the_database(cause):
    code = getattr(cause, "sqlstate", None)
    if code in CROWDED:
        return TRY_AGAIN
    if code in TOO_MUCH or (code is None and "NUL (0x00)" in str(cause)):
        logger.warning("nothing the database can hold: %s", cause)
        return UNSTORABLE
    if code == "P0001" and str(cause).startswith("pgtrigger:"):
        return FINAL
    if code not in GUARDED:
        return None
    # a rule should have said it first; the log tells which one was missing
    logger.warning("refused by the database: %s", cause)
    sentence = _sentence_of(cause.diag)
    if sentence is None:
        return ALREADY_HANDLED
    return Refusal("refused_by_the_database", f"{sentence}。", "请返回查看最新情况，再决定如何办理。", status=409)


def _sentence_of(diag):
    if diag.constraint_name:
        for model in apps.get_models():
            for constraint in model._meta.constraints:
                if constraint.name == diag.constraint_name:
                    sentence = str(constraint.violation_error_message)
                    return sentence.rstrip("。") if HAN.search(sentence) and "约束" not in sentence else None
        return None
    message = diag.message_primary or ""
    return message.rstrip("。") if HAN.search(message) else None
