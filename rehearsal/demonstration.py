"""演示年度: last year's season near its end and this year's in the middle, so that work waits at every desk.

Dates are counted from the day it is loaded. Nothing here touches a season that is already there.
"""

from datetime import date, timedelta
from datetime import time as clock
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.states import Role
from common.dates import at_time, today
from desks.people import groups
from honours.actions.pressing import press
from honours.models import Certificate, Honour
from nominations.actions import purging
from nominations.actions.banning import hold_the_banned
from nominations.models import Nomination
from nominations.states import State
from organisations.models import hash_of_unit
from organisations.states import FILING_UNIONS, SOCIAL_BODIES, Kind
from privacy.hashing import keyed_hash
from publicity.states import InquiryFinding, RefusalGround
from rehearsal import (
    climbs,
    closing,
    committee,
    deliberations,
    interviews,
    outcomes,
    papers,
    requests,
    sending,
    sittings,
    stages,
)
from rehearsal.names import People, credit_code
from rehearsal.proving import all_proved, bind_phones
from rehearsal.world import build, newcomer
from sanctions.actions import impose, lift
from sanctions.states import SubjectKind
from sanctions.subjects import row_hash
from seasons import actions as seasons
from seasons.holiday_seed import covered_years
from seasons.models import HolidayList, Season, SpecialDay
from seasons.queries import calendar
from seasons.states import BallotKind, CutoffKind, PanelKind, RoundKind, SpecialKind

PREFIX = "demo"
PASSWORD = "yanshi-gongjiang-2026"  # for the demonstration's accounts only; they exist nowhere else
WITH_PHONES = (Role.REVIEW_OFFICE, Role.PUBLICITY_OFFICER, Role.CHAIR_SECRETARY, Role.CHAIR_MEMBER, Role.FINANCE)
FIXED_RESTS = (
    (1, 1, "元旦"),
    (5, 1, "劳动节"),
    (5, 2, "劳动节"),
    (10, 1, "国庆节"),
    (10, 2, "国庆节"),
    (10, 3, "国庆节"),
)


def is_loaded():
    """Whether the demonstration is already there."""
    return User.objects.filter(username=f"{PREFIX}_{Role.REVIEW_OFFICE.value}").exists() and Season.objects.exists()


def load(*, now, progress):
    """Play both seasons and give everybody the demonstration's password."""
    world = build(experts=committee.SEATED + committee.WAITING, units_per_district=3, prefix=PREFIX)
    with all_proved(PREFIX):
        _holidays(world, now)
        _last_year(stages.Play(world, 1, People(Random(11), mark=1), progress=progress), now)
        _this_year(stages.Play(world, 2, People(Random(22), mark=2), progress=progress), now)
        _bans(world, now)
    bind_phones(PREFIX, WITH_PHONES, now=now)
    purging.set_days(now=now)
    _name_a_self_nominee(world)
    User.objects.filter(username__startswith=f"{PREFIX}_").update(password=make_password(PASSWORD))


def _bans(world, now):
    """禁报 of every kind: a unit, an expert, a nominating body with its work held, and one lifted on appeal."""
    office, day = world.someone(Role.REVIEW_OFFICE), today(now)
    expert = newcomer(world, Role.EXPERT, world.municipal, "expert_banned")
    drafted = Nomination.objects.filter(state=State.DRAFT, drafting_body__in=world.works).order_by("-pk").first()
    union = drafted.drafting_body if drafted is not None else world.works[-1]
    common = {"years": 5, "by": office, "now": now}
    impose(
        kind=SubjectKind.UNIT,
        subject_hash=hash_of_unit(credit_code("91", "310104", 99001)),
        subject_name="上海虚拟精工有限公司",
        ground="组织职工冒用他人专利申报",
        decision_number=f"沪工总经〔{day.year - 2}〕901号",
        found_on=day.replace(year=day.year - 2, day=1),
        **common,
    )
    impose(
        kind=SubjectKind.EXPERT,
        subject_hash=row_hash(expert),
        account=expert,
        subject_name=expert.full_name,
        ground="评审期间向候选人透露评分",
        decision_number=f"沪工总经〔{day.year - 1}〕902号",
        found_on=day.replace(year=day.year - 1, day=1),
        **common,
    )
    impose(
        kind=SubjectKind.BODY,
        subject_hash=union.code_hash or row_hash(union),
        organisation=union,
        subject_name=union.name,
        ground="明知业绩不实仍予推荐",
        decision_number=f"沪工总经〔{day.year}〕903号",
        found_on=day,
        **common,
    )
    lifted = impose(
        kind=SubjectKind.PERSON,
        subject_hash=keyed_hash("identity", "demonstration"),
        subject_name="钱复核",
        ground="技能等级证书编号查无记录",
        decision_number=f"沪工总经〔{day.year - 1}〕904号",
        found_on=day.replace(year=day.year - 1, day=2),
        **common,
    )
    lift(lifted, reason="申诉成立：发证机构补登记后核实证书属实。", by=office, now=now)
    hold_the_banned(now=now)


