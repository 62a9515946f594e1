"""异议: the docket, receipts, and what holds a name."""

from datetime import timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When

from accounts.states import Role
from nominations.states import State
from publicity.models import NoticeName, Objection, ObjectionPaper, Supplement
from publicity.states import OPEN, ObjectionState, ObjectorKind

SEALED = ("objector_name", "objector_contact")  # opened by the inquiry only, each time on record
AROUND = ("notice_name__notice__season", "notice_name__notice__rulebook", "notice_name__nomination")
LEADS = Q(objector_kind=ObjectorKind.ANONYMOUS)
HOLDS = Q(state=ObjectionState.INQUIRY) | Q(state=ObjectionState.RECEIVED) & ~LEADS
DUE = Case(
    When(state=ObjectionState.RECEIVED, then=F("decide_by")),
    When(state=ObjectionState.INQUIRY, then=F("due_on")),
    default=Value(None),
)


def locked_objection(pk) -> Objection:
    """The objection's row, held."""
    return Objection.objects.select_for_update(of=("self",)).select_related(*AROUND, "assignee").get(pk=pk)


def objections_visible_to(user):
    """Both registers: all of it for the publicity officer and supervision, one's own inquiries for an assignee.

    Whoever may answer a second look sees the case from the moment it is asked for.
    """
    objections = Objection.objects.select_related(*AROUND, "assignee", "decided_by", "registered_by").defer(*SEALED)
    if not user.is_authenticated:
        return objections.none()
    if user.holds(Role.PUBLICITY_OFFICER, Role.SUPERVISION):
        return objections
    own = Q(assignee=user)
    if user.holds(Role.REVIEW_OFFICE):
        own |= Q(second_look__isnull=False)
    return objections.filter(own)


def with_identity(pk) -> Objection:
    """The whole row, for a rule that keeps the objector's name out of what is written; nothing of it is shown."""
    return Objection.objects.select_related(*AROUND).get(pk=pk)


def case_named(pk: str | int) -> Objection | None:
    """Whom and which notice a case is about, for a heading."""
    found = Objection.objects.select_related("notice_name__notice").only(
        "filed_at", "notice_name__name", "notice_name__notice__title"
    )
    return found.filter(pk=pk).first()


def by_receipt(receipt) -> Objection | None:
    """What the holder of a receipt number follows."""
    return (
        Objection.objects.select_related(*AROUND, "second_look", "looked_at_anew", "inquired_anew")
        .prefetch_related("papers", "supplements")
        .defer(*SEALED, "content", "report")
        .filter(receipt=receipt)
        .first()
    )


def names_on_notice():
    """Names that can be objected to in a letter that came in time."""
    return NoticeName.objects.filter(
        notice__published_at__isnull=False, nomination__state__in=(State.ON_NOTICE, State.CONTESTED)
    ).order_by("-notice", "position")


def same_objection(sameness) -> Objection | None:
    """The objection that was already made with the same words."""
    return Objection.objects.filter(sameness=sameness).first()


def letters_from(contact_hash, *, since) -> int:
    """How many objections one contact has made since then."""
    return Objection.objects.filter(contact_hash=contact_hash, filed_at__gt=since).count()


def open_objections(name, *, besides=None):
    """What holds a name: taken up by an inquiry, or signed and not yet answered."""
    objections = Objection.objects.filter(HOLDS, notice_name=name)
    return objections.exclude(pk=besides.pk) if besides is not None else objections


def open_against(nomination):
    """What stands against a person now, on whichever notice: the name is held by it, and so is money."""
    return Objection.objects.filter(HOLDS, notice_name__nomination=nomination).defer(*SEALED)


def nominations_contested(nominations):
    """The keys of those of these nominations against which something stands."""
    against = Objection.objects.filter(HOLDS, notice_name__nomination__in=nominations).order_by()
    return against.values_list("notice_name__nomination_id", flat=True).distinct()


def names_with_open_objections(notice) -> set[int]:
    """Lines that cannot pass now; an objection against an earlier version of the notice holds the name all the same."""
    held = Objection.objects.filter(HOLDS).values("notice_name__nomination")
    return set(notice.names.filter(nomination__in=held).values_list("pk", flat=True))


def waiting_objections():
    """已收到 and signed: to be accepted or refused."""
    return Objection.objects.filter(~LEADS, state=ObjectionState.RECEIVED)


def waiting_leads():
    """匿名线索 that nobody has looked at."""
    return Objection.objects.filter(LEADS, state=ObjectionState.RECEIVED)


def stepped_back():
    """核查人请求回避, to be given to another."""
    return Objection.objects.filter(state=ObjectionState.INQUIRY).exclude(stepping_back="")


def awaiting_correction():
    """部分成立 and published words to be corrected, until a correction that names the person is published afterwards."""
    corrected = NoticeName.objects.filter(
        nomination=OuterRef("notice_name__nomination"),
        notice__corrects__isnull=False,
        notice__published_at__gt=OuterRef("closed_at"),
    )
    owed = Objection.objects.filter(~Exists(corrected), state=ObjectionState.CLOSED).exclude(correction="")
    return owed.select_related("notice_name__notice__corrected_by").defer(*SEALED).order_by("closed_at")


def inquiries_of(user):
    """核查中 in the hands of one person."""
    return Objection.objects.filter(state=ObjectionState.INQUIRY, assignee=user, stepping_back="")


def in_register(objections, *, leads):
    """异议登记簿, or 匿名线索登记簿."""
    return objections.filter(LEADS) if leads else objections.exclude(LEADS)


def counts_of(objections, on) -> dict[str, int]:
    """How many stand where, and how many are overdue."""
    states = {state: Count("pk", filter=Q(state=state)) for state in ObjectionState.values}
    return objections.order_by().aggregate(**states, overdue=Count("pk", filter=overdue_on(on)))


def overdue_on(day) -> Q:
    """逾期未办: the decision or the conclusion was owed before this day."""
    return Q(state=ObjectionState.RECEIVED, decide_by__lt=day) | Q(state=ObjectionState.INQUIRY, due_on__lt=day)


def due_first(objections):
    """What is owed first stands first, then the latest."""
    return objections.annotate(due_day=DUE).order_by(F("due_day").asc(nulls_last=True), "-pk")


def due_to_be_reminded(on) -> list[int]:
    """Open cases within the rulebook's days before their day, or past it, not reminded of today."""
    asked = Objection.objects.filter(state__in=OPEN).exclude(reminded_on=on).annotate(due_day=DUE)
    rows = asked.filter(due_day__isnull=False).values_list(
        "pk", "due_day", "notice_name__notice__rulebook__inquiry_reminder_days"
    )
    return [pk for pk, due, days in rows if due - timedelta(days=days) <= on]


def supplements_of(objection):
    """补充材料, with their papers."""
    return Supplement.objects.filter(objection=objection).prefetch_related("papers")


def papers_of(objection):
    """Every file of a case."""
    return ObjectionPaper.objects.filter(objection=objection)


def locked_paper(pk) -> ObjectionPaper:
    """One paper with its case as it stands, held."""
    return ObjectionPaper.objects.select_for_update(of=("self",)).select_related("objection").get(pk=pk)


def papers_visible_to(user):
    """Papers of the cases this person sees; who may open one is asked besides (rules.refuse_unsealing)."""
    return ObjectionPaper.objects.filter(objection__in=objections_visible_to(user)).select_related("objection")
