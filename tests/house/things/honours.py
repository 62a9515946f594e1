"""命名、奖金、查实: what follows the resolution."""

import pgtrigger
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.queries import people_with
from accounts.states import Role
from decisions import actions as deciding
from decisions.models import Resolution, RosterItem
from decisions.states import SignedPaper
from findings.actions import reports
from findings.models import Report
from honours.actions import accounts, awarding, batches, medals, naming, pressing, replacing, returns, taxes
from honours.models import AwardIssue, MedalLetter, MedalOpinion, Payment, PaymentConflict, Refund
from honours.queries.batches import reading
from honours.states import ReplacementKind
from ladder import actions as ladder
from ladder.states import Conferred, Rung
from nominations.states import State
from publicity.actions.papers import keep
from rehearsal.dossiers import evidence_pdf
from sanctions.models import Ban
from seasons.states import TaxTreatment
from tests.factories import (
    csv_layout,
    demonstration_bank,
    prove,
)
from tests.factories.findings import found_out, told
from tests.house.things.papers import paper
from tests.moments import (
    AFTER_NAMING,
    AFTER_NOTICE,
    AT_NAMING,
    AT_THE_SITTING,
)


def named_ones(world, season, nomination):
    """A sitting, a resolution, honours."""
    people = world.people
    members = [people["chair"], *people_with(Role.CHAIR_MEMBER).exclude(pk=people["chair"].pk)]
    for one in {people["secretary"], *members}:
        prove(one)
    for turn in range(2):
        names = [nomination(State.NOTICE_PASSED), nomination(State.NOTICE_PASSED)]
        sitting = deciding.convene(
            season,
            held_on=AT_THE_SITTING.date(),
            nominations=names,
            members=members,
            chair=people["chair"],
            by=people["secretary"],
            now=AFTER_NOTICE,
        )
        if turn:
            continue
        deciding.mark_present(sitting, members, by=people["secretary"], now=AT_THE_SITTING)
        deciding.open_voting(sitting, by=people["secretary"], now=AT_THE_SITTING)
        for member in members:
            deciding.vote_all(sitting, choice="for", by=member, now=AT_THE_SITTING)
        deciding.close_voting(
            sitting, number="沪工总经〔2026〕88号", signed_by="许主持", by=people["secretary"], now=AT_THE_SITTING
        )
        resolution = Resolution.objects.get(sitting=sitting)
        for pages, signed_paper in enumerate(SignedPaper.values, start=1):
            deciding.keep_signed_scan(
                resolution,
                paper=signed_paper,
                upload=paper(pages=pages),
                number=resolution.number,
                by=people["secretary"],
                now=AT_THE_SITTING,
            )
        world.put("sitting that resolved", pk=sitting.pk)
    world.put("sitting", pk=sitting.pk)
    world.put("matter of the agenda", pk=sitting.pk, item_pk=sitting.agenda.first().pk)
    world.put("line of the roster", pk=sitting.pk, item_pk=RosterItem.objects.filter(sitting=sitting).first().pk)
    honours = naming.name_all(season, by=people["review_office"], now=AT_NAMING)
    for honour in honours:
        pressing.press(honour.certificate.pk, now=AT_NAMING)
    _honours(world, season, *honours)


