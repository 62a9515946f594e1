"""The later stages: notice and objections, naming, money, and what goes wrong in a real year."""

from datetime import timedelta

from django.core.files.base import ContentFile

from accounts.states import Role
from findings.actions import appeals, cases, findings, reports
from findings.queries.cases import subjects_of
from findings.states import AppealState, Ground, Party, StatementWay
from honours.actions import accounts, awarding, batches, layouts, naming, pressing, replacing, returns, taxes
from honours.models import AwardIssue, Bank, BankLayout, Certificate, Payment, PaymentAttempt
from honours.queries.batches import reading
from honours.states import ColumnSource, PaymentState, ReplacementKind, ReturnField
from nominations.actions import leaving
from nominations.models import Nomination
from nominations.states import State
from publicity import actions as publicising
from publicity.states import CorrectionKind, InquiryFinding, ObjectorKind
from rehearsal.crew import each
from rehearsal.dossiers import evidence_pdf
from seasons.states import TaxTreatment
from standards.bank_cards import with_check_digit

CONTACT = "上海市总工会选树办公室，电话：021-00000000（演示），地址：演示地址"


def publicise(play, *, opens_on, at, nominations=None):
    """公示: prepared by the clock, published, recorded in the six outlets."""
    officer = play.staff(Role.PUBLICITY_OFFICER)
    notice = publicising.prepare_notice(
        play.season, by=officer, opens_on=opens_on, nominations=nominations, contact=CONTACT, now=at
    )
    notice = publicising.publish(notice, by=officer, now=at + timedelta(hours=1))
    for turn, outlet in enumerate(notice.rulebook.outlets.all()):
        publicising.record_publication(
            notice,
            outlet=outlet,
            appeared_at=at + timedelta(hours=2, minutes=turn),
            place=f"第{turn + 1}版" if turn < 2 else f"https://notice.example/{play.season.code}/{turn + 1}",
            by=officer,
            now=at + timedelta(hours=3, minutes=turn),
        )
    return notice


def schedule_notice(play, *, opens_on, moment, at, nominations):
    """拟稿并定时发布: a draft whose minute has not come yet."""
    officer = play.staff(Role.PUBLICITY_OFFICER)
    notice = publicising.prepare_notice(
        play.season, by=officer, opens_on=opens_on, nominations=nominations, contact=CONTACT, now=at
    )
    return publicising.schedule(notice, moment=moment, by=officer, now=at)


def objects(play, notice, *, at, turn, content=""):
    """一件异议 against the n-th name of a notice, by a real-name person."""
    name = notice.names.order_by("position")[turn]
    return publicising.object_to(
        name,
        objector_kind=ObjectorKind.PERSON,
        objector_name="钱实名",
        objector_contact="13900000000",
        content=content or f"反映{name.name}申报材料中竞赛名次与公布结果不一致，请核实。附公布结果的网页地址。",
        now=at,
    )


def mend_a_slip(play, notice, *, at, turn):
    """文字更正: a post misprinted in one line; nobody's time changes."""
    officer = play.staff(Role.PUBLICITY_OFFICER)
    correction = publicising.prepare_correction(
        notice, kind=CorrectionKind.SLIP, reason="名单中一人的岗位（职务）少印“高级”二字。", by=officer, now=at
    )
    line = correction.names.order_by("position")[turn]
    publicising.correct_line(
        line, name=line.name, unit_name=line.unit_name, post=f"高级{line.post}"[:60], by=officer, now=at
    )
    return publicising.publish(correction, by=officer, now=at + timedelta(minutes=5))


def inquire(play, objection, *, at):
    """受理并交办核查."""
    officer = play.staff(Role.PUBLICITY_OFFICER)
    return publicising.open_inquiry(objection, assignee=play.staff(Role.REVIEW_OFFICE), by=officer, now=at)


def conclude(play, objection, *, finding, at):
    """核查结论与答复."""
    upheld = finding == InquiryFinding.UPHELD
    if upheld:
        _hear(play, objection, at=at - timedelta(hours=6))
    return publicising.conclude_inquiry(
        objection,
        finding=finding,
        report="调取竞赛公布文件并向主办单位核实。" + ("名次与材料不一致。" if upheld else "材料所述名次属实。"),
        reply="经核查，您反映的情况" + ("属实，已按规定处理。" if upheld else "与事实不符，相关材料属实。"),
        by=objection.assignee,
        now=at,
    )


def ask_statement(inquiry, *, at):
    """请候选人和推荐、报送单位陈述."""
    return publicising.ask_statement(
        inquiry, question="请说明申报材料所列竞赛名次的依据，并提供公布文件。", by=inquiry.assignee, now=at
    )


def note(inquiry, words, *, at):
    """核查记录."""
    return publicising.add_note(inquiry, content=words, by=inquiry.assignee, now=at)


def declines_objection(play, objection, *, ground, words, at):
    """不予受理 on a coded ground, with what the objector reads."""
    return publicising.refuse_objection(
        objection, ground=ground, note=words, by=play.staff(Role.PUBLICITY_OFFICER), now=at
    )


