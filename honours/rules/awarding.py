"""奖励事项的发放与交回: grounds of refusal (沪工总经〔2015〕260号 三(五)、五(三))."""

from common.dates import plain_day_words, today
from common.refusals import Refusal
from honours.rules.naming import refuse_not_office
from honours.states import ReturnKind
from seasons.states import AwardKind


def refuse_hand_over(user, issue, *, on, now, to="", note="") -> Refusal | None:
    """发放: once, to a standing honour, a certificate only when it is pressed, on a day that has come.

    ``to`` empty asks only whether it may be handed over at all; whoever receives it for the craftsman says on what ground.
    """
    return (
        refuse_not_office(user)
        or refuse_revoked(issue.honour, "不再发放")
        or _is_handed_over(issue)
        or _is_not_pressed(issue)
        or _is_no_day_for_it(issue, on, now)
        or _received_by_a_stranger(issue, to, note)
    )


def refuse_revoked(honour, then) -> Refusal | None:
    """已撤销的荣誉: nothing further is given on its ground."""
    if not honour.is_standing:
        return Refusal("revoked", f"{honour.name}的荣誉已撤销，{then}。", "请返回查看最新情况。", status=409)
    return None


def _is_handed_over(issue):
    if issue.handed_over_on:
        return Refusal(
            "already_handled",
            f"{issue.award_item.name}已发放给{issue.honour.name}。",
            "请返回查看最新情况。",
            status=409,
        )
    return None


def _is_not_pressed(issue):
    if issue.award_item.kind == AwardKind.CERTIFICATE and not issue.honour.certificate.pressed_at:
        return Refusal("not_pressed", f"{issue.honour.name}的证书尚未制成。", "制证完成后再登记发放。", status=409)
    return None


def _is_no_day_for_it(issue, on, now):
    if not issue.honour.named_on <= on <= today(now):
        return Refusal(
            "wrong_day",
            f"发放日期应在命名之日（{plain_day_words(issue.honour.named_on)}）至今天之间。",
            "请按实际发放的日期填写。",
            status=409,
        )
    return None


def _received_by_a_stranger(issue, to, note):
    if not to.strip() or to.strip() == issue.honour.name or note.strip():
        return None
    return Refusal(
        "no_ground_for_receiving",
        f"领取人“{to.strip()}”不是{issue.honour.name}本人，尚未写明代领说明。",
        "请写明代领人与本人的关系和委托情况；本人领取的，领取人不填。",
        status=409,
    )


def refuse_take_back(user, issue, *, on, now, kind="", note="") -> Refusal | None:
    """交回: only what was handed over and called back, on a day since then; what is lost is explained."""
    if refusal := refuse_not_office(user):
        return refusal
    if issue.recalled_at is None:
        return Refusal("not_recalled", "未要求交回，不能登记交回。", "撤销荣誉后方可登记交回。", status=409)
    if issue.returned_on:
        return Refusal("already_handled", f"{issue.award_item.name}已登记交回。", "请返回查看最新情况。", status=409)
    if not today(issue.recalled_at) <= on <= today(now):
        return Refusal("wrong_day", "交回日期应在要求交回之日至今天之间。", "请按实际交回的日期填写。", status=409)
    if kind == ReturnKind.LOST and not note.strip():
        return Refusal("no_explanation", "登记遗失须写明说明。", "请写明书面说明的日期和要点。", status=409)
    return None
