"""Who may open which door of honours/: the roll is public; naming is the office's, money is finance's."""

from tests.house.doors import EVERYBODY, FINANCE, OFFICE, SIGNED_IN, WATCH, act, form, page

OWN_SIDE = frozenset({"clerk", "xuhui_clerk"})


def office_reads(of=""):
    """A list of the office."""
    return page(OFFICE | WATCH, of=of, rest=404)


def office_asks(of=""):
    """A page of the office that asks before it acts."""
    return form(OFFICE, of=of, reads=OFFICE | WATCH, rest=404)


def office_acts(of=""):
    """A button of the office."""
    return act(OFFICE, of=of, refused=WATCH, rest=404)


def finance_reads(of=""):
    """A list of finance."""
    return page(FINANCE | WATCH, of=of, rest=404)


def finance_asks(of="craftsman"):
    """A page of finance that asks before it acts."""
    return form(FINANCE, of=of, reads=FINANCE | WATCH, rest=404)


def finance_acts(of=""):
    """A button of finance."""
    return act(FINANCE, of=of, refused=WATCH, rest=404)


DOORS = {
    # open to everybody
    "honours:roll": page(EVERYBODY),
    "honours:craftsman": page(EVERYBODY, of="craftsman"),
    "honours:verify": page(EVERYBODY),
    "honours:verify_file": act(EVERYBODY),
    "honours:verify_code": page(EVERYBODY, of="verification"),
    # the craftsman and the nominating side
    "honours:mine": page(SIGNED_IN),
    "honours:own": page(OWN_SIDE, of="honour", rest=404),
    "honours:account": form(OWN_SIDE, of="honour", rest=404),
    "honours:certificate": page(OWN_SIDE | OFFICE | WATCH, of="craftsman", rest=404),
    # 评审办公室
    "honours:naming": office_reads(),
    "honours:naming_confirm": office_asks(of="named season"),
    "honours:certificates": office_reads(),
    "honours:certificates_progress": office_reads(of="named season"),
    "honours:print_list": office_reads(of="named season"),
    "honours:retry": office_acts(of="named season"),
    "honours:ask_replacement": form(OWN_SIDE | OFFICE, of="craftsman", reads=OWN_SIDE | OFFICE | WATCH, rest=404),
    "honours:replacements": office_reads(),
    "honours:replacement": office_asks(of="replacement"),
    "honours:replacement_proof": office_reads(of="replacement"),
    "honours:awards": office_reads(),
    "honours:hand_over": office_acts(),
    "honours:take_back": office_asks(of="award to take back"),
    "honours:medals": office_reads(),
    "honours:medal": office_reads(of="craftsman"),
    "honours:propose_medal": office_asks(of="craftsman"),
    "honours:medal_opinion": office_asks(of="opinion on a medal"),
    "honours:medal_letter": office_reads(of="opinion on a medal"),
    "honours:decide_medal": office_asks(of="craftsman"),
    "honours:record_medal": office_asks(of="craftsman"),
    # 财务
    "honours:payments": finance_reads(),
    "honours:prepare": finance_acts(),
    "honours:batches": finance_reads(),
    "honours:batch": finance_reads(of="batch"),
    "honours:release": finance_asks(of="batch"),
    "honours:withdraw_batch": finance_asks(of="batch"),
    "honours:bank_file": finance_acts(of="bank file"),
    "honours:receive_return": finance_acts(of="batch"),
    "honours:bank_return": finance_asks(of="bank return"),
    "honours:reconciliation": finance_reads(),
    "honours:tax_return": finance_reads(),
    "honours:layouts": finance_reads(),
    "honours:new_layout": finance_asks(of=""),
    "honours:layout": finance_asks(of="layout"),
    "honours:new_bank": finance_asks(of=""),
    "honours:bank": finance_asks(of="bank"),
    "honours:tax_correction": finance_asks(),
    "honours:payment_conflict": finance_asks(of="contradiction"),
    "honours:tax": finance_asks(of="named season"),
    "honours:payment": finance_reads(of="craftsman"),
    "honours:payment_account": finance_asks(),
    "honours:confirm_paid": finance_asks(),
    "honours:mark_failed": finance_asks(),
    "honours:hold": finance_asks(),
    "honours:resume": finance_acts(of="craftsman"),
    "honours:record_recovery": finance_asks(),
    "honours:reveal_account": finance_asks(),
    "honours:reinstate": finance_asks(),
    "honours:refund": finance_asks(),
    "honours:confirm_refund": finance_asks(of="refund"),
    "honours:decline_refund": finance_asks(of="refund"),
}