WHOM = (
    (Role.UNION_CLERK, (Kind.GRASSROOTS,), 0, "基层工会经办人：起草单位推荐"),
    (Role.UNION_ENDORSER, (Kind.LOWER,), 0, "园区工会审核人：逐级审核"),
    (Role.UNION_ENDORSER, FILING_UNIONS, 0, "区局工会审核人：审核同意"),
    (Role.UNION_CLERK, FILING_UNIONS, 0, "区局工会经办人：报送"),
    (Role.ASSOCIATION_CLERK, SOCIAL_BODIES, 0, "社团经办人：社团推荐"),
    (Role.ASSOCIATION_ENDORSER, SOCIAL_BODIES, 0, "社团审核人：审核同意"),
    (Role.SELF_NOMINEE, None, 0, "自荐人：个人自荐"),
    (Role.SCREENER, None, 0, "资格审核人：逐项审核"),
    (Role.EXPERT, None, 0, "评审专家：评分"),
    (Role.REVIEW_OFFICE, None, 0, "评审办公室：细则、评审、命名、查实"),
    (Role.PUBLICITY_OFFICER, None, 0, "公示专员：公示与异议"),
    (Role.CHAIR_SECRETARY, None, 0, "主席办公会秘书：会议与决议"),
    (Role.CHAIR_MEMBER, None, 0, "主席办公会成员：表决"),
    (Role.FINANCE, None, 0, "财务：编制奖金"),
    (Role.FINANCE, None, 1, "财务：复核放款"),
    (Role.SUPERVISION, None, 0, "监督：只读"),
    (Role.ADMINISTRATOR, None, 0, "系统管理员：人员与组织"),
)


def people():
    """For each role an account to sign in as, of those for whom work waits where there is one, and what it is for."""
    by_role = {group["role"]: group["people"] for group in groups()}
    found = []
    for role, kinds, turn, words in WHOM:
        able = [
            entry["person"]
            for entry in by_role.get(role, ())
            if kinds is None or any(body is not None and body.kind in kinds for body in entry["bodies"])
        ]
        if len(able) > turn:
            found.append((able[turn], words))
    return found


def _name_a_self_nominee(world):
    """The last self-nominee's draft gets a login name that can be told."""
    draft = Nomination.objects.filter(candidate__isnull=False, state=State.DRAFT).order_by("pk").last()
    if draft is not None:
        User.objects.filter(pk=draft.candidate_id).update(username=f"{world.prefix}_selfnominee")


def _holidays(world, now):
    """The lists in force; a year that nobody has published yet gets fixed days, so that it can be shown, and says so."""
    office = world.someone(Role.REVIEW_OFFICE)
    for year in sorted({now.year - 1, now.year, (now + timedelta(days=60)).year}):
        if HolidayList.objects.filter(year=year).exists():
            continue
        if year in covered_years():
            seasons.load_covered_year(year, "国务院办公厅关于部分节假日安排的通知", by=office, now=now)
        else:
            days = [
                SpecialDay(date=date(year, month, day), kind=SpecialKind.REST, name=name)
                for month, day, name in FIXED_RESTS
            ]
            seasons.load_holidays(year, "演示数据，非正式安排", days, by=office, now=now)


PAPER = {"name": "材料评审"}
CONFERENCE = {
    "name": "评审发布会",
    "kind": RoundKind.CONFERENCE,
    "panel": PanelKind.GROUPS,
    "minutes_each": interviews.MINUTES,
    "scores_per_nomination": 3,
    "earlier_share": Decimal("40.00"),
}


