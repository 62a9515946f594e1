"""合议 before the ranking is confirmed: who convenes, speaks, asks for another score, concludes."""

from common.dates import moment_words
from common.refusals import Refusal
from reviews.rules.office import refuse_others, refuse_without_words
from reviews.rules.rounds import named
from reviews.states import Conclusion

LONGEST = 2000


def refuse_convening(user, *, found: int, confirmed: bool) -> Refusal | None:
    """提交合议 of what the scores bring before it."""
    return refuse_others(user, "提交合议") or _confirmed(confirmed) or _nothing_found(found)


def refuse_adding(user, reason: str, *, is_entrant: bool, is_open: bool, exists: bool, confirmed: bool):
    """提请合议 of one more file, with the reason, once its scores are in."""
    return (
        refuse_others(user, "提请合议")
        or _confirmed(confirmed)
        or _no_entrant(is_entrant)
        or _exists(exists)
        or _unscored(is_open)
        or refuse_without_words(reason, "提请理由")
    )


def refuse_hidden(is_hidden: bool) -> Refusal | None:
    """Whoever has to keep apart from a file has no part in its deliberation, in the office either."""
    if not is_hidden:
        return None
    return Refusal("conflicted", "您对此件应当回避，不能办理。", "请由评审办公室其他工作人员办理。")


def refuse_taking_part(user, deliberation, *, may: bool, confirmed: bool) -> Refusal | None:
    """Speaking is for who has scored the file himself, free of conflict, and for the office."""
    if not may:
        return Refusal(
            "not_taking_part", "合议只由已提交本件评分、无须回避的委员和评审办公室参加。", "请返回评审列表办理其他件。"
        )
    return _concluded(deliberation) or _confirmed(confirmed)


def refuse_post(user, deliberation, text: str, *, may: bool, confirmed: bool) -> Refusal | None:
    """A post has words, and not too many."""
    return refuse_taking_part(user, deliberation, may=may, confirmed=confirmed) or _words(text)


def refuse_asking(user, deliberation, reason: str, *, awaited: bool, confirmed: bool, now) -> Refusal | None:
    """加评: one more score at a time, while the round takes scores; after its closing moment nobody could give one."""
    return (
        refuse_others(user, "安排加评")
        or _concluded(deliberation)
        or _confirmed(confirmed)
        or _round_closed(deliberation.round)
        or _window_over(deliberation.round, now)
        or _awaited(awaited, "再次加评")
        or refuse_without_words(reason, "加评理由")
    )


def refuse_nobody_able(able, deliberation) -> Refusal | None:
    """Another score needs another member."""
    if able:
        return None
    return Refusal(
        "nobody_able",
        f"没有可以加评{deliberation.nomination}的委员：其余委员应当回避、已评过此件、已到件数上限，或不合本轮各类委员构成的要求。",
        "请增邀与此件无回避关系的委员，或提高委员件数上限；也可以说明理由维持现有评分。",
        status=409,
    )


def refuse_concluding(
    user, deliberation, conclusion: str, reason: str, *, awaited: bool, given: bool, confirmed: bool
) -> Refusal | None:
    """办结合议: with a conclusion and its reason, after the further score asked for is in."""
    return (
        refuse_others(user, "办结合议")
        or _concluded(deliberation)
        or _confirmed(confirmed)
        or _awaited(awaited, "办结")
        or _no_conclusion(conclusion)
        or _no_further(conclusion, given)
        or refuse_without_words(reason, "结论理由")
    )


def refuse_unresolved(nominations, act: str) -> Refusal | None:
    """The ranking waits for the deliberations that the scores demand."""
    if not nominations:
        return None
    return Refusal(
        "deliberations_open",
        f"{named(nominations)}评分分歧较大或正在合议，尚未办结，不能{act}。",
        "请在合议页提交合议，并逐件记录结论后再确认。",
        status=409,
    )


def _confirmed(confirmed: bool) -> Refusal | None:
    if not confirmed:
        return None
    return Refusal("ranking_confirmed", "本轮排名已经确认，合议不再变更。", "请查看已确认的排名。", status=409)


def _nothing_found(found: int) -> Refusal | None:
    if found:
        return None
    return Refusal(
        "nothing_found", "没有评分已齐、分歧超过细则的申报。", "确有必要的，可以说明理由提请单件合议。", status=409
    )


def _no_entrant(is_entrant: bool) -> Refusal | None:
    if is_entrant:
        return None
    return Refusal("no_entrant", "本轮评审中没有这个编号的申报。", "请核对申报编号。", status=409)


def _exists(exists: bool) -> Refusal | None:
    if not exists:
        return None
    return Refusal("exists", "此件已经提交合议。", "请在合议列表中查看。", status=409)


def _unscored(is_open: bool) -> Refusal | None:
    if not is_open:
        return None
    return Refusal("unscored", "此件的评分尚未齐，不能合议。", "请待各委员提交评分后办理。", status=409)


def _concluded(deliberation) -> Refusal | None:
    if deliberation.concluded_at is None:
        return None
    return Refusal("concluded", "此件合议已经办结，不能再变更。", "请查看记录的结论。", status=409)


def _words(text: str) -> Refusal | None:
    if len(text) > LONGEST:
        return Refusal("too_long", f"发言超过{LONGEST}字。", "请分成几次发表。", status=409)
    return refuse_without_words(text, "发言")


def _round_closed(round) -> Refusal | None:
    if round.closed_at is None:
        return None
    return Refusal(
        "round_closed", f"{round.name}已经结束，不再接受评分，不能加评。", "可以说明理由，按现有评分办结。", status=409
    )


def _window_over(round, now) -> Refusal | None:
    if not round.is_over(now):
        return None
    return Refusal(
        "window_over",
        f"{round.name}的评分已于{moment_words(round.closes_at)}截止，不能加评。",
        "需要加评的，请先在评审安排中写明理由延长评分时间；也可以说明理由，按现有评分办结。",
        status=409,
    )


def _awaited(awaited: bool, act: str) -> Refusal | None:
    if not awaited:
        return None
    return Refusal("further_awaited", f"加评尚未提交，不能{act}。", "请待加评的委员提交评分，或更换委员。", status=409)


def _no_conclusion(conclusion: str) -> Refusal | None:
    if conclusion in Conclusion.values:
        return None
    return Refusal("no_conclusion", "尚未选择合议结论。", "请选择一项结论。", status=409)


def _no_further(conclusion: str, given: bool) -> Refusal | None:
    if conclusion != Conclusion.SCORED_AGAIN or given:
        return None
    return Refusal("no_further_score", "此件没有已提交的加评。", "请先安排加评，或选择其他结论。", status=409)
