"""评审: a round with its committee, its draw, its sheets, and one heard in person."""

from datetime import date
from decimal import Decimal

from nominations.actions.revising import keep_revision
from nominations.models import UnsuitableExpert
from nominations.models.freezing import content_opened
from nominations.states import Occasion, State
from reviews import actions as reviewing
from reviews.models import Deliberation, Draw, Entrant, Round, ScoreSheet
from tests.factories import (
    RulebookFactory,
    SeasonFactory,
)
from tests.factories.interviews import IN_PERSON, two_rooms
from tests.factories.numbers import credit_code
from tests.factories.reviews import CommitteeMemberFactory, ReserveFactory, SignedPledgeFactory, all_declared, committee
from tests.house.things.papers import paper
from tests.moments import (
    AFTER_REVIEW,
    IN_REVIEW,
    IN_WINDOW,
    beijing,
)


def rounds(world, season, rulebook, nomination, municipal):
    """Rounds, seats, sheets, rankings."""
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
    interviews(world, season, rulebook, [nomination(State.UNDER_REVIEW) for _ in range(3)])


def interviews(world, season, rulebook, heard):
    """A round heard in two rooms."""
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
