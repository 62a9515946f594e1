"""One world with one of each thing, and everybody who may come to its doors."""

from datetime import date
from decimal import Decimal

import pgtrigger
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import password_path
from accounts.queries import people_with
from accounts.states import Role
from common.published import put as put_file
from decisions import actions as deciding
from decisions.models import Resolution, RosterItem
from decisions.states import SignedPaper
from exports import actions as exporting
from exports.sheets import offered
from findings.actions import reports
from findings.models import Report
from handover import actions as packing
from handover.models import Delivery
from honours.actions import accounts, awarding, batches, medals, naming, pressing, replacing, returns, taxes
from honours.models import AwardIssue, MedalLetter, MedalOpinion, Payment, PaymentConflict, Refund
from honours.queries.batches import reading
from honours.states import ReplacementKind
from intake.actions import papers
from ladder import actions as ladder
from ladder.states import Conferred, Rung
from letters.actions import owe
from letters.models import Letter
from nominations.actions import attaching, bulk, exceptions, recommending, screening
from nominations.actions.invitations import invite
from nominations.actions.printing import print_form
from nominations.actions.revising import keep_revision
from nominations.actions.twins import ask_about_twin
from nominations.actions.unsuitable import name_unsuitable
from nominations.models import ExceptionRequest, Invitation, RankedListScan, UnsuitableExpert
from nominations.models.freezing import content_opened
from nominations.queries.invitations import token_of
from nominations.states import Channel, Occasion, State
from publicity import actions as publicising
from publicity.actions.papers import keep
from publicity.states import ObjectorKind
from rehearsal.dossiers import evidence_pdf
from reviews import actions as reviewing
from reviews.models import Deliberation, Draw, Entrant, Round, ScoreSheet
from sanctions.models import Ban
from seasons import actions as seasons
from seasons.states import TaxTreatment
from tests.factories import (
    NominationFactory,
    RulebookFactory,
    SeasonFactory,
    UserFactory,
    at_state,
    complete_dossier,
    csv_layout,
    demonstration_bank,
    prove,
)
from tests.factories.findings import found_out, told
from tests.factories.interviews import IN_PERSON, two_rooms
from tests.factories.numbers import credit_code
from tests.factories.reviews import CommitteeMemberFactory, ReserveFactory, SignedPledgeFactory, all_declared, committee
from tests.house.doors import PEOPLE
from tests.intake.lists import checked, person, workbook
from tests.moments import (
    AFTER_NAMING,
    AFTER_NOTICE,
    AFTER_REVIEW,
    AT_NAMING,
    AT_THE_SITTING,
    IN_NOTICE,
    IN_REVIEW,
    IN_SCREENING,
    IN_WINDOW,
    NOTICE_FIRST_DAY,
    beijing,
)

CONTACT = "上海市总工会，电话 021-00000000"


def paper(name="证明.pdf", pages=1):
    """A PDF that opens."""
    return SimpleUploadedFile(name, evidence_pdf(pages), content_type="application/pdf")


class World:
    """Everybody by name, and what stands in each address, by name."""

    def __init__(self, people):
        self.people = people
        self.things = {}

    def put(self, name, **arguments):
        """Remember the arguments of an address."""
        self.things[name] = arguments


@pytest.fixture
def people(request):
    """The cast by name; a visitor is None."""
    cast = {name: request.getfixturevalue(name) for name in PEOPLE if name not in ("visitor", "chair", "panellist")}
    cast["chair"] = request.getfixturevalue("chair_members")[0]
    for one in cast.values():
        prove(one)
    return cast | {"visitor": None}


@pytest.fixture
def world(people, rulebook, draft, works_union, xuhui_union, municipal, society, season):
    """A season with one of each thing in it; what is of a union is Xuhui's."""
    world = World(people)

    def nomination(state=None, **fields):
        made = NominationFactory(
            rulebook=rulebook,
            **{"drafted_by": people["clerk"], "drafting_body": works_union, "filing_body": xuhui_union} | fields,
        )
        return at_state(complete_dossier(made), state) if state else complete_dossier(made)

    _accounts(world, works_union)
    world.put("list to export", kind="nominations.summary")
    _letters(world)
    _seasons(world, season)
    _nominations(world, draft, nomination, society)
    _intake(world, rulebook, works_union)
    _naming(world, season, nomination)
    _notices(world, season, nomination)
    _reviews(world, season, rulebook, nomination, municipal)
    return world


