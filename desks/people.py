"""The demonstration's people by role, each with what he or she does."""

from accounts import queries
from accounts.states import Role
from desks.queries import waited_for

DOES = {
    Role.UNION_CLERK: "为本单位职工起草申报，上传佐证，向上推荐；区、局经办人向市总报送。",
    Role.UNION_ENDORSER: "审核本级及下级送来的申报，签署意见，或退回。",
    Role.ASSOCIATION_CLERK: "由学会、协会推荐人选，起草并报送。",
    Role.ASSOCIATION_ENDORSER: "审核本会起草的申报，与经办人不是同一人。",
    Role.SELF_NOMINEE: "以个人名义申报，直接报送或由社团推荐。",
    Role.SCREENER: "逐项审核资格，通过、退回补正或不予受理。",
    Role.EXPERT: "在自己的案头评分；与本人单位有关的，不会分到手中。",
    Role.REVIEW_OFFICE: "管理年度与细则、评审轮次、排名和弄虚作假的认定。",
    Role.PUBLICITY_OFFICER: "发布公示，登记刊登，受理并核查异议。",
    Role.CHAIR_SECRETARY: "召集主席办公会，确定审议名单，作出决议。",
    Role.CHAIR_MEMBER: "到会、回避、表决。",
    Role.FINANCE: "编制、放款并确认奖金发放；编制与放款不是同一人。",
    Role.SUPERVISION: "查阅一切，不改一处。",
    Role.ADMINISTRATOR: "管理账户、角色与组织，不参与评选。",
}
MOST = 15


def groups() -> list[dict]:
    """Roles in the order of the year, each with at most fifteen of its people, those first for whom work waits.

    Of a committee of fifty, or of hundreds of clerks, a visitor needs the first few.
    """
    by_role = {role: {} for role in Role}
    for person in queries.people_for_each_role(MOST, waited_for=waited_for()):
        for membership in person.present_memberships:
            entry = {"person": person, "bodies": [], "is_waited_for": False}
            entry = by_role[membership.role].setdefault(person.pk, entry)
            entry["bodies"].append(membership.organisation)
            entry["is_waited_for"] |= membership.is_waited_for
    return [
        {"role": role, "does": DOES[role], "people": _first(found.values())} for role, found in by_role.items() if found
    ]


def _first(entries):
    return sorted(entries, key=lambda entry: not entry["is_waited_for"])[:MOST]