def lead(notice, *, at, turn):
    """匿名线索, where the rulebook takes them."""
    name = notice.names.order_by("position")[turn]
    return publicising.object_to(
        name,
        objector_kind=ObjectorKind.ANONYMOUS,
        content=f"{name.name}所报攻关项目的验收单位和验收日期可在该单位网站查到，与材料所写不同，建议核对。",
        now=at,
    )


def _hear(play, inquiry, *, at):
    """A statement asked, and the answer of whoever drafted the nomination."""
    asked = ask_statement(inquiry, at=at)
    drafter = inquiry.notice_name.nomination.drafted_by
    publicising.make_statement(
        asked, answer="名次系凭本人回忆填写，未与公布文件核对，愿意接受处理。", by=drafter, now=at + timedelta(hours=2)
    )


def close_notice(play, notice, *, at):
    """公示办结."""
    return publicising.close_notice(notice, by=play.staff(Role.PUBLICITY_OFFICER), now=at)


def drop_out(play, *, at, states, reason="本人因工作调动书面申请退出。"):
    """One candidate steps back between notice and naming, as in 2017."""
    nomination = Nomination.objects.filter(season=play.season, state__in=states).order_by("-number").first()
    return leaving.drop_out(nomination, by=play.staff(Role.REVIEW_OFFICE), reason=reason, now=at)


def name_all(play, *, at):
    """命名: honours, certificates owed, payments opened."""
    return naming.name_all(play.season, by=play.staff(Role.REVIEW_OFFICE, 1), now=at)


def press_all(play, *, at):
    """制证: every certificate the season owes."""
    owed = Certificate.objects.filter(honour__season=play.season, pressed_at__isnull=True).order_by("pk")
    each(play, _pressed, [(key, at) for key in owed.values_list("pk", flat=True)], "制证")


def _pressed(play, key, now):
    pressing.press(key, now=now)


def replace_certificates(play, lost, renamed, *, at):
    """补发 one that was lost; 换发 after a change of name waits for its decision."""
    office, other = play.staff(Role.REVIEW_OFFICE), play.staff(Role.REVIEW_OFFICE, 1)
    asked = _asks_for_another(
        lost, ReplacementKind.LOST, "搬家时遗失，已登报声明作废。", "遗失声明.pdf", by=office, at=at
    )
    current = replacing.grant(asked, opinion="情况属实，同意补发。", by=other, now=at + timedelta(days=1))
    pressing.press(current.pk, now=at + timedelta(days=1, minutes=1))
    name = f"{renamed.name[0]}新{renamed.name[-1]}"
    reason = "经公安机关核准变更姓名，户口簿已变更。"
    _asks_for_another(renamed, ReplacementKind.RENAMED, reason, "户口簿变更页.pdf", by=office, at=at, new_name=name)


def _asks_for_another(honour, kind, reason, file_name, *, by, at, new_name=""):
    proof = ContentFile(evidence_pdf(file_name), name=file_name)
    return replacing.ask(honour.certificate, kind=kind, reason=reason, proof=proof, new_name=new_name, by=by, now=at)


def hand_over(play, honours, *, on, at):
    """发放证书、奖牌."""
    office = play.staff(Role.REVIEW_OFFICE, 1)
    for issue in AwardIssue.objects.filter(honour__in=honours).select_related("honour").order_by("pk"):
        awarding.hand_over(issue, on=on, to=issue.honour.name, by=office, now=at)


def give_accounts(play, honours, *, at):
    """本人登记收款账户."""
    for turn, payment in enumerate(Payment.objects.filter(honour__in=honours).select_related("honour").order_by("pk")):
        _give_account(play, payment, f"62{play.season.code[-2:]}{turn:04d}", now=at + timedelta(minutes=turn))


def _give_account(play, payment, start, *, now):
    number = f"{start}{play.rng.randrange(10**11):011d}"[:18]
    return accounts.give_account(
        payment,
        account_name=payment.honour.name,
        bank=Bank.objects.filter(is_offered=True).first() or Bank.objects.create(name="演示银行"),
        branch="上海分行",
        bank_account=with_check_digit(number),
        by=play.staff(Role.FINANCE),
        now=now,
    )


def choose_tax(play, *, at):
    """确定税务处理, once a season."""
    taxes.choose_tax(
        play.season,
        treatment=TaxTreatment.INCIDENTAL,
        basis="演练取值：待主办方财务部门书面确认。",
        by=play.staff(Role.FINANCE, 0),
        now=at,
    )


def prepare_batch(play, honours, *, at):
    """编制一个发放批次 of what is ready."""
    ready = Payment.objects.filter(honour__in=honours, state=PaymentState.READY).select_related("honour__season")
    by = play.staff(Role.FINANCE, 0)
    return batches.prepare(list(ready), layout=_layout(by, now=at), by=by, now=at)


