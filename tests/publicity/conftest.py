"""Where the notices of these tests begin: three names that have come as far as the rulebook asks."""

import pytest
from django.utils import timezone

from common.dates import today
from nominations.states import State
from publicity import actions
from publicity.states import ObjectorKind
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.moments import AFTER_REVIEW, IN_NOTICE, NOTICE_FIRST_DAY, beijing

CONTACT = "上海市总工会，电话 021-00000000，邮编 200000"
CLOSING = beijing(2026, 9, 11, 17, 0)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def named(season, clerk, works_union, xuhui_union):
    """Put a person of this name down at a state, under the rulebook of the season."""

    def put(name, state=State.SHORTLISTED, **fields):
        nomination = NominationFactory(
            rulebook=season.rulebooks.get(),
            drafted_by=clerk,
            drafting_body=works_union,
            filing_body=xuhui_union,
            name=name,
            **fields,
        )
        return at_state(complete_dossier(nomination), state)

    return put


@pytest.fixture
def three(rulebook, named):
    """王、丁、李 in the order they were shortlisted."""
    return [named("王建国"), named("丁一凡"), named("李明")]


@pytest.fixture
def prepared(season, three, publicity_officer):
    """A draft for 7 to 11 September."""
    return actions.prepare_notice(
        season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
    )


@pytest.fixture
def notice(prepared, publicity_officer):
    """Published on its first day."""
    return actions.publish(prepared, by=publicity_officer, now=beijing(2026, 9, 7, 8, 0))


@pytest.fixture
def first(notice):
    """丁一凡, who stands first."""
    return notice.names.get(position=1)


@pytest.fixture
def objection(first):
    """A signed objection against the first name."""
    return actions.object_to(
        first,
        objector_kind=ObjectorKind.PERSON,
        objector_name="钱实名",
        objector_contact="13900000000",
        content="所报专利与本人无关，请核查。",
        now=IN_NOTICE,
    )


@pytest.fixture
def inquiry(objection, review_office, publicity_officer):
    """The objection is accepted and its name held."""
    return actions.open_inquiry(objection, assignee=review_office, by=publicity_officer, now=IN_NOTICE)


@pytest.fixture
def heard(inquiry, review_office, clerk):
    """The nominating body has been asked, and has answered."""
    asked = actions.ask_statement(inquiry, question="请说明专利的权属。", by=review_office, now=IN_NOTICE)
    return actions.make_statement(asked, answer="专利为本人所有。", by=clerk, now=IN_NOTICE)


@pytest.fixture
def everywhere(publicity_officer):
    """Record a notice in every required outlet."""

    def record_all(notice):
        for outlet in notice.rulebook.outlets.all():
            actions.record_publication(
                notice,
                outlet=outlet,
                appeared_at=beijing(2026, 9, 7, 9, 0),
                place="https://www.example.org/notice",
                by=publicity_officer,
                now=IN_NOTICE,
            )

    return record_all


@pytest.fixture
def these_years(holidays):
    """The lists of the years in which the browser's clock stands are loaded, whatever day it is."""
    for year in {today().year, today().year + 1} - {2026}:
        type(holidays).objects.create(year=year, document_number="测试", loaded_at=AFTER_REVIEW)


@pytest.fixture
def running(season, three, these_years, publicity_officer):
    """A notice that runs now."""
    now = timezone.now()
    prepared = actions.prepare_notice(season, by=publicity_officer, opens_on=today(), contact=CONTACT, now=now)
    return actions.publish(prepared, by=publicity_officer, now=now)


@pytest.fixture
def officer(client, publicity_officer):
    """The publicity officer at a browser."""
    client.force_login(publicity_officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def objection_page(objection):
    """Where the docket shows it."""
    return objection.get_absolute_url()


def address(notice, rest=""):
    """The public address."""
    return f"{notice.get_absolute_url()}{rest}"
