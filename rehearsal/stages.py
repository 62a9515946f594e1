"""The stages of a season, each played through the acts that the screens call.

A stage takes the moment it happens at; it reads what it needs from the database and decides by the rehearsal's own dice,
so that the same seed plays the same season.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import Membership, User
from accounts.states import Role
from nominations.actions import attaching, checking, consenting, drafting, invitations, recommending, screening
from nominations.models import Nomination
from nominations.queries import ranking
from nominations.queries import screening as screening_queries
from nominations.states import Answer, Channel, Condition, ConsentKind, DocumentKind, Finding, Standing, State
from rehearsal import dossiers, interviews, papers, remarks
from rehearsal.crew import each
from rehearsal.names import People
from rehearsal.world import World
from reviews import actions as reviewing
from reviews.models import ScoreSheet
from reviews.queries import deliberations
from reviews.queries.committee import sitting
from reviews.states import Category, SheetState
from seasons import actions as seasons
from seasons.models import HolidayList, Season
from seasons.states import PanelKind, RoundKind

WITNESS = "三十七"  # 见证人现场报数 of every invented draw


@dataclass
class Play:
    """One season being played: its world, its dice, and how progress is shown."""

    world: World
    seed: int
    people: People
    season: Season = None
    rulebook: object = None
    progress: object = field(default=lambda things, words, **options: things)
    pool: object = None  # see crew
    industries: list = field(default_factory=list)

    def __post_init__(self):
        """The dice of what happens one after the other."""
        self.rng = Random(self.seed)

    def dice(self, nomination, *more):
        """The dice of what happens side by side: the same for the same dossier, whoever comes first."""
        order = nomination.number.removeprefix(self.season.code)
        return Random(":".join([str(self.seed), order, *more]))

    def paper(self, turn, *, year):
        """文号 of one of the season's papers; the season's code keeps the papers of different rehearsals apart."""
        series = int(hashlib.sha256(self.season.code.encode()).hexdigest(), 16) % 900 * 10
        return f"沪工总经〔{year}〕{1000 + series + turn}号"

    def expert(self, pk):
        """The same person each time: what is known of somebody's roles is read once."""
        return self._experts[pk]

    @cached_property
    def _experts(self):
        return {expert.pk: expert for expert in self.world.experts}

    def criteria(self, opened):
        """评分项 of a round, read once."""
        if opened.pk not in self._criteria:
            self._criteria[opened.pk] = list(opened.plan.criteria())
        return self._criteria[opened.pk]

    @cached_property
    def _criteria(self):
        return {}

    def staff(self, role, turn=0):
        """A person of the city staff."""
        return self.world.someone(role, turn=turn)


def open_season(play, *, label, code, opens_at, closes_at, is_current, columns=None, rounds=None, now):
    """年度建立，细则起草并印发，节假日安排载入."""
    office = play.staff(Role.REVIEW_OFFICE)
    for year in sorted({now.year, closes_at.year}):
        if not HolidayList.objects.filter(year=year).exists():
            seasons.load_covered_year(year, "国务院办公厅关于部分节假日安排的通知", by=office, now=now)
    play.season = seasons.create_season(label=label, code=code, by=office, now=now)
    draft = seasons.draft_rulebook(play.season, by=office, opens_at=opens_at, closes_at=closes_at, now=now)
    columns = {"document_number": play.paper(0, year=now.year), "award_amount": Decimal("5000.00")} | (columns or {})
    seasons.change_rulebook(draft, by=office, columns=columns, rows=rounds and {"round_plans": rounds}, now=now)
    play.rulebook = seasons.issue_rulebook(draft, by=office, now=now)
    if is_current:
        seasons.make_current(play.season, by=office, now=now)
    play.industries = list(play.rulebook.industries.all())
    return play.season


def amend(play, *, reason, columns, now):
    """另行印发 the rulebook, as a season does whose numbers change on the way."""
    office = play.staff(Role.REVIEW_OFFICE)
    draft = seasons.amend(play.season, by=office, reason=reason, now=now)
    columns = {"document_number": play.paper(8, year=now.year)} | columns
    seasons.change_rulebook(draft, by=office, columns=columns, now=now)
    play.rulebook = seasons.issue_rulebook(draft, by=office, now=now)


