"""补正期限: reminded once before it ends, extended for one file with a reason, and over by itself."""

from datetime import date

import pytest

from ledger.models import Entry
from letters.models import Letter
from nominations.actions import corrections
from nominations.actions import screening as actions
from nominations.states import State
from tests.moments import IN_SCREENING, beijing
from tests.nominations.screening_cast import claimed, filed, fresh, ground_of

__all__ = ["claimed", "filed"]


@pytest.fixture
def returned(claimed, screener):
    """Sent back on 10 June 2026 until the 17th."""
    return actions.send_back(claimed, by=screener, reason="请补充竞赛证书。", now=IN_SCREENING)


def reminders():
    return Letter.objects.filter(kind="nomination_correction_reminder")


def test_a_reminder_comes_the_day_before_and_once(returned, clerk):
    assert corrections.remind_corrections(now=beijing(2026, 6, 15)) == 0
    assert corrections.remind_corrections(now=beijing(2026, 6, 16)) == 1
    assert corrections.remind_corrections(now=beijing(2026, 6, 17)) == 0
    assert "2026年6月17日" in reminders().get(recipient=clerk).subject
    assert Entry.objects.filter(act="nomination.correction_reminded").count() == 1


def test_a_reminder_missed_is_made_up_on_the_last_day_and_not_after(returned):
    assert corrections.remind_corrections(now=beijing(2026, 6, 18)) == 0
    assert corrections.remind_corrections(now=beijing(2026, 6, 17)) == 1


def test_whoever_has_filed_again_is_not_reminded(returned, clerk):
    actions.resubmit(returned, by=clerk, now=beijing(2026, 6, 12))
    assert corrections.remind_corrections(now=beijing(2026, 6, 16)) == 0


def test_the_office_extends_one_correction_and_a_new_reminder_follows(returned, review_office, clerk):
    corrections.remind_corrections(now=beijing(2026, 6, 16))
    words = {"by": review_office, "until": date(2026, 6, 25), "reason": "证书补办中。", "now": beijing(2026, 6, 16)}
    assert corrections.extend_correction(returned, **words).correction_due == date(2026, 6, 25)
    assert "证书补办中。" in Letter.objects.get(kind="nomination_correction_extended", recipient=clerk).body
    assert actions.lapse_corrections(now=beijing(2026, 6, 25)) == 0
    assert corrections.remind_corrections(now=beijing(2026, 6, 24)) == 1


@pytest.mark.parametrize(
    ("until", "reason", "ground"),
    [(date(2026, 6, 17), "补办。", "no_later"), (date(2026, 6, 25), " ", "no_reason")],
)
def test_an_extension_is_later_and_says_why(returned, review_office, until, reason, ground):
    words = {"by": review_office, "until": until, "reason": reason, "now": beijing(2026, 6, 16)}
    assert ground_of(corrections.extend_correction, returned, **words) == ground


def test_only_the_office_extends_and_only_what_is_open(returned, filed, screener, review_office):
    words = {"until": date(2026, 6, 25), "reason": "补办。", "now": IN_SCREENING}
    assert ground_of(corrections.extend_correction, returned, by=screener, **words) == "not_the_office"
    actions.lapse_corrections(now=beijing(2026, 6, 18))
    assert ground_of(corrections.extend_correction, returned, by=review_office, **words) == "already_handled"
    assert fresh(returned).state == State.DECLINED
