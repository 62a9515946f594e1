"""An expert's own sheets. Nothing here can reach another expert's: every read begins with the person."""

from collections import defaultdict

from django.db.models import BooleanField, Count, DateField, DecimalField, F, Func, Min, Prefetch, Q, Value
from django.urls import reverse

from common.files import size_words
from nominations.achievement_kinds import in_order
from nominations.models import Evidence, Nomination, Revision
from nominations.states import PaperPurpose, State
from reviews import pledge
from reviews.models import Assignment, ScoreSheet
from reviews.states import Category, SheetState
from seasons.models import Criterion
from seasons.states import Indicator

OWN = (
    "state",
    "assignment__nomination__state",
    "saved_at",
    "submitted_at",
    "total",
    "assignment__nomination__number",
    "assignment__nomination__name",
    "assignment__nomination__unit_name",
    "assignment__nomination__trade",
)
# What an expert may read of a candidate: no document, no telephone, no birth date, no membership number.
SHOWN = (
    "number",
    "name",
    "sex",
    "channel",
    "state",
    "unit_name",
    "post",
    "trade",
    "work_years",
    "line_years",
    "education",
    "skill_level",
    "title_level",
    "title_name",
    "studio_kind",
    "studio_name",
    "dual_verified_at",
    "summary",
    "deeds",
)
READABLE = ("statements", "achievements", "exceptions", "evidence")
ACTING = (
    "state",
    "comment",
    "total",
    "saved_at",
    "submitted_at",
    "abstain_reason",
    "assignment__withdrawn_at",
    "assignment__nomination__number",
    "assignment__nomination__name",
    "assignment__nomination__state",
    "assignment__member__category",
    "assignment__member__pledged_at",
    "assignment__member__pledge_version",
    "assignment__member__stood_down_at",
    "assignment__member__user__full_name",
    "assignment__revision__nomination",
    "assignment__revision__number",
    "assignment__revision__occasion",
    "assignment__revision__made_at",
    "assignment__round__closed_at",
    "assignment__round__name",
    "assignment__round__opens_at",
    "assignment__round__closes_at",
    "assignment__round__season_id",
    "assignment__round__plan_id",
    "assignment__round__rulebook__score_step",
    "assignment__round__rulebook__comment_below",
    "assignment__round__rulebook__comment_above",
)


class IsConflicted(Func):
    """The database's own answer to whether the pair must be kept apart (migration 0002)."""

    function = "reviews_conflicted"
    output_field = BooleanField()


def conflicted_on(day) -> IsConflicted:
    """Whether the sheet's pair must be kept apart on a day."""
    return IsConflicted(
        F("assignment__member_id"), F("assignment__nomination_id"), Value(day, output_field=DateField())
    )


def _own(user):
    return ScoreSheet.objects.filter(
        assignment__member__user=user,
        assignment__member__stood_down_at__isnull=True,
        assignment__withdrawn_at__isnull=True,
    )


def queue(user, season, state: str = ""):
    """The files of an expert in a season whose judging is under way, by number."""
    sheets = _own(user).filter(
        assignment__round__season=season,
        assignment__nomination__state=State.UNDER_REVIEW,
        assignment__round__closed_at__isnull=True,
    )
    if state == SheetState.OPEN:
        sheets = sheets.filter(state=SheetState.OPEN)
    elif state:
        sheets = sheets.exclude(state=SheetState.OPEN)
    return sheets.select_related("assignment__nomination").only(*OWN).order_by("assignment__nomination__number")


def rows_of(sheets):
    """What the list prints of each sheet, and nothing else."""
    nomination = "assignment__nomination__"
    return sheets.values(
        "pk",
        "state",
        "saved_at",
        "total",
        name=F(f"{nomination}name"),
        number=F(f"{nomination}number"),
        unit=F(f"{nomination}unit_name"),
        trade=F(f"{nomination}trade"),
    )


def own_progress(user, season) -> dict:
    """n of m, and the moment by which it must be done: one query."""
    return (
        queue(user, season)
        .order_by()
        .aggregate(
            total=Count("pk"),
            waiting=Count("pk", filter=Q(state=SheetState.OPEN)),
            closes_at=Min("assignment__round__closes_at"),
            oldest=Min("assignment__assigned_at", filter=Q(state=SheetState.OPEN)),
        )
    )


def neighbours(user, sheet) -> dict[str, int | None]:
    """Previous and next file of the same queue, and the next one still open: one query."""
    number = sheet.assignment.nomination.number
    mine = _own(user).filter(
        assignment__round=sheet.assignment.round_id, assignment__nomination__state=State.UNDER_REVIEW
    )
    rows = list(
        mine.order_by("assignment__nomination__number").values_list("pk", "assignment__nomination__number", "state")
    )
    before = [pk for pk, other, _ in rows if other < number]
    after = [pk for pk, other, _ in rows if other > number]
    open_ones = [pk for pk, other, state in rows if state == SheetState.OPEN and pk != sheet.pk and other > number]
    open_ones += [pk for pk, other, state in rows if state == SheetState.OPEN and other < number]
    return {
        "place": len(before) + 1,
        "total": len(rows),
        "done": sum(state != SheetState.OPEN for _, _, state in rows),
        "previous": before[-1] if before else None,
        "next": after[0] if after else None,
        "next_open": open_ones[0] if open_ones else None,
    }


