"""Why an export is refused."""

from accounts.states import Role
from common.dates import moment_words
from common.refusals import Refusal
from exports.states import State

MOST_WAITING = 5
MOST_ROWS = 20_000
WATCHERS = (Role.SUPERVISION,)


def refuse_asking(user, sheet, *, rows, waiting, unmasked=False, reason="") -> Refusal | None:
    """导出: a role that works with the list, something to export, and a reason where numbers are to be seen in full."""
    return (
        _not_yours(user, sheet)
        or (refuse_unmasked(user, sheet, reason=reason) if unmasked else None)
        or _nothing(rows)
        or _too_long(rows)
        or _too_many(waiting)
    )


def refuse_unmasked(user, sheet, *, reason) -> Refusal | None:
    """完整号码: only for whoever may see them one by one, and with a reason (个人信息保护法 第六条)."""
    if not user.holds(*sheet.shown_in_full_to):
        return Refusal(
            "not_in_full",
            "您的角色只能导出遮蔽后的名册。",
            "工作确需完整号码的，请由推荐单位、报送单位的经办人或者领办的资格审核人办理。",
        )
    if not reason.strip():
        return Refusal("no_reason", "尚未填写导出完整号码的理由。", "请写明用途和经手范围后办理。", status=409)
    return None


def refuse_without_reason(sheet, reason: str) -> Refusal | None:
    """A package for supervision leaves the house with the reason it was asked for."""
    if not sheet.wants_reason or reason.strip():
        return None
    return Refusal("no_reason", f"尚未填写导出{sheet.title}的理由。", "请写明用途和经手范围后办理。", status=409)


def refuse_by_room(user, sheet, asked) -> Refusal | None:
    """What the room that offers the list has against it."""
    return sheet.refuse(user, asked) if sheet is not None and sheet.refuse is not None else None


def refuse_fetching(user, export, sheet, *, now) -> Refusal | None:
    """领取: once, by the person who asked, while the role still allows it and the file is kept."""
    if user.pk != export.asked_by_id:
        return Refusal("not_yours", "导出文件只能由申请导出的本人领取。", "工作需要的，请自行申请导出。")
    if export.state == State.FETCHED:
        return Refusal(
            "already_fetched",
            f"{export.number}已于{moment_words(export.fetched_at)}领取，每份导出只能领取一次。",
            "还需要的，请按原条件重新申请导出。",
            status=409,
        )
    if export.state == State.EXPIRED or (export.state == State.READY and export.expires_at <= now):
        return Refusal(
            "expired", f"{export.number}的文件已过保留期，不再提供。", "请按原条件重新申请导出。", status=409
        )
    if export.state != State.READY:
        return Refusal(
            "not_ready", f"{export.number}现为“{export.get_state_display()}”，还不能领取。", "请稍后刷新。", status=409
        )
    return _no_longer(user, sheet, export) or refuse_by_room(user, sheet, export.asked)


def refuse_register(user) -> Refusal | None:
    """导出登记 is supervision's."""
    if user.holds(*WATCHERS):
        return None
    return Refusal("not_the_register", "导出登记由监督人员查看。", "您本人的导出在“我的导出”中。")


def may_ask(user, sheet) -> bool:
    """Whether the list is offered to this person at all."""
    return user.holds(*sheet.roles)


def _not_yours(user, sheet):
    if may_ask(user, sheet):
        return None
    return Refusal("not_yours", f"您的角色不办理“{sheet.title}”的导出。", "工作需要的，请由经办该事项的人员导出。")


def _no_longer(user, sheet, export):
    roles = (sheet.shown_in_full_to if export.is_unmasked else sheet.roles) if sheet else ()
    if user.holds(*roles):
        return None
    return Refusal("no_longer_yours", "您现在的角色已不能取得这份名册。", "请由现任经办人员申请导出。")


def _nothing(rows):
    if rows:
        return None
    return Refusal("nothing", "没有符合条件的内容，无可导出。", "请返回名册放宽筛选条件后再导出。", status=409)


def _too_long(rows):
    if rows <= MOST_ROWS:
        return None
    return Refusal(
        "too_long", f"符合条件的有{rows}行，超过一次导出{MOST_ROWS}行的上限。", "请按年度或者单位分次导出。", status=409
    )


def _too_many(waiting):
    if waiting < MOST_WAITING:
        return None
    return Refusal(
        "too_many",
        f"您已有{waiting}份导出尚未领取。",
        "请先在“我的导出”中领取，或者等其过期后再申请。",
        status=409,
    )
