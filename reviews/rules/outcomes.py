"""发布评审结果: when, and what may be kept back before."""

from accounts.states import CLERKS, ENDORSERS, Role
from common.refusals import Refusal
from reviews.rules.office import refuse_others, refuse_without_words

LONGEST = 2000


def refuse_release(user, round, *, is_confirmed: bool, is_released: bool) -> Refusal | None:
    """Once for a round, after it is closed and its ranking confirmed."""
    return refuse_others(user, "发布评审结果") or _released(round, is_released) or _not_confirmed(round, is_confirmed)


def _released(round, is_released: bool) -> Refusal | None:
    if not is_released:
        return None
    return Refusal(
        "released_already", f"{round.name}的结果已经发布，不能再变更。", "推荐单位和自荐人现在即可查看。", status=409
    )


def _not_confirmed(round, is_confirmed: bool) -> Refusal | None:
    if round.closed_at is not None and is_confirmed:
        return None
    return Refusal(
        "not_confirmed",
        f"{round.name}的名单尚未确认，不能发布结果。",
        "请在结束评审、生成排名并确认后发布。",
        status=409,
    )


def refuse_redaction(user, round, *, original: str, text: str, reason: str, is_released: bool) -> Refusal | None:
    """遮盖: of a closed round, before the release, with a reason; the copy only leaves out."""
    return (
        refuse_others(user, "遮盖评语")
        or _released(round, is_released)
        or _still_open(round)
        or _no_comment(original)
        or refuse_without_words(reason, "遮盖理由")
        or _too_long(text)
        or _unchanged(original, text)
    )


def _still_open(round) -> Refusal | None:
    if round.closed_at is not None:
        return None
    return Refusal("round_open", f"{round.name}尚未结束，评语还可能变动。", "请在结束评审之后审看评语。", status=409)


def _no_comment(original: str) -> Refusal | None:
    if original.strip():
        return None
    return Refusal("no_comment", "此项没有评语，无须遮盖。", "请从评语列表选择。", status=409)


def _too_long(text: str) -> Refusal | None:
    if len(text) <= LONGEST:
        return None
    return Refusal("too_long", f"公布的文字超过{LONGEST}字。", "请删减后保存。", status=409)


def _unchanged(original: str, text: str) -> Refusal | None:
    if text.strip() != original.strip():
        return None
    return Refusal("unchanged", "公布的文字与原评语相同。", "请遮盖不宜公布的字句，或不办理遮盖。", status=409)


def refuse_restoring(user, round, *, is_redacted: bool, is_released: bool) -> Refusal | None:
    """取消遮盖: the comment goes out as it was written."""
    return refuse_others(user, "取消遮盖") or _released(round, is_released) or _not_redacted(is_redacted)


def _not_redacted(is_redacted: bool) -> Refusal | None:
    if is_redacted:
        return None
    return Refusal("not_redacted", "此项评语没有遮盖。", "请刷新页面查看。", status=409)


def refuse_own_outcomes(user) -> Refusal | None:
    """评审结果 is for the people of the bodies that nominated, and for the self-nominee."""
    if user.holds(*CLERKS, *ENDORSERS, Role.SELF_NOMINEE):
        return None
    return Refusal(
        "not_nominating", "此处只供推荐单位和自荐人查看本方候选人的评审结果。", "评审办公室请从“评审安排”进入。"
    )
