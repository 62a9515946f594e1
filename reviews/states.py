"""Categories of the committee, kinds of recusal, states of a score sheet."""

from django.db import models

from seasons.states import Category

__all__ = ["Category", "RecusalGround", "RecusalSource", "SheetState"]


class RecusalSource(models.TextChoices):
    """回避的来源."""

    DERIVED = "derived", "系统核对"
    DECLARED = "declared", "专家申明"
    APPLICANT = "applicant", "申报人请求"
    ORDERED = "ordered", "评审办公室决定"


class RecusalGround(models.TextChoices):
    """回避事由 (国家科学技术奖励条例 第十八条；政府采购法实施条例 第九条)."""

    EMPLOYER = "employer", "与候选人同一单位"
    NOMINATING_BODY = "nominating_body", "任职于推荐或审核单位"
    OWN = "own", "本人即候选人或其经办人"
    KIN = "kin", "亲属关系"
    MENTORING = "mentoring", "师徒或合作关系"
    NAMED = "named", "申报人请求其回避"
    OTHER = "other", "其他可能影响公正的关系"


class SheetState(models.TextChoices):
    """评分表状态."""

    OPEN = "open", "待评分"
    SUBMITTED = "submitted", "已提交"
    ABSTAINED = "abstained", "弃权"


class Seating(models.TextChoices):
    """席位的情况: from the invitation to the pledge, or to an empty seat."""

    INVITED = "invited", "待答复"
    OVERDUE = "overdue", "逾期未答复"
    ACCEPTED = "accepted", "已接受，待签署承诺书"
    PLEDGED = "pledged", "已签署承诺书"
    DECLINED = "declined", "已谢绝"
    CALLED_BACK = "called_back", "邀请已收回"
    STOOD_DOWN = "stood_down", "已退出"


class TieKind(models.TextChoices):
    """委员申报的关系 (国家科学技术奖励条例 第十八条)."""

    KIN = "kin", "亲属"
    MENTORING = "mentoring", "师徒"
    COOPERATION = "cooperation", "合作"
    OTHER = "other", "其他"


class ReopeningCause(models.TextChoices):
    """重新打开评分表的来由."""

    EXPERT = "expert", "委员申请"
    OFFICE = "office", "办公室决定"


class DeliberationGround(models.TextChoices):
    """合议的缘由."""

    SPREAD = "spread", "评分分差过大"
    OUTLIER = "outlier", "有评分离群"
    ADDED = "added", "评审办公室提请"


class Conclusion(models.TextChoices):
    """合议的结论; none of them changes a score."""

    UPHELD = "upheld", "维持现有评分"
    SCORED_AGAIN = "scored_again", "加评，按全部有效评分计"
    CORRECTED = "corrected", "有关评分表经重新打开后由本人更正"


class DrawPurpose(models.TextChoices):
    """抽签的用途."""

    FIRST = "first", "首次分派"
    FURTHER = "further", "补充分派"
    REPAIR = "repair", "补位调整"
