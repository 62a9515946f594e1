"""批量办理的读取: the files of a bulk act with all its rules ask for, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from accounts.states import Role
from common.dates import today
from nominations.models import BulkAct, BulkResult, Nomination
from nominations.parts import everybody_in
from nominations.queries.bans import banned_among
from nominations.states import BulkOutcome
from seasons.queries import calendar
from seasons.working_days import Calendar

OUT_OF_SIGHT = timedelta(minutes=1)  # a bulk act that nobody has taken up for so long is taken up again


@dataclass(frozen=True)
class Seen:
    """What is read once for all the files of a bulk act."""

    now: datetime
    banned: frozenset[int]
    calendar: Calendar
    taken: dict[int, dict[str, set[int]]]


def files(numbers, *, now):
    """The files chosen, in the order of their filing, and what is asked of them together."""
    rows = (
        Nomination.objects.filter(number__in=numbers, submitted_at__isnull=False)
        .select_related("season", "rulebook", "drafting_body", "filing_body", "screener")
        .prefetch_related("endorsements", "screening_lines__by", "decisions", "exception_requests__papers")
        .order_by("submitted_at", "pk")
    )
    chosen = list(rows)
    banned = banned_among((one.pk for one in chosen), on=today(now))
    return chosen, Seen(now, frozenset(banned), calendar(), everybody_in(chosen))


def of(user):
    """The bulk acts a person may read: the own ones; the review office and supervision read all."""
    acts = BulkAct.objects.select_related("by", "undo_by")
    return acts if user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION) else acts.filter(by=user)


def counted(acts):
    """With how many were done, not done, and undone; the latest first (a grouped query drops the model's ordering)."""
    return acts.order_by("-pk").annotate(
        total=Count("results"),
        done=Count("results", filter=Q(results__outcome__in=[BulkOutcome.DONE, BulkOutcome.KEPT])),
        refused=Count("results", filter=Q(results__outcome=BulkOutcome.REFUSED)),
        undone=Count("results", filter=Q(results__outcome=BulkOutcome.UNDONE)),
    )


def results_of(act):
    """Each file and what came of it."""
    return act.results.select_related("nomination").only(
        "outcome", "sentence", "at", "act", "decision", "former_screener",
        "nomination__state", "nomination__number", "nomination__name", "nomination__unit_name",
    )  # fmt: skip


def progress_of(act) -> tuple[int, int]:
    """(how many have had their turn, how many there are), of the act or of its undoing."""
    waiting = BulkOutcome.DONE if act.undo_asked_at is not None else BulkOutcome.WAITING
    told = act.results.aggregate(total=Count("pk"), waiting=Count("pk", filter=Q(outcome=waiting)))
    return told["total"] - told["waiting"], told["total"]


def locked(pk):
    """A bulk act, held."""
    return BulkAct.objects.select_for_update(of=("self",)).select_related("by", "undo_by").get(pk=pk)


def result_locked(pk):
    """One file's result, held until it is done."""
    rows = BulkResult.objects.select_for_update(of=("self",))
    return rows.select_related("act__by", "act__undo_by", "nomination", "decision", "former_screener").get(pk=pk)


def waiting_in(act, outcome):
    """The results whose turn is still to come."""
    return list(act.results.filter(outcome=outcome).order_by("pk").values_list("pk", flat=True))


def left_lying(now):
    """Bulk acts whose worker was lost, or was never told."""
    unfinished = Q(finished_at__isnull=True, at__lt=now - OUT_OF_SIGHT) | Q(
        undo_asked_at__lt=now - OUT_OF_SIGHT, undo_finished_at__isnull=True
    )
    return list(BulkAct.objects.filter(unfinished).order_by("pk").values_list("pk", flat=True))
