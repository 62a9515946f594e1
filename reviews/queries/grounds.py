"""What a ranking is computed from, as it stands now, in one query; and what has changed since a ranking was made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DecimalField, Exists, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable

from nominations.states import DUAL_SKILLS, DUAL_TITLES
from privacy.hashing import keyed_hash
from reviews import scoring, tally
from reviews.models import Assignment, Ranking, RankingExpert, RankingLine, Recusal
from reviews.queries.rounds import entrants
from reviews.queries.sheets import criteria_of
from reviews.states import SheetState
from reviews.tally import Candidate, Criterion, Inputs, Rules, Sheet


@dataclass(frozen=True)
class Ground:
    """The inputs, and whom their numbers stand for: nominations by 申报编号, members by the expert's number."""

    inputs: Inputs
    nominations: Mapping[str, int]
    members: Mapping[int, int]


def ground(
    round, *, nominations: Iterable[int] | None = None, known: Mapping[int, int] | None = None, size: int | None = None
) -> Ground:
    """The inputs of a round as they stand: the sheets that count of every nomination that has one.

    Under way are those still under review; a ranking made earlier is looked at for the ``nominations`` of its lines and
    with the numbers its experts have (``known``, by member).
    """
    rows = list(_rows(round, entrants(round).values("pk") if nominations is None else list(nominations)))
    numbers = _numbered(round, {member for row in rows for member in row[5]}, known or {})
    candidates = tuple(
        Candidate(
            number=number,
            dual=bool(verified_at and skill in DUAL_SKILLS and title in DUAL_TITLES),
            sheets=_sheets(numbers, members, totals, points),
            earlier=earlier,
            earlier_calibrated=earlier_calibrated,
        )
        for _, number, verified_at, skill, title, members, totals, points, earlier, earlier_calibrated in rows
    )
    inputs = Inputs(rules_of(round, size=size), _criteria(round), candidates)
    return Ground(inputs, {row[1]: row[0] for row in rows}, {number: member for member, number in numbers.items()})


def _rows(round, nominations):
    """One row for each nomination; the arrays run side by side, a sheet's criteria together and in their order."""
    recused = Recusal.objects.filter(member=OuterRef("member"), nomination=OuterRef("nomination"))
    side_by_side = ("member_id", "sheet__scores__criterion__position")
    earlier: dict[str, Combinable]
    if round.plan.earlier_share:
        names = {"earlier": "score", "earlier_calibrated": "calibrated_score"}
        earlier = {name: Subquery(_results_before(round).values(column)[:1]) for name, column in names.items()}
    else:
        earlier = dict.fromkeys(("earlier", "earlier_calibrated"), Value(None, output_field=DecimalField()))
    return (
        Assignment.objects.filter(
            ~Exists(recused),
            round=round,
            nomination__in=nominations,
            withdrawn_at__isnull=True,
            sheet__state=SheetState.SUBMITTED,
        )
        .values_list(
            "nomination_id",
            "nomination__number",
            "nomination__dual_verified_at",
            "nomination__skill_level",
            "nomination__title_level",
        )
        .annotate(
            members=ArrayAgg("member_id", order_by=side_by_side),
            totals=ArrayAgg("sheet__total", order_by=side_by_side),
            points=ArrayAgg("sheet__scores__points", order_by=side_by_side),
            **earlier,
        )
        .order_by("nomination__number")
    )


def _results_before(round):
    """The results of the nomination in the confirmed rankings of earlier rounds, the latest first."""
    return RankingLine.objects.filter(
        nomination=OuterRef("nomination"),
        ranking__confirmed_at__isnull=False,
        ranking__round__season=round.season_id,
        ranking__round__number__lt=round.number,
    ).order_by("-ranking__round__number")


def _sheets(numbers, members, totals, points) -> tuple[Sheet, ...]:
    found = []
    for member, places in groupby(range(len(members)), key=members.__getitem__):
        own = list(places)
        found.append(Sheet(numbers[member], tuple(points[place] for place in own), totals[own[0]]))
    return tuple(sorted(found, key=lambda sheet: sheet.expert))


def _numbered(round, members: set[int], known: Mapping[int, int]) -> dict[int, int]:
    """专家1, 专家2 …: in an order that nobody can tell without the key; members known already keep their number."""
    found = {member: number for member, number in known.items() if member in members}
    fresh = sorted(members - found.keys(), key=lambda member: keyed_hash("ranking expert", f"{round.pk}:{member}"))
    first = max(known.values(), default=0) + 1
    return found | {member: number for number, member in enumerate(fresh, start=first)}


