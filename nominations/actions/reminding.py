"""截止提醒: whoever still has something to finish is told, on the rulebook's days before the closing moment (五(二))."""

from collections import defaultdict

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import CLERKS, ENDORSERS, Role
from common import clock
from common.dates import beijing, today
from letters.actions import owe_rendered
from nominations import queries
from nominations.models import ClosingReminder
from nominations.states import State
from seasons.queries import closing_moment, current_season

FROM_HOUR = 8  # nobody is written to at night; a worker that was down makes up for it during the day
TO_DO = {
    State.DRAFT: "材料待完成",
    State.RETURNED: "已退回，待修改",
    State.RECOMMENDED: "待审核",
    State.ENDORSED: "待报送",
}


def remind_of_closing(*, now=None):
    """Owe one letter to each person with unfinished work whose closing day is near; answers how many."""
    now = now or clock.now()
    season = current_season()
    if season is None or beijing(now).hour < FROM_HOUR:
        return 0
    return sum(
        _remind(season, person, closes, work, now) for (person, closes), work in _work_by_person(season, now).items()
    )


def _work_by_person(season, now):
    """For each person and closing moment on a day of reminding, the nominations that wait for that person."""
    closing, people, work = {}, {}, defaultdict(list)
    for nomination in queries.unfinished(season):
        branch = nomination.rulebook_id, nomination.filing_body_id
        if branch not in closing:
            closing[branch] = closing_moment(nomination.rulebook, nomination.filing_body)
        closes = closing[branch]
        if closes <= now or (today(closes) - today(now)).days not in days_of_reminding(nomination.rulebook):
            continue
        asked = nomination.state, _body_asked(nomination)
        if asked[1] is not None and asked not in people:
            people[asked] = list(_people_of(*asked))
        for person in people[asked] if asked[1] is not None else [nomination.drafted_by]:
            work[person, closes].append(nomination)
    return work


def days_of_reminding(rulebook):
    """The days before the closing day, as the rulebook lists them."""
    return {int(days) for days in rulebook.closing_reminder_days.split(",") if days.strip()}


def _body_asked(nomination):
    """Whose turn it is; None while it is the drafter's."""
    if nomination.state == State.RECOMMENDED:
        return nomination.at_body
    return nomination.filing_body if nomination.state == State.ENDORSED else None


def _people_of(state, body):
    roles = ENDORSERS if state == State.RECOMMENDED else CLERKS
    social = {Role.ASSOCIATION_ENDORSER, Role.ASSOCIATION_CLERK}
    (role,) = [role for role in roles if (role in social) == body.is_social_body]
    return people_with(role, body)


@transaction.atomic
def _remind(season, person, closes, work, now):
    _, is_new = ClosingReminder.objects.get_or_create(
        season=season, recipient=person, closing_on=today(closes), sent_on=today(now)
    )
    if is_new:
        owe_rendered(
            "closing_reminder",
            to=person,
            about=reverse("nominations:list"),
            at=now,
            season=season,
            closes=closes,
            days=(today(closes) - today(now)).days,
            work=[(nomination, TO_DO[nomination.state]) for nomination in work],
        )
    return int(is_new)