def _accounts(world, works_union):
    person = UserFactory(full_name="新来的", email="new@example.org")
    uidb64, token = password_path(person).strip("/").split("/")[-2:]
    world.put("person", key=person.pk)
    world.put("password link", uidb64=uidb64, token=token)
    world.put("membership", key=world.people["clerk"].memberships.get().pk)
    world.put("organisation", key=works_union.pk)
    world.put("ledger of a person", kind="accounts.user", key=person.pk)


def _letters(world):
    owe("house", to=world.people["clerk"], subject="致周文静", body="正文。")
    world.put("letter to the clerk", key=Letter.objects.get(kind="house").pk)


def _seasons(world, season):
    office = world.people["review_office"]
    amendment = seasons.amend(season, by=office, reason="延长申报。", now=IN_WINDOW)
    world.put("season", code=season.code)
    world.put("issued rulebook", code=season.code, edition=1)
    world.put("drafted rulebook", code=season.code, edition=amendment.edition)
    world.put("rows of a drafted rulebook", code=season.code, edition=amendment.edition, relation="criteria")
    world.put("year of holidays", year=2026)


def _nominations(world, draft, nomination, society):
    people = world.people
    evidence = attaching.attach(
        draft, by=people["clerk"], upload=paper(), title="获奖证书", indicator="skill", now=IN_WINDOW
    )
    world.put("printed form of the draft", code=print_form(draft, by=people["clerk"], size="a4", now=IN_WINDOW).code)
    signed = RankedListScan(season=draft.season, organisation=draft.filing_body, code="K7MP3-WQX4T", token="t" * 43)
    signed.content_kind, signed.size, signed.sha256, signed.original_name = "pdf", 9, "0" * 64, "排序表.pdf"
    signed.uploaded_at, signed.uploaded_by = IN_WINDOW, people["xuhui_clerk"]
    signed.file.save(signed.token, paper(), save=True)
    world.put("scan of a ranked list", token=signed.token)
    world.put("channel", channel="unit")
    world.put("draft", number=draft.number)
    world.put("section of the draft", number=draft.number, key="identity")
    world.put("consent of the draft", number=draft.number, kind="review")
    world.put("evidence of the draft", token=evidence.token)
    sheet = offered()["nominations.summary"]
    export = exporting.ask(sheet, sheet.read({}), by=people["clerk"], now=IN_WINDOW)
    world.put("export of the clerk", token=export.token)
    recommended = recommending.recommend(nomination(), by=people["clerk"], now=IN_WINDOW)
    world.put("recommended", number=recommended.number)
    endorsed = recommending.recommend(nomination(), by=people["clerk"], now=IN_WINDOW)
    for endorser in ("park_endorser", "xuhui_endorser"):
        endorsed = recommending.endorse(endorsed, by=people[endorser], opinion="同意推荐。", rank=1, now=IN_WINDOW)
    world.put("endorsed", number=endorsed.number)
    declined = nomination(State.DECLINED)
    asked = ask_about_twin(
        by=people["pudong_clerk"],
        rulebook=declined.rulebook,
        identity_hash=declined.identity_hash,
        name=declined.name,
        now=IN_WINDOW,
    )
    world.put("question about a twin", key=asked.pk)
    world.put("person of a declined one", key=asked.pk, number=declined.number)
    world.put("body with an order", key=endorsed.filing_body_id)
    filed = nomination(State.SUBMITTED)
    keep_revision(filed, Occasion.FILED, by=people["xuhui_clerk"], now=IN_WINDOW)
    world.put("filed", number=filed.number)
    world.put("revision", number=filed.number, place=1)
    world.put("two revisions", number=filed.number, before=1, after=1)
    package = packing.ask_package(filed, by=people["clerk"], now=IN_SCREENING)
    delivery = Delivery.objects.create(
        nomination=filed, package=package, matter="filing", filed_at=filed.submitted_at, owed_at=IN_SCREENING
    )
    world.put("packed", number=filed.number)
    world.put("package of the filed one", number=filed.number, token=package.token)
    world.put("delivery", key=delivery.pk)
    world.put("schema", edition="nomination-1")
    put_file("house.txt", b"open")
    world.put("published file", path="house.txt")
    claimed = screening.claim(nomination(State.SUBMITTED), by=people["screener"], now=IN_SCREENING)
    world.put("claimed", number=claimed.number)
    held = screening.claim(nomination(State.SUBMITTED), by=people["screener"], now=IN_SCREENING)
    screening.send_back(held, by=people["screener"], reason="请补充。", now=IN_SCREENING)
    world.put("conclusion", number=held.number, pk=held.decisions.get().pk)
    asked, _ = bulk.ask_many("claim", [nomination(State.SUBMITTED)], by=people["screener"], token="bulk-act")
    bulk.carry_out(asked, now=IN_SCREENING)
    world.put("bulk act", token=asked.token)
    world.put("sent back", number=nomination(State.CORRECTING, correction_due="2027-12-31").number)
    own = {"drafted_by": people["self_nominee"], "candidate": people["self_nominee"], "channel": Channel.SELF}
    own |= {"drafting_body": None, "filing_body": None}
    his = nomination(**own)
    world.put("his own", number=his.number)
    invited = invite(society, draft.season, by=people["association_clerk"], address="wang@example.org")
    world.put("society", key=society.pk)
    world.put("invitation", key=invited.pk, token=token_of(invited))
    request = Invitation.objects.create(
        season=draft.season,
        association=society,
        nomination=his,
        nominee=people["self_nominee"],
        asked_by=people["self_nominee"],
        asked_at=IN_WINDOW,
    )
    world.put("request to the society", key=request.pk)
    asked = exceptions.ask_exception(
        his, by=people["self_nominee"], words="本市工作年限", reason="业绩突出。", now=IN_WINDOW
    )
    world.put("exception asked for", number=his.number, key=asked.pk)
    named = name_unsuitable(his, by=people["self_nominee"], name="郑重", reason="有过争议。", now=IN_WINDOW)
    world.put("expert asked away", number=his.number, key=named.pk)
    filed = screening.claim(nomination(State.SUBMITTED), by=people["screener"], now=IN_SCREENING)
    with content_opened():
        asked = ExceptionRequest.objects.create(nomination=filed, words="本市工作年限", reason="业绩突出。")
    world.put("exception under screening", number=filed.number, key=asked.pk)
    body = {"drafting_body": society, "filing_body": society, "drafted_by": people["association_clerk"]}
    world.put("the society's", number=nomination(channel=Channel.ASSOCIATION, **body).number)


