"""Refusals raised by actions become pages; so do lost races and what the database itself refuses.

Nothing is half saved when one of these arrives here: every act is one transaction and has been rolled back. The answer
is a page with its proper status (403 for who may not, 409 for what the case does not allow) and a way back.
"""

import logging
import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from common.refusals import Refusal, Refused
from desks.errors import refusal_page

ALREADY_HANDLED = Refusal(
    "already_handled", "此件刚刚已由他人办理。", "请返回查看最新情况，再决定如何办理。", status=409
)
TRY_AGAIN = Refusal(
    "try_again", "同时办理的人较多，此次办理没有完成，也没有保存一半。", "请稍候片刻再办一次。", status=409
)
FINAL = Refusal("final", "此处内容已经定稿，不得改动或删除。", "如需更正，请另行办理。", status=409)
GUARDED = {"23514", "23505", "23P01"}  # a CHECK or a trigger's refusal, a second row of what may exist once
CROWDED = {"40001", "40P01", "55P03", "57014"}  # serialisation, deadlock, lock and statement time-outs
HAN = re.compile("[\u4e00-\u9fff]")
logger = logging.getLogger("desks.refusals")


def refusals_become_pages(get_response):
    """Turn a refusal, a lost race or a step out of order into one page that says why."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        refusal = refusal_of(exception)
        return refusal_page(request, refusal) if refusal else None

    middleware.process_exception = process_exception
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