def sheet_for(user, pk, *, on):
    """One of the expert's own sheets with what the acts on it ask; anybody else's is not found."""
    return (
        _own(user)
        .filter(pk=pk)
        .select_related(
            "assignment__nomination",
            "assignment__revision",
            "assignment__member__user",
            "assignment__round__rulebook",
        )
        .only(*ACTING)
        .annotate(is_conflicted=conflicted_on(on))
    )


def locked_sheet(pk, *, on) -> ScoreSheet:
    """A sheet, held until the act is done, and read afresh once it is held."""
    ScoreSheet.objects.select_for_update().only("pk").get(pk=pk)
    return (
        ScoreSheet.objects.select_related(
            "assignment__nomination",
            "assignment__revision",
            "assignment__member__user",
            "assignment__round__rulebook",
        )
        .only(*ACTING)
        .annotate(is_conflicted=conflicted_on(on))
        .get(pk=pk)
    )


def criteria_of(round) -> list[Criterion]:
    """The lines of a round's score sheet in their order: one query."""
    return list(
        Criterion.objects.filter(
            Q(round_number__isnull=True) | Q(round_number=F("rulebook__round_plans__position")),
            rulebook__round_plans=round.plan_id,
        ).order_by("position")
    )


def scores_of(sheet):
    """What is written on a sheet so far, by criterion."""
    return {score.criterion_id: score for score in sheet.scores.all()}


def dossier_of(nomination_id) -> Nomination:
    """What an expert reads: statements, achievements and evidence; no contact and no identity in the answer at all."""
    found = (
        Nomination.objects.only(*SHOWN, "industry__name")
        .select_related("industry")
        .prefetch_related(
            "statements",
            "achievements",
            "exception_requests",
            Prefetch(
                "evidence",
                Evidence.objects.filter(purpose=PaperPurpose.EVIDENCE).only(
                    "nomination", "indicator", "title", "token", "content_kind", "size"
                ),
            ),
        )
        .get(pk=nomination_id)
    )
    papers = defaultdict(list)
    for one in found.evidence.all():
        papers[one.indicator].append(
            {
                "title": one.title,
                "url": reverse("reviews:evidence", args=[one.token]),
                "kind": one.content_kind.upper(),
                "size": size_words(one.size),
            }
        )
    texts = {one.indicator: one.text for one in found.statements.all()}
    found.parts = [
        {"title": indicator.label, "text": texts.get(indicator, ""), "evidence": papers[indicator]}
        for indicator in Indicator
    ]
    found.papers, found.works, found.facts = papers[""], in_order(found.achievements.all()), _facts(found)
    return found


def readable_content(revision) -> dict:
    """What of a revision an expert may read: the same columns as of the dossier, the texts, the rows and the papers."""
    content = revision.content
    columns = {name: value for name, value in content["columns"].items() if name in SHOWN}
    return {part: content[part] for part in READABLE if part in content} | {"columns": columns}


def revisions_up_to(assignment):
    """The judged revision and those before it, the first one first."""
    judged = assignment.revision
    if judged is None:
        return []
    return list(Revision.objects.filter(nomination=assignment.nomination_id, number__lte=judged.number))


def _facts(nomination):
    return [
        ("工作单位", nomination.unit_name),
        ("岗位（职务）", nomination.post),
        ("工种", nomination.trade),
        ("行业", nomination.industry.name if nomination.industry else ""),
        ("性别", nomination.get_sex_display()),
        ("学历", nomination.get_education_display()),
        ("一线工作年限", nomination.line_years),
        ("推荐途径", nomination.get_channel_display()),
        ("职业技能等级", nomination.get_skill_level_display()),
        ("职称", nomination.title_name or nomination.get_title_level_display()),
        ("双师型", nomination.dual_verification.label),
        ("工作室", nomination.studio_words),
    ]


def evidence_for(user, token):
    """A piece of evidence of a file the person judges now, or reads for supervision of the review."""
    judged = Assignment.objects.filter(
        member__user=user,
        member__stood_down_at__isnull=True,
        member__pledge_version=pledge.CURRENT.version,
        withdrawn_at__isnull=True,
        round__closed_at__isnull=True,
    ).values("nomination")
    return Evidence.objects.select_related("nomination__season").filter(token=token, nomination__in=judged)


def declarable(season, words: str = ""):
    """候选人名单 for declaring a recusal: names and units, nothing else is even fetched."""
    candidates = Nomination.objects.filter(season=season, state=State.UNDER_REVIEW)
    if words:
        candidates = candidates.filter(Q(name__icontains=words) | Q(unit_name__icontains=words))
    return candidates.order_by("number").only("state", "number", "name", "unit_name")


def overview(round, *, hidden):
    """评分表一览 for the office: one row for each sheet that stands; a total only of a closed round."""
    total = F("total") if round.closed_at is not None else Value(None, output_field=DecimalField())
    categories, states = dict(Category.choices), dict(SheetState.choices)
    rows = (
        ScoreSheet.objects.filter(assignment__round=round, assignment__withdrawn_at__isnull=True)
        .exclude(assignment__nomination__in=hidden)
        .order_by("assignment__nomination__number", "pk")
        .values(
            "submitted_at",
            number=F("assignment__nomination__number"),
            name=F("assignment__nomination__name"),
            unit=F("assignment__nomination__unit_name"),
            expert=F("assignment__member__user__full_name"),
            category=F("assignment__member__category"),
            standing=F("state"),
            points=total,
        )
    )
    return [
        row | {"category": categories[row["category"]], "state": states[row["standing"]], "total": row["points"]}
        for row in rows
    ]
