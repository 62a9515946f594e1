"""换发、补发证书: who may ask, who may decide (沪工总经〔2015〕260号 三(五)); one asks, another decides."""

from common.refusals import Refusal
from honours.rules.naming import OFFICE, is_for, refuse_not_office
from honours.states import ReplacementState
from nominations.states import Scan
from publicity.rules.papers import refuse_opening

REMEDY = "请返回查看最新情况。"


def refuse_asking(user, certificate) -> Refusal | None:
    """申请换发: the craftsman, the nominating side or the office, for a certificate that stands."""
    return _is_not_theirs(user, certificate) or _is_not_current(certificate) or _is_asked_for(certificate)


def _is_not_theirs(user, certificate):
    if user.holds(*OFFICE) or is_for(user, certificate.honour.nomination):
        return None
    return Refusal("not_theirs", "该证书不在您的办理范围内。", "请由本人、推荐单位或评审办公室办理。")


def _is_not_current(certificate):
    if not certificate.honour.is_standing:
        return Refusal("revoked", "该荣誉已撤销，证书不能换发。", "如有疑问，请与评审办公室联系。", status=409)
    if certificate.replaced_at:
        return Refusal("already_replaced", "该证书已换发。", "请就现行证书办理。", status=409)
    if not certificate.pressed_at:
        return Refusal("not_pressed", "该证书尚未制成。", "制证完成后可以申请换发。", status=409)
    return None


def _is_asked_for(certificate):
    if certificate.replacements.filter(state=ReplacementState.ASKED).exists():
        return Refusal("already_asked", "该证书的换发申请正在审批。", "请等待审批结果。", status=409)
    return None


def refuse_deciding(user, replacement) -> Refusal | None:
    """审批: the office, by somebody who neither asked nor is the craftsman."""
    if refusal := refuse_not_office(user):
        return refusal
    if replacement.state != ReplacementState.ASKED:
        told = f"该申请已办结：{replacement.get_state_display()}。"
        return Refusal("already_handled", told, REMEDY, status=409)
    if user.pk in (replacement.asked_by_id, replacement.certificate.honour.nomination.candidate_id):
        return Refusal("own_request", "换发申请由另一人审批，您是申请人或证书本人。", "请由评审办公室其他人员审批。")
    return None


def refuse_granting(user, replacement) -> Refusal | None:
    """准予: only while the certificate still stands, and on a proof that can be read."""
    return (
        refuse_deciding(user, replacement) or _is_not_current(replacement.certificate) or _is_unread(replacement.proof)
    )


def _is_unread(proof):
    if proof.scan == Scan.INFECTED:
        return Refusal(
            "infected",
            f"证明材料查出病毒（{proof.virus}），已经删除，不能准予。",
            "请不予准许并说明原因，由申请人重新提供无毒的材料。",
            status=409,
        )
    return refuse_opening(proof)
