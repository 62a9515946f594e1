"""遴选审核工作委员会 (沪工总经〔2015〕260号 三(四))."""

from accounts.states import Role
from common.dates import today
from common.refusals import Refusal
from reviews.models import CommitteeMember
from reviews.rules.office import refuse_others, refuse_without_words
from sanctions.rules import refuse_banned_expert


def refuse_seat(user, season, person) -> Refusal | None:
    """Invite a person once, and only one who holds the role of an expert."""
    return refuse_others(user, "邀请委员") or refuse_person(season, person)


def refuse_person(season, person) -> Refusal | None:
    """Whether this person can sit in this season at all."""
    return _no_expert(person) or refuse_banned_expert(person, on=today()) or _seated_already(season, person)


def _no_expert(person) -> Refusal | None:
    if person.holds(Role.EXPERT):
        return None
    return Refusal(
        "not_an_expert", f"{person}没有“评审专家”角色，不能邀请为委员。", "请先由系统管理员登记该角色。", status=409
    )


def _seated_already(season, person) -> Refusal | None:
    if not CommitteeMember.objects.filter(season=season, user=person).exists():
        return None
    return Refusal("already_seated", f"{person}已在本年度委员会名单中。", "请在名单中查看其现状。", status=409)


def refuse_changing_seat(user, member) -> Refusal | None:
    """The office keeps what concerns a seat as long as somebody sits there or is invited."""
    return refuse_others(user, "变更委员信息") or refuse_vacant(member)


def refuse_standing_down(user, member, reason: str) -> Refusal | None:
    """Standing down needs a reason and happens once; an invitation without an answer is called back instead."""
    return refuse_changing_seat(user, member) or _not_accepted(member) or refuse_without_words(reason, "退出理由")


def refuse_vacant(member) -> Refusal | None:
    """Nothing is changed at a seat nobody holds."""
    if member.stood_down_at is not None:
        return Refusal("stood_down", f"{member.user}已退出本年度委员会。", "如需补足，请由候补委员递补。", status=409)
    if not member.is_vacant:
        return None
    what = "已谢绝邀请" if member.declined_because else "的邀请已经收回"
    return Refusal("vacant", f"{member.user}{what}，席位空缺。", "如需补足，请由候补委员递补。", status=409)


def _not_accepted(member) -> Refusal | None:
    if member.has_accepted:
        return None
    return Refusal(
        "not_accepted", f"{member.user}尚未答复邀请，无须办理退出。", "如不再邀请，可以收回邀请。", status=409
    )
