"""资格审核的读取: the queue, the checklist, corrections past their day, and banned subjects still under way."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse

from accounts.models import User
from accounts.states import Role
from common.dates import today
from common.desk import Waiting
from letters.models import Letter
from nominations.models import CorrectionReminder, Nomination, ScreeningDecision, ScreeningLine
from nominations.queries import bans, twins
from nominations.queries.queue import waiting_to_be_checked
from nominations.states import (
    Condition,
    ExceptionDecision,
    Finding,
    Standing,
    State,
)

EXCEPTION_WORDS = {Finding.PASSED: "无须破格", Finding.EXCEPTED: "准予破格", Finding.FAILED: "不予破格"}
# 破格 is decided request by request and stands on the checklist as what came of them
NOTED = [one for one in Condition if one != Condition.EXCEPTION]


@dataclass(frozen=True)
class Line:
    """One condition on the checklist: what was found, and whether that was before the latest correction."""

    condition: Condition
    finding: str = ""
    reason: str = ""
    by_name: str = ""
    is_stale: bool = False
    is_kept: bool = False

    @property
    def finding_words(self):
        """符合、不符合、例外; of 破格 whether it is granted."""
        if not self.finding:
            return ""
        finding = Finding(self.finding)
        return EXCEPTION_WORDS[finding] if self.condition == Condition.EXCEPTION else finding.label

    @property
    def is_decided(self):
        """Decided on the dossier as it now is."""
        return bool(self.finding) and not self.is_stale

    @property
    def is_failed(self):
        """不符合."""
        return self.is_decided and self.finding == Finding.FAILED


def checklist(nomination) -> list[Line]:
    """逐项审核: every condition in its order; 破格 only where it is asked for."""
    read = "screening_lines" in getattr(nomination, "_prefetched_objects_cache", {})
    found = nomination.screening_lines.all() if read else nomination.screening_lines.select_related("by")
    rows = {row.condition: row for row in found}
    lines = [_line(condition, rows.get(condition), nomination) for condition in NOTED]
    requests = exceptions_of(nomination)
    return [*lines, _line_of_exceptions(nomination, requests)] if requests else lines


def exceptions_of(nomination):
    """破格申请 of a nomination with whoever decided them; read once for one object."""
    if "exception_requests" not in getattr(nomination, "_prefetched_objects_cache", {}):
        prefetch_related_objects([nomination], "exception_requests__papers")
    requests = list(nomination.exception_requests.all())
    prefetch_related_objects(requests, "decided_by")
    return requests


def _line_of_exceptions(nomination, requests):
    """The requests' decisions as one line of the checklist: refused where one is, granted where one is."""
    if not all(one.is_decided_for(nomination) for one in requests):
        return Line(Condition.EXCEPTION)
    decisions = {one.decision for one in requests}
    finding = Finding.EXCEPTED if ExceptionDecision.GRANTED in decisions else Finding.PASSED
    finding = Finding.FAILED if ExceptionDecision.REFUSED in decisions else finding
    words = "；".join(f"{one}：{one.get_decision_display()}，{one.decision_reason}" for one in requests)
    deciders = dict.fromkeys(one.decided_by.full_name for one in requests)
    return Line(Condition.EXCEPTION, finding, words, "、".join(deciders))


def _line(condition, row, nomination):
    if row is None:
        return Line(condition)
    stands_since = max(row.at, row.kept_at or row.at)
    stale = nomination.submitted_at is not None and stands_since < nomination.submitted_at
    is_kept = not stale and nomination.submitted_at is not None and row.at < nomination.submitted_at
    return Line(condition, row.finding, row.reason, row.by.full_name, stale, is_kept)


def proposal_of(nomination):
    """待复核的结论, where the rulebook asks for a second person and one is waiting."""
    if not nomination.rulebook.second_check:
        return None
    return next((one for one in nomination.decisions.all() if one.standing == Standing.PROPOSED), None)


def decision_locked(pk):
    """A conclusion's row, held until the act is done."""
    return ScreeningDecision.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)


def decisions_of(nomination):
    """Every conclusion so far, the latest first."""
    return nomination.decisions.select_related("by", "checked_by", "undone_by").order_by("-pk")


def latest_decision(nomination):
    """The conclusion made last."""
    return nomination.decisions.order_by("-pk").first()


def letters_that_arrived(nomination, since, kind):
    """Letters of a kind about a nomination since a moment that somebody has, and that a later one must correct."""
    return Letter.objects.filter(
        about=nomination.get_absolute_url(), created_at__gte=since, kind=kind, delivered_at__isnull=False
    )


def corrections_to_remind(on):
    """补正 whose last day is near and not yet reminded of; how near is a column of each rulebook."""
    reminded = CorrectionReminder.objects.filter(nomination=OuterRef("pk"), due=OuterRef("correction_due"))
    open_ones = Nomination.objects.filter(~Exists(reminded), state=State.CORRECTING, correction_due__gte=on)
    rows = open_ones.values_list("pk", "correction_due", "rulebook__correction_reminder_days")
    return [pk for pk, due, days in rows if due <= on + timedelta(days=days)]


def past_correction(on):
    """补正逾期: the last day for correction is over."""
    return Nomination.objects.filter(state=State.CORRECTING, correction_due__lt=on)


def nominators_of(nomination):
    """Who is written to: the person who drafted and the candidate's own account, where there is one."""
    return User.objects.filter(pk__in={nomination.drafted_by_id, nomination.candidate_id} - {None})


def lines_by(nomination):
    """The rows as stored."""
    return ScreeningLine.objects.filter(nomination=nomination)


def waiting_for_review_office(user, now) -> list[Waiting]:
    """在办申报中的禁报对象, for whoever decides about them."""
    if not user.holds(Role.REVIEW_OFFICE):
        return []
    count = bans.banned_under_way(today(now)).count()
    url = reverse("nominations:screening_banned")
    found = [Waiting("在办申报中的禁报对象", count, url, rank=5)] if count else []
    asked = Waiting("待核查的重复申报", url=reverse("nominations:twins"), rank=15, **twins.waiting())
    found += [asked] if asked.count else []
    return found if user.holds(Role.SCREENER) else [*found, *waiting_to_be_checked(user)]
