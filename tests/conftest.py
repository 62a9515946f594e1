"""The cast: who they are and what they may see. Every test takes its people from here."""

from pathlib import Path

import pgtrigger
import pytest
from celery import Celery, current_app
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from accounts.states import Role
from common import clock
from honours.signing import authority
from organisations.states import Kind
from seasons.models import HolidayList, SpecialDay
from tests.factories import (
    MembershipFactory,
    NominationFactory,
    OrganisationFactory,
    RulebookFactory,
    SeasonFactory,
    UserFactory,
    complete_dossier,
    issued,
    prove,
)
from tests.moments import beijing

# 国务院办公厅关于2026年部分节假日安排的通知
REST_2026 = [(1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)]
WORK_2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


def someone(full_name, role, organisation=None, **fields):
    """A person with one role."""
    user = UserFactory(full_name=full_name, **fields)
    MembershipFactory(user=user, role=role, organisation=organisation)
    return user


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_ledgers_guard():
    """Tests that commit are cleaned up past the ledger's guard, which refuses everybody else."""
    truncate = DatabaseOperations.execute_sql_flush

    def flush(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            [may_pass_triggers] = cursor.fetchone()
        if may_pass_triggers:
            _empty_what_is_filled(self.connection)
        else:
            with pgtrigger.ignore("ledger.Entry:no_truncate"):
                truncate(self, sql_list)

    DatabaseOperations.execute_sql_flush = flush
    yield
    DatabaseOperations.execute_sql_flush = truncate


def _empty_what_is_filled(connection):
    """A few rows in a few tables are gone sooner than a hundred and fifty tables are truncated."""
    tables = connection.introspection.django_table_names(include_views=False)
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")  # neither keys nor guards are asked
        for name in filled:
            cursor.execute(f"DELETE FROM {name}")


@pytest.fixture(autouse=True, scope="session")
def _signing_authority():
    """Certificates are sealed with a key of the tests' own."""
    authority.settle(Path(settings.SIGNING_KEY).parent, now=clock.now())


@pytest.fixture(autouse=True)
def _clean_cache():
    """No test reads what another one left in a cache, nor keeps its clock put forward."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    clock._forget()


@pytest.fixture
def broker_gone():
    """Nobody listens where the worker is to be told."""
    former = current_app._get_current_object()
    Celery("nobody", broker="redis://127.0.0.1:1/0").set_current()
    yield
    former.set_current()


@pytest.fixture
def holidays(db):
    """The State Council's list for 2026 is loaded; 2027's is not."""
    year = HolidayList.objects.create(
        year=2026, document_number="国办发明电〔2025〕7号", loaded_at=beijing(2025, 11, 10)
    )
    days = [
        SpecialDay(holiday_list=year, date=f"2026-{month:02d}-{day:02d}", kind="rest", name="放假")
        for month, first, last in REST_2026
        for day in range(first, last + 1)
    ]
    days += [
        SpecialDay(holiday_list=year, date=f"2026-{month:02d}-{day:02d}", kind="work", name="调休上班")
        for month, day in WORK_2026
    ]
    SpecialDay.objects.bulk_create(days)
    return year


@pytest.fixture
def season(db, holidays):
    """2026年度, current."""
    return SeasonFactory()


@pytest.fixture
def rulebook(season):
    """The issued rulebook: notice before approval."""
    return issued(RulebookFactory(season=season))


@pytest.fixture
def rulebook_approval_first(season):
    """The other order: the sitting before the notice."""
    return issued(RulebookFactory(season=season, notice_before_approval=False))


# --- organisations ---------------------------------------------------------------------------------------------------


@pytest.fixture
def municipal(db):
    """上海市总工会."""
    return OrganisationFactory(name="上海市总工会", kind=Kind.MUNICIPAL, employer_name="", employer_code="")


@pytest.fixture
def xuhui_union(municipal):
    """徐汇区总工会: the district our nominations come from."""
    return OrganisationFactory(name="徐汇区总工会", kind=Kind.DISTRICT, parent=municipal, employer_code="")


@pytest.fixture
def park_union(xuhui_union):
    """漕河泾园区工会: the level between the grassroots and the district."""
    return OrganisationFactory(name="漕河泾园区工会", kind=Kind.LOWER, parent=xuhui_union, employer_code="")


@pytest.fixture
def works_union(park_union):
    """第一机床厂工会: where the candidate works."""
    return OrganisationFactory(name="上海第一机床厂工会", parent=park_union, employer_name="上海第一机床厂有限公司")


@pytest.fixture
def pudong_union(municipal):
    """浦东新区总工会: must see nothing of Xuhui's."""
    return OrganisationFactory(name="浦东新区总工会", kind=Kind.DISTRICT, parent=municipal, employer_code="")


@pytest.fixture
def society(db):
    """上海市焊接学会: a professional society that nominates."""
    return OrganisationFactory(name="上海市焊接学会", kind=Kind.SOCIETY, credit_code=None, employer_code="")


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def clerk(works_union):
    """Drafts for the works' union."""
    return someone("周文静", Role.UNION_CLERK, works_union)


@pytest.fixture
def park_endorser(park_union):
    """Endorses for the park."""
    return someone("吴国栋", Role.UNION_ENDORSER, park_union)


@pytest.fixture
def xuhui_clerk(xuhui_union):
    """Files for the district."""
    return someone("郑晓岚", Role.UNION_CLERK, xuhui_union)


@pytest.fixture
def xuhui_endorser(xuhui_union):
    """Endorses for the district; another person than its clerk."""
    return someone("冯志远", Role.UNION_ENDORSER, xuhui_union)


@pytest.fixture
def pudong_clerk(pudong_union):
    """Another district's clerk."""
    return someone("陈浦生", Role.UNION_CLERK, pudong_union)


@pytest.fixture
def association_clerk(society):
    """Drafts and files for the society."""
    return someone("褚焊英", Role.ASSOCIATION_CLERK, society)


@pytest.fixture
def association_endorser(society):
    """The second person of the society."""
    return someone("卫成林", Role.ASSOCIATION_ENDORSER, society)


@pytest.fixture
def self_nominee(db):
    """Nominates himself."""
    return someone("蒋自立", Role.SELF_NOMINEE)


@pytest.fixture
def screener(municipal):
    """Screens line by line."""
    return someone("沈明察", Role.SCREENER, municipal)


@pytest.fixture
def second_screener(municipal):
    """Another screener, who may not touch what the first has claimed."""
    return someone("韩秋毫", Role.SCREENER, municipal)


@pytest.fixture
def review_office(municipal):
    """评审办公室: rulebooks, rounds, rankings, findings."""
    return someone("杨公明", Role.REVIEW_OFFICE, municipal)


@pytest.fixture
def expert(municipal):
    """Has the role; a seat in the committee is given by the test."""
    return someone("朱慧眼", Role.EXPERT, municipal)


@pytest.fixture
def publicity_officer(municipal):
    """Publishes notices."""
    return prove(someone("秦宣文", Role.PUBLICITY_OFFICER, municipal))


@pytest.fixture
def secretary(municipal):
    """Secretary of the chair office."""
    return prove(someone("尤会云", Role.CHAIR_SECRETARY, municipal))


@pytest.fixture
def chair_members(municipal):
    """Five members of the chair office; the first presides."""
    names = ("许主持", "何副职", "吕委员", "施委员", "张委员")
    return [prove(someone(name, Role.CHAIR_MEMBER, municipal)) for name in names]


@pytest.fixture
def finance(municipal):
    """Prepares payments."""
    return someone("孔计明", Role.FINANCE, municipal)


@pytest.fixture
def second_finance(municipal):
    """Releases what the other prepared."""
    return someone("曹复核", Role.FINANCE, municipal)


@pytest.fixture
def supervision(municipal):
    """Reads everything, changes nothing."""
    return someone("严监督", Role.SUPERVISION, municipal)


@pytest.fixture
def administrator(municipal):
    """Keeps accounts and organisations; has no part in any selection."""
    return someone("华管理", Role.ADMINISTRATOR, municipal)


# --- nominations -----------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(rulebook, clerk, works_union, xuhui_union):
    """A complete draft of the works' union, channel 单位推荐."""
    return complete_dossier(
        NominationFactory(
            rulebook=rulebook,
            drafted_by=clerk,
            drafting_body=works_union,
            filing_body=xuhui_union,
            unit_name=works_union.employer_name,
            unit_code=works_union.employer_code,
        )
    )
