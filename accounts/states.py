"""Roles."""

from django.db import models


class Role(models.TextChoices):
    """角色: what a person does for an organisation (沪工总经〔2015〕260号 三(三)–(五))."""

    UNION_CLERK = "union_clerk", "工会经办人"
    UNION_ENDORSER = "union_endorser", "工会审核人"
    ASSOCIATION_CLERK = "association_clerk", "社团经办人"
    ASSOCIATION_ENDORSER = "association_endorser", "社团审核人"
    SELF_NOMINEE = "self_nominee", "自荐人"
    SCREENER = "screener", "资格审核人"
    EXPERT = "expert", "评审专家"
    REVIEW_OFFICE = "review_office", "评审办公室"
    PUBLICITY_OFFICER = "publicity_officer", "公示专员"
    CHAIR_SECRETARY = "chair_secretary", "主席办公会秘书"
    CHAIR_MEMBER = "chair_member", "主席办公会成员"
    FINANCE = "finance", "财务"
    SUPERVISION = "supervision", "监督"
    ADMINISTRATOR = "administrator", "系统管理员"


CLERKS = (Role.UNION_CLERK, Role.ASSOCIATION_CLERK)
ENDORSERS = (Role.UNION_ENDORSER, Role.ASSOCIATION_ENDORSER)
CITY_STAFF = (
    Role.SCREENER,
    Role.REVIEW_OFFICE,
    Role.PUBLICITY_OFFICER,
    Role.CHAIR_SECRETARY,
    Role.FINANCE,
    Role.SUPERVISION,
    Role.ADMINISTRATOR,
)


class ProofWay(models.TextChoices):
    """以何种方式验证."""

    CODE = "code", "动态验证码"
    RECOVERY = "recovery", "恢复码"
