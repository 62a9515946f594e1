"""异议: the docket, receipts, and what holds a name."""

from accounts.states import Role
from publicity.models import Objection, ObjectionPaper
from publicity.states import OPEN, ObjectionState

SEALED = ("objector_name", "objector_contact")  # opened by the inquiry only, each time on record


def locked_objection(pk) -> Objection:
    """The objection's row, held."""
    return Objection.objects.select_for_update(of=("self",)).get(pk=pk)


def objections_visible_to(user):
    """The docket: all of it for the publicity officer and supervision, one's own inquiries for an assignee."""
    objections = Objection.objects.select_related(
        "notice_name__notice__season", "notice_name__nomination", "assignee", "decided_by"
    ).defer(*SEALED)
    if not user.is_authenticated:
        return objections.none()
    if user.holds(Role.PUBLICITY_OFFICER, Role.SUPERVISION):
        return objections
    return objections.filter(assignee=user)


def by_receipt(receipt) -> Objection | None:
    """What the holder of a receipt number follows."""
    return (
        Objection.objects.select_related("notice_name__notice__season")
        .prefetch_related("papers")
        .defer(*SEALED, "content", "report")
        .filter(receipt=receipt)
        .first()
    )


def same_objection(sameness) -> Objection | None:
    """The objection that was already made with the same words."""
    return Objection.objects.filter(sameness=sameness).first()


def open_objections(name, *, besides=None):
    """Not yet answered objections to a name."""
    objections = Objection.objects.filter(notice_name=name, state__in=OPEN)
    return objections.exclude(pk=besides.pk) if besides is not None else objections


def open_against(nomination):
    """What stands against a person now, on whichever notice: the name is held by it, and so is money."""
    return Objection.objects.filter(notice_name__nomination=nomination, state__in=OPEN).defer(*SEALED)


def locked_paper(pk) -> ObjectionPaper:
    """One paper with its case as it stands, held."""
    return ObjectionPaper.objects.select_for_update(of=("self",)).select_related("objection").get(pk=pk)


def papers_visible_to(user):
    """Papers of the cases this person sees; who may open one is asked besides (rules.refuse_reveal)."""
    return ObjectionPaper.objects.filter(objection__in=objections_visible_to(user)).select_related("objection")


def names_with_open_objections(notice) -> set[int]:
    """Lines that cannot pass now; an objection against an earlier version of the notice holds the name all the same."""
    return set(notice.names.filter(nomination__notice_names__objections__state__in=OPEN).values_list("pk", flat=True))


def waiting_objections():
    """已收到: to be accepted or refused."""
    return Objection.objects.filter(state=ObjectionState.RECEIVED)


def inquiries_of(user):
    """核查中 in the hands of one person."""
    return Objection.objects.filter(state=ObjectionState.INQUIRY, assignee=user)
