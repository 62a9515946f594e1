"""Why a reminder is refused: only those behind are reminded, and nobody twice a day."""

from common.refusals import Refusal
from reviews.rules.office import refuse_closed_round, refuse_others

MOST_WORDS = 200


def refuse_reminding(user, round, *, behind: int, fresh: int, words: str = "") -> Refusal | None:
    """催办: of a drawn round that is open, those behind, whoever of them was not reminded today."""
    return (
        refuse_others(user, "催办评分")
        or refuse_closed_round(round, "催办评分")
        or _not_drawn(round)
        or _nobody_behind(behind)
        or _all_reminded(fresh)
        or _too_many_words(words)
    )


def _not_drawn(round):
    if round.drawn_at is not None:
        return None
    return Refusal("not_drawn", f"{round.name}尚未分派，没有可以催办的评分。", "请先分派评审件。", status=409)


def _nobody_behind(behind):
    if behind:
        return None
    return Refusal(
        "nobody_behind",
        "目前没有进度落后的委员，不作催办。",
        "进度按分派至截止的时间均匀推算；临近截止时，系统另按细则提醒尚未交齐的委员。",
        status=409,
    )


def _all_reminded(fresh):
    if fresh:
        return None
    return Refusal(
        "reminded_today",
        "进度落后的委员今天都已催办或提醒过，每人每天至多一次。",
        "请明天再办理，或者直接联系委员。",
        status=409,
    )


def _too_many_words(words):
    if len(words) <= MOST_WORDS:
        return None
    return Refusal("too_many_words", f"附言{len(words)}字，超过{MOST_WORDS}字。", "请缩短后办理。", status=409)
