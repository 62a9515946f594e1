"""撤回同意之后: what this floor erases in the same act (个人信息保护法 第十五条、第四十七条)."""

from honours.actions.accounts import erase_account
from honours.queries import records
from nominations.states import ConsentKind


def on_withdrawal(nomination, kind, *, by, now):
    """银行账户: the account of an award that is not paid goes with the consent."""
    if kind != ConsentKind.BANK:
        return
    for payment in records.locked_payments(records.payments_of(nomination)):
        erase_account(payment, by=by, now=now)