def _intake(world, rulebook, works_union):
    clerk = world.people["clerk"]
    content = workbook(rulebook, [person(971), person(972, phone="1380000")])
    world.put("checked list", pk=checked(content, by=clerk, body=works_union).pk)
    bundle = papers.receive([paper("202699999_高超技能_证书.pdf")], by=clerk, body=works_union, now=IN_WINDOW)
    world.put("matched papers", pk=papers.match(bundle.pk, now=IN_WINDOW).pk)


def _reviews(world, season, rulebook, nomination, municipal):
    office = world.people["review_office"]
    members = committee(season, 6, municipal)
    CommitteeMemberFactory(season=season, user=world.people["expert"])
    _admitted(nomination, 400_000)
    ranked = _drawn(season, office)
    points = dict.fromkeys(rulebook.criteria.values_list("pk", flat=True), Decimal(80))
    for sheet in ScoreSheet.objects.filter(assignment__round=ranked):
        reviewing.submit_sheet(sheet, by=sheet.assignment.member.user, points=points, now=IN_REVIEW)
    reviewing.close_round(ranked, by=office, now=IN_REVIEW)
    ranking = reviewing.make_ranking(ranked, by=office, now=AFTER_REVIEW)
    world.put("ranking", pk=ranking.pk)
    world.put("copy of the ranking", pk=ranking.pk, kind="plain")
    confirmed = reviewing.make_ranking(ranked, by=office, now=AFTER_REVIEW)
    reviewing.confirm_ranking(confirmed, by=office, now=AFTER_REVIEW)
    reviewing.release_outcomes(ranked, shows_score=True, shows_comments=True, by=office, now=AFTER_REVIEW)
    judged = confirmed.lines.select_related("nomination").first().nomination
    world.put("outcome", pk=ranked.pk, number=judged.number)
    comment = ScoreSheet.objects.filter(assignment__round=ranked).first()
    world.put("comment of a closed round", pk=ranked.pk, sheet=comment.pk, criterion=0)
    _admitted(nomination, 500_000)
    drawn = _drawn(season, office)
    sheet = (
        ScoreSheet.objects.filter(assignment__round=drawn)
        .exclude(assignment__member__user=world.people["expert"])
        .exclude(assignment__nomination__assignments__member__user=world.people["expert"])
        .select_related("assignment__member__user", "assignment__nomination")
        .first()
    )
    world.people["panellist"] = sheet.assignment.member.user
    members.sort(key=lambda one: one.user == world.people["panellist"])  # what is of a member is another's
    world.put("round", pk=drawn.pk)
    world.put("round by its number", number=drawn.number)
    with content_opened():
        named = UnsuitableExpert.objects.create(
            nomination=drawn.entrants.first().nomination, name="郑重", reason="有过争议。"
        )
    world.put("expert named by an applicant", pk=named.pk)
    world.put("draw", pk=Draw.objects.get(round=drawn).pk)
    world.put("file in the round", pk=drawn.pk, number=sheet.assignment.nomination.number)
    world.put("file to step back from", number=sheet.assignment.nomination.number)
    world.put("assignment", pk=sheet.assignment.pk)
    world.put("sheet", pk=sheet.pk)
    evidence = sheet.assignment.nomination.evidence.first()
    with content_opened():
        evidence.file.save("x", paper(), save=True)
    world.put("evidence under review", token=evidence.token)
    world.put("member", pk=members[0].pk)
    talk = {"round": drawn, "nomination": sheet.assignment.nomination, "opened_by": office, "opened_at": IN_REVIEW}
    world.put("deliberation", pk=Deliberation.objects.create(ground="added", explanation="请合议。", **talk).pk)
    stating = CommitteeMemberFactory(season=season)  # seated after the draw, so that it is nobody at the doors
    tie = {"kind": "mentoring", "name": "顾师傅", "unit_name": "第九机械厂"}
    world.put("stated tie", pk=reviewing.declare_tie(stating, by=office, now=IN_REVIEW, **tie).pk)
    left = {"unit_name": "第八机械厂", "unit_code": credit_code(800_000), "until": date(2025, 3, 1)}
    world.put("stated employer", pk=reviewing.add_past_employer(stating, by=office, now=IN_REVIEW, **left).pk)
    world.put("signed pledge", pk=SignedPledgeFactory(member=stating).pk)
    world.put("reserve", pk=ReserveFactory(season=season).pk)
    _interviews(world, season, rulebook, [nomination(State.UNDER_REVIEW) for _ in range(3)])


