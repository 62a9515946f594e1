"""社会公示：发布 (沪工总经〔2015〕260号 三(四)；个人信息保护法 第二十五条；沪工总经〔2015〕260号 五(三))."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Consent, Nomination
from nominations.states import State
from privacy.hashing import keyed_hash
from publicity import actions
from publicity.models import Notice, NoticeName
from publicity.sealing import seal_of
from sanctions.models import Ban
from tests.factories import MembershipFactory, rewritten
from tests.moments import AFTER_REVIEW, NOTICE_FIRST_DAY, beijing
from tests.publicity.conftest import CLOSING, CONTACT

MORNING = beijing(2026, 9, 7, 8, 0)


def states():
    """Where everybody stands."""
    return set(Nomination.objects.values_list("state", flat=True))


def refusal(prepared, by, now=MORNING):
    """The ground; nothing may have moved."""
    with pytest.raises(Refused) as refused:
        actions.publish(prepared, by=by, now=now)
    assert not Notice.objects.filter(published_at__isnull=False).exists()
    assert State.ON_NOTICE not in states()
    return refused.value


def test_publishing_takes_every_name_onto_the_notice(notice):
    assert states() == {State.ON_NOTICE}


def test_the_seal_can_be_computed_again_from_what_is_read(notice):
    assert Notice.objects.get().list_hash == seal_of(Notice.objects.get(), list(notice.names.all()))


def test_the_seal_depends_on_the_order(notice):
    assert seal_of(notice, list(notice.names.order_by("-position"))) != notice.list_hash


def test_after_approval_the_notice_follows_where_the_rulebook_says_so(
    season, rulebook_approval_first, named, publicity_officer
):
    approved = named("王建国", State.APPROVED)
    prepared = actions.prepare_notice(
        season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
    )
    actions.publish(prepared, by=publicity_officer, now=MORNING)
    assert Nomination.objects.get(pk=approved.pk).state == State.ON_NOTICE


def test_before_approval_nobody_is_ready_in_that_order(season, rulebook_approval_first, named, publicity_officer):
    named("王建国", State.SHORTLISTED)
    with pytest.raises(Refused) as refused:
        actions.prepare_notice(
            season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
        )
    assert refused.value.ground == "nobody_eligible"


def test_only_the_publicity_officer_publishes(prepared, secretary):
    assert refusal(prepared, secretary).ground == "not_publicity_officer"


def test_a_first_day_gone_by_is_refused(prepared, publicity_officer):
    assert refusal(prepared, publicity_officer, beijing(2026, 9, 8)).ground == "first_day_over"


def test_a_holiday_declared_later_makes_the_draft_too_short(prepared, holidays, publicity_officer):
    holidays.days.create(date="2026-09-09", kind="rest", name="临时放假")
    assert refusal(prepared, publicity_officer).ground == "too_short"


def test_a_holiday_list_taken_away_blocks_publication(prepared, holidays, publicity_officer):
    holidays.delete()
    assert refusal(prepared, publicity_officer).ground == "year_not_loaded"


def test_names_without_consent_are_listed(prepared, three, publicity_officer):
    Consent.objects.filter(nomination=three[2], kind="publication").update(withdrawn_at=AFTER_REVIEW)
    refused = refusal(prepared, publicity_officer)
    assert refused.ground == "no_consent" and "李明" in str(refused) and "王建国" not in str(refused)


@pytest.mark.parametrize("kind", ["person", "unit"])
def test_a_ban_stops_the_notice(prepared, three, publicity_officer, review_office, kind):
    number = three[1].identity_number if kind == "person" else three[1].unit_code
    Ban.objects.create(
        subject_kind=kind,
        subject_hash=keyed_hash("identity" if kind == "person" else "unit", number),
        subject_name="丁一凡",
        ground="弄虚作假",
        decision_number="沪工总经〔2026〕30号",
        since="2026-09-01",
        until="2031-09-01",
        imposed_at=AFTER_REVIEW,
        imposed_by=review_office,
    )
    assert refusal(prepared, publicity_officer).ground == "banned"


def test_whoever_drafted_does_not_publish(prepared, clerk, municipal):
    MembershipFactory(user=clerk, role=Role.PUBLICITY_OFFICER, organisation=municipal)
    assert refusal(prepared, clerk).ground == "second_part"


def test_a_second_account_of_the_drafter_does_not_publish(prepared, clerk, publicity_officer):
    clerk.person_hash = publicity_officer.person_hash = keyed_hash("identity", "110105194912310020")
    clerk.save(), publicity_officer.save()
    assert refusal(prepared, publicity_officer).ground == "second_part"


def test_somebody_who_left_meanwhile_is_named(prepared, three, publicity_officer):
    three[0].drop_out(at=AFTER_REVIEW, reason="本人退出")
    three[0].save(update_fields=["state", "state_since", "closing_reason"])
    with pytest.raises(Refused, match="王建国（已退出）"):
        actions.publish(prepared, by=publicity_officer, now=MORNING)


def test_a_list_that_no_longer_agrees_with_the_dossier_is_refused(prepared, three, publicity_officer):
    rewritten(three[0], unit_name="上海第二机床厂")
    assert refusal(prepared, publicity_officer).ground == "list_is_stale"


def test_lines_nobody_can_tell_apart_are_refused(season, rulebook, named, publicity_officer):
    named("李明"), named("李明")
    prepared = actions.prepare_notice(
        season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
    )
    assert refusal(prepared, publicity_officer).ground == "namesakes"


def test_publishing_twice_is_refused(notice, publicity_officer):
    with pytest.raises(Refused) as refused:
        actions.publish(notice, by=publicity_officer, now=MORNING)
    assert refused.value.ground == "already_published"


def test_published_at_midnight_the_first_day_is_counted_whole(prepared, publicity_officer):
    notice = actions.publish(prepared, by=publicity_officer, now=beijing(2026, 9, 7, 0, 0))
    assert (notice.opens_at, notice.closes_at) == (notice.published_at, CLOSING)


def test_each_name_and_the_notice_leave_a_trace(notice):
    assert Entry.objects.filter(act="nomination.publicised", before="shortlisted", after="on_notice").count() == 3
    assert Entry.objects.get(act="notice.published").detail["hash"] == notice.list_hash


def test_the_filing_body_reads_which_of_its_names_are_on_notice(prepared, xuhui_clerk, publicity_officer):
    actions.publish(prepared, by=publicity_officer, now=MORNING)
    letter = Letter.objects.get(recipient=xuhui_clerk)
    assert "3名人选" in letter.subject and "丁一凡（上海第一机床厂有限公司）" in letter.body


@pytest.mark.parametrize(
    "change",
    [
        lambda notice: Notice.objects.filter(pk=notice.pk).update(title="另一标题"),
        lambda notice: Notice.objects.filter(pk=notice.pk).update(closes_at=MORNING),
        lambda notice: Notice.objects.filter(pk=notice.pk).delete(),
        lambda notice: notice.names.update(name="张冠李"),
        lambda notice: notice.names.first().delete(),
        lambda notice: NoticeName.objects.filter(notice=notice).update(position=9),
    ],
)
def test_the_database_keeps_what_was_published(notice, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(notice)


def test_only_the_steps_grow_with_the_list(prepared, publicity_officer, named, season):
    one = actions.renew_list(prepared, by=publicity_officer, nominations=[prepared.names.first().nomination])
    with CaptureQueriesContext(
        connection,
    ) as short:
        actions.publish(one, by=publicity_officer, now=MORNING)
    two = actions.prepare_notice(
        season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
    )
    with CaptureQueriesContext(connection) as longer:
        actions.publish(two, by=publicity_officer, now=MORNING)
    assert len(longer) == len(short) + 1
