"""公示: who sees which, versions of one notice, rows held for an act, and what a correction changes."""

from django.db.models import Count, Q

from accounts.queries import people_with
from accounts.states import Role
from nominations.models import Nomination
from publicity.models import Notice
from publicity.states import ObjectionState, ObjectorKind

READERS = (Role.PUBLICITY_OFFICER, Role.REVIEW_OFFICE, Role.CHAIR_SECRETARY, Role.SUPERVISION)


def visible_to(user):
    """Notices as the office sees them, drafts included; the public has ``published``."""
    notices = Notice.objects.select_related(
        "season", "rulebook", "prepared_by", "published_by", "scheduled_by", "corrects", "corrected_by", "outlets_of"
    ).order_by("-pk")
    return notices if user.is_authenticated and user.holds(*READERS) else notices.none()


def published():
    """What the public reads."""
    return (
        Notice.objects.filter(published_at__isnull=False)
        .select_related("season", "rulebook", "corrects", "corrected_by", "outlets_of")
        .order_by("-opens_on", "-pk")
    )


def standing_notices():
    """Published and not replaced by a correction: what holds today."""
    return published().exclude(corrected_by__published_at__isnull=False)


def formers_of(notice):
    """The versions that a notice stands in the place of, the nearest first found."""
    pks, former = [], notice.corrects
    while former is not None:
        pks.append(former.pk)
        former = former.corrects
    return Notice.objects.filter(pk__in=pks)


def listed(notices):
    """Notices with the number of their names and of the objections still open."""
    return notices.annotate(
        how_many=Count("names", distinct=True),
        open_objections=Count("names__objections", filter=_holding("names__objections"), distinct=True),
    )


def _holding(path):
    """What holds a name, seen from further away (see queries.objections)."""
    received = Q(**{f"{path}__state": ObjectionState.RECEIVED})
    lead = Q(**{f"{path}__objector_kind": ObjectorKind.ANONYMOUS})
    return Q(**{f"{path}__state": ObjectionState.INQUIRY}) | received & ~lead


def locked_notice(pk) -> Notice:
    """The notice's row, held until the act is done."""
    return (
        Notice.objects.select_for_update(of=("self",))
        .select_related("season", "rulebook__season", "corrects", "corrected_by", "outlets_of")
        .get(pk=pk)
    )


def locked_nominations(pks):
    """The nominations of a list, held in one order so that two acts cannot wait for each other."""
    return {
        one.pk: one
        for one in Nomination.objects.select_for_update(of=("self",))
        .select_related("rulebook", "filing_body")
        .filter(pk__in=list(pks))
        .order_by("pk")
    }


def next_number(season) -> int:
    """Notices of a season are numbered from 1."""
    latest = Notice.objects.filter(season=season).order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def publicity_officers():
    """公示专员, who are told of what the timetable did or could not do."""
    return people_with(Role.PUBLICITY_OFFICER)


def changes_of(notice):
    """What a correction changes: words of the notice, and lines, each with its former and its new words."""
    former = notice.corrects
    words = [
        (label, getattr(former, column), getattr(notice, column))
        for column, label in (("text", "正文"), ("contact", "联系方式"))
        if getattr(former, column) != getattr(notice, column)
    ]
    before = {line.nomination_id: line for line in former.names.all()}
    lines = []
    for line in notice.names.order_by("position"):
        old = before[line.nomination_id]
        if line.printed_words != old.printed_words or line.position != old.position or line.is_touched:
            lines.append((old, line))
    return words, lines
