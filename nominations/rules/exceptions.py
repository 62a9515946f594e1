"""破格申请: who may ask, and for what (沪工总基〔2026〕60号 下一步一)."""

from common.refusals import Refusal
from nominations.models import ExceptionRequest
from nominations.rules.drafting import refuse_change
from nominations.states import Channel


def refuse_asking_exception(user, nomination, *, condition=""):
    """申请破格: the self-nominee, while the dossier is with him, each condition once."""
    return (
        _refuse_other_channels(nomination)
        or refuse_change(user, nomination, "exception")
        or _refuse_twice(nomination, condition)
    )


def refuse_dropping_exception(user, nomination):
    """撤下破格申请."""
    return refuse_change(user, nomination, "exception")


def _refuse_other_channels(nomination):
    if nomination.channel == Channel.SELF:
        return None
    return Refusal(
        "not_self_nominated",
        "破格参评只对个人自荐开放（沪工总基〔2026〕60号 下一步一）。",
        "单位推荐、社团推荐的人选按一般条件申报。",
        status=409,
    )


def _refuse_twice(nomination, condition):
    if not condition or not ExceptionRequest.objects.filter(nomination=nomination, condition=condition).exists():
        return None
    return Refusal(
        "asked_already", "同一条件已经提出破格申请。", "需要改写的，先撤下原来的一项，再重新提出。", status=409
    )
