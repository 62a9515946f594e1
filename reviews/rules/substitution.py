"""候补与递补: only who was approved by name beforehand, in the order approved."""

from common.refusals import Refusal
from reviews.rules.committee import refuse_person
from reviews.rules.office import refuse_others, refuse_without_words


def refuse_reserving(user, season, person, *, reserved: bool) -> Refusal | None:
    """登记候补委员: an expert who sits nowhere yet, once."""
    return refuse_others(user, "登记候补委员") or refuse_person(season, person) or _reserved(person, reserved)


def refuse_striking(user, reserve, reason: str) -> Refusal | None:
    """移出候补名单, with the reason, before the seat is taken."""
    return refuse_others(user, "移出候补委员") or _used(reserve) or refuse_without_words(reason, "移出理由")


def refuse_substituting(user, vacant, first, reason: str) -> Refusal | None:
    """递补: a seat that is vacant and not taken again, by the first approved substitute of its category."""
    return (
        refuse_others(user, "办理递补")
        or _not_vacant(vacant)
        or _taken(vacant)
        or _nobody(vacant, first)
        or refuse_person(vacant.season, first.user)
        or refuse_without_words(reason, "递补理由")
    )


def _reserved(person, reserved: bool) -> Refusal | None:
    if not reserved:
        return None
    return Refusal("already_reserved", f"{person}已在候补名单中。", "无须重复登记。", status=409)


def _not_vacant(member) -> Refusal | None:
    if member.is_vacant:
        return None
    return Refusal(
        "not_vacant", f"{member.user}的席位并未空缺。", "谢绝邀请、收回邀请或退出委员会后才能递补。", status=409
    )


def _taken(member) -> Refusal | None:
    if not hasattr(member, "substitute"):
        return None
    return Refusal(
        "already_taken", f"{member.user}的席位已由{member.substitute.user}递补。", "无须重复办理。", status=409
    )


def _nobody(member, first) -> Refusal | None:
    if first is not None:
        return None
    return Refusal(
        "no_reserve",
        f"“{member.get_category_display()}”没有经批准的候补委员，不能递补。",
        "请先按程序批准候补人选并登记批准文件。",
        status=409,
    )


def _used(reserve) -> Refusal | None:
    if reserve.struck_at is not None:
        return Refusal("struck", f"{reserve.user}已移出候补名单。", "请选择名单中的其他人选。", status=409)
    if reserve.seat_id is None:
        return None
    return Refusal("already_used", f"{reserve.user}已经递补。", "请选择名单中的其他人选。", status=409)