def _money(world, season, kept, finance):
    """A batch the bank has answered twice over, and what was left to settle."""
    layout = csv_layout()
    batch = batches.prepare([kept.payment], layout=layout, by=finance, now=AFTER_NAMING)
    batches.release(batch, by=world.people["second_finance"], now=AFTER_NAMING)
    line = batch.attempts.get()
    said = (
        f"业务编号,账号,户名,金额,处理结果\n{line.reference},{line.bank_account},{line.account_name},{line.net},成功\n"
    )
    answer = returns.receive(
        batch, name="回执.csv", content=said.encode(), reading=reading(layout), by=finance, now=AFTER_NAMING
    )
    returns.mark_failed(kept.payment, note="户名不符", by=finance, now=AFTER_NAMING)
    returns.enter(answer, by=finance, now=AFTER_NAMING)
    world.put("batch", number=batch.number)
    world.put("bank file", number=batch.number, position=1)
    world.put("bank return", key=answer.pk)
    world.put("contradiction", serial=kept.certificate.serial, key=PaymentConflict.objects.get().pk)
    with pgtrigger.ignore("honours.Refund:all_that_came_back_is_given_back"):  # nothing was taken back of this one
        refund = Refund.objects.create(
            payment=kept.payment,
            amount=line.net,
            paid_on=AFTER_NAMING.date(),
            reference="F1",
            registered_by=world.people["review_office"],  # so that either of finance is the second person
            registered_at=AFTER_NAMING,
        )
    world.put("refund", serial=kept.certificate.serial, key=refund.pk)
    world.put("layout", key=layout.pk)
    world.put("bank", key=demonstration_bank().pk)


def _honours(world, season, kept, lost):
    office, finance = world.people["review_office"], world.people["finance"]
    serial = kept.certificate.serial
    world.put("named season", season=season.code)
    world.put("craftsman", serial=serial)
    world.put("verification", code=kept.certificate.code)
    asked = replacing.ask(
        kept.certificate,
        kind=ReplacementKind.LOST,
        reason="搬家时遗失。",
        proof=SimpleUploadedFile("声明.pdf", evidence_pdf(1)),
        by=world.people["clerk"],
        now=AFTER_NAMING,
    )
    world.put("replacement", key=asked.pk)
    world.put("honour", number=kept.nomination.number)
    taxes.choose_tax(season, treatment=TaxTreatment.EXEMPT, basis="测试", by=finance, now=AT_NAMING)
    account = {"account_name": kept.name, "bank": demonstration_bank(), "bank_account": "6222000000000000"}
    accounts.give_account(Payment.objects.get(honour=kept), by=finance, now=AT_NAMING, **account)
    _money(world, season, kept, finance)
    medal = medals.propose_medal(kept, basis="事迹突出。", by=office, now=AFTER_NAMING)
    opinion = MedalOpinion.objects.create(medal=medal, department="审计部门", asked_on=AFTER_NAMING.date())
    keep(MedalLetter(opinion=opinion), paper(), now=AFTER_NAMING)
    world.put("opinion on a medal", serial=serial, pk=opinion.pk)
    plaque = AwardIssue.objects.filter(honour=lost).first()
    awarding.hand_over(plaque, on=AFTER_NAMING.date(), to=lost.name, by=office, now=AFTER_NAMING)
    found = found_out(lost.nomination, by=office, now=AFTER_NAMING)
    world.put("found out", pk=found.pk)
    world.put("found case", pk=found.case.pk)
    world.put("found party", pk=found.case.subjects.get().pk)
    reported = reports.report(about="某人", content="证书存疑。", kind="anonymous", uploads=[paper()], now=AFTER_NAMING)
    world.put("case paper", pk=reported.case.papers.get().pk)
    asked = told(kept.nomination, by=office, now=AFTER_NAMING)
    world.put("case", pk=asked.pk)
    world.put("told", pk=asked.subjects.get().pk)
    world.put("receipt of a report", receipt=Report.objects.get().receipt)
    record = ladder.register(
        by=world.people["xuhui_clerk"],
        body=kept.nomination.filing_body,
        identity_number="11010519491231002X",
        rung=Rung.DISTRICT,
        title="徐汇工匠",
        conferred=Conferred.TITLE,
        issuing_body="徐汇区总工会",
        year="2024",
        document_number="徐总工〔2024〕1号",
        name=kept.name,
        unit_name=kept.unit_name,
        now=AFTER_NAMING,
    )
    world.put("record of the ladder", pk=record.pk)
    world.put("award to take back", key=plaque.pk)
    world.put("ban", pk=Ban.objects.get().pk)