def _layout(by, *, now):
    """The layout there is; in an empty database the simplest that a bank could ask for."""
    if found := BankLayout.objects.filter(is_offered=True).order_by("name").first():
        return found
    columns = [(one, one.label, 0, "") for one in (ColumnSource.REFERENCE, ColumnSource.ACCOUNT, ColumnSource.AMOUNT)]
    returned = [(one, one.label) for one in ReturnField]
    layout = BankLayout(name="演示代发")
    return layouts.keep_layout(layout, columns=columns, return_columns=returned, by=by, now=now)


def pay(play, honours, *, at, failures=0):
    """编制、复核放款、银行回执; a few are returned by the bank, corrected and paid again in a batch of their own."""
    choose_tax(play, at=at)
    batch = prepare_batch(play, honours, at=at)
    batch = batches.release(batch, by=play.staff(Role.FINANCE, 1), now=at + timedelta(hours=1))
    answer(play, batch, at=at + timedelta(days=1), failures=failures)
    if not failures:
        return
    for turn, payment in enumerate(
        Payment.objects.filter(honour__in=honours, state=PaymentState.FAILED).select_related("honour")
    ):
        _give_account(play, payment, f"6300{turn:04d}", now=at + timedelta(days=1, hours=2))
    again = prepare_batch(play, honours, at=at + timedelta(days=1, hours=3))
    again = batches.release(again, by=play.staff(Role.FINANCE, 1), now=at + timedelta(days=1, hours=4))
    answer(play, again, at=at + timedelta(days=2))


def answer(play, batch, *, at, failures=0):
    """银行回执: a file as a bank sends it, looked at and entered."""
    layout = BankLayout.objects.get(name=batch.layout_name)
    form = reading(layout)
    columns = form["columns"]
    rows = [columns.values()]
    for turn, line in enumerate(PaymentAttempt.objects.filter(batch=batch).order_by("position")):
        failed = turn < failures
        said = {
            "reference": line.reference,
            "account": line.bank_account,
            "account_name": line.account_name,
            "amount": str(line.net),
            "outcome": "失败" if failed else "成功",
            "bank_reference": f"{batch.number.replace('-', '')}{turn:06d}",
            "reason": "户名与账号不符" if failed else "",
            "day": f"{at:%Y%m%d}",
        }
        rows.append([said[field] for field in columns])
    content = "\r\n".join(",".join(row) for row in rows).encode("gb18030")
    by = play.staff(Role.FINANCE, 0)
    name = f"{batch.number}代发结果.csv"
    kept = returns.receive(batch, name=name, content=content, reading=form, by=by, now=at)
    return returns.enter(kept, by=by, now=at + timedelta(minutes=10))


def find_fraud(play, nomination, *, at, paper=9):
    """查实弄虚作假: revoked, called back, banned for the rulebook's years."""
    case = inquire_into(play, nomination, at=at)
    cases.tell(
        case,
        report="经向竞赛主办单位核实，获奖名单中没有此人，证书编号不存在。",
        ground=Ground.FRAUD,
        facts="申报材料中的获奖证书系伪造。",
        bans_person=True,
        bans_unit=False,
        by=case.assignee,
        now=at + timedelta(hours=1),
    )
    [subject] = subjects_of(case)
    cases.state(
        subject,
        party=Party.PERSON,
        way=StatementWay.PAPER,
        text="已书面告知，本人对事实无异议。",
        by=case.assignee,
        now=at + timedelta(hours=2),
    )
    office = play.staff(Role.REVIEW_OFFICE, 1)
    [finding] = findings.decide(
        case,
        decision_number=play.paper(paper, year=at.year),
        return_by=at.date() + timedelta(days=15),
        by=office,
        now=at + timedelta(hours=3),
    )
    return finding


def inquire_into(play, nomination, *, at):
    """举报 taken up: the inquirer is of the office and has had no part in the nomination."""
    made = reports.report(
        about=f"{nomination.name}，{nomination.unit_name}",
        content="其申报材料中的竞赛获奖证书存疑，建议向主办单位核实。",
        kind=ObjectorKind.ANONYMOUS,
        nominations=[nomination],
        now=at,
    )
    office = [play.staff(Role.REVIEW_OFFICE, turn) for turn in range(2)]
    return cases.take_up(made.case, [nomination], assignee=office[0], by=office[1], now=at)


def appeals_against(finding, *, at):
    """申诉, sent in on paper and not decided yet."""
    return appeals.file_appeal(
        finding,
        text="证书由培训机构代办，本人并不知情，请求复核。",
        on_paper=True,
        by=finding.found_by,
        now=at,
    )


def gives_back(play, appeal, *, at, paper=7):
    """申诉成立: the ban is lifted and the honour restored, by somebody who neither inquired nor found."""
    return appeals.decide_appeal(
        appeal,
        outcome=AppealState.UPHELD,
        decision_number=play.paper(paper, year=at.year),
        reasons="竞赛主办单位补充来函说明名单漏登，获奖证书属实，原认定的事实不能成立。",
        by=play.staff(Role.REVIEW_OFFICE, 2),
        now=at,
    )


def honoured(play):
    """The season's standing honours' nominations, in order."""
    return Nomination.objects.filter(season=play.season, state=State.HONOURED).order_by("number")
