"""查实认定: the cascade for one person and for ten, beside a bare transaction of as many statements, each turn taken back."""

from django.db import connection, transaction

from accounts.states import Role
from benchmarks import season
from benchmarks.database import own_database
from benchmarks.measure import Side, beside, load
from benchmarks.season.honours import handed_over
from findings.actions import cases, findings, reports
from findings.queries.cases import subjects_of
from findings.states import CaseSource, Ground, Party, StatementWay
from honours.models import Honour
from nominations.models import Nomination
from rehearsal.proving import all_proved

ONE, BATCH = 1, 10
LATER = 30 * season.DAY  # after the time for a statement


def heard(town, honours):
    """A case about these people that only waits for its decision."""
    opener, inquirer = (town.play.staff(Role.REVIEW_OFFICE, turn) for turn in (0, 1))
    nominations = list(Nomination.objects.filter(honour_record__in=honours).order_by("pk"))
    case = reports.open_case(
        source=CaseSource.DISCOVERY, about="获奖证书存疑", content="线索。", by=opener, now=season.NOW
    )
    cases.take_up(case, nominations, assignee=inquirer, by=opener, now=season.NOW)
    cases.tell(
        case,
        report="已核实。",
        ground=Ground.FRAUD,
        facts="获奖证书系伪造。",
        bans_person=True,
        bans_unit=True,
        by=inquirer,
        now=season.NOW,
    )
    for subject in subjects_of(case):
        for party in Party:
            cases.state(
                subject, party=party, way=StatementWay.PAPER, text="无异议。", by=inquirer, now=season.NOW + season.DAY
            )
    return case


def figures(town, honours, seconds) -> tuple[Side, Side]:
    """The decision, and as many single-row UPDATEs in one transaction."""
    case, by = heard(town, honours), town.play.staff(Role.REVIEW_OFFICE, 2)
    statements = 0

    def note(execute, sql, *rest):
        nonlocal statements
        statements += not sql.startswith(("SAVEPOINT", "RELEASE"))
        return execute(sql, *rest)

    def ours():
        with transaction.atomic():
            findings.decide(
                case,
                decision_number=f"沪工总经〔2026〕{80 + len(honours)}号",
                return_by=(season.NOW + 2 * LATER).date(),
                by=by,
                now=season.NOW + LATER,
            )
            _checked()
            transaction.set_rollback(True)

    def bare():
        with transaction.atomic(), connection.cursor() as cursor:
            for turn in range(statements):
                cursor.execute("UPDATE bare_rows SET words = %s WHERE id = %s", [f"改为{turn}", turn % 1000])
            transaction.set_rollback(True)

    with connection.execute_wrapper(note):
        ours()
    return beside(ours, bare, seconds=seconds, at_least=7)


def _checked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _bare_rows():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_rows (id bigint PRIMARY KEY, words text)")
        cursor.execute("INSERT INTO bare_rows SELECT turn, '' FROM generate_series(0, 999) turn")


def report(*, quick):
    """One person, then ten by one decision; each with certificate, money and items in hand."""
    with own_database():
        town = season.found_town()
        season.grow(town, 10)
        season.fill_honours(town, 100)
        honours = list(Honour.objects.order_by("pk")[: ONE + BATCH])
        handed_over(town, honours)
        _bare_rows()
        with all_proved("bench"):
            for chosen in (honours[:ONE], honours[ONE:]):
                printed(len(chosen), *figures(town, chosen, 1.0 if quick else 10.0))


def printed(people, ours, bare):
    """Clock, processor and statements, both sides."""
    print(
        f"\n查实认定 {people} 人：{ours.queries} 条语句，每人 {ours.queries / people:.1f}；"
        f"{ours.wall * 1000:.1f} 毫秒，处理器 {ours.cpu * 1000:.1f}；"
        f"裸事务 {bare.queries} 条，{bare.wall * 1000:.1f} 毫秒，处理器 {bare.cpu * 1000:.1f}；"
        f"倍数 {ours.wall / bare.wall:.2f}，处理器倍数 {ours.cpu / bare.cpu:.2f}；{load()}"
    )
