"""What stands against an act of this room, and the gate that every later room asks."""

import datetime

from accounts.rules import refuse_unproved
from accounts.states import Role
from common.dates import plain_day_words, today
from common.refusals import Refusal
from sanctions import queries
from sanctions.states import SubjectKind

ONE_DAY = datetime.timedelta(days=1)


APPEAL = "对决定有异议的，可凭决定文号向上海市总工会评审办公室书面申诉，申诉成立的予以解除。"


def refuse_banned(
    identity_hash: str, unit_hash: str, *, on: datetime.date, drafting_body=None, reaches_subunits: bool = True
) -> Refusal | None:
    """禁报 (沪工总经〔2015〕260号 五(三)): not accepted from the unit or the person while a ban stands.

    The sentence is all a nominator needs: who, why, by which decision, until when, and how to have it reviewed.
    """
    ban = queries.standing_ban(
        identity_hash, unit_hash, on=on, drafting_body=drafting_body, reaches_subunits=reaches_subunits
    )
    return told("banned", ban, "不受理其申报", "可以重新申报")


def refuse_banned_body(*bodies, on: datetime.date) -> Refusal | None:
    """对推荐单位的禁报: it neither drafts nor endorses nor files; what others nominate is not touched."""
    ban = queries.standing_ban_on_body(bodies, on=on)
    return told("banned_body", ban, "不受理其起草、审核和报送的推荐", "可以重新推荐")


def refuse_banned_expert(user, *, on: datetime.date) -> Refusal | None:
    """对评审专家的禁报: not invited, not drawn, and nothing he writes is taken."""
    return told("banned_expert", queries.standing_ban_on_expert(user, on=on), "不得受聘、分派和评分", "可以重新受聘")


def told(ground: str, ban, what: str, afterwards: str) -> Refusal | None:
    """The sentence of a ban: who, why, by which decision, from when until when, and what can be done against it."""
    if ban is None:
        return None
    return Refusal(
        ground,
        f"{ban.subject_name}（{ban.get_subject_kind_display()}）因{ban.ground.rstrip('。')}，"
        f"经{ban.decision_number}决定，自{plain_day_words(ban.since)}至{plain_day_words(ban.until)}（含当日）"
        f"{what}（沪工总经〔2015〕260号 五(三)）。",
        f"{plain_day_words(ban.until + ONE_DAY)}起{afterwards}；{APPEAL}",
        status=409,
    )


def may_read(user) -> bool:
    """禁报名册 is for the review office and supervision."""
    return user.is_authenticated and user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION)


def refuse_office(user) -> Refusal | None:
    """禁报的登记与解除由评审办公室办理."""
    if user is not None and user.holds(Role.REVIEW_OFFICE):
        return None
    return Refusal(
        "not_review_office",
        "禁报的登记与解除由评审办公室办理，您的角色不能办理此事项。",
        "如有申诉材料，请转交评审办公室。",
    )


def refuse_imposition(
    user, *, subject_hash: str, ground: str, decision_number: str, found_on, years: int, now, kind="", of=None
) -> Refusal | None:
    """登记禁报: a known subject, a ground, a decision, and a day of finding that has come."""
    return (
        refuse_office(user)
        or _missing("no_subject", subject_hash, "未能识别禁报对象的证件号码或统一社会信用代码", "请先核对号码。")
        or _missing("no_ground", ground.strip(), "登记禁报须写明事由", "请填写查实的事实。")
        or _missing("no_decision", decision_number.strip(), "登记禁报须有决定文号", "请填写决定文号。")
        or _missing("no_years", years > 0, "禁报年限至少一年", "请核对细则所定年限。")
        or _found_tomorrow(found_on, now)
        or _nobody_meant(kind, of)
        or _twice(subject_hash, kind, decision_number)
        or refuse_unproved(user, now=now)
    )


def refuse_lifting(user, ban, *, reason: str, now) -> Refusal | None:
    """解除禁报 on appeal."""
    return (
        refuse_office(user)
        or refuse_lifting_again(ban)
        or _missing("no_reason", reason.strip(), "解除禁报须写明理由", "请填写申诉成立的依据。")
        or refuse_unproved(user, now=now)
    )


def refuse_lifting_again(ban) -> Refusal | None:
    """A ban that is lifted or over cannot be lifted."""
    if ban.lifted_at is not None:
        return Refusal("already_lifted", "该禁报已经解除。", "无须重复办理。", status=409)
    if ban.ended_at is not None:
        return Refusal("already_ended", "该禁报已经期满。", "无须办理解除。", status=409)
    return None


def _missing(ground, value, message, remedy):
    return None if value else Refusal(ground, f"{message}。", remedy, status=409)


def _found_tomorrow(found_on, now):
    if found_on > today(now):
        return Refusal("found_in_the_future", "查实之日不得晚于今天。", "请填写作出查实结论的日期。", status=409)


def _nobody_meant(kind, of):
    if kind in (SubjectKind.BODY, SubjectKind.EXPERT) and of is None:
        what = SubjectKind(kind).label
        return Refusal("nobody_meant", f"未指明被禁报的{what}。", f"请从名册中选定{what}。", status=409)
    return None


def _twice(subject_hash, kind, decision_number):
    if not kind or not queries.of_one_decision(kind, subject_hash, decision_number).exists():
        return None
    return Refusal(
        "imposed_already",
        f"依据{decision_number.strip()}对同一对象的禁报已经登记。",
        "同一决定只登记一次；另有决定的，请填写其文号。",
        status=409,
    )