def nominate(play, *, count, self_nominated, at, spread=timedelta(days=20), until=State.SUBMITTED):
    """申报: dossiers by all three channels, taken as far as ``until`` (草稿、逐级审核、待报送 or 已报送).

    Drafts are begun one after the other, which gives them their numbers; what follows happens side by side.
    """
    channels = [Channel.SELF] * self_nominated
    channels += [Channel.ASSOCIATION] * min(count // 12, count - self_nominated)
    channels += [Channel.UNIT] * (count - len(channels))
    play.rng.shuffle(channels)
    parts = []
    for turn, channel in enumerate(channels):
        moment = at + spread * turn / max(1, count)
        parts.append((_started(play, channel, turn, moment), moment, until))
    each(play, _dossier, parts, "申报")


def _started(play, channel, turn, now):
    female = play.rng.random() < 0.24
    name, ethnicity = play.people.name(female=female)
    born = dossiers.birth_date(play.rng)
    works = play.world.works[turn * 7 % len(play.world.works)]
    by, body, via = _nominator(play, channel, turn, works, name, now)
    return drafting.start(
        by=by,
        channel=channel,
        season=play.season,
        drafting_body=body,
        via_association=via,
        name=name,
        document_kind=DocumentKind.RESIDENT,
        identity_number=play.people.identity_number(born=born, female=female),
        unit_name=works.employer_name,
        unit_code=works.employer_code,
        now=now,
        **dossiers.filled(
            play.rng, name=name, ethnicity=ethnicity, female=female, born=born, industries=play.industries, works=works
        ),
    )


def _dossier(play, nomination, now, until):
    """Fill the rest and hand it up as far as it shall go."""
    rng = play.dice(nomination)
    by = nomination.drafted_by
    drafting.change(
        nomination,
        by=by,
        fields={},
        statements=dossiers.statements(rng, nomination),
        achievements=dossiers.achievements(rng),
        now=now + timedelta(minutes=20),
    )
    for indicator in dossiers.INDICATOR_WORDS:
        attaching.attach(
            nomination,
            by=by,
            upload=SimpleUploadedFile(
                "佐证材料.pdf", dossiers.evidence_pdf(rng.randrange(8)), content_type="application/pdf"
            ),
            title=f"{indicator.label}佐证",
            indicator=indicator,
            now=now + timedelta(minutes=30),
        )
    if nomination.rulebook.asks_workplace_notice:
        papers.put_up(nomination, by=by, now=now + timedelta(minutes=40))
    if until != State.DRAFT:
        filed(play, nomination, now + timedelta(hours=2), until)


def _nominator(play, channel, turn, works, name, now):
    """(who drafts, for which body, through which association)."""
    if channel == Channel.UNIT:
        return play.world.someone(Role.UNION_CLERK, works), works, None
    society = play.world.societies[turn % len(play.world.societies)]
    if channel == Channel.ASSOCIATION:
        return play.world.someone(Role.ASSOCIATION_CLERK, society), society, None
    user = User.objects.create_user(
        f"{play.world.prefix}_{play.season.code}_self{play.people.drawn}", full_name=name, joined_at=now
    )
    Membership.objects.create(user=user, role=Role.SELF_NOMINEE, since=play.rulebook.submission_opens_at.date())
    return user, None, society if turn % 4 == 0 else None


def filed(play, nomination, now, until):
    """Consents, promise and the road through the bodies, as far as it shall go."""
    drafter = nomination.drafted_by
    for kind in (ConsentKind.REVIEW, ConsentKind.PUBLICATION):
        consenting.consent(nomination, kind, by=drafter, now=now)
    nomination = drafting.declare(nomination, by=drafter, now=now)
    if not nomination.needs_endorsement:
        return recommending.submit(nomination, by=drafter, now=now)
    if nomination.channel == Channel.SELF:
        asked = nomination.invitations.get(answer="")
        invitations.answer(asked, by=_filer(play, nomination.filing_body), answer=Answer.ACCEPTED, now=now)
    nomination = recommending.recommend(nomination, by=drafter, now=now)
    if until == State.RECOMMENDED:
        return nomination
    while nomination.at_body is not None:
        now += timedelta(hours=5)
        nomination = _endorsed(play, nomination, now)
    if until == State.ENDORSED:
        return nomination
    return recommending.submit(nomination, by=_filer(play, nomination.filing_body), now=now + timedelta(hours=3))


@transaction.atomic
def _endorsed(play, nomination, now):
    """With the next free rank; the body is held first, for others endorse for it at the same time."""
    body = ranking.held(nomination.at_body)
    rank = ranking.next_rank(body, play.season)
    return recommending.endorse(
        nomination, by=_endorser(play, body), opinion="材料属实，同意推荐。", rank=rank, now=now
    )


def _endorser(play, body):
    return play.world.someone(Role.ASSOCIATION_ENDORSER if body.is_social_body else Role.UNION_ENDORSER, body)


def _filer(play, body):
    return play.world.someone(Role.ASSOCIATION_CLERK if body.is_social_body else Role.UNION_CLERK, body)


def screen(play, *, at, decline_every=17, return_every=11, limit=None):
    """资格审核: claim, line by line; some are returned and corrected, some declined."""
    queue = Nomination.objects.filter(season=play.season, state=State.SUBMITTED).order_by("number")[:limit]
    parts = [
        (
            nomination,
            turn,
            at + timedelta(minutes=3 * turn),
            turn % return_every == return_every - 1,
            turn % decline_every == decline_every - 1,
        )
        for turn, nomination in enumerate(queue.select_related("drafted_by"))
    ]
    each(play, _screened, parts, "资格审核")


def _corrected(nomination, screener, now):
    """Two sections come back; what is filed again says it more exactly."""
    reason = "请写明现任岗位的全称，并在事迹简介中补充可以核对的数据。"
    screening.send_back(nomination, by=screener, reason=reason, sections=("post", "summary"), now=now)
    written = f"{nomination.summary}以上数据由所在单位生产技术部门核对。"
    fields = {"post": f"{nomination.post}（主操）", "summary": written[: nomination.rulebook.summary_characters]}
    drafting.change(nomination, by=nomination.drafted_by, fields=fields, now=now + timedelta(hours=20))


def _screened(play, nomination, turn, now, is_returned, fails):
    screener = play.staff(Role.SCREENER, turn)
    nomination = screening.claim(nomination, by=screener, now=now)
    if is_returned:
        _corrected(nomination, screener, now)
        now += timedelta(days=1)
        drafting.declare(nomination, by=nomination.drafted_by, now=now)
        nomination = screening.resubmit(nomination, by=nomination.drafted_by, now=now)
        now += timedelta(hours=1)
    lines = dict.fromkeys(Condition, (Finding.PASSED, ""))
    if fails:
        lines[Condition.FRONT_LINE] = (Finding.FAILED, "现任职务为行政管理岗位，不在一线。")
    screening.note_lines(nomination, by=screener, lines=lines, now=now)
    if fails:
        screening.decline(nomination, by=screener, reason="符合条件后可在以后年度申报。", now=now)
    else:
        if nomination.is_dual:
            screening.verify_dual(nomination, by=screener, now=now)
        screening.admit(nomination, by=screener, now=now)
    if play.rulebook.second_check:
        proposed = nomination.decisions.get(standing=Standing.PROPOSED)
        checking.confirm(proposed, by=play.staff(Role.SCREENER, turn + 1), now=now + timedelta(minutes=40))


def leave_in_screening(play, *, at):
    """A desk at work: claims half done, one conclusion waiting for the second person, one file sent back."""
    found = Nomination.objects.filter(season=play.season, state=State.SUBMITTED, screener__isnull=True)
    files = list(found.order_by("number")[:6])
    passed = dict.fromkeys(screening_queries.NOTED, (Finding.PASSED, ""))
    half = dict(list(passed.items())[:4])
    failed = passed | {Condition.FRONT_LINE: (Finding.FAILED, "近三年任班组外管理岗位，请补充一线岗位证明。")}
    for turn, (nomination, lines) in enumerate(zip(files, (half, passed, failed, passed, half, {}), strict=False)):
        screener = play.staff(Role.SCREENER, turn % 4)
        nomination = screening.claim(nomination, by=screener, now=at + timedelta(minutes=9 * turn))
        now = at + timedelta(hours=1, minutes=9 * turn)
        if lines:
            nomination = screening.note_lines(nomination, by=screener, lines=lines, now=now)
        if turn == 1:
            if nomination.is_dual:
                nomination = screening.verify_dual(nomination, by=screener, now=now)
            screening.admit(nomination, by=screener, now=now)
        elif turn == 2:
            screening.send_back(nomination, by=screener, sections=["post", "evidence"], now=now)


def seat_committee(play, *, at, seats=None):
    """组建遴选审核工作委员会: five categories, the pledge signed; by the first ``seats`` of the experts, or by all."""
    office = play.staff(Role.REVIEW_OFFICE)
    categories = list(Category)
    members = []
    for turn, expert in enumerate(play.world.experts[:seats]):
        works = play.world.works[turn * 3 % len(play.world.works)]
        member = reviewing.seat(
            play.season,
            user=expert,
            category=categories[turn % len(categories)],
            unit_name=works.employer_name,
            unit_code=works.employer_code,
            expertise=dossiers.TRADES[turn % len(dossiers.TRADES)][0],
            by=office,
            now=at,
        )
        reviewing.accept(member, by=expert, has_no_ties=True, now=at + timedelta(minutes=40))
        members.append(reviewing.pledge(member, by=expert, now=at + timedelta(hours=1)))
    return members


def open_review(play, *, at, closes_at):
    """评审开始: who waits for the next planned round enters it and is drawn to a panel, or comes before a group."""
    office = play.staff(Role.REVIEW_OFFICE)
    opened = reviewing.open_round(play.season, closes_at=closes_at, by=office, now=at)
    for member in sitting(play.season).select_related("user").order_by("pk"):
        reviewing.confirm_list(member, opened, by=member.user, now=at + timedelta(minutes=30))
    if opened.plan.panel == PanelKind.GROUPS:
        interviews.arrange(play, opened, at=at + timedelta(hours=1))
    else:
        reviewing.draw(opened, by=office, now=at + timedelta(hours=1), seed=f"{play.seed:064x}", witness=WITNESS)
    return opened


def score(play, opened, *, at, sparing=()):
    """评分: every expert scores what the draw gave, but for those spared, whose sheets stay open."""
    sheets = (
        ScoreSheet.objects.filter(assignment__round=opened, state=SheetState.OPEN)
        .select_related("assignment__member", "assignment__nomination", "assignment__round__plan")
        .exclude(assignment__member__user__in=sparing)
        .order_by("assignment__nomination__number", "assignment__member__user__username")
    )
    heard = interviews.ends(opened)
    moments = [
        (sheet, heard.get(sheet.assignment.nomination_id, at) + timedelta(seconds=40 * (turn % 8 if heard else turn)))
        for turn, sheet in enumerate(sheets)
    ]
    each(play, _scored, moments, "评分")


def _scored(play, sheet, now):
    nomination, expert = sheet.assignment.nomination, play.expert(sheet.assignment.member.user_id)
    merit = play.dice(nomination).gauss(78, 7)
    rng = play.dice(nomination, expert.username, *_again(sheet.assignment.round))
    points = {
        one.pk: _points(rng, merit + rng.uniform(-2.5, 2.5), one.maximum)
        for one in play.criteria(sheet.assignment.round)
    }
    reviewing.submit_sheet(
        sheet,
        by=expert,
        points=points,
        comments={key: words for key, given in points.items() if (words := remarks.of_points(rng, given))},
        comment=remarks.overall(rng, merit, is_heard=sheet.assignment.round.plan.kind != RoundKind.PAPER),
        now=now,
        session=hashlib.sha256(expert.username.encode()).hexdigest(),
        device="rehearsal",
    )


def _again(opened):
    """Something else for the dice in a later round: nobody judges twice in the same way."""
    return [] if opened.number == 1 else [str(opened.number)]


def _points(rng, merit, maximum):
    """Half-point steps around the merit."""
    drawn = Decimal(str(round(min(98.0, max(35.0, rng.gauss(merit, 4))) * 2) / 2))
    return min(maximum, drawn * maximum / 100)


def rank(play, opened, *, at):
    """评分结束，合议办结，排名并确认: above the line on to the next round or 入围, below it 未入选."""
    office = play.staff(Role.REVIEW_OFFICE)
    if deliberations.unconvened(opened, office):
        for talk in reviewing.convene(opened, by=office, now=at - timedelta(hours=3)):
            reason = "各位委员依据材料分别说明了理由，评分各有依据。"
            reviewing.conclude(talk, conclusion="upheld", reason=reason, by=office, now=at - timedelta(hours=1))
    closed = reviewing.close_round(opened, by=office, now=at)
    ranking = reviewing.make_ranking(closed, by=office, now=at + timedelta(hours=1))
    return reviewing.confirm_ranking(ranking, by=office, now=at + timedelta(hours=2))


def moment(day: datetime, days, hour=10):
    """A later day at an hour."""
    return (day + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
