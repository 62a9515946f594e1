"""资格审核 (沪工总经〔2015〕260号 三(二)、(四)；沪工总基〔2026〕60号 二): why one of its acts is refused."""

from accounts.states import Role
from common.dates import plain_day_words, today
from common.refusals import Refusal
from nominations.conclusions import mark_of, text_of
from nominations.parts import NOMINATE, SCREEN
from nominations.queries import screening
from nominations.rules.duties import refuse_second_part
from nominations.rules.recommending import refuse_incomplete, refuse_undeclared
from nominations.rules.recusal import refuse_tied
from nominations.rules.standing import (
    refuse_others,
    refuse_out_of_turn,
    refuse_under_ban,
    refuse_under_bodys_ban,
    refuse_unknown_sections,
    refuse_without_words,
)
from nominations.states import RELAXABLE, Condition, ExceptionDecision, Finding, State, Verification
from seasons.queries import calendar
from seasons.working_days import refuse_counting

# 一般应具有中国国籍: only this one knows an exception by itself; 破格, once granted, reaches two more
EXCEPTABLE = (Condition.NATIONALITY,)
EXCEPTABLE_BY_GRANT = RELAXABLE


def refuse_claim(user, nomination, *, taken=None):
    """领办: a screener with no other part in it and not of the same branch; nobody else has it."""
    return (
        _refuse_non_screeners(user)
        or refuse_out_of_turn(nomination, "领办", State.SUBMITTED)
        or _refuse_claimed(user, nomination)
        or refuse_tied(user, nomination)
        or refuse_second_part(user, nomination, SCREEN, taken=taken)
    )


def refuse_release(user, nomination, *, reason=""):
    """放回: by whoever claimed it; the review office may put back, with a reason, what lies with somebody who is away."""
    if may_put_back_for_others(user, nomination):
        return _refuse_awaiting_check(nomination, "放回") or refuse_without_words(reason, "收回领办的理由")
    return refuse_others_work(user, nomination, "放回")


def may_put_back_for_others(user, nomination):
    """Whether it is the review office that takes a claim from somebody who is away."""
    return (
        nomination.state == State.SUBMITTED
        and nomination.screener_id not in (None, user.pk)
        and user.holds(Role.REVIEW_OFFICE)
    )


def refuse_noting(user, nomination, lines):
    """逐项审核: findings that the regulation allows, each failure and exception with its reason."""
    return refuse_others_work(user, nomination, "填写审核结论") or next(
        filter(None, (_refuse_line(nomination, *line) for line in lines.items())), None
    )


def refuse_dual_verification(user, nomination):
    """双师资质核验: what the dossier claims, checked against both certificates."""
    return refuse_others_work(user, nomination, "核验双师资质") or _refuse_no_dual(nomination)


def refuse_admission(user, nomination, *, now):
    """审核通过: every line decided, none failed, 双师 known, no ban."""
    return refuse_others_work(user, nomination, "通过资格审核") or refuse_unfit(
        nomination, screening.checklist(nomination), now
    )


def refuse_sending_back(user, nomination, *, reason, sections=(), now):
    """退回补正: with what is to be corrected (a failed line says it, or words do), until a day the calendar can name."""
    return (
        refuse_others_work(user, nomination, "退回补正")
        or refuse_nothing_to_correct(screening.checklist(nomination), reason)
        or refuse_unknown_sections(nomination, sections)
        or refuse_correction_calendar(nomination, now=now)
    )


def refuse_nothing_to_correct(lines, reason):
    """A return says what for: by a failed line or by words."""
    if reason.strip() or any(line.is_failed for line in lines):
        return None
    return refuse_without_words(reason, "需要补正的内容")


def refuse_correction_calendar(nomination, *, now, known=None):
    """A deadline in working days needs the year's holiday list (``known``, where it is read already)."""
    days = nomination.rulebook.correction_working_days
    return refuse_counting(known or calendar(), today(now), days, first_day_counts=False)


