"""公示: drafts, lists, outlets and the clock's due ones."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Collate

from accounts.queries import people_with
from accounts.states import Role
from common.dates import today
from nominations.consents import NOT_PUBLISHED, PRINTABLE
from nominations.models import Consent, Nomination
from nominations.queries.bans import banned_among
from nominations.queries.consents import agreed
from nominations.states import ConsentKind, State
from privacy.masks import masked_name
from publicity.models import Notice, NoticeName, Publication
from publicity.states import CorrectionKind, NameState, ObjectionState, ObjectorKind
from seasons.models import HolidayList, Outlet

STROKE = "zh_stroke"


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


def window_of(name):
    """(opens_at, closes_at) of one name: of the notice that began its time, which a material correction begins anew."""
    running = name.running_clock
    return running.opens_at, running.closes_at


def line_now(name) -> NoticeName:
    """The line that stands for this one today: its own, or that of the latest published correction."""
    while (later := name.notice.replaced_by) is not None:
        name = later.names.select_related("notice__corrected_by", "clock").get(nomination=name.nomination_id)
    return name


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


def locked_name(pk) -> NoticeName:
    """One line of a list, held."""
    return (
        NoticeName.objects.select_for_update(of=("self",))
        .select_related("notice__rulebook", "notice__season", "notice__corrected_by", "nomination__rulebook", "clock")
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


def names_of(notice):
    """The list in its order, with the nominations behind it."""
    return notice.names.select_related("nomination__rulebook", "clock").order_by("position")


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
    columns = notice.rulebook.further_columns
    printed = rows.values("name", "unit_name", "post", "further", "is_touched", "became", "agrees")
    return [_as_agreed(row, columns) for row in printed]


def _as_agreed(row, columns):
    """撤回“公示与公布”的同意: the line stays, the person is not to be known from it (个人信息保护法 第十五条)."""
    further = row.pop("further")
    if row.pop("agrees"):
        return row | {"further": [(one.label, further.get(one.value, "")) for one in columns]}
    hidden = {"name": masked_name(row["name"]), "unit_name": NOT_PUBLISHED, "post": NOT_PUBLISHED}
    return row | hidden | {"further": [(one.label, NOT_PUBLISHED) for one in columns]}


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
        Nomination.objects.select_related("rulebook").filter(
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
    """Those who have not agreed to publication, or have withdrawn it (个人信息保护法 第二十五条).

    Where the rulebook adds columns, the version of the text they agreed to must name them.
    """
    pks = [one.pk for one in nominations]
    columns = {column.value for one in nominations[:1] for column in one.rulebook.further_columns}
    covering = [version for version, covered in PRINTABLE.items() if columns <= covered]
    given = Consent.objects.filter(
        nomination__in=pks, kind=ConsentKind.PUBLICATION, withdrawn_at__isnull=True, text_version__in=covering
    )
    return set(pks) - set(given.values_list("nomination_id", flat=True))


def banned(nominations, now) -> set[int]:
    """Those whose person or unit stands under a ban."""
    return banned_among((one.pk for one in nominations), on=today(now))


def required_outlets_missing(notice) -> list[str]:
    """The outlets of the rulebook that are not on record yet (沪工总经〔2015〕260号 三(四))."""
    recorded = Publication.objects.filter(notice=notice.outlets_of_id or notice.pk, outlet=OuterRef("pk"))
    return list(
        notice.rulebook.outlets.filter(~Exists(recorded), is_required=True)
        .order_by("position")
        .values_list("name", flat=True)
    )


def publications_of(notice):
    """The outlets with what is recorded for each."""
    recorded = {
        one.outlet_id: one
        for one in notice.appears_as.publications.select_related("recorded_by").prefetch_related("proofs")
    }
    return [(outlet, recorded.get(outlet.pk)) for outlet in notice.rulebook.outlets.order_by("position")]


def publications_visible_to(user):
    """Proofs of publication are shown to whoever sees the notice in the office."""
    return Publication.objects.filter(notice__in=visible_to(user)).select_related("outlet").prefetch_related("proofs")


def not_closed():
    """Drafts and running notices, each with the number of required outlets not yet on record."""
    own = Coalesce(OuterRef("outlets_of"), OuterRef("pk"))
    recorded = Publication.objects.filter(notice=own, outlet__is_required=True).order_by()
    required = Outlet.objects.filter(rulebook=OuterRef("rulebook"), is_required=True).order_by()
    return (
        Notice.objects.filter(closed_at__isnull=True)
        .exclude(corrected_by__published_at__isnull=False)
        .annotate(missing=_count(required, "rulebook") - _count(recorded, "notice"))
        .order_by("pk")
    )


def _count(rows, by):
    return Coalesce(Subquery(rows.values(by).annotate(many=Count("pk")).values("many")), 0)


def due_to_close(now):
    """Notices whose time is over; one that was corrected is closed with its correction."""
    return _open_notices().exclude(corrected_by__published_at__isnull=False).filter(closes_at__lte=now).order_by("pk")


def due_to_publish(now):
    """定时发布 whose minute has come."""
    due = Notice.objects.filter(published_at__isnull=True, scheduled_for__lte=now)
    return list(due.order_by("scheduled_for", "pk").values_list("pk", flat=True))


def still_counting():
    """Published and not closed: those whose count a change of the holiday list may still concern."""
    return _open_notices().order_by("pk")


def with_names_elapsed(now):
    """Material corrections in which names that were not touched have come to the end of their own time."""
    elapsed = NoticeName.objects.filter(
        notice=OuterRef("pk"), clock__closes_at__lte=now, nomination__state=State.ON_NOTICE, state=NameState.SHOWN
    )
    return (
        _open_notices()
        .exclude(corrected_by__published_at__isnull=False)
        .filter(Exists(elapsed), correction_kind=CorrectionKind.MATERIAL, closes_at__gt=now)
        .order_by("pk")
    )


def _open_notices():
    return Notice.objects.filter(published_at__isnull=False, closed_at__isnull=True).select_related(
        "rulebook", "corrects", "corrected_by"
    )


def calendar_of(first, last):
    """The holiday lists of the years a period touches."""
    return HolidayList.objects.filter(year__gte=first.year, year__lte=last.year).order_by("year")


def sources_of_calendar(first, last) -> str:
    """The numbers of the documents those lists were taken from."""
    return "、".join(one.document_number for one in calendar_of(first, last))[:200]


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