def _last_year(play, now):
    """Named, paid and taken back in part; a sitting is voting, and a further notice is open today."""
    ago = _days_before(now)
    code = str(now.year - 1)
    stages.open_season(
        play,
        label=f"{code}年度",
        code=code,
        opens_at=ago(300, 9),
        closes_at=ago(250, 17),
        is_current=False,
        columns={
            "quota": 24,
            "reserve_places": 2,
            "anonymous_objections": True,
            "medal_conditions": climbs.CONDITIONS,
            "medal_departments": climbs.DEPARTMENTS,
        },
        rounds=[
            PAPER | {"cutoff": CutoffKind.NUMBER, "cutoff_value": Decimal(52)},
            CONFERENCE | {"cutoff": CutoffKind.NUMBER, "cutoff_value": Decimal(44)},
        ],
        now=ago(320),
    )
    stages.nominate(play, count=72, self_nominated=16, at=ago(298), spread=timedelta(days=30))
    stages.screen(play, at=ago(240))
    stages.seat_committee(play, at=ago(225), seats=committee.SEATED)
    for opens, closes in ((220, 205), (200, 190)):
        opened = stages.open_review(play, at=ago(opens), closes_at=ago(closes, 17))
        stages.score(play, opened, at=ago(opens - 2))
        stages.rank(play, opened, at=ago(closes - 1))
        outcomes.release(play, opened, at=ago(closes - 3))
    names = list(Nomination.objects.filter(season=play.season, state=State.SHORTLISTED).order_by("number"))
    _first_batch(play, names[:26], now)
    stages.amend(
        play,
        reason="命名名额由24名增至40名；审定人选改为无记名投票。",
        columns={"quota": 40, "ballot_kind": BallotKind.SECRET},
        now=_days_before(now)(20),
    )
    _second_batch(play, names[26:34], now)
    _third_batch(play, names[34:], now)


def _first_batch(play, names, now):
    """More carried than there are places: one is a reserve, and moves up when another steps back."""
    ago = _days_before(now)
    opens = _working_day(ago(110).date())
    notice = closing.publicise(play, opens_on=opens, at=at_time(opens, clock(9)), nominations=names)
    objection = closing.objects(play, notice, at=at_time(opens, clock(15)), turn=3)
    inquiry = closing.inquire(play, objection, at=at_time(opens, clock(16)))
    closing.conclude(play, inquiry, finding=InquiryFinding.REJECTED, at=at_time(opens, clock(17)))
    closing.close_notice(play, notice, at=notice.closes_at + timedelta(hours=16))
    closing.drop_out(play, at=ago(91), states=[State.NOTICE_PASSED])
    held = _working_day(ago(90).date())
    morning = at_time(held, clock(9))
    sitting = sittings.convene(play, held_on=held, at=morning)
    sittings.vote(play, sitting, at=morning + timedelta(hours=5))
    sittings.resolve(play, sitting, at=morning + timedelta(hours=7))
    sittings.keep_signed(play, sitting, at=morning + timedelta(days=1))
    left = morning + timedelta(days=2)
    closing.drop_out(play, at=left, states=[State.APPROVED], reason="本人因健康原因书面申请退出。")
    opens = _working_day(held + timedelta(days=3))
    seated = sittings.move_up(play, sitting, at=left + timedelta(hours=4), opens_on=opens)
    named = max(ago(60), seated + timedelta(hours=2))
    honours = closing.name_all(play, at=named)
    for certificate in play.progress(list(Certificate.objects.filter(honour__in=honours).order_by("pk")), "制证"):
        press(certificate.pk, now=named + timedelta(hours=5))
    closing.hand_over(play, honours[:18], on=ago(40).date(), at=ago(40))
    climbs.record_climbs(play, honours[6:18], at=ago(30))
    climbs.recommend_medals(play, honours[6:9], at=ago(28))
    closing.give_accounts(play, honours[:20], at=ago(39))
    closing.pay(play, honours[:14], at=ago(35), failures=1)
    closing.replace_certificates(play, honours[3], honours[10], at=ago(25))
    closing.prepare_batch(play, honours[14:18], at=ago(3))
    found = closing.find_fraud(play, honours[5].nomination, at=ago(20))
    closing.appeals_against(found, at=ago(6))
    mistaken = closing.find_fraud(play, honours[18].nomination, at=ago(19), paper=8)
    closing.gives_back(play, closing.appeals_against(mistaken, at=ago(15)), at=ago(9))
    press(Honour.objects.get(pk=honours[18].pk).certificate_id, now=ago(9, 15))
    closing.inquire_into(play, honours[12].nomination, at=ago(4))


def _second_batch(play, names, now):
    ago = _days_before(now)
    opens = _working_day_before(ago(16).date())
    notice = closing.publicise(play, opens_on=opens, at=at_time(opens, clock(9)), nominations=names)
    if notice.closes_at < now:
        closing.close_notice(play, notice, at=min(now, notice.closes_at + timedelta(hours=1)))
        sittings.convene(play, held_on=today(now - timedelta(hours=2)), at=now - timedelta(hours=4))


def _third_batch(play, names, now):
    is_counted = HolidayList.objects.filter(year=(now + timedelta(days=30)).year).exists()
    names, later = (names[:-2], names[-2:]) if len(names) > 4 and is_counted else (names, [])
    opens = _working_day_before(today(now) - timedelta(days=3))
    notice = closing.publicise(play, opens_on=opens, at=at_time(opens, clock(0, 5)), nominations=names)
    if len(names) > 2 and now < notice.closes_at:
        _cases(play, notice, now)
        closing.mend_a_slip(play, notice, at=now - timedelta(minutes=30), turn=len(names) - 1)
    if later:
        _scheduled(play, later, now)


