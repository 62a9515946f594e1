"""Ways into the rooms: the pages a role goes to when nothing waits."""

from django.urls import reverse

from accounts.states import CITY_STAFF, CLERKS, ENDORSERS, Role

# word, address, roles; in the order of the year
WAYS = (
    (
        "申报",
        "nominations:list",
        (*CLERKS, *ENDORSERS, Role.SELF_NOMINEE, Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION),
    ),
    ("起草申报", "nominations:start", (*CLERKS, Role.SELF_NOMINEE)),
    ("排序与名额", "nominations:own_ranking", (*CLERKS, *ENDORSERS)),
    ("批量导入", "intake:index", CLERKS),
    ("自荐请求与邀请", "nominations:own_invitations", (Role.ASSOCIATION_CLERK, Role.ASSOCIATION_ENDORSER)),
    ("核查重复", "nominations:twins", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("资格审核", "nominations:screening", (Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("材料移交", "handover:deliveries", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    (
        "核对版本码",
        "nominations:form_by_code",
        (*CLERKS, *ENDORSERS, Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION),
    ),
    ("材料清除", "nominations:purges", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("我的评审", "reviews:queue", (Role.EXPERT,)),
    ("评审管理", "reviews:office", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("公示管理", "publicity:manage", (Role.PUBLICITY_OFFICER, Role.SUPERVISION)),
    ("异议", "publicity:objections", (Role.PUBLICITY_OFFICER, Role.SUPERVISION)),
    ("匿名线索", "publicity:leads", (Role.PUBLICITY_OFFICER, Role.SUPERVISION)),
    ("主席办公会", "decisions:sittings", (Role.CHAIR_SECRETARY, Role.CHAIR_MEMBER, Role.SUPERVISION)),
    ("命名", "honours:naming", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("证书", "honours:certificates", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("奖励发放", "honours:awards", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("五一劳动奖章推荐", "honours:medals", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("查实案件", "findings:docket", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("查实认定", "findings:register", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("奖金", "honours:payments", (Role.FINANCE, Role.SUPERVISION)),
    ("荣誉记录", "ladder:register", (Role.UNION_CLERK, Role.REVIEW_OFFICE, Role.SUPERVISION)),
    ("荣誉与奖金", "honours:mine", (*CLERKS, Role.SELF_NOMINEE)),
    ("核查告知与申诉", "findings:own", (*CLERKS, Role.SELF_NOMINEE)),
    ("年度与细则", "seasons:list", CITY_STAFF),
    ("禁报名册", "sanctions:register", (Role.REVIEW_OFFICE, Role.SUPERVISION)),
    (
        "我的导出",
        "exports:own",
        (*CLERKS, *ENDORSERS, Role.SCREENER, Role.REVIEW_OFFICE, Role.FINANCE, Role.SUPERVISION),
    ),
    ("导出登记", "exports:register", (Role.SUPERVISION,)),
    ("台账", "ledger:search", (Role.SUPERVISION, Role.REVIEW_OFFICE)),
    ("人员", "accounts:people", (Role.ADMINISTRATOR,)),
    ("组织", "accounts:organisations", (Role.ADMINISTRATOR,)),
    ("函告发送情况", "letters:outbox", (Role.ADMINISTRATOR, Role.SUPERVISION)),
)


def ways_for(user) -> list[tuple[str, str]]:
    """The ways open to a person, as (word, address)."""
    return [(word, reverse(name)) for word, name, roles in WAYS if user.holds(*roles)]
