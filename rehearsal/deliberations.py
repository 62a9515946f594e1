"""合议 of the running round: one being talked over, one concluded."""

from datetime import timedelta

from django.db.models import Count, F, Q

from accounts.states import Role
from nominations.models import Nomination
from rehearsal import remarks
from reviews import actions as reviewing
from reviews.states import Conclusion, SheetState


def talk(play, opened, *, at):
    """Two files whose scores are all in: the office and two members speak on each."""
    first, second = _scored_by_all(opened)[:2]
    office = play.staff(Role.REVIEW_OFFICE)
    talk = reviewing.add_deliberation(opened, first, reason=remarks.ASKED, by=office, now=at)
    _say(talk, remarks.OFFICE_OPENS, office, at + timedelta(minutes=10))
    for turn, (by, words) in enumerate(zip(_panel(talk), (remarks.FIRST, remarks.SECOND), strict=False)):
        _say(talk, words, by, at + timedelta(hours=3 + 4 * turn))

    talk = reviewing.add_deliberation(opened, second, reason=remarks.ASKED_ALSO, by=office, now=at)
    for turn, (by, words) in enumerate(zip(_panel(talk), remarks.ALSO_SAID, strict=False)):
        _say(talk, words, by, at + timedelta(hours=1 + turn))
    _say(talk, remarks.OFFICE_ANSWERS, office, at + timedelta(hours=5))
    reviewing.conclude(
        talk, conclusion=Conclusion.UPHELD, reason=remarks.UPHELD, by=office, now=at + timedelta(hours=22)
    )


def _say(talk, words, by, at):
    reviewing.speak(talk, text=words, by=by, now=at)


def _panel(talk):
    return [voice.member.user for voice in talk.voices.select_related("member__user").order_by("pk")]


def _scored_by_all(opened):
    """Files on which nobody has still to score and nobody abstained."""
    mine = Q(assignments__round=opened, assignments__withdrawn_at__isnull=True)
    return (
        Nomination.objects.filter(entrants__round=opened)
        .annotate(
            given=Count("assignments", filter=mine & Q(assignments__sheet__state=SheetState.SUBMITTED)),
            held=Count("assignments", filter=mine),
        )
        .filter(given__gte=2, given=F("held"))
        .order_by("number")
    )
