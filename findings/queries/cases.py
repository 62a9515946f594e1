"""案件: the docket, one case, what a finding on it will touch."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from accounts.queries import people_with
from accounts.states import CLERKS, Role
from findings.models import Case, CasePaper, CaseSubject, Report
from findings.states import OPEN, UNDER_INQUIRY, CaseState
from honours.models import AwardIssue, Honour, Payment
from honours.states import BEFORE_IT_LEAVES, PaymentState
from nominations.models import Nomination
from nominations.states import UNDER_WAY, WITH_NOMINATOR, State
from organisations.models import Organisation
from publicity.models import NoticeName, Objection
from publicity.states import InquiryFinding, NameState

NOT_HELD = tuple(state for state in BEFORE_IT_LEAVES if state != PaymentState.HELD)
SEALED = ("content",)  # read by who handles the case; the docket does without


@dataclass(frozen=True)
class Touched:
    """A nomination with its honour, items handed out, names on open notices, others of the unit under way."""

    nomination: Nomination
    honour: Honour | None
    issues: list[AwardIssue]
    names: list[NoticeName]
    others_of_unit: int


def visible_to(user):
    """The docket: all of it for the review office and supervision."""
    cases = Case.objects.select_related("assignee", "opened_by", "screened_by", "closed_by", "objection")
    if user.is_authenticated and user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION):
        return cases
    return cases.none()


def docket(user, *, state="", source="", words="", mine=False):
    """Narrowed by its filters; what is open and due first stands first."""
    cases = (
        visible_to(user)
        .defer(*SEALED, "report", "facts")
        .annotate(people=Count("subjects", distinct=True))
        .order_by("-pk")
    )
    if state == "open":
        cases = cases.filter(state__in=OPEN)
    elif state:
        cases = cases.filter(state=state)
    if source:
        cases = cases.filter(source=source)
    if words:
        cases = cases.filter(
            Q(about__icontains=words)
            | Q(subjects__nomination__name__icontains=words)
            | Q(findings__decision_number__icontains=words)
        ).distinct()
    return cases.filter(assignee=user) if mine else cases


def locked(pk) -> Case:
    """The case's row, held."""
    return Case.objects.select_for_update(of=("self",)).get(pk=pk)


def subjects_of(case) -> list[CaseSubject]:
    """被核查人 with what they have said, in the order of their numbers."""
    return list(
        CaseSubject.objects.filter(case=case)
        .select_related("nomination__season", "nomination__rulebook", "nomination__candidate", "nomination__drafted_by")
        .prefetch_related("statements__made_by")
        .order_by("nomination_id")
    )


def payments_of(case):
    """The award money of those the case is about."""
    return Payment.objects.filter(honour__nomination__cases__case=case).order_by("pk")


def nominating_bodies(subjects):
    """推荐和报送单位 of those a case is about, each once, by name."""
    keys = {key for one in subjects for key in (one.nomination.drafting_body_id, one.nomination.filing_body_id)}
    return list(Organisation.objects.filter(pk__in=keys - {None}).order_by("name"))


def money_to_hold(case):
    """Of that, what is not held yet and has not left."""
    return payments_of(case).filter(state__in=NOT_HELD)


def inquiring_into(payment):
    """Cases under inquiry about whoever this award belongs to."""
    return Case.objects.filter(subjects__nomination=payment.honour.nomination_id, state__in=UNDER_INQUIRY).order_by(
        "pk"
    )


def with_money_to_hold():
    """Cases under inquiry about somebody who was named since."""
    money = Payment.objects.filter(honour__nomination__cases__case=OuterRef("pk"), state__in=NOT_HELD)
    return Case.objects.filter(Exists(money), state__in=UNDER_INQUIRY).order_by("pk")


def papers_of(case) -> list[CasePaper]:
    """案件材料."""
    return list(case.papers.all())


def locked_paper(pk) -> CasePaper:
    """One paper with its case, held."""
    return CasePaper.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)


def same_report(sameness) -> Report | None:
    """The report that was already made with the same words."""
    return Report.objects.select_related("case").filter(sameness=sameness).first()


def by_receipt(receipt) -> Report | None:
    """What the holder of a receipt number follows."""
    return Report.objects.select_related("case").defer("name", "contact").filter(receipt=receipt).first()


def office():
    """Who may be charged with an inquiry."""
    return people_with(Role.REVIEW_OFFICE)


def upheld_objections():
    """Objections that were upheld and have no case yet."""
    return (
        Objection.objects.filter(finding=InquiryFinding.UPHELD, case__isnull=True)
        .select_related("notice_name")
        .defer("objector_name", "objector_contact", "content")
    )


def nominations_called(words) -> tuple[list[Nomination], list[str]]:
    """The nominations of these numbers, certificate serials or, for a whole batch, numbers of resolutions; and the rest."""
    asked = list(dict.fromkeys(words))
    found = list(
        Nomination.objects.exclude(state__in=WITH_NOMINATOR)
        .filter(
            Q(number__in=asked)
            | Q(honour_record__certificates__serial__in=asked)
            | Q(honour_record__resolution__number__in=asked)
        )
        .distinct()
        .order_by("pk")
    )
    honours = Honour.objects.filter(nomination__in=found)
    known = {one.number for one in found}
    known |= set(honours.values_list("certificates__serial", flat=True))
    known |= set(honours.values_list("resolution__number", flat=True))
    return found, [word for word in asked if word not in known]


def held_elsewhere(nominations, case):
    """Nominations that an open case besides this one is about."""
    return (
        CaseSubject.objects.filter(nomination__in=nominations, case__state__in=OPEN)
        .exclude(case=case)
        .select_related("case", "nomination")
    )


def touched_by(nomination) -> Touched:
    """Everything a finding on this nomination will touch."""
    honour = None
    issues = []
    if nomination.state == State.HONOURED:
        honour = Honour.objects.select_related("certificate", "payment", "season").get(nomination=nomination)
        issues = list(
            honour.award_issues.filter(handed_over_on__isnull=False, returned_on__isnull=True).select_related(
                "award_item"
            )
        )
    others = Nomination.objects.filter(unit_hash=nomination.unit_hash, state__in=UNDER_WAY).exclude(pk=nomination.pk)
    return Touched(nomination, honour, issues, list(open_names(nomination)), others.count())


def open_names(nomination):
    """The nomination's names on notices that are not closed yet."""
    return NoticeName.objects.filter(
        nomination=nomination, notice__closed_at__isnull=True, state__in=[NameState.SHOWN, NameState.HELD]
    ).select_related("notice")


def told_to(user):
    """What is held against this person, or against those his bodies nominated: from the day they were told of it."""
    own = Q(nomination__candidate=user)
    for body in user.bodies(*CLERKS):
        own |= Q(nomination__drafting_body=body) | Q(nomination__filing_body=body)
    return (
        CaseSubject.objects.filter(own, case__told_at__isnull=False)
        .select_related("case", "nomination__season")
        .order_by("-case__told_at", "pk")
    )


def waiting():
    """How many cases stand in each open state, since when, and when the first is due."""
    rows = (
        Case.objects.filter(state__in=OPEN)
        .order_by()
        .values("state")
        .annotate(count=Count("pk"), oldest=Min("received_at"), due=Min("due_on"), heard=Max("respond_by"))
    )
    return {row["state"]: row for row in rows}


def inquiries_of(user):
    """核查中 in the hands of one person."""
    return Case.objects.filter(state=CaseState.INQUIRY, assignee=user)
