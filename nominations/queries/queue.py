"""资格审核台的列表: what waits to be screened, by whatever it is looked for; as many queries for one file as for a thousand."""

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from nominations.models import ExceptionRequest, Nomination, ScreeningDecision, ScreeningLine
from nominations.queries.ties import ROW_COLUMNS
from nominations.states import DUAL_SKILLS, DUAL_TITLES, Channel, Conclusion, Standing, State, Verification

NOBODY, MINE, OTHERS = "nobody", "mine", "others"
FRESH, RESUBMITTED, CHECKING, CORRECTING = "fresh", "resubmitted", "checking", "correcting"
DIRECT = "direct"  # 本人直接报送: no body files it
TALLIES_ARE_FRESH_FOR = 20  # seconds; the numbers beside a filter may be so old, those of the own work never are

OF_THE_ROW = ScreeningDecision.objects.filter(nomination=OuterRef("pk"))
ASKS_AN_EXCEPTION = Exists(ExceptionRequest.objects.filter(nomination=OuterRef("pk")))
WAS_RETURNED = Exists(OF_THE_ROW.filter(conclusion=Conclusion.RETURN, standing=Standing.IN_FORCE))
AWAITS_CHECK = Exists(OF_THE_ROW.filter(standing=Standing.PROPOSED))
IS_DUAL = Q(skill_level__in=DUAL_SKILLS, title_level__in=DUAL_TITLES)

PRINTED = (
    "pk",
    "number",
    "name",
    "unit_name",
    "channel",
    "state",
    "submitted_at",
    "correction_due",
    "skill_level",
    "title_level",
    "dual_verified_at",
    "filing_body__name",
    "filing_body__short_name",
    "screener_id",
    "screener__full_name",
    "claimed_at",
    *ROW_COLUMNS,
)
ORDERS = {
    "submitted": ("submitted_at", "pk"),
    "number": ("number",),
    "name": ("name", "pk"),
    "district": ("filing_body__path", "submitted_at", "pk"),
    "claimed": ("claimed_at", "pk"),
    "due": ("correction_due", "pk"),
}


def queue(user, *, chosen=None, order=""):
    """待审: filed nominations, the oldest first; corrections under way where they are asked for."""
    chosen = chosen or {}
    stage = chosen.get("stage", "")
    found = Nomination.objects.filter(state=State.CORRECTING if stage == CORRECTING else State.SUBMITTED)
    for name, narrowed in _NARROWINGS.items():
        if chosen.get(name):
            found = narrowed(found, chosen[name], user)
    key = order.removeprefix("-")
    columns = ORDERS.get(key, ORDERS["submitted"])
    return found.order_by(*(f"-{one}" for one in columns) if order.startswith("-") and key in ORDERS else columns)


def _by_stage(found, stage, user):
    if stage == CHECKING:
        return found.filter(AWAITS_CHECK)
    if stage in (FRESH, RESUBMITTED):
        return found.filter(WAS_RETURNED if stage == RESUBMITTED else ~WAS_RETURNED)
    return found


def _by_claim(found, whose, user):
    if whose == NOBODY:
        return found.filter(screener__isnull=True)
    if whose == MINE:
        return found.filter(screener=user)
    return found.filter(screener__isnull=False).exclude(screener=user)


def _by_district(found, key, user):
    return found.filter(filing_body__isnull=True) if key == DIRECT else found.filter(filing_body_id=key)


def _yes_or_no(condition):
    return lambda found, answer, user: found.filter(condition) if answer == "yes" else found.exclude(condition)


_NARROWINGS = {
    "words": lambda found, words, user: found.filter(
        Q(name__icontains=words) | Q(number__icontains=words) | Q(unit_name__icontains=words)
    ),
    "stage": _by_stage,
    "claimed": _by_claim,
    "district": _by_district,
    "channel": lambda found, channel, user: found.filter(channel=channel),
    "industry": lambda found, name, user: found.filter(industry__name=name),
    "dual": _yes_or_no(IS_DUAL),
    "exception": _yes_or_no(ASKS_AN_EXCEPTION),
}


def rows_of(found):
    """What the queue prints of each file, with how many lines are decided on the dossier as it now is."""
    since = Q(at__gte=OuterRef("submitted_at")) | Q(kept_at__gte=OuterRef("submitted_at"))
    lines = ScreeningLine.objects.filter(since, nomination=OuterRef("pk")).order_by()
    decided = Coalesce(Subquery(lines.values("nomination").annotate(count=Count("pk")).values("count")), 0)
    return found.annotate(
        decided_lines=decided,
        asks_an_exception=ASKS_AN_EXCEPTION,
        was_returned=WAS_RETURNED,
        awaits_check=AWAITS_CHECK,
    ).values(*PRINTED, "decided_lines", "asks_an_exception", "was_returned", "awaits_check")


