"""Reads of this room: notices and their names, who is ready for one, the objections and who may see them."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Collate

from accounts.models import Membership, User
from accounts.queries import in_force, people_with
from accounts.states import CLERKS, Role
from common.dates import today
from ledger.models import Entry
from nominations.consents import NOT_PUBLISHED
from nominations.models import Nomination
from nominations.parts import parts_of_all
from nominations.queries.consents import agreed
from nominations.states import ConsentKind, State
from privacy.masks import masked_name
from publicity.models import Notice, NoticeName, Objection, Publication
from publicity.states import OPEN, NameState, ObjectionState
from reviews.models import Assignment
from reviews.states import SheetState
from sanctions.queries import standing
from seasons.models import Outlet

STROKE = "zh_stroke"
READERS = (Role.PUBLICITY_OFFICER, Role.REVIEW_OFFICE, Role.CHAIR_SECRETARY, Role.SUPERVISION)


# --- notices ---------------------------------------------------------------------------------------------------------


def visible_to(user):
    """Notices as the office sees them, drafts included; the public has ``published``."""
    notices = Notice.objects.select_related("season", "rulebook", "prepared_by", "published_by").order_by("-pk")
    return notices if user.is_authenticated and user.holds(*READERS) else notices.none()


def published():
    """What the public reads."""
    return (
        Notice.objects.filter(published_at__isnull=False)
        .select_related("season", "rulebook")
        .order_by("-opens_on", "-pk")
    )


def listed(notices):
    """Notices with the number of their names and of the objections still open."""
    return notices.annotate(
        how_many=Count("names", distinct=True),
        open_objections=Count("names__objections", filter=Q(names__objections__state__in=OPEN), distinct=True),
    )


def locked_notice(pk) -> Notice:
    """The notice's row, held until the act is done."""
    return Notice.objects.select_for_update(of=("self",)).select_related("season", "rulebook__season").get(pk=pk)


def locked_name(pk) -> NoticeName:
    """One line of a list, held."""
    return (
        NoticeName.objects.select_for_update(of=("self",))
        .select_related("notice__rulebook", "notice__season", "nomination__rulebook")
        .get(pk=pk)
    )


def locked_objection(pk) -> Objection:
    """The objection's row, held."""
    return Objection.objects.select_for_update(of=("self",)).get(pk=pk)


def locked_nominations(pks):
    """The nominations of a list, held in one order so that two acts cannot wait for each other."""
    return {
        one.pk: one
        for one in Nomination.objects.select_for_update(of=("self",))
        .select_related("rulebook", "filing_body")
        .filter(pk__in=list(pks))
        .order_by("pk")
    }


def names_of(notice):
    """The list in its order, with the nominations behind it."""
    return notice.names.select_related("nomination").order_by("position")


def printed_names(notice):
    """The list as the public reads it, with what has become since of a name that is not to be relied on any more."""
    became = Case(
        When(nomination__state=State.REVOKED, then=Value("称号已撤销")),
        When(nomination__state=State.DISQUALIFIED, then=Value("已取消资格")),
        When(state=NameState.STRUCK, then=Value("不再列入")),
        default=Value(""),
    )
    agrees = Exists(agreed(ConsentKind.PUBLICATION).filter(pk=OuterRef("nomination")))
    rows = notice.names.order_by("position").annotate(became=became, agrees=agrees)
    return [_as_agreed(row) for row in rows.values("name", "unit_name", "post", "became", "agrees")]


def _as_agreed(row):
    """撤回“公示与公布”的同意: the line stays, the person is not to be known from it (个人信息保护法 第十五条)."""
    if row.pop("agrees"):
        return row
    return row | {"name": masked_name(row["name"]), "unit_name": NOT_PUBLISHED, "post": NOT_PUBLISHED}


def next_number(season) -> int:
    """Notices of a season are numbered from 1."""
    latest = Notice.objects.filter(season=season).order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def state_before_notice(rulebook) -> State:
    """入围 where the notice comes first, 审定通过 where the sitting does."""
    return State.SHORTLISTED if rulebook.notice_before_approval else State.APPROVED


def eligible(season, rulebook, *, besides=None):
    """Who may be put on a notice now, in the order of 姓氏笔画; nobody who stands in another draft."""
    drafted = NoticeName.objects.filter(nomination=OuterRef("pk"), notice__published_at__isnull=True)
    if besides is not None:
        drafted = drafted.exclude(notice=besides)
    return in_stroke_order(
        Nomination.objects.filter(
            ~Exists(drafted),
            season=season,
            state=state_before_notice(rulebook),
            rulebook__notice_before_approval=rulebook.notice_before_approval,
        )
    )


def in_stroke_order(nominations):
    """姓氏笔画: stroke count, then the strokes; namesakes by unit."""
    return nominations.order_by(Collate("name", STROKE), Collate("unit_name", STROKE), "pk")


def without_consent(nominations) -> set[int]:
    """Those who have not agreed to publication, or have withdrawn it (个人信息保护法 第二十五条)."""
    pks = [one.pk for one in nominations]
    agreed = Nomination.objects.filter(
        pk__in=pks, consents__kind=ConsentKind.PUBLICATION, consents__withdrawn_at__isnull=True
    )
    return set(pks) - set(agreed.values_list("pk", flat=True))


