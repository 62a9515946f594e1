"""查实认定 at the browser of whoever decides."""

DECISION = "沪工总经〔2026〕90号"


def finds_fraud(office, number):
    """查实认定, asked once more; the code is entered before."""
    office.open("accounts:second_factor")
    office.looks_at_the_phone()
    office.open("findings:register")
    office.fill(number=number).press("查找申报")
    office.fill(facts="经向主办单位核实，获奖证书系伪造。", heard="已书面告知，本人没有异议。")
    office.fill(decision_number=DECISION, ban_person=True).press("核对认定").press("作出认定")
    office.reads(DECISION)