def refuse_resubmission(user, nomination, *, now):
    """补正后重新报送: by the nominator, up to and including the last day, with a complete dossier."""
    return (
        refuse_others(user, nomination, "重新报送")
        or refuse_out_of_turn(nomination, "重新报送", State.CORRECTING)
        or refuse_second_part(user, nomination, NOMINATE)
        or _refuse_late_correction(nomination, now)
        or refuse_under_ban(nomination, now=now)
        or refuse_under_bodys_ban(nomination, now=now)
        or refuse_undeclared(nomination)
        or refuse_incomplete(nomination, "重新报送")
    )


def refuse_declining(user, nomination):
    """不予受理: at least one condition not met; its reason stands on its line."""
    return refuse_others_work(user, nomination, "不予受理") or _refuse_nothing_failed(screening.checklist(nomination))


def refuse_unseen(conclusion, nomination, lines, seen):
    """The words that go are the words that were read: a finding changed since in another window stops the press."""
    if seen is None or seen == mark_of(text_of(conclusion, lines)):
        return None
    return Refusal(
        "text_changed",
        "审核结论在您核对决定文本之后有改动，决定文本已经不同。",
        "请重新核对决定文本后办理。",
        status=409,
    )


def grounds_against(user, nomination, lines, *, now):
    """What the screening page says beside each of its acts, the common grounds asked once."""
    common = refuse_others_work(user, nomination, "办理")
    return {
        "claim": refuse_claim(user, nomination) if nomination.screener_id is None else None,
        "release": refuse_release(user, nomination, reason="asked"),
        "note": common,
        "verify_dual": common or _refuse_no_dual(nomination),
        "admit": common or refuse_unfit(nomination, lines, now),
        "send_back": common or refuse_correction_calendar(nomination, now=now),
        "decline": common or _refuse_nothing_failed(lines),
    }


def _refuse_non_screeners(user):
    if user.holds(Role.SCREENER):
        return None
    return Refusal("not_a_screener", "资格审核由市总工会资格审核人办理，您的角色不能办理。", "请由资格审核人登录办理。")


def _refuse_claimed(user, nomination):
    if nomination.screener_id is None:
        return None
    if nomination.screener_id == user.pk:
        return Refusal("already_yours", "此件已由您领办。", "请继续逐项审核。", status=409)
    return Refusal(
        "already_handled",
        f"此件刚刚已由他人办理：{nomination.screener.full_name}已领办。",
        "请领办其他申报；确需转交的，请领办人先放回。",
        status=409,
    )


def refuse_others_work(user, nomination, act):
    """What every act on a claimed dossier asks first: whose it is, where it stands, and 回避."""
    return (
        _refuse_non_screeners(user)
        or refuse_out_of_turn(nomination, act, State.SUBMITTED)
        or _refuse_unclaimed(user, nomination, act)
        or _refuse_awaiting_check(nomination, act)
        or refuse_tied(user, nomination)
    )


def _refuse_awaiting_check(nomination, act):
    """While a conclusion lies with the second person nothing is changed under it."""
    proposal = screening.proposal_of(nomination)
    if proposal is None:
        return None
    return Refusal(
        "awaiting_check",
        f"此件的结论“{proposal.get_conclusion_display()}”正待复核，不能{act}。",
        "请等待复核；需要改动的，先撤销待复核的结论。",
        status=409,
    )


def _refuse_unclaimed(user, nomination, act):
    if nomination.screener_id == user.pk:
        return None
    if nomination.screener_id is None:
        return Refusal("not_claimed", f"此件尚未领办，不能{act}。", "请先领办。", status=409)
    return Refusal(
        "already_handled",
        f"此件刚刚已由他人办理：{nomination.screener.full_name}已领办，您不能{act}。",
        "请领办其他申报。",
        status=409,
    )


