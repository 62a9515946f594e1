"""Who may open accounts and grant roles, and which role suits which organisation."""

from accounts.models import Membership
from accounts.states import CITY_STAFF, Role
from common.dates import today
from common.refusals import Refusal
from organisations.states import SOCIAL_BODIES, Kind

UNION_ROLES = (Role.UNION_CLERK, Role.UNION_ENDORSER)
SOCIAL_ROLES = (Role.ASSOCIATION_CLERK, Role.ASSOCIATION_ENDORSER)
CITY_ROLES = (*CITY_STAFF, Role.EXPERT, Role.CHAIR_MEMBER)


def refuse_keeping_accounts(user) -> Refusal | None:
    """Accounts and roles are kept by administrators; None is the portal itself (a command)."""
    if user is not None and not user.holds(Role.ADMINISTRATOR):
        return Refusal("not_an_administrator", "人员与任职由系统管理员办理。", "如需开通或变更，请联系系统管理员。")
    return None


def refuse_grant(user, person, role, organisation, *, since, until=None) -> Refusal | None:
    """授予角色."""
    return (
        refuse_keeping_accounts(user)
        or refuse_oneself(user, person)
        or _role_does_not_fit(role, organisation)
        or _dates_in_the_wrong_order(since, until)
        or _held_already(person, role, organisation, since, until)
        or _supervision_stands_alone(person, role)
    )


def refuse_end(user, membership, *, last_day) -> Refusal | None:
    """终止任职."""
    return (
        refuse_keeping_accounts(user) or refuse_oneself(user, membership.user) or _ended_already(membership, last_day)
    )


def refuse_suspension(user, person) -> Refusal | None:
    """停用账户."""
    refusal = refuse_keeping_accounts(user) or refuse_oneself(user, person)
    if refusal is None and not person.is_active:
        return Refusal("suspended_already", f"{person.full_name}的账户已经停用。", status=409)
    return refusal


def refuse_resumption(user, person) -> Refusal | None:
    """恢复账户."""
    refusal = refuse_keeping_accounts(user) or refuse_oneself(user, person)
    if refusal is None and person.is_active:
        return Refusal("active_already", f"{person.full_name}的账户正在使用中。", status=409)
    return refusal


def refuse_oneself(user, person) -> Refusal | None:
    """Nobody keeps his own account."""
    if user is not None and user.same_person(person):
        return Refusal("oneself", "不能办理本人的账户与任职。", "请由另一位系统管理员办理。")
    return None


def _role_does_not_fit(role, organisation):
    kind = organisation.kind if organisation is not None else None
    if role == Role.SELF_NOMINEE:
        fits, wanted = kind is None, "自荐人以个人名义办理，不注明组织"
    elif role in UNION_ROLES:
        fits, wanted = kind in (Kind.DISTRICT, Kind.INDUSTRY, Kind.LOWER, Kind.GRASSROOTS), "应为区、局及其以下的工会"
    elif role in SOCIAL_ROLES:
        fits, wanted = kind in SOCIAL_BODIES, "应为专业学会或行业协会"
    else:
        fits, wanted = kind == Kind.MUNICIPAL, "应为市总工会"
    if not fits:
        return Refusal(
            "role_does_not_fit", f"“{Role(role).label}”与所选组织不相称：{wanted}。", "请改选角色或组织。", status=409
        )
    return None


def _dates_in_the_wrong_order(since, until):
    if until is not None and until < since:
        return Refusal("dates", "截止日期不得早于起始日期。", "请改正日期。", status=409)
    return None


def _held_already(person, role, organisation, since, until):
    same = Membership.objects.filter(user=person, role=role, organisation=organisation)
    for membership in same:
        begins_later = until is not None and membership.since > until
        if not begins_later and (membership.until is None or membership.until >= since):
            return Refusal(
                "held_already",
                f"{person.full_name}在该期间已任此职。",
                "如需调整期间，请先终止原任职。",
                status=409,
            )
    return None


def _supervision_stands_alone(person, role):
    """监督 sees everything and changes nothing, so nobody supervises what he himself does."""
    others = {membership.role for membership in person.current_memberships()} - {role}
    if others and Role.SUPERVISION in (role, *others):
        return Refusal(
            "supervision_stands_alone",
            "监督人员不得兼任其他角色。",
            "请先终止其他任职，或另派人员监督。",
            status=409,
        )
    return None


def _ended_already(membership, last_day):
    if membership.until is not None and membership.until <= max(last_day, membership.since):
        return Refusal("ended_already", "此任职已定于该日或更早终止。", status=409)
    if last_day < today():
        return Refusal("in_the_past", "终止日期不得早于今天。", "需要立即停止办理的，请停用账户。", status=409)
    return None
