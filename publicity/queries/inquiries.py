"""核查: statements and second looks."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import Membership, User
from accounts.queries import in_force
from accounts.states import CLERKS
from publicity.models import SecondLook, Statement
from publicity.states import ObjectionState


def open_statement(objection) -> Statement | None:
    """The question that has no answer yet."""
    return Statement.objects.filter(objection=objection, answered_at__isnull=True).first()


def locked_statement(pk) -> Statement:
    """One statement, held."""
    return Statement.objects.select_for_update(of=("self",)).get(pk=pk)


def statements_visible_to(user):
    """陈述 of the candidate and of the bodies that drafted and filed; nothing of the objection is loaded with it."""
    statements = Statement.objects.select_related("objection__notice_name__nomination", "answered_by").defer(
        *(f"objection__{one}" for one in ("objector_name", "objector_contact", "content", "report", "receipt"))
    )
    if not user.is_authenticated:
        return statements.none()
    bodies = [body.pk for body in user.bodies(*CLERKS)]
    theirs = Q(objection__notice_name__nomination__drafting_body__in=bodies)
    theirs |= Q(objection__notice_name__nomination__filing_body__in=bodies)
    theirs |= Q(objection__notice_name__nomination__candidate=user)
    if user.person_hash:
        theirs |= Q(objection__notice_name__nomination__identity_hash=user.person_hash)
    return statements.filter(theirs)


def statements_awaited_of(user):
    """请作陈述 that wait for this person."""
    return statements_visible_to(user).filter(answered_at__isnull=True, objection__state=ObjectionState.INQUIRY)


def may_state(nomination):
    """Whom a question reaches: the candidate's account, and the clerks of the bodies that drafted and filed."""
    bodies = [pk for pk in (nomination.drafting_body_id, nomination.filing_body_id) if pk]
    clerks = Membership.objects.filter(in_force(), user=OuterRef("pk"), role__in=CLERKS, organisation__in=bodies)
    return User.objects.filter(Q(pk=nomination.candidate_id) | Exists(clerks), is_active=True).order_by("pk")


def locked_second_look(pk) -> SecondLook:
    """One request, held."""
    return SecondLook.objects.select_for_update(of=("self",)).get(pk=pk)


def second_looks_of(objection):
    """The one there may be."""
    return SecondLook.objects.filter(objection=objection).select_related("objection__notice_name__nomination")


def second_looks_waiting():
    """复核申请 without an answer."""
    return SecondLook.objects.filter(answered_at__isnull=True).select_related("objection__notice_name__nomination")
