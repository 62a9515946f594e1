"""查重: who may ask the office, and what the office may do about two nominations of one person."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.models import TwinInquiry
from nominations.queries import twins
from nominations.rules.drafting import refuse_duplicate
from nominations.rules.standing import refuse_without_words
from nominations.states import State

MERGEABLE = (
    State.DRAFT,
    State.RETURNED,
    State.RECOMMENDED,
    State.ENDORSED,
    State.SUBMITTED,
    State.CORRECTING,
)


def refuse_asking(user, rulebook, identity_hash, *, own=None):
    """请求核查重复: by whoever was refused for it, once while it waits."""
    twin = refuse_duplicate(user, rulebook, identity_hash, besides=own)
    if twin is None:
        return Refusal("no_twin", "该人选本年度没有其他申报，可以直接办理。", "请返回继续填写。", status=409)
    waiting = TwinInquiry.objects.filter(
        season=rulebook.season_id, identity_hash=identity_hash, asked_by=user, answered_at__isnull=True
    )
    if waiting.exists():
        return Refusal("asked_already", "您的请求已在办理中。", "评审办公室办理后将函告您。", status=409)
    return None


def refuse_answering(user, inquiry, *, answer):
    """答复."""
    return _refuse_not_office(user) or _refuse_answered(inquiry) or refuse_without_words(answer, "答复")


def refuse_merging(user, kept, merged, *, reason):
    """并件: two of one season, both still before the outcome of screening."""
    return (
        _refuse_not_office(user)
        or _refuse_same(kept, merged)
        or _refuse_gone_on(kept)
        or _refuse_gone_on(merged)
        or refuse_without_words(reason, "并件的理由")
    )


def refuse_freeing(user, nomination, *, reason):
    """准予另行申报: of a declined one, once a season, with a reason."""
    return (
        _refuse_not_office(user)
        or _refuse_not_declined(nomination)
        or _refuse_freed(nomination)
        or refuse_without_words(reason, "准予另行申报的理由")
    )


def _refuse_not_office(user):
    if user.holds(Role.REVIEW_OFFICE):
        return None
    return Refusal("not_review_office", "查重事项由市总工会评审办公室办理。", "请由评审办公室登录办理。")


def _refuse_answered(inquiry):
    if inquiry.answered_at is None:
        return None
    return Refusal("already_handled", "此请求已经办理。", "请返回查看其他请求。", status=409)


def _refuse_same(kept, merged):
    if kept.pk != merged.pk and kept.season_id == merged.season_id:
        return None
    return Refusal("same", "并件须为同一年度的两件不同的申报。", "请重新选择。", status=409)


def _refuse_gone_on(nomination):
    if nomination.state in MERGEABLE:
        return None
    return Refusal(
        "already_handled",
        f"{nomination.number}现为“{nomination.get_state_display()}”，不能并件。",
        "资格审核结束之前方可并件；此后请按现在的进程分别办理。",
        status=409,
    )


def _refuse_not_declined(nomination):
    if nomination.state == State.DECLINED:
        return None
    return Refusal(
        "already_handled",
        f"{nomination.number}现为“{nomination.get_state_display()}”，不是不予受理的申报。",
        "只有不予受理的人选，才需要准予另行申报；已撤回的可以直接另行申报。",
        status=409,
    )


def _refuse_freed(nomination):
    if not twins.is_freed(nomination):
        return None
    return Refusal("freed_already", "该人选本年度已经准予另行申报一次。", "同一年度只准一次。", status=409)
