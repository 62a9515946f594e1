"""面试安排 for those who nominated."""

from accounts.states import CLERKS, ENDORSERS, Role
from common.refusals import Refusal


def refuse_own_turns(user) -> Refusal | None:
    """Time and place are for the people of the bodies that nominated, and for the self-nominee."""
    if user.holds(*CLERKS, *ENDORSERS, Role.SELF_NOMINEE):
        return None
    return Refusal(
        "not_nominating", "此处只供推荐单位和自荐人查看本方候选人的面试时间与地点。", "评审办公室请从“评审安排”进入。"
    )
