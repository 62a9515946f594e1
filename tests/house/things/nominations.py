"""申报: one at each step that has an address."""

from common.published import put as put_file
from exports import actions as exporting
from exports.sheets import offered
from handover import actions as packing
from handover.models import Delivery
from intake.actions import papers
from nominations.actions import attaching, bulk, exceptions, recommending, screening
from nominations.actions.invitations import invite
from nominations.actions.printing import print_form
from nominations.actions.revising import keep_revision
from nominations.actions.twins import ask_about_twin
from nominations.actions.unsuitable import name_unsuitable
from nominations.models import ExceptionRequest, Invitation, RankedListScan
from nominations.models.freezing import content_opened
from nominations.queries.invitations import token_of
from nominations.states import Channel, Occasion, State
from tests.house.things.papers import paper
from tests.intake.lists import checked, person, workbook
from tests.moments import (
    IN_SCREENING,
    IN_WINDOW,
)


def dossiers(world, draft, nomination, society):
    """Drafts, papers, recommendations, filings, what was asked about a twin."""
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


def lists(world, rulebook, works_union):
    """A list of people and a bundle of papers."""
    clerk = world.people["clerk"]
    content = workbook(rulebook, [person(971), person(972, phone="1380000")])
    world.put("checked list", pk=checked(content, by=clerk, body=works_union).pk)
    bundle = papers.receive([paper("202699999_高超技能_证书.pdf")], by=clerk, body=works_union, now=IN_WINDOW)
    world.put("matched papers", pk=papers.match(bundle.pk, now=IN_WINDOW).pk)
