"""资格审核的读取: the queue, the checklist, corrections past their day, and banned subjects still under way."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from accounts.states import Role
from common.dates import today
from common.desk import Waiting
from letters.models import Letter
from nominations.models import CorrectionReminder, ExceptionRequest, Nomination, ScreeningDecision, ScreeningLine
from nominations.states import (
    DUAL_SKILLS,
    DUAL_TITLES,
    UNDER_WAY,
    Condition,
    ExceptionDecision,
    Finding,
    Standing,
    State,
    Verification,
)
from organisations.models import Organisation
from sanctions.models import Ban
from sanctions.states import SubjectKind

EXCEPTION_WORDS = {Finding.PASSED: "无须破格", Finding.EXCEPTED: "准予破格", Finding.FAILED: "不予破格"}
ASKS_AN_EXCEPTION = Exists(ExceptionRequest.objects.filter(nomination=OuterRef("pk")))
PRINTED = (
    "number",
    "name",
    "unit_name",
    "channel",
    "submitted_at",
    "skill_level",
    "title_level",
    "dual_verified_at",
    "filing_body__name",
    "filing_body__short_name",
    "screener__full_name",
)
# 破格 is decided request by request and stands on the checklist as what came of them
NOTED = [one for one in Condition if one != Condition.EXCEPTION]
NOBODY, MINE, OTHERS = "nobody", "mine", "others"
ORDERS = {
    "submitted": ("submitted_at", "pk"),
    "-submitted": ("-submitted_at", "-pk"),
    "number": ("number",),
    "-number": ("-number",),
}


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


def queue(user, *, now_claimed="", district=None, channel="", industry="", dual="", exception="", order=""):
    """待审: filed nominations, the oldest first, with how many lines are decided; constant in queries."""
    filed = Nomination.objects.filter(state=State.SUBMITTED)
    if now_claimed == NOBODY:
        filed = filed.filter(screener__isnull=True)
    elif now_claimed == MINE:
        filed = filed.filter(screener=user)
    elif now_claimed == OTHERS:
        filed = filed.filter(screener__isnull=False).exclude(screener=user)
    if district:
        filed = filed.filter(filing_body=district)
    if channel:
        filed = filed.filter(channel=channel)
    if industry:
        filed = filed.filter(industry__name=industry)
    if dual:
        claims_dual = Q(skill_level__in=DUAL_SKILLS, title_level__in=DUAL_TITLES)
        filed = filed.filter(claims_dual) if dual == "yes" else filed.exclude(claims_dual)
    if exception:
        filed = filed.filter(ASKS_AN_EXCEPTION) if exception == "yes" else filed.exclude(ASKS_AN_EXCEPTION)
    return filed.order_by(*ORDERS.get(order, ORDERS["submitted"]))


def rows_of(filed):
    """What the queue prints of each nomination, with how many lines are decided on the dossier as it now is."""
    lines = ScreeningLine.objects.filter(nomination=OuterRef("pk"), at__gte=OuterRef("submitted_at")).order_by()
    decided = Coalesce(Subquery(lines.values("nomination").annotate(count=Count("pk")).values("count")), 0)
    marked = filed.annotate(decided_lines=decided, asks_an_exception=ASKS_AN_EXCEPTION)
    return marked.values(*PRINTED, "decided_lines", "asks_an_exception")


def special_words(row) -> str:
    """特别事项 of a row of the queue: 双师 and 破格."""
    found = []
    if row["skill_level"] in DUAL_SKILLS and row["title_level"] in DUAL_TITLES:
        found.append(str((Verification.VERIFIED if row["dual_verified_at"] else Verification.PENDING).label))
    if row["asks_an_exception"]:
        found.append("申请破格")
    return "；".join(found)


def filing_bodies():
    """The bodies that have something in the queue, for the filter."""
    filers = Nomination.objects.filter(state=State.SUBMITTED, filing_body__isnull=False).values("filing_body_id")
    return Organisation.objects.filter(pk__in=filers).order_by("path")


def industries_filed():
    """The industries with something in the queue, by name: editions of the rulebook have rows of their own."""
    filed = Nomination.objects.filter(state=State.SUBMITTED, industry__isnull=False)
    return filed.values_list("industry__name", flat=True).distinct().order_by("industry__name")


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


def banned_under_way(on):
    """在办申报中的禁报对象: for the review office, which finds and disqualifies."""
    standing = Ban.objects.filter(lifted_at__isnull=True, since__lte=on, until__gte=on).filter(
        Q(subject_kind=SubjectKind.PERSON, subject_hash=OuterRef("identity_hash"))
        | Q(subject_kind=SubjectKind.UNIT, subject_hash=OuterRef("unit_hash"))
    )
    return Nomination.objects.filter(Exists(standing), state__in=UNDER_WAY).select_related("filing_body", "season")


def nominators_of(nomination):
    """Who is written to: the person who drafted and the candidate's own account, where there is one."""
    return User.objects.filter(pk__in={nomination.drafted_by_id, nomination.candidate_id} - {None})


def lines_by(nomination):
    """The rows as stored."""
    return ScreeningLine.objects.filter(nomination=nomination)


def waiting_for_screener(user, now) -> list[Waiting]:
    """资格审核台: what this screener has claimed, and what nobody has claimed yet."""
    if not user.holds(Role.SCREENER):
        return []
    filed = Nomination.objects.filter(state=State.SUBMITTED).aggregate(
        mine=Count("pk", filter=Q(screener=user)),
        oldest_mine=Min("submitted_at", filter=Q(screener=user)),
        unclaimed=Count("pk", filter=Q(screener__isnull=True)),
        oldest_unclaimed=Min("submitted_at", filter=Q(screener__isnull=True)),
    )
    url = reverse("nominations:screening")
    lines = [
        Waiting("您领办的资格审核", filed["mine"], f"{url}?claimed={MINE}", filed["oldest_mine"], rank=10),
        Waiting("待领办的资格审核", filed["unclaimed"], f"{url}?claimed={NOBODY}", filed["oldest_unclaimed"], rank=20),
    ]
    return [line for line in lines if line.count]


def waiting_for_review_office(user, now) -> list[Waiting]:
    """在办申报中的禁报对象, for whoever decides about them."""
    if not user.holds(Role.REVIEW_OFFICE):
        return []
    count = banned_under_way(today(now)).count()
    url = reverse("nominations:screening_banned")
    return [Waiting("在办申报中的禁报对象", count, url, rank=5)] if count else []
