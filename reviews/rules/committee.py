"""遴选审核工作委员会 (沪工总经〔2015〕260号 三(四))."""

from accounts.states import Role
from common.refusals import Refusal
from reviews.models import CommitteeMember
from reviews.rules.office import refuse_others, refuse_without_words


def refuse_seat(user, season, person) -> Refusal | None:
    """Seat a person once, and only one who holds the role of an expert."""
    return refuse_others(user, "聘任委员") or _no_expert(person) or _seated_already(season, person)


def _no_expert(person) -> Refusal | None:
    if person.holds(Role.EXPERT):
        return None
    return Refusal(
        "not_an_expert", f"{person}没有“评审专家”角色，不能聘任为委员。", "请先由系统管理员登记该角色。", status=409
    )


def _seated_already(season, person) -> Refusal | None:
    if not CommitteeMember.objects.filter(season=season, user=person).exists():
        return None
    return Refusal("already_seated", f"{person}已在本年度委员会名单中。", "请在名单中查看其现状。", status=409)


def refuse_changing_seat(user, member) -> Refusal | None:
    """Past employers and the like may be noted as long as the member sits."""
    return refuse_others(user, "变更委员信息") or _stood_down(member)


def refuse_standing_down(user, member, reason: str) -> Refusal | None:
    """Standing down needs a reason and happens once."""
    return refuse_changing_seat(user, member) or refuse_without_words(reason, "退出理由")


def refuse_pledge(user, member) -> Refusal | None:
    """Nobody signs for another; nobody signs twice."""
    if member.user_id != user.pk:
        return Refusal("not_yours", "承诺书须由委员本人签署。", "请由本人登录办理。")
    if member.pledged_at is not None:
        return Refusal("already_pledged", "您已签署本年度承诺书，无需重复签署。", "可直接进入评审。", status=409)
    return _stood_down(member)


def _stood_down(member) -> Refusal | None:
    if member.stood_down_at is None:
        return None
    return Refusal("stood_down", f"{member.user}已退出本年度委员会。", "如需恢复，请由评审办公室另行聘任。", status=409)
