"""公示名单: who may stand on it, in what order, and what the public reads of each line."""

from django.db.models import Case, Exists, OuterRef, Value, When
from django.db.models.functions import Collate

from common.dates import today
from nominations.consents import NOT_PUBLISHED, PRINTABLE
from nominations.models import Consent, Nomination
from nominations.queries.bans import banned_among
from nominations.queries.consents import agreed
from nominations.states import ConsentKind, State
from privacy.masks import masked_name
from publicity.models import NoticeName
from publicity.states import NameState

STROKE = "zh_stroke"
BEGINS_ANEW = (State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED)


def names_of(notice):
    """The list in its order, with the nominations behind it."""
    return notice.names.select_related("nomination__rulebook", "clock").order_by("position")


def may_begin_anew(notice):
    """Whose time can be counted from the beginning: still before the public, or through the notice and no further."""
    return names_of(notice).filter(nomination__state__in=BEGINS_ANEW)


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


def state_before_notice(rulebook) -> State:
    """入围 where the notice comes first, 审定通过 where the sitting does."""
    return State.SHORTLISTED if rulebook.notice_before_approval else State.APPROVED


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


def locked_name(pk) -> NoticeName:
    """One line of a list, held."""
    return (
        NoticeName.objects.select_for_update(of=("self",))
        .select_related("notice__rulebook", "notice__season", "notice__corrected_by", "nomination__rulebook", "clock")
        .get(pk=pk)
    )


def line_now(name) -> NoticeName:
    """The line that stands for this one today: its own, or that of the latest published correction."""
    while (later := name.notice.replaced_by) is not None:
        name = later.names.select_related("notice__corrected_by", "clock").get(nomination=name.nomination_id)
    return name


def window_of(name):
    """(opens_at, closes_at) of one name: of the notice that began its time, which a material correction begins anew."""
    running = name.running_clock
    return running.opens_at, running.closes_at


def without_publication(nominations) -> set[int]:
    """Those who no longer agree to publication: nothing that names them is shown (个人信息保护法 第十五条)."""
    pks = set(nominations)
    return pks - set(agreed(ConsentKind.PUBLICATION).filter(pk__in=pks).values_list("pk", flat=True))
