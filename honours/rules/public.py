"""公开查验: open to everybody, but not to a machine that tries all codes."""

from common.refusals import Refusal

MOST_AN_HOUR = 300  # a whole office behind one address still gets through; guessing 80 bits does not


def refuse_flood(asked) -> Refusal | None:
    """查验: so many times from one address within the hour."""
    if asked <= MOST_AN_HOUR:
        return None
    return Refusal(
        "too_many",
        "来自您所在网络的查验过于频繁，暂不受理。",
        "请一小时后再试；需要批量核验的，请与上海市总工会评审办公室联系。",
        status=429,
    )
