"""请求回避的专家 (国家自然科学基金条例 第二十条): who may name them, how many, and who may read whom."""

from common.refusals import Refusal
from nominations.rules.drafting import refuse_change
from nominations.rules.standing import is_drafting_side

SECTION = "unsuitable"


def may_read_unsuitable(user, nomination) -> bool:
    """The drafting side and the candidate; endorsing bodies may have experts among their people and read nothing."""
    return is_drafting_side(user, nomination) or (
        nomination.candidate_id is not None and user.pk == nomination.candidate_id
    )


def refuse_naming_expert(user, nomination, *, named: int):
    """Name an expert while the dossier is with the drafting side, as many as the rulebook allows."""
    return refuse_change(user, nomination, SECTION) or _enough(nomination.rulebook.unsuitable_experts, named)


def refuse_dropping_expert(user, nomination):
    """Take a name off again, as long as the dossier may be changed."""
    return refuse_change(user, nomination, SECTION)


def _enough(most, named):
    if named < most:
        return None
    return Refusal(
        "enough_named",
        f"请求回避的专家最多{most}位，现已{named}位。",
        "确需更换的，请先撤下一位。",
        status=409,
    )