def _cases(play, notice, now):
    """One received, one under inquiry with a statement asked, one not accepted, and a lead without a name."""
    first = closing.objects(play, notice, at=now - timedelta(hours=5), turn=0)
    inquiry = closing.inquire(play, first, at=now - timedelta(hours=4))
    closing.note(
        inquiry,
        "已登录竞赛主办单位网站核对公布名单，名次与材料所列不一致，待主办单位书面确认。",
        at=now - timedelta(hours=3),
    )
    closing.ask_statement(inquiry, at=now - timedelta(hours=2))
    unrelated = closing.objects(
        play, notice, at=now - timedelta(hours=3), turn=2, content="该单位食堂近来饭菜质量下降，请一并过问。"
    )
    closing.declines_objection(
        play,
        unrelated,
        ground=RefusalGround.UNRELATED,
        words="所反映的是单位后勤事项，与人选的公示无关，未涉及申报材料。",
        at=now - timedelta(hours=2),
    )
    closing.objects(play, notice, at=now - timedelta(hours=1), turn=1)
    closing.lead(notice, at=now - timedelta(minutes=40), turn=1)


def _scheduled(play, names, now):
    """A draft set for the morning of a working day to come; a visitor may put the clock forward to it."""
    opens = _working_day(today(now) + timedelta(days=2))
    moment = at_time(opens, clock(9))
    closing.schedule_notice(play, opens_on=opens, moment=moment, at=now - timedelta(hours=2), nominations=names)


def _this_year(play, now):
    """The window is open; drafts, endorsements, screening and scoring are all under way."""
    ago = _days_before(now)
    code = str(now.year)
    stages.open_season(
        play,
        label=f"{code}年度",
        code=code,
        opens_at=ago(45, 9),
        closes_at=ago(-25, 17),
        is_current=True,
        # three scores instead of five: a visitor who plays every expert himself shall come through
        columns={"quota": 40, "second_check": True, "asks_workplace_notice": True},
        rounds=[
            PAPER
            | {
                "scores_per_nomination": 3,
                "cutoff": CutoffKind.NUMBER,
                "cutoff_value": Decimal(8),
                "opens_on": today(ago(21)),
                "closes_on": today(ago(-10)),
            },
            CONFERENCE | {"opens_on": today(ago(-14)), "closes_on": today(ago(-21))},
        ],
        now=ago(60),
    )
    stages.nominate(play, count=18, self_nominated=5, at=ago(44), spread=timedelta(days=8))
    stages.screen(play, at=ago(30))
    stages.seat_committee(play, at=ago(28), seats=committee.SEATED)
    committee.invite_all(play, at=ago(27))
    opened = stages.open_review(play, at=ago(21), closes_at=ago(-10, 17))
    # one expert has still to score, so that the round can be ended by a visitor in a few minutes
    stages.score(play, opened, at=ago(20), sparing=play.world.experts[:1])
    deliberations.talk(play, opened, at=at_time(_working_day(ago(8).date()), clock(10)))
    committee.leave_unanswered(play, at=ago(2))
    stages.nominate(play, count=14, self_nominated=4, at=ago(12), spread=timedelta(days=6))
    stages.screen(play, at=ago(4), limit=2)
    stages.leave_in_screening(play, at=ago(1))
    stages.nominate(play, count=8, self_nominated=0, at=ago(5), spread=timedelta(days=2), until=State.ENDORSED)
    papers.stamp(play, count=2, at=ago(2))
    stages.nominate(play, count=12, self_nominated=0, at=ago(4), spread=timedelta(days=2), until=State.RECOMMENDED)
    stages.nominate(play, count=7, self_nominated=1, at=ago(2), spread=timedelta(days=1), until=State.DRAFT)
    sending.export_lists(play, at=now - timedelta(minutes=30))
    sending.ask_packages(play, at=now)
    sending.post_fails(at=now)
    requests.ask_exception(play, at=ago(2))
    requests.invite(play, at=ago(1))
    requests.ask_about_twin(play, at=ago(1, 15))


def _days_before(now):
    def ago(days, hour=10):
        return at_time(today(now) - timedelta(days=days), clock(hour))

    return ago


def _working_day(day):
    """The day itself or the next working day."""
    known = calendar()
    while not known.is_working_day(day):
        day += timedelta(days=1)
    return day


def _working_day_before(day):
    """The day itself or the last one worked before it: a long holiday puts nothing off into days to come."""
    known = calendar()
    while not known.is_working_day(day):
        day -= timedelta(days=1)
    return day
