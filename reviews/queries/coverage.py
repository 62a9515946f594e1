"""给分与覆盖: what the office reads of a round as a whole, over the nominations that are not hidden from the reader."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, F, Q

from reviews import severity
from reviews.calibration import Mark, calibrate
from reviews.models import Assignment, CommitteeMember, Entrant, MemberField, Recusal, Score, ScoreSheet
from reviews.queries.committee import sitting
from reviews.states import RecusalGround, RecusalSource, SheetState

NO_FIELD = "未填行业"


def totals(round, *, hidden: Collection[int]) -> list[tuple[int, int, Decimal]]:
    """(member, nomination, total) of every valid sheet of a round: one query."""
    rows = (
        ScoreSheet.objects.filter(
            state=SheetState.SUBMITTED, assignment__round=round, assignment__withdrawn_at__isnull=True
        )
        .exclude(assignment__nomination__in=hidden)
        .order_by("assignment__member", "assignment__nomination")
        .values_list("assignment__member_id", "assignment__nomination_id", "total")
    )
    return [(member, nomination, total) for member, nomination, total in rows if total is not None]


def full_marks(round, *, hidden: Collection[int]) -> dict[int, tuple[int, int]]:
    """By member: how many single scores stand at the criterion's full mark, of how many: one query."""
    rows = (
        Score.objects.filter(
            sheet__state=SheetState.SUBMITTED,
            sheet__assignment__round=round,
            sheet__assignment__withdrawn_at__isnull=True,
        )
        .exclude(sheet__assignment__nomination__in=hidden)
        .values_list("sheet__assignment__member_id")
        .annotate(full=Count("pk", filter=Q(points=F("criterion__maximum"))), all=Count("pk"))
        .order_by()
    )
    return {member: (full, every) for member, full, every in rows}


@dataclass(frozen=True)
class Severity:
    """One row of the page: the member, what the scores come to, the share of full marks."""

    member: CommitteeMember
    habit: severity.Habit
    full: int
    scores: int
    leaning: Decimal | None = None  # 校准模型估计的宽严，大于零偏宽

    @property
    def full_share(self) -> Decimal:
        """满分项占比 in per cent."""
        return Decimal(self.full * 100) / self.scores if self.scores else Decimal(0)


def severities(round, *, hidden: Collection[int]) -> tuple[list[Severity], str]:
    """Every member with a valid sheet, the most lenient first, whoever has too few at the end; and why the model gives
    no leanings, where it gives none: three queries."""
    marks, book = totals(round, hidden=hidden), round.rulebook
    found = severity.habits(marks, least_sheets=book.calibration_least_sheets)
    model = calibrate(
        (Mark(*one) for one in marks), shrinkage=book.calibration_shrinkage, least_sheets=book.calibration_least_sheets
    )
    full = full_marks(round, hidden=hidden)
    members = CommitteeMember.objects.select_related("user").only("category", "user__full_name").in_bulk(found)
    rows = [
        Severity(members[key], habit, *full.get(key, (0, 0)), model.leanings.get(key)) for key, habit in found.items()
    ]
    rows.sort(key=lambda one: (not one.habit.is_enough, -(one.habit.difference or Decimal(0)), one.member.pk))
    return rows, model.unfit


@dataclass
class FieldRow:
    """One industry of the season: its files, the panels' categories, and how many members know the field."""

    name: str
    files: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    judges: int = 0
    experts: int = 0
    matched: int = 0

    @property
    def assignments(self) -> int:
        """分派人次."""
        return sum(self.categories.values())

    @property
    def match(self) -> Decimal | None:
        """对口率: the share of assignments to members who know the field, in per cent."""
        return Decimal(self.matched * 100) / self.assignments if self.assignments else None


def fields(round, *, hidden: Collection[int]) -> list[FieldRow]:
    """Files and panels by industry, the largest first: three queries."""
    rows: dict[str, FieldRow] = {}

    def row(name: str | None) -> FieldRow:
        return rows.setdefault(name or NO_FIELD, FieldRow(name or NO_FIELD))

    files = (
        Entrant.objects.filter(round=round)
        .exclude(nomination__in=hidden)
        .values_list("nomination__industry__name")
        .annotate(files=Count("pk"))
        .order_by()
    )
    for name, count in files:
        row(name).files = count
    known = _known_fields(round.season_id)
    judges: dict[str, set[int]] = defaultdict(set)
    panels = (
        Assignment.objects.filter(round=round, withdrawn_at__isnull=True)
        .exclude(nomination__in=hidden)
        .values_list("nomination__industry__name", "member_id", "member__category")
        .annotate(files=Count("pk"))
        .order_by()
    )
    for name, member, category, count in panels:
        one = row(name)
        one.categories[category] += count
        one.matched += count if member in known.get(one.name, ()) else 0
        judges[one.name].add(member)
    for name, one in rows.items():
        one.judges, one.experts = len(judges[name]), len(known.get(name, ()))
    return sorted(rows.values(), key=lambda one: (-one.files, one.name))


def _known_fields(season) -> dict[str, set[int]]:
    """Sitting members by the industry they said they know."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = MemberField.objects.filter(member__in=sitting(season)).values_list("name", "member_id")
    for name, member in rows:
        found[name].add(member)
    return found


def recusal_numbers(
    season, *, hidden: Collection[int]
) -> tuple[list[tuple[str, list[tuple[str, int]]]], dict[str, int]]:
    """回避 by ground and source, and how many members and nominations they concern: two queries."""
    rows = Recusal.objects.filter(member__season=season).exclude(nomination__in=hidden)
    counts = {
        (ground, source): count
        for ground, source, count in rows.values_list("ground", "source").annotate(pairs=Count("pk")).order_by()
    }
    sums = rows.aggregate(
        pairs=Count("pk"), members=Count("member", distinct=True), nominations=Count("nomination", distinct=True)
    )
    grounds = [ground for ground in RecusalGround if any(one == ground for one, _ in counts)]
    table = [
        (
            str(ground.label),
            [(str(source.label), counts.get((ground.value, source.value), 0)) for source in RecusalSource],
        )
        for ground in grounds
    ]
    return table, sums
