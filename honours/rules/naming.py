"""命名、制证、发放与推荐奖章 (沪工总经〔2015〕260号 三(五)): grounds of refusal."""

from accounts.states import CLERKS, Role
from common.refusals import Refusal
from nominations.rules.standing import refuse_subjects
from nominations.states import State

OFFICE = (Role.REVIEW_OFFICE,)


def may_read(user) -> bool:
    """The office's pages are for the office and for supervision."""
    return user.is_authenticated and user.holds(*OFFICE, Role.SUPERVISION)


def refuse_not_office(user) -> Refusal | None:
    """Only the office (评审办公室) names and hands over."""
    if not user.holds(*OFFICE):
        return Refusal("not_the_office", "只有评审办公室可以办理命名和发放事项。", "请由评审办公室人员登录办理。")
    return None


# --- naming ----------------------------------------------------------------------------------------------------------


def refuse_naming(user, nomination, *, on, banned=None) -> Refusal | None:
    """命名: approved, and publicised where the notice comes after the sitting.

    ``banned`` are the keys of those under a ban that day where they are known already; a list then asks only for those.
    """
    return refuse_not_office(user) or refuse_not_ready(nomination, on=on, banned=banned)


def refuse_not_ready(nomination, *, on, banned=None) -> Refusal | None:
    """What stands between a candidate and the honour, whoever asks."""
    return _has_not_passed_both(nomination) or _is_banned(nomination, on, banned)


def _has_not_passed_both(nomination):
    ready = State.APPROVED if nomination.rulebook.notice_before_approval else State.NOTICE_PASSED
    if nomination.state == State.HONOURED:
        return Refusal("already_handled", f"{nomination.name}已命名。", "请返回查看最新情况。", status=409)
    if nomination.state != ready:
        return Refusal(
            "not_ready",
            f"{nomination.name}现为“{nomination.get_state_display()}”，尚不能命名。",
            "须经公示期满且主席办公会审定通过。",
            status=409,
        )
    return None


def _is_banned(nomination, on, banned):
    if banned is not None and nomination.pk not in banned:
        return None
    return refuse_subjects(
        nomination.identity_hash, nomination.unit_hash, nomination.drafting_body, nomination.rulebook, on=on
    )


def refuse_naming_nobody(ready) -> Refusal | None:
    """命名: somebody is there to be named."""
    if not ready:
        return Refusal(
            "nobody_ready", "本年度现在没有可以命名的人选。", "公示期满且审定通过后，方可办理命名。", status=409
        )
    return None


def refuse_changed_list(ready, expected) -> Refusal | None:
    """命名: exactly those whom the person has read and confirmed."""
    if expected is not None and {nomination.number for nomination in ready} != set(expected):
        return Refusal(
            "list_changed",
            f"确认之后名单有变动，现为 {len(ready)} 名。",
            "请返回命名页面，核对名单后重新确认。",
            status=409,
        )
    return None


# --- certificates ----------------------------------------------------------------------------------------------------


def refuse_retrying(user, problems) -> Refusal | None:
    """重新制证: where some could not be printed."""
    if refusal := refuse_not_office(user):
        return refusal
    if not problems:
        return Refusal("nothing_to_retry", "本年度没有未能制证的证书。", "无须重新制证。", status=409)
    return None


def refuse_download(user, certificate) -> Refusal | None:
    """下载证书: pressed; a revoked one only by the office and supervision."""
    if certificate.revoked_at and not may_read(user):
        return Refusal("revoked", "该证书已撤销，不再提供下载。", "如有疑问，请与评审办公室联系。", status=409)
    if certificate.replaced_at and not may_read(user):
        return Refusal("replaced", "该证书已换发，不再提供下载。", "请下载现行证书。", status=409)
    if not certificate.pressed_at:
        return Refusal("not_pressed", "该证书尚未制成。", "制证完成后可以下载。", status=409)
    return None


# --- the craftsman's side --------------------------------------------------------------------------------------------


def is_for(user, nomination) -> bool:
    """Whether the person is the craftsman, or a clerk of a body that nominated or filed."""
    bodies = {body.pk for body in user.bodies(*CLERKS)}
    return nomination.candidate_id == user.pk or bool(bodies & {nomination.drafting_body_id, nomination.filing_body_id})


def refuse_choosing_nothing(chosen) -> Refusal | None:
    """批量办理: something is ticked."""
    if not chosen:
        return Refusal("nothing_chosen", "没有勾选任何一项。", "请返回勾选后再办理。", status=409)
    return None