def _interviews(world, season, rulebook, heard):
    """An earlier round heard in person, in one group of the whole committee, as another season's rulebook plans it."""
    another = SeasonFactory(label="2019年度", code="2019", is_current=False)
    plan = RulebookFactory(season=another, document_number="沪工总经〔2019〕9号", **IN_PERSON).round_plans.get()
    round = Round.objects.create(
        season=season,
        rulebook=rulebook,
        plan=plan,
        number=0,
        opened_at=IN_REVIEW,
        opens_at=IN_REVIEW,
        closes_at=beijing(2099, 8, 10),
    )
    Entrant.objects.bulk_create(
        Entrant(round=round, nomination=one, entered_at=IN_REVIEW, code=f"A{place}") for place, one in enumerate(heard)
    )
    timetable = reviewing.arrange(
        all_declared(round), two_rooms(places=("三楼会议室",)), by=world.people["review_office"], now=IN_REVIEW
    )
    world.put("interview round", pk=round.pk)
    world.put("interview group", pk=round.pk, number=1)
    world.put("timetable on paper", pk=round.pk, number=1, use="door")
    world.put("turn", pk=timetable.slots.first().pk)
    world.put("seat in a group", pk=timetable.groups.get().seats.first().pk)


def _admitted(nomination, codes):
    for place in range(4):
        unit = {"unit_name": f"第{codes + place}机械厂", "unit_code": credit_code(codes + place)}
        made = nomination(State.ADMITTED, **unit)
        keep_revision(made, Occasion.FILED, by=made.drafted_by, now=IN_WINDOW)


