"""另行公示: an error that matters, found after the notice has closed (沪工总经〔2015〕260号 三(四))."""

from datetime import date

import pytest
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from publicity import actions
from publicity.states import CorrectionKind
from tests.factories import at_state
from tests.moments import beijing
from tests.publicity.conftest import CLOSING

MONDAY = date(2026, 9, 14)
AGAIN = beijing(2026, 9, 14, 9, 0)
SECOND_CLOSING = beijing(2026, 9, 18, 17, 0)


@pytest.fixture
def closed(notice, everywhere):
    """Its time is over, all three have passed."""
    everywhere(notice)
    actions.close_due(now=CLOSING)
    notice.refresh_from_db(fields=["closed_at"])
    return notice


@pytest.fixture
def anew(closed, first, publicity_officer):
    """Draft it for 丁一凡, whose unit was printed wrongly."""

    def draft():
        drafted = actions.prepare_correction(
            closed,
            kind=CorrectionKind.MATERIAL,
            reason="工作单位误印。",
            opens_on=MONDAY,
            touched=[first.nomination_id],
            by=publicity_officer,
            now=AGAIN,
        )
        line = drafted.names.get(position=1)
        words = {"name": line.name, "unit_name": "上海第三机床厂有限公司", "post": line.post}
        actions.correct_line(line, **words, by=publicity_officer, now=AGAIN)
        return drafted

    return draft


def states():
    """Everybody's state by name."""
    return dict(Nomination.objects.values_list("name", "state"))


def test_who_is_touched_goes_before_the_public_again_and_nobody_else(anew, publicity_officer, everywhere):
    again = actions.publish(anew(), by=publicity_officer, now=AGAIN)
    assert states() == {"丁一凡": State.ON_NOTICE, "王建国": State.NOTICE_PASSED, "李明": State.NOTICE_PASSED}
    entry = Entry.objects.get(act="nomination.notice_renewed")
    assert (entry.before, entry.after) == (State.NOTICE_PASSED, State.ON_NOTICE)
    everywhere(again)
    assert actions.close_due(now=SECOND_CLOSING) == 1
    assert set(states().values()) == {State.NOTICE_PASSED}


def test_the_reason_alone_takes_a_name_before_the_public_again(client, closed, first, publicity_officer):
    """The words are right, but the notice was not: 公示材料不全."""
    drafted = actions.prepare_correction(
        closed,
        kind=CorrectionKind.MATERIAL,
        reason="公示材料不全，对丁一凡另行公示。",
        opens_on=MONDAY,
        touched=[first.nomination_id],
        by=publicity_officer,
        now=AGAIN,
    )
    again = actions.publish(drafted, by=publicity_officer, now=AGAIN)
    assert states()["丁一凡"] == State.ON_NOTICE and states()["李明"] == State.NOTICE_PASSED
    page = client.get(again.get_absolute_url()).content.decode()
    assert "公示材料不全，对丁一凡另行公示。" in page and "名单的文字与原公示相同。" in page


def test_both_public_pages_point_at_one_another(client, closed, anew, publicity_officer):
    again = actions.publish(anew(), by=publicity_officer, now=AGAIN)
    former = client.get(closed.get_absolute_url()).content.decode()
    later = client.get(again.get_absolute_url()).content.decode()
    assert again.get_absolute_url() in former and "第2号公示（另行公示）" in former
    assert closed.get_absolute_url() in later and "其余人选的公示已经办结，结果不变。" in later


def test_the_officer_finds_one_button_and_the_names(closed, first, client, publicity_officer):
    client.force_login(publicity_officer)
    url = reverse("publicity:correct", args=[closed.pk]) + "?anew=1"
    assert f'href="{url}"' in client.get(reverse("publicity:managed", args=[closed.pk])).content.decode()
    page = client.get(url).content.decode()
    assert f'value="{first.nomination_id}"' in page and "拟定另行公示" in page


def test_whom_the_sitting_has_approved_does_not_go_back(anew, publicity_officer):
    drafted = anew()
    at_state(Nomination.objects.get(name="丁一凡"), State.APPROVED)
    with pytest.raises(Refused, match="丁一凡（审定通过）") as refused:
        actions.publish(drafted, by=publicity_officer, now=AGAIN)
    assert refused.value.ground == "decided_already"


def test_nothing_begins_anew_where_all_have_been_named(closed, client, publicity_officer):
    for one in Nomination.objects.all():
        at_state(one, State.HONOURED)
    client.force_login(publicity_officer)
    page = client.get(reverse("publicity:correct", args=[closed.pk]) + "?anew=1").content.decode()
    assert "没有人选可以重新公示" in page