def banned(nominations, now) -> set[int]:
    """Those whose person or unit stands under a ban."""
    hashes = set(standing(today(now)).values_list("subject_hash", flat=True))
    return {one.pk for one in nominations if one.identity_hash in hashes or one.unit_hash in hashes}


def all_parts_of(nominations):
    """经手 of many nominations, with the scores and the votes that this floor and the one below know of."""
    taken = parts_of_all(nominations)
    scorers = Assignment.objects.filter(
        nomination__in=taken, withdrawn_at__isnull=True, sheet__state=SheetState.SUBMITTED
    ).values_list("nomination_id", "member__user_id")
    for nomination_id, person_id in scorers:
        taken[nomination_id].setdefault("score", set()).add(person_id)
    resolved = Entry.objects.filter(
        act="nomination.approved", subject_kind=Nomination._meta.label_lower, subject_id__in=taken
    )
    for entry in resolved.only("subject_id", "detail"):
        taken[entry.subject_id].setdefault("approve", set()).update(entry.detail.get("voters", []))
    return taken


def accounts_of_person(user) -> set[int]:
    """All accounts of one natural person."""
    if not user.person_hash:
        return {user.pk}
    return set(User.objects.filter(person_hash=user.person_hash).values_list("pk", flat=True)) | {user.pk}


def required_outlets_missing(notice) -> list[str]:
    """The outlets of the rulebook that are not on record yet (沪工总经〔2015〕260号 三(四))."""
    recorded = Publication.objects.filter(notice=notice, outlet=OuterRef("pk"))
    return list(
        notice.rulebook.outlets.filter(~Exists(recorded), is_required=True)
        .order_by("position")
        .values_list("name", flat=True)
    )


def publications_of(notice):
    """The outlets with what is recorded for each."""
    recorded = {one.outlet_id: one for one in notice.publications.select_related("recorded_by")}
    return [(outlet, recorded.get(outlet.pk)) for outlet in notice.rulebook.outlets.order_by("position")]


def publications_visible_to(user):
    """Proofs of publication are shown to whoever sees the notice in the office."""
    return Publication.objects.filter(notice__in=visible_to(user))


def not_closed():
    """Drafts and running notices, each with the number of required outlets not yet on record."""
    recorded = Publication.objects.filter(notice=OuterRef("pk"), outlet__is_required=True).order_by()
    required = Outlet.objects.filter(rulebook=OuterRef("rulebook"), is_required=True).order_by()
    return (
        Notice.objects.filter(closed_at__isnull=True)
        .annotate(missing=_count(required, "rulebook") - _count(recorded, "notice"))
        .order_by("pk")
    )


def _count(rows, by):
    return Coalesce(Subquery(rows.values(by).annotate(many=Count("pk")).values("many")), 0)


def due_to_close(now):
    """Notices whose time is over."""
    return Notice.objects.filter(published_at__isnull=False, closed_at__isnull=True, closes_at__lte=now).order_by("pk")


def clerks_of_bodies(bodies):
    """Clerks of the filing bodies, grouped by body: one query for a whole notice."""
    grouped = {}
    memberships = Membership.objects.filter(in_force(), role__in=CLERKS, organisation__in=bodies, user__is_active=True)
    for membership in memberships.select_related("user").order_by("pk"):
        grouped.setdefault(membership.organisation_id, []).append(membership.user)
    return grouped


def candidates_of(nominations):
    """Accounts of the candidates, where they have one."""
    return User.objects.filter(pk__in=[one.candidate_id for one in nominations if one.candidate_id])


# --- objections ------------------------------------------------------------------------------------------------------


def objections_visible_to(user):
    """The docket: all of it for the publicity officer and supervision, one's own inquiries for an assignee."""
    objections = Objection.objects.select_related(
        "notice_name__notice__season", "notice_name__nomination", "assignee", "decided_by"
    ).defer("objector_name", "objector_contact")
    if not user.is_authenticated:
        return objections.none()
    if user.holds(Role.PUBLICITY_OFFICER, Role.SUPERVISION):
        return objections
    return objections.filter(assignee=user)


def by_receipt(receipt) -> Objection | None:
    """What the holder of a receipt number follows."""
    return (
        Objection.objects.select_related("notice_name__notice__season")
        .defer("objector_name", "objector_contact", "content", "report")
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


def names_with_open_objections(notice) -> set[int]:
    """Lines that cannot pass now."""
    return set(
        Objection.objects.filter(notice_name__notice=notice, state__in=OPEN).values_list("notice_name_id", flat=True)
    )


def review_office():
    """People of the review office with their memberships, from whom an inquirer is chosen."""
    return people_with(Role.REVIEW_OFFICE).prefetch_related("memberships__organisation")


def waiting_objections():
    """已收到: to be accepted or refused."""
    return Objection.objects.filter(state=ObjectionState.RECEIVED)


def inquiries_of(user):
    """核查中 in the hands of one person."""
    return Objection.objects.filter(state=ObjectionState.INQUIRY, assignee=user)


def bodies_of(nomination):
    """The unions and associations through which a nomination came."""
    own = {nomination.drafting_body_id, nomination.filing_body_id} - {None}
    return own | set(nomination.endorsements.values_list("organisation_id", flat=True))
