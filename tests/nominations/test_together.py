"""批量起草与修改 (沪工总经〔2015〕260号 三(三)、五(三)): many in one act, asked like one, all of them or none."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions
from nominations.actions import Entered
from nominations.models import Nomination
from nominations.states import AchievementKind, Channel, DocumentKind, State
from sanctions.models import Ban
from seasons.models import Season
from seasons.states import Indicator
from tests.factories import at_state
from tests.factories.numbers import credit_code, identity_number
from tests.moments import AFTER_CLOSING, IN_WINDOW
from tests.nominations.test_races import at_once


def row(serial, **fields):
    """One person of a list."""
    person = {
        "name": f"赵{'铁钢铜银金'[serial % 5]}柱",
        "document_kind": DocumentKind.RESIDENT,
        "identity_number": identity_number(serial),
        "unit_name": "上海第一机床厂有限公司",
        "unit_code": credit_code(7),
    }
    award = {"kind": AchievementKind.CONTEST, "title": "技能竞赛", "year": 2024, "level": "", "number": "", "rank": ""}
    return Entered(person | fields, {Indicator.SKILL: "技术过硬。"}, [award])


@pytest.fixture
def start_many(rulebook, clerk, works_union):
    """The works' clerk starts dossiers for a list."""
    who = {"by": clerk, "channel": Channel.UNIT, "drafting_body": works_union, "now": IN_WINDOW}
    return lambda rows, **changes: actions.start_many(rows, **(who | changes))


def test_numbers_follow_one_another_without_gaps(start_many):
    made = start_many([row(901), row(902)]) + start_many([row(903)])

    assert [one.number for one in made] == ["202600001", "202600002", "202600003"]


def test_each_has_its_words_and_its_line_in_the_ledger(start_many, clerk):
    made = start_many([row(901), row(902)])

    assert [one.statements.get().text for one in made] == ["技术过硬。"] * 2
    assert [one.achievements.get().title for one in made] == ["技能竞赛"] * 2
    assert Entry.objects.filter(act="nomination.started", actor_id=clerk.pk).count() == 2


def test_two_hundred_ask_as_little_as_two(start_many):
    with CaptureQueriesContext(connection) as few:
        start_many([row(serial) for serial in (901, 902)])
    with CaptureQueriesContext(connection) as many:
        start_many([row(serial) for serial in range(1, 201)])

    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("second", "ground"), [({"identity_number": identity_number(901)}, "twice"), ({"now": AFTER_CLOSING}, "closed")]
)
def test_a_list_is_refused_as_a_whole(start_many, second, ground):
    more = {"now": second.pop("now")} if "now" in second else {}
    with pytest.raises(Refused) as refused:
        start_many([row(901), row(902, **second)], **more)

    assert (refused.value.ground, Nomination.objects.count()) == (ground, 0)


def test_somebody_nominated_already_keeps_the_whole_list_out(start_many, draft):
    with pytest.raises(Refused) as refused:
        start_many([row(901), row(902, identity_number=draft.identity_number)])

    assert refused.value.ground == "duplicate"
    assert (Nomination.objects.count(), Season.objects.get().next_number) == (1, 1)


def test_a_ban_on_one_keeps_the_whole_list_out(start_many, review_office):
    made = start_many([row(901)])[0]
    Nomination.objects.all().delete()
    Ban.objects.create(
        subject_kind="person",
        subject_hash=made.identity_hash,
        subject_name="赵某",
        ground="弄虚作假",
        decision_number="沪工总经〔2025〕3号",
        since="2025-03-01",
        until="2030-03-01",
        imposed_by=review_office,
        imposed_at=IN_WINDOW,
    )
    with pytest.raises(Refused) as refused:
        start_many([row(902), row(901)])

    assert (refused.value.ground, Nomination.objects.count()) == ("banned", 0)


def test_a_wrong_column_keeps_the_whole_list_out(start_many):
    with pytest.raises(ValidationError):
        start_many([row(901), row(902, work_years=3, line_years=9)])

    assert Nomination.objects.count() == 0


def test_many_are_changed_and_what_is_the_same_is_not_touched(start_many, clerk):
    first, second = start_many([row(901), row(902)])
    brings = {first.pk: Entered({"post": "班组长"}, {Indicator.SKILL: "技艺精湛。"}), second.pk: Entered({"post": ""})}
    changed = actions.change_many(brings.items(), by=clerk, now=IN_WINDOW)

    kept = Nomination.objects.get(pk=first.pk)
    assert (changed, kept.post, kept.statements.get().text) == ([first], "班组长", "技艺精湛。")
    entry = Entry.objects.get(act="nomination.changed")
    assert (entry.subject_id, entry.detail["columns"]) == (first.pk, ["post", "statement.skill"])


def test_new_achievements_take_the_place_of_the_old(start_many, clerk):
    made = start_many([row(901)])[0]
    other = {"kind": AchievementKind.METHOD, "title": "车削法", "year": None, "level": "", "number": "", "rank": ""}
    actions.change_many([(made.pk, Entered({}, achievements=[other]))], by=clerk, now=IN_WINDOW)

    assert list(made.achievements.values_list("title", flat=True)) == ["车削法"]


def test_one_that_has_moved_on_keeps_the_others_as_they_are(start_many, clerk):
    first, second = start_many([row(901), row(902)])
    at_state(second, State.RECOMMENDED)
    with pytest.raises(Refused) as refused:
        actions.change_many([(one.pk, Entered({"post": "班组长"})) for one in (first, second)], by=clerk)

    assert refused.value.ground == "already_handled"
    assert not Nomination.objects.exclude(post="").exists()


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_with_one_person_in_common_leave_one_of_them(start_many):
    ends = at_once(lambda: start_many([row(901), row(902)]), lambda: start_many([row(902), row(903)]))

    assert [end.ground for end in ends if isinstance(end, Refused)] == ["duplicate"]
    assert sorted(Nomination.objects.values_list("number", flat=True)) == ["202600001", "202600002"]
