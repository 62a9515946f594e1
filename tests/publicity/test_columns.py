"""名单另列的栏目: only what the rulebook adds and the person's own consent covers (个人信息保护法 第十四条、第二十五条)."""

import pgtrigger
import pytest
from django.core.exceptions import ValidationError

from common.refusals import Refused
from nominations.models import Consent
from publicity import actions, queries
from publicity.sealing import seal_of
from tests.factories import RulebookFactory, issued
from tests.moments import AFTER_REVIEW, NOTICE_FIRST_DAY, beijing
from tests.publicity.conftest import CONTACT

MORNING = beijing(2026, 9, 7, 8, 0)


@pytest.fixture
def drafted(season, named, publicity_officer):
    """A draft of one name under a rulebook that adds columns."""

    def draft(columns):
        issued(RulebookFactory(season=season, notice_columns=columns))
        named("王建国", sex="male", ethnicity="汉族", trade="车工", birth_date="1980-03-05")
        return actions.prepare_notice(
            season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
        )

    return draft


def test_without_columns_only_name_unit_and_post_are_kept(prepared):
    assert {str(one.further) for one in prepared.names.all()} == {"{}"}


def test_added_columns_are_printed_and_sealed(drafted, publicity_officer):
    notice = actions.publish(drafted("sex,birth_date"), by=publicity_officer, now=MORNING)
    (row,) = queries.printed_names(notice)
    assert row["further"] == [("性别", "男"), ("出生年月", "1980年3月")]
    line = notice.names.get()
    sealed = seal_of(notice, [line])
    line.further = {}
    assert (notice.list_hash, seal_of(notice, [line]) == sealed) == (sealed, False)


def test_a_column_that_the_consent_does_not_name_stops_the_notice(drafted, publicity_officer):
    with pytest.raises(Refused) as refused:
        actions.publish(drafted("trade"), by=publicity_officer, now=MORNING)
    assert refused.value.ground == "no_consent"


def test_a_consent_to_the_later_text_covers_it(drafted, publicity_officer):
    prepared = drafted("trade")
    with pgtrigger.ignore("nominations.Consent:a_consent_is_given_once"):  # as if that text had been read
        Consent.objects.filter(kind="publication").update(text_version="2026-2")
    notice = actions.publish(prepared, by=publicity_officer, now=MORNING)
    assert queries.printed_names(notice)[0]["further"] == [("工种", "车工")]


@pytest.mark.parametrize("columns", ["phone", "sex,sex", "identity_number"])
def test_a_rulebook_adds_no_other_columns(season, columns):
    with pytest.raises(ValidationError, match="各用一次"):
        RulebookFactory.build(season=season, notice_columns=columns).clean()
