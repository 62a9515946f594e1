"""奖金 (沪工总经〔2015〕260号 三(五)): grounds that every act on money shares, and those of 暂缓."""

from accounts.states import Role
from common.refusals import Refusal
from honours.queries import disputes
from honours.states import BEFORE_IT_LEAVES, HoldKind, PaymentState
from nominations.parts import PAY
from nominations.queries.consents import standing
from nominations.rules import refuse_second_part
from nominations.states import ConsentKind
from publicity.queries.objections import open_against

FINANCE = (Role.FINANCE,)


def may_read(user) -> bool:
    """The register of payments is for finance and for supervision."""
    return user.is_authenticated and user.holds(*FINANCE, Role.SUPERVISION)


def refuse_not_finance(user) -> Refusal | None:
    """奖金由财务人员办理."""
    if not user.holds(*FINANCE):
        return Refusal("not_finance", "只有财务人员可以办理奖金事项。", "请由财务人员登录办理。")
    return None


def not_in(payment, states, act) -> Refusal | None:
    """A payment that stands elsewhere."""
    if payment.state not in states:
        return Refusal(
            "wrong_state",
            f"{payment.honour.name}的奖金现为“{payment.get_state_display()}”，不能{act}。",
            "请返回查看最新情况，再决定如何办理。",
            status=409,
        )
    return None


def honour_is_gone(payment) -> Refusal | None:
    """荣誉已撤销."""
    if not payment.honour.is_standing:
        return Refusal("revoked", f"{payment.honour.name}的荣誉已撤销，不再发放奖金。", "无须办理。", status=409)
    return None


def has_another_part(user, payment, known=None) -> Refusal | None:
    """One natural person, one part for one candidate: whoever nominated, screened, scored, published or approved does not pay.

    ``known``, here and below, are the obstacles of a whole batch, where many are asked about together.
    """
    return refuse_second_part(user, payment.honour.nomination, PAY, taken=known and known.taken)


def consent_withdrawn(payment, known=None) -> Refusal | None:
    """银行账户的单独同意 (个人信息保护法 第十五条、第二十九条)."""
    nomination = payment.honour.nomination_id
    if nomination in known.agreed if known else standing(nomination, ConsentKind.BANK):
        return None
    return Refusal(
        "no_consent",
        f"{payment.honour.name}已撤回使用银行账户的单独同意，奖金不能办理。",
        "本人重新同意并登记收款账户后恢复办理。",
        status=409,
    )


def is_contested(payment, known=None) -> Refusal | None:
    """异议办结前暂缓发放."""
    honour = payment.honour
    if honour.nomination_id in known.contested if known else open_against(honour.nomination):
        return Refusal(
            "objection_open",
            f"对{payment.honour.name}的异议尚未办结，奖金暂缓发放。",
            "异议办结后恢复办理；其他人不受影响。",
            status=409,
        )
    return None


def is_contradicted(payment, known=None) -> Refusal | None:
    """回执冲突 not yet settled: nobody knows whether the money has left."""
    if payment.pk in known.contradicted if known else disputes.is_open_on(payment):
        return Refusal(
            "conflict_open",
            f"{payment.honour.name}的银行回执前后矛盾，款项是否付出尚未查清。",
            "请在该笔奖金页面登记向银行查询的结果后再办理。",
            status=409,
        )
    return None


def refuse_hold(user, payment) -> Refusal | None:
    """暂缓: before money has left."""
    movable = tuple(state for state in BEFORE_IT_LEAVES if state != PaymentState.HELD)
    return refuse_not_finance(user) or not_in(payment, movable, "暂缓")


def refuse_resuming(user, payment) -> Refusal | None:
    """恢复办理: what finance held, finance resumes; what an inquiry or a contradiction holds, their end resumes."""
    return refuse_not_finance(user) or not_in(payment, (PaymentState.HELD,), "恢复办理") or _held_by_others(payment)


def _held_by_others(payment):
    if payment.hold_kind == HoldKind.INQUIRY:
        return Refusal(
            "under_inquiry",
            f"{payment.honour.name}正在接受核查，奖金不能恢复办理。",
            "核查办结后自动恢复。",
            status=409,
        )
    return is_contradicted(payment)
