"""States of a case, of an appeal; grounds on which an honour is taken back, with their basis (沪工总经〔2015〕260号 五(三))."""

from django.db import models

from nominations.states import UNDER_WAY, State

CANCELLABLE = (*UNDER_WAY, State.NOT_SELECTED, State.DECLINED)  # by a finding before naming: 取消当年申报资格


class Ground(models.TextChoices):
    """撤销或取消资格的事由 (沪工总经〔2015〕260号 五(三))."""

    FRAUD = "fraud", "弄虚作假"
    CONCEALMENT = "concealment", "隐瞒严重问题"
    CRIME = "crime", "受刑事处罚或开除处分"
    PROCEDURE = "procedure", "严重违反程序"
    RENOUNCED = "renounced", "本人申请放弃荣誉"


ASSUMED_BASIS = "默认依据，待主办方确认"
BASIS = {
    Ground.FRAUD: "沪工总经〔2015〕260号 五(三)",
    Ground.CONCEALMENT: "沪工总经〔2015〕260号 五(三)，隐瞒即未保证材料真实",
    Ground.CRIME: f"参照劳动模范管理有关规定（{ASSUMED_BASIS}）",
    Ground.PROCEDURE: f"参照评比达标表彰活动管理有关规定（{ASSUMED_BASIS}）",
    Ground.RENOUNCED: f"本人书面申请（{ASSUMED_BASIS}）",
}
BANNING = (
    Ground.FRAUD,
    Ground.CONCEALMENT,
)  # 不再接受该单位或个人的申报: only where the truth of the papers is at stake


class CaseSource(models.TextChoices):
    """线索来源."""

    PUBLIC = "public", "公众举报"
    OBJECTION = "objection", "异议核查移送"
    STAFF = "staff", "工作人员反映"
    DISCOVERY = "discovery", "工作中发现"
    REQUEST = "request", "本人或单位申请"


class CaseState(models.TextChoices):
    """案件办理进程."""

    RECEIVED = "received", "待初核"
    DECLINED = "declined", "不予立案"
    INQUIRY = "inquiry", "核查中"
    HEARING = "hearing", "听取陈述申辩"
    FOUND = "found", "已作认定"
    CLEARED = "cleared", "不予认定"


CASE_ROAD = [
    (CaseState.RECEIVED, CaseState.DECLINED),
    (CaseState.RECEIVED, CaseState.INQUIRY),
    (CaseState.INQUIRY, CaseState.HEARING),
    (CaseState.INQUIRY, CaseState.CLEARED),
    (CaseState.HEARING, CaseState.FOUND),
    (CaseState.HEARING, CaseState.CLEARED),
]
OPEN = (CaseState.RECEIVED, CaseState.INQUIRY, CaseState.HEARING)
UNDER_INQUIRY = (CaseState.INQUIRY, CaseState.HEARING)  # the money waits


class DeclineGround(models.TextChoices):
    """不予立案的理由."""

    NO_LEAD = "no_lead", "未提供可供核实的事实、证据或线索"
    UNRELATED = "unrelated", "内容与选树工作无关"
    SETTLED = "settled", "已有结论，未提供新的事实"
    IN_HAND = "in_hand", "同一事项已在核查"
    OWN_RESULT = "own_result", "对本人评审结果的意见，不属举报"


class Party(models.TextChoices):
    """陈述申辩的一方."""

    PERSON = "person", "本人"
    UNIT = "unit", "单位"


class StatementWay(models.TextChoices):
    """陈述申辩的方式."""

    ACCOUNT = "account", "登录平台陈述"
    PAPER = "paper", "书面或当面陈述，登记"
    WAIVED = "waived", "书面放弃陈述"


class AppealState(models.TextChoices):
    """申诉的结果."""

    RECEIVED = "received", "复核中"
    UPHELD = "upheld", "申诉成立，撤销原认定"
    CHANGED = "changed", "部分成立，变更原认定"
    REJECTED = "rejected", "申诉不成立，维持原认定"