def _drawn(season, office):
    opened = reviewing.open_round(season, closes_at=beijing(2099, 8, 10, 17), by=office, now=IN_REVIEW, seed="种子")
    return reviewing.draw(all_declared(opened), by=office, now=IN_REVIEW, seed="种子")


def _notices(world, season, nomination):
    officer, office = world.people["publicity_officer"], world.people["review_office"]
    first = [nomination(State.SHORTLISTED) for _ in range(2)]
    prepared = publicising.prepare_notice(
        season, by=officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, nominations=first, now=AFTER_REVIEW
    )
    published = publicising.publish(prepared, by=officer, now=beijing(2026, 9, 7, 8, 0))
    outlet = published.rulebook.outlets.first()
    seen = {"appeared_at": beijing(2026, 9, 7, 9, 0), "place": "https://www.example.org/notice", "proof": paper()}
    publication = publicising.record_publication(published, outlet=outlet, by=officer, now=IN_NOTICE, **seen)
    objections = [
        publicising.object_to(
            name,
            objector_kind=ObjectorKind.PERSON,
            objector_name="钱实名",
            objector_contact="13900000000",
            content="所报专利与本人无关，请核查。",
            uploads=[paper()],
            now=IN_NOTICE,
        )
        for name in published.names.order_by("position")
    ]
    publicising.open_inquiry(objections[1], assignee=office, by=officer, now=IN_NOTICE)
    world.put("notice", season_code=season.code, number=published.number)
    world.put("notice kept", pk=published.pk)
    world.put("outlet of the notice", pk=published.pk, outlet_pk=outlet.pk)
    world.put("publication", pk=publication.pk)
    world.put("receipt", receipt=objections[0].receipt)
    world.put("objection", pk=objections[0].pk)
    world.put("objection paper", pk=objections[0].papers.get().pk)
    world.put("inquiry", pk=objections[1].pk)
    asked = publicising.ask_statement(objections[1], question="请说明专利的权属。", by=office, now=IN_NOTICE)
    world.put("statement", pk=asked.pk)
    unrelated = publicising.object_to(
        published.names.first(),
        objector_kind=ObjectorKind.PERSON,
        objector_name="钱实名",
        objector_contact="13900000000",
        content="与公示无关的事。",
        now=IN_NOTICE,
    )
    publicising.refuse_objection(unrelated, ground="unrelated", note="与公示事项无关。", by=officer, now=IN_NOTICE)
    publicising.ask_second_look(unrelated, reason="请再看一看。", now=IN_NOTICE)
    world.put("receipt answered", receipt=unrelated.receipt)
    world.put("objection looked at again", pk=unrelated.pk)
    later = publicising.prepare_notice(
        season,
        by=officer,
        opens_on=date(2026, 9, 14),
        contact=CONTACT,
        nominations=[nomination(State.SHORTLISTED), nomination(State.SHORTLISTED)],
        now=AFTER_REVIEW,
    )
    world.put("drafted notice", pk=later.pk)
    world.put("name of the drafted notice", pk=later.pk, name_pk=later.names.first().pk)


def _naming(world, season, nomination):
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