def _refuse_line(nomination, condition, written):
    finding, reason = written
    words = condition.label
    if finding == Finding.EXCEPTED and condition == Condition.MEMBERSHIP:
        return Refusal(
            "membership_is_absolute",
            "工会会员为必备条件，不设例外（沪工总经〔2015〕260号 三(二)）。",
            "请核对会员身份后填写“符合”或“不符合”。",
            status=409,
        )
    if condition == Condition.EXCEPTION:
        return Refusal(
            "decided_by_request",
            "破格申请须逐项决定，不在此处合并填写。",
            "请在“破格申请”中对每一项作出决定；此件没有提出破格申请的，不必填写。",
            status=409,
        )
    if finding == Finding.EXCEPTED and not _may_be_excepted(nomination, condition):
        return Refusal(
            "no_exception",
            f"“{words}”不能按例外处理。",
            "可按例外处理的，一是国籍，二是准予破格后的一线岗位和四个方面两项；请据实填写“符合”或“不符合”。",
            status=409,
        )
    if finding != Finding.PASSED and not reason.strip():
        return Refusal("no_reason", f"“{words}”的结论为“{finding.label}”，须写明理由。", "请填写理由。", status=409)
    return None


def _may_be_excepted(nomination, condition):
    if condition in EXCEPTABLE:
        return True
    return condition in EXCEPTABLE_BY_GRANT and is_granted(nomination, condition)


def is_granted(nomination, condition):
    """准予破格 that reaches a condition, decided on the dossier as it was last filed."""
    return any(
        request.decision == ExceptionDecision.GRANTED
        and request.is_decided_for(nomination)
        and request.reaches(condition)
        for request in screening.exceptions_of(nomination)
    )


def refuse_deciding_exception(user, request, *, reason):
    """决定破格申请: by the screener who has claimed the dossier, with a reason (沪工总基〔2026〕60号 下一步一)."""
    return refuse_others_work(user, request.nomination, "决定破格申请") or refuse_without_words(reason, "决定的理由")


def _refuse_no_dual(nomination):
    if nomination.dual_verification == Verification.VERIFIED:
        return Refusal("already_verified", "双师资质已经核验。", "无须重复办理。", status=409)
    if nomination.dual_verification == Verification.NONE:
        return Refusal(
            "not_dual",
            "申报材料所载技能等级和职称不构成双师型（技师及以上、工程师及以上）。",
            "请核对技能等级和职称；填写有误的，退回补正。",
            status=409,
        )
    if not (nomination.skill_certificate.strip() and nomination.title_certificate.strip()):
        return Refusal(
            "no_certificates",
            "材料缺少技能等级证书或职称证书的编号，无从核验。",
            "请退回补正两项证书编号。",
            status=409,
        )
    return None


def refuse_unfit(nomination, lines, now, *, is_banned=True):
    """Whatever of the dossier itself stands against admission; the bans are asked unless it is known to be free."""
    return (
        (refuse_under_ban(nomination, now=now) if is_banned else None)
        or _refuse_undecided(lines)
        or _refuse_failed(lines)
        or _refuse_dual_pending(nomination)
    )


def _refuse_undecided(lines):
    open_lines = [line for line in lines if not line.is_decided]
    if not open_lines:
        return None
    words = "；".join(line.condition.label for line in open_lines)
    return Refusal("undecided", f"还有{len(open_lines)}项没有结论。", f"请逐项审核：{words}。", status=409)


def _refuse_failed(lines):
    failed = [line.condition.label for line in lines if line.is_failed]
    if not failed:
        return None
    return Refusal("failed_line", f"有不符合的条件：{'；'.join(failed)}。", "请退回补正，或者不予受理。", status=409)


def _refuse_nothing_failed(lines):
    if any(line.is_failed for line in lines):
        return None
    return Refusal(
        "nothing_failed", "没有一项结论为“不符合”，不能不予受理。", "请先在逐项审核中注明不符合的条件。", status=409
    )


def _refuse_dual_pending(nomination):
    if nomination.dual_verification != Verification.PENDING:
        return None
    return Refusal(
        "dual_pending",
        "材料所载技能等级和职称构成双师型，尚待核验。",
        "请核验双师资质；不能核实的，退回补正技能等级或职称。",
        status=409,
    )


def _refuse_late_correction(nomination, now):
    if today(now) <= nomination.correction_due:
        return None
    return Refusal(
        "correction_over",
        f"补正期限为{plain_day_words(nomination.correction_due)}（含当日），已经届满。",
        "逾期未补正的按不予受理办理；对此有异议的，请与市总工会评审办公室联系。",
        status=409,
    )
