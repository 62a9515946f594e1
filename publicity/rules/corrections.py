"""更正: grounds of refusal. A published notice is never edited; a correction says what, why, and for whom (三(四))."""

from common.refusals import Refusal
from nominations.states import State
from publicity import queries
from publicity.rules.notices import (
    cannot_be_told_apart,
    not_published,
    refuse_beginning,
    refuse_changing,
    refuse_dates,
    refuse_period,
    refuse_replaced,
)
from publicity.rules.standing import refuse_office
from publicity.states import CorrectionKind

AFTER_NOTICE = (State.APPROVED, State.HONOURED)


def refuse_correction(notice, names, calendar, *, now):
    """发布更正: what it corrects must still be open to it, and something must be corrected.

    With every word right, names may still have to go before the public again: where the papers shown were not complete or
    an outlet was left out, the notice the document asks for (三(四)) has not run for them. The public reads why.
    """
    former = {line.nomination_id: line for line in notice.corrects.names.all()}
    begins_anew = any(one.is_touched for one in names)
    if refusal := refuse_replaced(notice.corrects) or (not begins_anew and _nothing_corrected(notice, names, former)):
        return refusal
    if notice.correction_kind == CorrectionKind.SLIP:
        return _name_by_a_slip(names, former) or cannot_be_told_apart(names)
    return (
        refuse_period(notice, calendar, now=now)
        or _nobody_touched(names)
        or _too_far_on([one for one in names if one.is_touched])
        or cannot_be_told_apart(names)
    )


def refuse_correcting(user, former, calendar, *, kind, reason, opens_on, now) -> Refusal | None:
    """拟定更正: of the version that holds; a material one with a first day and for somebody whose time can begin anew."""
    refusal = refuse_correction_page(user, former)
    if refusal is not None:
        return refusal
    if not reason.strip():
        return Refusal("no_reason", "尚未写明更正说明。", "请写明更正什么、为何更正；此说明向社会公开。", status=409)
    if kind == CorrectionKind.SLIP:
        return None
    if opens_on is None:
        return Refusal("no_first_day", "实质更正须重新计算公示期。", "请填写重新公示的首日。", status=409)
    return refuse_beginning(opens_on, now) or refuse_dates(former.rulebook, calendar, opens_on) or refuse_anew(former)


def refuse_anew(former) -> Refusal | None:
    """另行公示: there is still somebody on the list whom the sitting or the naming has not taken further."""
    if queries.may_begin_anew(former).exists():
        return None
    return Refusal(
        "nobody_begins_anew",
        "名单中的人选均已审定、命名或者离开公示，没有人选可以重新公示。",
        "只更正文字的，请选择文字更正；命名后发现弄虚作假的，按查实与撤销办理。",
        status=409,
    )


def refuse_correction_page(user, former) -> Refusal | None:
    """Whether a correction may be begun at all, before its kind is chosen."""
    return refuse_office(user) or not_published(former) or refuse_replaced(former) or _correction_drafted(former)


def refuse_correcting_line(user, notice, line, former, *, name, unit_name) -> Refusal | None:
    """更正一行: in the draft of a correction; a person's name is never a slip of the pen."""
    if refusal := refuse_changing(user, notice):
        return refusal
    if former is None:
        return Refusal(
            "not_a_correction",
            "名单的文字取自申报材料，不在公示中修改。",
            "申报材料更正后，请重新生成名单。",
            status=409,
        )
    if not name or not unit_name:
        return Refusal("line_incomplete", "姓名和工作单位不能为空。", "请补全后保存。", status=409)
    if notice.correction_kind == CorrectionKind.SLIP:
        line.name = name
        return _name_by_a_slip([line], {line.nomination_id: former})
    return _too_far_on([line]) or _gone(line, former)


def _gone(line, former):
    if line.nomination.state in queries.BEGINS_ANEW:
        return None
    return Refusal(
        "name_gone",
        f"{former.name}现为“{line.nomination.get_state_display()}”，不在公示之列，公示期不能重新计算。",
        "请只更正仍在公示或者公示期满的人选。",
        status=409,
    )


def _too_far_on(lines):
    """审定、命名之后 the list behind the decision stands."""
    words = "、".join(
        f"{one.name}（{one.nomination.get_state_display()}）" for one in lines if one.nomination.state in AFTER_NOTICE
    )
    if not words:
        return None
    return Refusal(
        "decided_already",
        f"{words}已经审定或者命名，公示期不能重新计算。",
        "已经审定的，须待审定失效后办理；已经命名的，按查实与撤销办理。",
        status=409,
    )


def _correction_drafted(notice):
    later = getattr(notice, "corrected_by", None)
    if later is None:
        return None
    return Refusal(
        "correction_drafted",
        f"本公示的更正（第{later.number}号）已在拟稿。",
        "请修改并发布该稿，或将其删除。",
        status=409,
    )


def _nothing_corrected(notice, names, former):
    words = [(one.title, one.text, one.contact) for one in (notice, notice.corrects)]
    lines = any(
        (one.printed_words, one.position)
        != (former[one.nomination_id].printed_words, former[one.nomination_id].position)
        for one in names
    )
    if words[0][1:] != words[1][1:] or lines:
        return None
    return Refusal(
        "nothing_corrected",
        "正文、联系方式和名单的文字与原公示完全相同，也没有人选须重新公示，没有更正。",
        "请更正正文、联系方式或者名单中有误的一行；文字无误、只须重新公示的（如公示材料不全、有渠道漏刊），"
        "请作实质更正，在有关人选的一行勾选“该人选的公示期重新计算”，事由写入更正说明。",
        status=409,
    )


def _name_by_a_slip(names, former):
    changed = [former[one.nomination_id].name for one in names if one.name != former[one.nomination_id].name]
    if not changed:
        return None
    return Refusal(
        "name_is_material",
        f"更正了{'、'.join(changed)}的姓名。姓名有误，公众无从辨认人选，不属文字更正。",
        "请改作实质更正，该人选的公示期重新计算。",
        status=409,
    )


def _nobody_touched(names):
    if any(one.is_touched for one in names):
        return None
    return Refusal(
        "nobody_touched",
        "实质更正没有涉及任何人选，无从重新计算公示期。",
        "请更正有关人选或勾选“更正涉及”；只更正文字的，请改作文字更正。",
        status=409,
    )