def special_words(row) -> str:
    """特别事项 of a row of the queue: 双师, 破格, 补正后重报, 待复核."""
    found = []
    if row["skill_level"] in DUAL_SKILLS and row["title_level"] in DUAL_TITLES:
        found.append(str((Verification.VERIFIED if row["dual_verified_at"] else Verification.PENDING).label))
    if row["asks_an_exception"]:
        found.append("申请破格")
    if row["was_returned"] and row["state"] == State.SUBMITTED:
        found.append("补正后重报")
    if row["awaits_check"]:
        found.append("待复核")
    return "；".join(found)


@dataclass(frozen=True)
class Held:
    """How many wait in all, with the person who asks, with nobody."""

    total: int
    mine: int
    nobody: int


def held(user) -> Held:
    """Who holds what, as of this moment."""
    return Held(
        **Nomination.objects.filter(state=State.SUBMITTED).aggregate(
            total=Count("pk"),
            mine=Count("pk", filter=Q(screener=user)),
            nobody=Count("pk", filter=Q(screener__isnull=True)),
        )
    )


def tallies() -> dict[str, list[tuple[str, str, int]]]:
    """How many there are behind each choice of a filter: (value, word, count); remembered for a few seconds."""
    return caches["process"].get_or_set("screening.tallies", _counted, TALLIES_ARE_FRESH_FOR) or _counted()


def _counted():
    filed = Nomination.objects.filter(state=State.SUBMITTED).order_by()
    districts = filed.values_list("filing_body_id", "filing_body__path", "filing_body__name").annotate(Count("pk"))
    bodies = sorted((path or "", key or 0, name or "", count) for key, path, name, count in districts)
    if not bodies or bodies[0][1]:
        bodies.insert(0, ("", 0, "", 0))
    industries = filed.filter(industry__isnull=False).values_list("industry__name").annotate(Count("pk"))
    channels = dict(filed.values_list("channel").annotate(Count("pk")))
    asked = ExceptionRequest.objects.filter(nomination__state=State.SUBMITTED)
    decisions = ScreeningDecision.objects.filter(nomination__state=State.SUBMITTED)
    told = decisions.aggregate(
        checking=Count("nomination", distinct=True, filter=Q(standing=Standing.PROPOSED)),
        resubmitted=Count(
            "nomination", distinct=True, filter=Q(standing=Standing.IN_FORCE, conclusion=Conclusion.RETURN)
        ),
    )
    total = sum(count for *_, count in bodies)
    return {
        "district": [(str(key or DIRECT), name or "本人直接报送", count) for _, key, name, count in bodies],
        "industry": [(name, name, count) for name, count in sorted(industries)],
        "channel": [(value, label, channels.get(value, 0)) for value, label in Channel.choices],
        "stage": [
            (FRESH, "首次报送", total - told["resubmitted"]),
            (RESUBMITTED, "补正后重报", told["resubmitted"]),
            (CHECKING, "待复核", told["checking"]),
            (CORRECTING, "补正中", Nomination.objects.filter(state=State.CORRECTING).count()),
        ],
        "dual": _both(filed.filter(IS_DUAL).count(), total),
        "exception": _both(asked.aggregate(count=Count("nomination", distinct=True))["count"], total),
    }


def _both(count, total):
    return [("yes", "是", count), ("no", "否", total - count)]


def neighbours(user, nomination) -> tuple[str, str]:
    """The numbers of the file before and the file after in one's own claimed work, oldest first; empty at the ends."""
    mine = Nomination.objects.filter(state=State.SUBMITTED, screener=user)
    here = (nomination.submitted_at, nomination.pk)
    before = mine.filter(Q(submitted_at__lt=here[0]) | Q(submitted_at=here[0], pk__lt=here[1]))
    after = mine.filter(Q(submitted_at__gt=here[0]) | Q(submitted_at=here[0], pk__gt=here[1]))
    return (
        before.order_by("-submitted_at", "-pk").values_list("number", flat=True).first() or "",
        after.order_by("submitted_at", "pk").values_list("number", flat=True).first() or "",
    )


def waiting_for_screener(user, now) -> list[Waiting]:
    """资格审核台: what this person has claimed, what waits for a second person, and what nobody has claimed yet."""
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
        *waiting_to_be_checked(user),
        Waiting("待领办的资格审核", filed["unclaimed"], f"{url}?claimed={NOBODY}", filed["oldest_unclaimed"], rank=20),
    ]
    return [line for line in lines if line.count]


def waiting_to_be_checked(user) -> list[Waiting]:
    """待复核: the conclusions of others."""
    others = ScreeningDecision.objects.filter(standing=Standing.PROPOSED).exclude(by=user)
    told = others.aggregate(count=Count("pk"), oldest=Min("at"))
    url = f"{reverse('nominations:screening')}?stage={CHECKING}"
    return [Waiting("待复核的审核结论", told["count"], url, told["oldest"], rank=15)] if told["count"] else []
