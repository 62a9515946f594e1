"""定时任务: bans end and corrections lapse by themselves, signed by the portal and not by a person."""

from datetime import date, timedelta

from common.dates import today
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from nominations.tasks import lapse_corrections
from sanctions.models import Ban
from sanctions.tasks import end_and_remind
from tests.factories import at_state


def test_the_daily_task_ends_what_is_over_and_says_where_it_came_from(review_office):
    Ban.objects.create(
        subject_kind="person",
        subject_hash="a" * 64,
        subject_name="钱伪造",
        ground="提交虚假专利证书",
        decision_number="沪工总经〔2015〕71号",
        since=date(2015, 9, 1),
        until=today() - timedelta(days=1),
        imposed_at="2015-09-01T10:00+08:00",
        imposed_by=review_office,
    )
    end_and_remind()
    end_and_remind()
    entry = Entry.objects.get()
    assert (entry.act, entry.actor_name, entry.origin) == ("ban.ended", "系统", "task:sanctions.end_and_remind")


def test_the_daily_task_declines_what_was_not_corrected(draft):
    at_state(draft, State.CORRECTING, correction_due=today() - timedelta(days=1))
    lapse_corrections()
    lapse_corrections()
    assert Nomination.objects.get(pk=draft.pk).state == State.DECLINED
    assert Entry.objects.get().origin == "task:nominations.lapse_corrections"
