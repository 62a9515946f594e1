"""评分时间: a round takes scores from its opening to its closing moment; only an extension moves the latter."""

from common.dates import moment_words
from common.refusals import Refusal
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_without_words


def refuse_window(opens_at, closes_at, now) -> Refusal | None:
    """A window lies ahead and has a length."""
    if closes_at <= now:
        return Refusal(
            "due_in_the_past", f"评分截止时间{moment_words(closes_at)}已经过去。", "请改为以后的时间。", status=409
        )
    if closes_at <= opens_at:
        return Refusal(
            "closes_before_it_opens",
            f"评分截止时间{moment_words(closes_at)}不晚于评分开始时间{moment_words(opens_at)}。",
            "请改为更晚的截止时间。",
            status=409,
        )
    return None


def refuse_outside_window(round, now) -> Refusal | None:
    """评分、提交、弃权 keep to the window, to the second; the closing moment itself is too late."""
    if not round.has_begun(now):
        return Refusal(
            "not_begun",
            f"{round.name}自{moment_words(round.opens_at)}起评分，现在还不能填写评分表。",
            "可以先阅读申报材料；有应当回避的关系，请现在申明。",
            status=409,
        )
    if round.is_over(now):
        return Refusal(
            "window_over",
            f"{round.name}的评分已于{moment_words(round.closes_at)}截止，截止时刻起不再受理（以服务器北京时间为准）。",
            "已保存的草稿仍在；确有特殊情况的，请联系评审办公室延长评分时间。",
            status=409,
        )
    return None


def refuse_extending(user, round, *, until, reason: str, now) -> Refusal | None:
    """延长评分时间: later than what holds, with a reason, as long as the round is open; never shorter."""
    return (
        refuse_others(user, "延长评分时间")
        or refuse_closed_round(round, "延长评分时间")
        or refuse_without_words(reason, "延长理由")
        or _not_later(round, until, now)
    )


def _not_later(round, until, now) -> Refusal | None:
    if until <= round.closes_at:
        return Refusal(
            "not_later",
            f"现行评分截止时间为{moment_words(round.closes_at)}，只能延长，不能提前。",
            "请填写更晚的时间。",
            status=409,
        )
    if until <= now:
        return Refusal("due_in_the_past", f"{moment_words(until)}已经过去。", "请填写以后的时间。", status=409)
    return None