def _criteria(round) -> tuple[Criterion, ...]:
    return tuple(Criterion(one.name, one.indicator, one.maximum, one.weight) for one in criteria_of(round))


def rules_of(round, *, size: int | None = None) -> Rules:
    """What rulebook and plan say about the ranking of a round."""
    rulebook, plan = round.rulebook, round.plan
    return Rules(
        season=round.season.label,
        round_number=round.number,
        round_name=round.name,
        document_number=rulebook.document_number,
        edition=rulebook.edition,
        quota=rulebook.quota,
        scores_dropped=rulebook.scores_dropped,
        scores_needed_to_drop=rulebook.scores_needed_to_drop,
        dual_bonus=rulebook.dual_bonus,
        earlier_share=plan.earlier_share,
        tie_break=tuple(rulebook.tie_break_keys),
        decides=str(rulebook.decides),
        calibration_least_sheets=rulebook.calibration_least_sheets,
        calibration_shrinkage=rulebook.calibration_shrinkage,
        cutoff=str(plan.cutoff),
        cutoff_value=plan.cutoff_value,
        size=size,
    )


def kept(ranking: Ranking, *, hidden: Iterable[int] = ()) -> Inputs:
    """The inputs a ranking was made of, without the nominations that are hidden from the reader."""
    inputs = tally.read(ranking.inputs)
    left_out = ranking.lines.filter(nomination__in=list(hidden)).values_list("nomination__number", flat=True)
    return inputs.without(set(left_out)) if hidden else inputs


def changes(ranking: Ranking, *, hidden: Iterable[int] = ()) -> list[str]:
    """What of its ground has changed since, in words; nothing of what is hidden from the reader counts or is told.

    An unconfirmed ranking also changes by who is under review; a confirmed one is held to the nominations of its lines.
    """
    if not ranking.inputs:
        return ["这份排名由早先的程序生成，没有保存计算依据。"]
    members = dict(RankingExpert.objects.filter(ranking=ranking).values_list("member_id", "number"))
    lines = list(ranking.lines.values_list("nomination_id", "nomination__number"))
    own = None if ranking.confirmed_at is None else [key for key, _ in lines]
    now = ground(ranking.round, nominations=own, known=members, size=ranking.inputs["rules"]["size"])
    if tally.sha256(now.inputs.written()) == ranking.inputs_hash:
        return []
    before, after, told = tally.read(ranking.inputs), now.inputs, []
    if ranking.arithmetic != scoring.VERSION:
        told.append(f"算法由版本{ranking.arithmetic}改为{scoring.VERSION}。")
    if (before.rules, before.criteria) != (after.rules, after.criteria):
        told.append("细则、轮次安排或评分项有变化。")
    hidden = set(hidden)
    unseen = {
        number for key, number in [*lines, *((key, number) for number, key in now.nominations.items())] if key in hidden
    }
    earlier, later = ({one.number: one for one in inputs.candidates} for inputs in (before, after))
    for number in sorted((earlier.keys() | later.keys()) - unseen):
        told += _differences(number, earlier.get(number), later.get(number), is_veiled=bool(hidden))
    return told


def _differences(number: str, was: Candidate | None, now: Candidate | None, *, is_veiled: bool) -> list[str]:
    if was is None or now is None:
        return [f"{number}：生成排名后{'列入' if was is None else '不再列入'}本轮排名。"]
    told = []
    if was.dual != now.dual:
        told.append(f"{number}：双师型核验由{_dual(was.dual)}改为{_dual(now.dual)}。")
    if (was.earlier, was.earlier_calibrated) != (now.earlier, now.earlier_calibrated):
        told.append(f"{number}：前轮得分由{_or_none(was.earlier)}改为{_or_none(now.earlier)}。")
    before, after = ({sheet.expert: sheet for sheet in one.sheets} for one in (was, now))
    for expert in sorted(before.keys() | after.keys()):
        one, other = before.get(expert), after.get(expert)
        who = "一位专家" if is_veiled else f"专家{expert}"  # a gap in the numbers would speak of what is hidden
        if one is None:
            told.append(f"{number}：新增{who}的评分。")
        elif other is None:
            told.append(f"{number}：{who}的评分不再计入（回避、撤回或重开）。")
        elif one != other:
            told.append(f"{number}：{who}的评分由{one.total}改为{other.total}。")
    return told


def _dual(verified: bool) -> str:
    return "通过" if verified else "未通过"


def _or_none(value) -> str:
    return "无" if value is None else str(value)
