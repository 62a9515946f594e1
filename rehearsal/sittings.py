"""主席办公会 of a season: convened, voted, resolved, signed, and a reserve who moves up."""

from datetime import time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.states import Role
from common.dates import at_time
from decisions import actions as deciding
from decisions.models import RosterItem
from decisions.states import AgendaKind, Choice, Outcome, SignedPaper
from rehearsal import closing
from rehearsal.dossiers import evidence_pdf


def convene(play, *, held_on, at, nominations=None):
    """召集主席办公会: attendance noted, voting opened."""
    secretary = play.staff(Role.CHAIR_SECRETARY)
    members = play.world.people[Role.CHAIR_MEMBER, play.world.municipal.pk]
    sitting = deciding.convene(
        play.season,
        held_on=held_on,
        place="市总工会会议室",
        nominations=nominations,
        members=members,
        chair=members[0],
        by=secretary,
        now=at,
    )
    deciding.add_matter(
        sitting, title="命名大会安排", text="由选树办公室报告命名大会的时间、规模和议程。", by=secretary, now=at
    )
    sitting = deciding.mark_present(sitting, members[:-1], by=secretary, now=at + timedelta(hours=1))
    return deciding.open_voting(sitting, by=secretary, now=at + timedelta(hours=2))


def vote(play, sitting, *, at, against=()):
    """到会成员各自表决: en bloc, with the chair's exceptions; the chair votes last."""
    members = play.world.people[Role.CHAIR_MEMBER, play.world.municipal.pk][:-1]
    items = RosterItem.objects.filter(sitting=sitting, nomination__in=against)
    exceptions = dict.fromkeys(items.values_list("pk", flat=True), Choice.AGAINST)
    for turn, member in enumerate([*members[1:], members[0]]):
        deciding.vote_all(
            sitting, choice=Choice.FOR, by=member, now=at + timedelta(minutes=turn), except_items=exceptions
        )


def beyond_the_places(play, sitting):
    """The last of the roster, for whom the rulebook has no place: the members vote against them."""
    items = sitting.roster.order_by("position").select_related("nomination")
    return [item.nomination for item in items[play.rulebook.quota :]]


def resolve(play, sitting, *, at):
    """议定其他事项，形成决议."""
    secretary = play.staff(Role.CHAIR_SECRETARY)
    for matter in sitting.agenda.filter(kind=AgendaKind.MATTER):
        deciding.settle_matter(matter, settled="原则同意，由选树办公室组织落实。", by=secretary, now=at)
    return deciding.close_voting(
        sitting,
        number=play.paper(sitting.number, year=at.year),
        signed_by="许主持",
        by=secretary,
        now=at,
    )


def move_up(play, sitting, *, at, opens_on):
    """递补: the first reserve of a sitting, his own notice, and the day his place is his."""
    secretary = play.staff(Role.CHAIR_SECRETARY)
    item = sitting.roster.filter(outcome=Outcome.RESERVE).order_by("position").first()
    deciding.call_up(item, by=secretary, now=at)
    notice = closing.publicise(play, opens_on=opens_on, at=at_time(opens_on, time(9)), nominations=[item.nomination])
    closing.close_notice(play, notice, at=notice.closes_at + timedelta(hours=16))
    moment = notice.closes_at + timedelta(hours=17)
    deciding.seat_reserve(item, by=secretary, now=moment)
    return moment


def keep_signed(play, sitting, *, at):
    """签发扫描件 of the resolution and the minutes."""
    resolution = sitting.resolution
    for paper in SignedPaper:
        upload = SimpleUploadedFile("扫描件.pdf", evidence_pdf(f"{resolution.number} {paper.label} 签发件"))
        deciding.keep_signed_scan(
            resolution,
            paper=paper,
            upload=upload,
            number=resolution.number,
            by=play.staff(Role.CHAIR_SECRETARY),
            now=at,
        )
