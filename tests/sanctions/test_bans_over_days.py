"""禁报的期间：任意次登记、解除、期满之后，某日在禁报期内，当且仅当有一项未解除的禁报及于该日。"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.dates import BEIJING, add_years
from sanctions import actions, queries, rules
from sanctions.models import Ban
from sanctions.states import SubjectKind

FIRST = date(2023, 1, 1)
DAYS = st.integers(0, 3000).map(lambda n: FIRST + timedelta(days=n)) | st.sampled_from(
    [date(2024, 2, 29), date(2028, 2, 29), date(2024, 2, 28), date(2024, 3, 1), date(2024, 12, 31)]
)
IMPOSE = st.tuples(st.just("impose"), DAYS, st.integers(1, 6))
LIFT = st.tuples(st.just("lift"), st.integers(0, 9), st.none())
END = st.tuples(st.just("end"), DAYS, st.none())


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(IMPOSE | LIFT | END, max_size=7), asked=st.lists(DAYS, min_size=1, max_size=4))
def test_a_day_is_banned_if_and_only_if_some_ban_covers_it(review_office, acts, asked):
    from django.db import transaction

    with transaction.atomic():
        spans = []
        now = datetime.combine(date(2035, 1, 1), time(10), BEIJING)
        for place, (act, first, second) in enumerate(acts):
            if act == "impose":
                ban = impose(review_office, place, found_on=first, years=second, now=now)
                spans.append([ban, first, add_years(first, second), True])
            elif act == "lift" and spans and spans[first % len(spans)][3]:
                chosen = spans[first % len(spans)]
                if Ban.objects.get(pk=chosen[0].pk).ended_at is None:
                    actions.lift(chosen[0], reason="申诉成立。", by=review_office, now=now)
                    chosen[3] = False
            elif act == "end":
                actions.end_due(now=datetime.combine(first, time(0, 10), BEIJING))
        for day in asked:
            due = any(stands and since <= day <= until for _, since, until, stands in spans)
            assert (rules.refuse_banned("a" * 64, "", on=day) is not None) is due
            with queries.asked_together(day):
                assert (rules.refuse_banned("a" * 64, "", on=day) is not None) is due
            edges = {until for _, _, until, stands in spans if stands}
            assert all(rules.refuse_banned("a" * 64, "", on=edge) is not None for edge in edges)
        transaction.set_rollback(True)


def impose(by, place, *, found_on, years, now):
    return actions.impose(
        kind=SubjectKind.PERSON,
        subject_hash="a" * 64,
        subject_name="钱伪造",
        ground="提交虚假专利证书",
        decision_number=f"沪工总经〔2026〕{place}号",
        found_on=found_on,
        years=years,
        by=by,
        now=now,
    )
