"""What waits in this room: naming and problems for the office, signatures for finance, an account for the craftsman."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.states import CLERKS, Role
from common.desk import AWAITED, Waiting
from honours.queries import money, office, own, replacing
from honours.states import FREED, RESTORED, BatchState, PaymentState


def waiting(user, now) -> list[Waiting]:
    """命名、制证、交回、奖金."""
    lines = []
    if user.holds(Role.REVIEW_OFFICE):
        lines += _office()
    if user.holds(Role.FINANCE):
        lines += _finance(user)
    if user.holds(*CLERKS, Role.SELF_NOMINEE):
        lines.append(_line("待登记收款账户", own.accounts_wanted(user), reverse("honours:mine"), rank=40))
    return [line for line in lines if line.count]


def _office():
    naming, certificates, awards = (reverse(f"honours:{page}") for page in ("naming", "certificates", "awards"))
    unprinted, unsigned = office.all_troubles()
    return [
        _line("待命名", office.waiting_to_be_named(), naming, rank=20),
        _line("未能制证", unprinted, certificates, rank=30, course="problem"),
        _line("待签章的证书", unsigned, certificates, rank=30, course="unsigned"),
        _line("待审批的换发申请", replacing.waiting(), reverse("honours:replacements"), rank=40, course="asked"),
        _line("待发放的证书、奖牌", office.owed_awards(), awards, rank=60, course="owed"),
        _line("待交回的证书、奖牌", office.recalled_and_kept(), awards, rank=70, course="recalled"),
    ]


def _finance(user):
    register = reverse("honours:payments")
    asked = (
        ("待编制的奖金", PaymentState.READY, 30),
        ("待登记银行回执", PaymentState.RELEASED, 40),
        ("追回中的奖金", PaymentState.RECOVERING, 50),
        ("待登记收款账户", PaymentState.OPEN, AWAITED),
        ("待更正收款账户", PaymentState.FAILED, AWAITED),
    )
    found = money.waiting()
    lines = [
        _line(title, found[state], register, rank=rank, state=state.value)
        for title, state, rank in asked
        if state in found
    ]
    marked, refunds = money.marked(), money.refunds_waiting(user)
    prepared, contradicted = money.batches_waiting(user)
    batches, conflicts = reverse("honours:batches"), reverse("honours:reconciliation")
    return [
        *lines,
        _line("荣誉恢复、待恢复发放的奖金", marked[RESTORED], register, rank=20, state=RESTORED),
        _line("待复核的退还", refunds, register, rank=20, state=RESTORED),
        _line("暂缓解除、待编制的奖金", marked[FREED], register, rank=25, state=FREED),
        _line("待复核放款的批次", prepared, batches, rank=20, course=BatchState.PREPARED.value),
        _line("待查清的银行回执冲突", contradicted, conflicts, rank=10),
    ]


def _line(title, found, url, *, rank, **filters):
    """The link leads to the list as it is filtered there, in the season of the work."""
    query = urlencode({"season": found["season"] or "", **filters})
    return Waiting(title, found["count"], f"{url}?{query}", oldest=found["oldest"], rank=rank)
