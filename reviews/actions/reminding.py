"""催办 and 提醒: only whoever has sheets to hand in, at most once a day; withdrawn as soon as the last one is in."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import beijing, today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered, recall
from reviews.models import ScoringReminder
from reviews.queries import progress as queries
from reviews.queries.rounds import locked_round
from reviews.queries.veil import hidden_from
from reviews.rules import reminders as rules
from seasons.queries import current_season

KIND = "review_reminder"
FROM_HOUR = 8  # nobody is written to at night; a worker that was down makes up for it during the day
DONE = "应交的评分已经交齐。"


@transaction.atomic
def remind_behind(round, *, by, words="", now=None):
    """催办: one letter to each member behind, as far as the office may know of it; the answer is how many."""
    now = now or clock.now()
    round, words = locked_round(round.pk), words.strip()
    behind = list(queries.by_expert(round, hidden=hidden_from(by, round.season), now=now, only="behind"))
    told = queries.reminded(round, today(now))
    fresh = [member for member in behind if member.pk not in told]
    insist(rules.refuse_reminding(by, round, behind=len(behind), fresh=len(fresh), words=words))
    sent = sum(_remind(round, member.pk, by=by, words=words, now=now) for member in fresh)
    record("round.reminded", by=by, on=round, at=now, reason=words, reminded=sent)
    return sent


def remind_before_closing(*, now=None):
    """截止前提醒: on the rulebook's days before the last one, whoever has not handed in everything."""
    now = now or clock.now()
    season = current_season()
    if season is None or beijing(now).hour < FROM_HOUR:
        return 0
    sent = 0
    for round in queries.open_rounds(season):
        if (today(round.closes_at) - today(now)).days in days_of_reminding(round.rulebook):
            members = queries.unfinished(round).values_list("pk", flat=True)
            sent += sum(_remind_alone(round, member, now) for member in members)
    return sent


def days_of_reminding(rulebook):
    """The days before a round's last day, as the rulebook lists them."""
    return {int(days) for days in rulebook.scoring_reminder_days.split(",") if days.strip()}


def recall_when_done(round, member, *, at):
    """A reminder that reached nobody is withdrawn with the last sheet; called by every act that may be the last."""
    if not queries.was_reminded(round, member) or queries.has_open_sheets(round, member):
        return 0
    return recall(about=reverse("reviews:queue"), kinds=(KIND,), to=member.user_id, at=at, reason=DONE)


@transaction.atomic
def _remind_alone(round, member, now):
    return _remind(round, member, by=None, words="", now=now)


def _remind(round, key, *, by, words, now):
    member = queries.unfinished(round, member=key).first()
    if member is None:
        return 0
    _, is_new = ScoringReminder.objects.get_or_create(
        round=round,
        member=member,
        sent_on=today(now),
        defaults={"sent_at": now, "waiting": member.open_sheets, "by": by},
    )
    if is_new:
        owe_rendered(
            KIND,
            to=member.user,
            about=reverse("reviews:queue"),
            at=now,
            round=round,
            waiting=member.open_sheets,
            days=(today(round.closes_at) - today(now)).days,
            words=words,
        )
    return int(is_new)
