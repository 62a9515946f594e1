"""查实与撤销 at the browsers of who reports, inquires, answers and decides."""

DECISION = "沪工总经〔2026〕90号"
FACTS = "经向主办单位核实，所附获奖证书系伪造。"


def reports(stranger, serial):
    """举报 by the public form; returns the address of the receipt."""
    stranger.open("findings:report")
    stranger.fill(about=f"证书{serial}", kind="person", name="孙实名", contact="13700000000")
    stranger.fill(content="获奖证书系伪造，主办单位名录中没有此人。").press("提出举报").reads("待初核")
    return stranger.page.url


def takes_up(office, number, *, inquirer):
    """初核、立案, the inquiry given to somebody without a part in the nomination; returns the case's address."""
    office.open("findings:docket")
    office.press(office.page.locator("main th a").first.inner_text())
    office.does_not_read("孙实名")
    office.fill(nominations=number, assignee={"label": str(inquirer)}).press("立案核查").reads("核查中")
    return office.page.url


def tells(inquirer, case):
    """拟认定告知: what is held against the person, before anything is decided."""
    inquirer.open(case)
    form = inquirer.page.locator("form", has=inquirer.page.get_by_role("button", name="告知当事人"))
    form.locator('[name="report"]').fill("已向主办单位调阅名录。")
    form.locator('[name="facts"]').fill(FACTS)
    inquirer.fill(ground="fraud", bans_person=True).press("告知当事人").reads("听取陈述申辩")


def states(person):
    """陈述和申辩 by the person himself."""
    person.open("findings:own")
    person.press(person.page.locator("main th a").first.inner_text())
    person.reads(FACTS).fill(party="person", text="证书系他人代办，本人没有核实，愿意接受处理。")
    person.press("提交陈述和申辩").reads("愿意接受处理")


def finds(office, case):
    """核对认定、作出认定, after the code that the case asks for."""
    office.open(case)
    office.enters_a_code()
    form = office.page.locator("form", has=office.page.get_by_role("button", name="核对认定"))
    form.locator('[name="decision_number"]').fill(DECISION)
    for box in form.locator('[name="found"]').all():
        box.check()
    office.press("核对认定").press("作出认定").reads(DECISION)
