"""推荐审批表: who may print it, and with what on it."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.rules.standing import is_drafting_side


def refuse_printing(user, nomination, *, shows_numbers=False):
    """打印: whoever works on the dossier; the full numbers are printed for the side that wrote them only."""
    if nomination.purged_at is not None:
        return Refusal("purged", "材料保存期满已经清除，不能打印。", status=409)
    if user.holds(Role.SUPERVISION):
        return Refusal(
            "only_reads",
            "监督人员查看材料，不打印报送用的推荐审批表。",
            "需要留存的，可在申报页面用浏览器打印，或请推荐单位的经办人打印。",
        )
    if not shows_numbers or is_drafting_side(user, nomination):
        return None
    return Refusal(
        "not_yours",
        "印有完整证件号码的推荐审批表只由推荐单位的经办人或自荐人本人打印。",
        "您可以打印遮蔽证件号码的推荐审批表。",
    )
