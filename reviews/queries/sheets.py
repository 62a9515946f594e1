"""An expert's own sheets. Nothing here can reach another expert's: every read begins with the person.

What a blind round withholds is withheld here: name, 申报编号 and unit are not in the answer of the database at all.
"""

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat

from nominations.states import State
from reviews.models import Entrant, FormerSheet, InterviewSlot, ScoreSheet, SheetCopy
from reviews.queries.confirmations import confirmed_before
from reviews.states import Category, SheetState
from seasons.models import Criterion
from seasons.states import RoundKind

CANDIDATE = "候选人"
IS_BLIND = "assignment__round__plan__is_blind"
ACTING = (
    "state",
    "comment",
    "total",
    "saved_at",
    "submitted_at",
    "abstain_reason",
    "version",
    "window",
    "stroke",
    "session",
    "assignment__nomination__state",
    # who took which part, for the separation of duties
    "assignment__nomination__candidate_id",
    "assignment__nomination__identity_hash",
    "assignment__nomination__drafted_by_id",
    "assignment__nomination__declared_by_id",
    "assignment__nomination__screener_id",
    "assignment__withdrawn_at",
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
    "assignment__round__seed",
    "assignment__round__plan__is_blind",
    "assignment__round__plan__peers",
    "assignment__round__rulebook__score_step",
    "assignment__round__rulebook__comment_below",
    "assignment__round__rulebook__comment_above",
)
# Whom the office's letters and the ledger name; never in an answer that is shown to the expert.
NAMING = ("assignment__nomination__number", "assignment__nomination__name", "assignment__nomination__unit_name")


class IsConflicted(Func):
    """The database's own answer to whether the pair must be kept apart (migration 0002)."""

    function = "reviews_conflicted"
    output_field = BooleanField()


def conflicted_on(day) -> IsConflicted:
    """Whether the sheet's pair must be kept apart on a day."""
    return IsConflicted(
        F("assignment__member_id"), F("assignment__nomination_id"), Value(day, output_field=DateField())
    )


def blind_code():
    """盲评编号 of the sheet's candidate in its round."""
    same = Entrant.objects.filter(round=OuterRef("assignment__round"), nomination=OuterRef("assignment__nomination"))
    return Subquery(same.values("code")[:1])


def _unless_blind(column, blind):
    """A column of the nomination, and what stands for it in a blind round; the choice is made by the database."""
    return Case(
        When(**{IS_BLIND: True}, then=blind), default=F(f"assignment__nomination__{column}"), output_field=CharField()
    )


def shown():
    """What a candidate is called on every page of the expert: title, serial and unit."""
    return {
        "serial": _unless_blind("number", blind_code()),
        "title": _unless_blind("name", Concat(Value(CANDIDATE), blind_code())),
        "unit": _unless_blind("unit_name", Value("")),
    }


def _own(user):
    return ScoreSheet.objects.filter(
        assignment__member__user=user,
        assignment__member__stood_down_at__isnull=True,
        assignment__withdrawn_at__isnull=True,
    )


def _in_play(user):
    """Sheets whose file is still judged."""
    return _own(user).filter(
        assignment__nomination__state=State.UNDER_REVIEW, assignment__round__closed_at__isnull=True
    )


def queue(user, season, state: str = ""):
    """The files of an expert in a season whose judging is under way, by their serial."""
    sheets = _in_play(user).filter(assignment__round__season=season)
    if state == "draft":
        sheets = sheets.filter(state=SheetState.OPEN, saved_at__isnull=False)
    elif state in SheetState.values:
        sheets = sheets.filter(state=state)
    elif state == "done":
        sheets = sheets.exclude(state=SheetState.OPEN)
    return sheets


def rows_of(sheets):
    """What the list prints of each sheet, and nothing else."""
    return (
        sheets.annotate(**shown())
        .order_by("serial", "pk")
        .values(
            "pk",
            "state",
            "saved_at",
            "submitted_at",
            "total",
            "title",
            "serial",
            "unit",
            trade=F("assignment__nomination__trade"),
            round=F("assignment__round__name"),
            is_blind=F(IS_BLIND),
        )
    )


def own_progress(user, season) -> dict:
    """n of m, and the moment by which it must be done: one query."""
    is_open = Q(state=SheetState.OPEN)
    return (
        queue(user, season)
        .order_by()
        .aggregate(
            total=Count("pk"),
            waiting=Count("pk", filter=is_open),
            drafts=Count("pk", filter=is_open & Q(saved_at__isnull=False)),
            submitted=Count("pk", filter=Q(state=SheetState.SUBMITTED)),
            abstained=Count("pk", filter=Q(state=SheetState.ABSTAINED)),
            in_person=Count("pk", filter=~Q(assignment__round__plan__kind=RoundKind.PAPER)),
            closes_at=Min("assignment__round__closes_at", filter=is_open),
            oldest=Min("assignment__assigned_at", filter=is_open),
        )
    )


def neighbours(user, sheet) -> dict[str, int | None]:
    """Previous and next file of the same queue, and the next one still open: one query.

    A round heard in person goes by its timetable; ``turn`` is the hour of this candidate, and none where there is no
    timetable.
    """
    mine = _in_play(user).filter(assignment__round=sheet.assignment.round_id)
    mine = mine.annotate(serial=shown()["serial"], turn=_turn())
    hours = {
        pk: (state, turn)
        for pk, state, turn in mine.order_by("turn", "serial", "pk").values_list("pk", "state", "turn")
    }
    rows = [(pk, state) for pk, (state, _) in hours.items()]
    keys = list(hours)
    here = keys.index(sheet.pk) if sheet.pk in keys else len(keys)
    following = rows[here + 1 :] + rows[:here]
    return {
        "place": here + 1,
        "total": len(rows),
        "done": sum(state != SheetState.OPEN for _, state in rows),
        "previous": keys[here - 1] if here else None,
        "next": keys[here + 1] if here + 1 < len(keys) else None,
        "next_open": next((pk for pk, state in following if state == SheetState.OPEN), None),
        "turn": hours[sheet.pk][1] if sheet.pk in hours else None,
    }


def _turn():
    """When the candidate of a sheet is heard in its round."""
    slots = InterviewSlot.objects.filter(
        timetable__round=OuterRef("assignment__round"), nomination=OuterRef("assignment__nomination")
    )
    return Subquery(slots.values("starts_at"))


def has_copies():
    """Whether anything typed lies beside the sheet."""
    return Exists(SheetCopy.objects.filter(sheet=OuterRef("pk")))


def _acting(sheets, *, on):
    return sheets.select_related(
        "assignment__nomination",
        "assignment__revision",
        "assignment__member__user",
        "assignment__round__rulebook",
        "assignment__round__plan",
    ).annotate(is_conflicted=conflicted_on(on), is_declared=confirmed_before("assignment__"), **shown())


def sheet_for(user, pk, *, on):
    """One of the expert's own sheets with what the acts on it ask; anybody else's is not found."""
    latest = FormerSheet.objects.filter(sheet=OuterRef("pk")).order_by("-number")
    return (
        _acting(_own(user).filter(pk=pk), on=on)
        .only(*ACTING)
        .annotate(
            has_copies=has_copies(),
            reopened_because=Subquery(latest.values("reason")[:1]),
            reopened_at=Subquery(latest.values("reopened_at")[:1]),
        )
    )


def said_of(member, nomination) -> str:
    """What a member is told a file is called: by its code where he has it from a blind round."""
    of_it = ScoreSheet.objects.filter(**{IS_BLIND: True}, assignment__member=member, assignment__nomination=nomination)
    code = of_it.annotate(code=blind_code()).values_list("code", flat=True).order_by("-pk").first()
    return f"{CANDIDATE}{code}" if code else f"申报{nomination.number}（{nomination.name}）"


def office_sheet(pk, *, on):
    """A sheet for the office, which reopens it; points are not read."""
    return _acting(ScoreSheet.objects.filter(pk=pk), on=on).only(*ACTING, *NAMING)


def former_of(sheet):
    """The submissions that were kept when it was opened again; for the office without what was scored."""
    return sheet.former.select_related("reopened_by").only(
        "number", "submitted_at", "reopened_at", "cause", "reason", "reopened_by__full_name"
    )


def locked_sheet(pk, *, on) -> ScoreSheet:
    """A sheet, held until the act is done: one statement; what a wait left old of its round the database asks again."""
    held = ScoreSheet.objects.select_for_update(of=("self",)).filter(pk=pk)
    return _acting(held, on=on).only(*ACTING, *NAMING).annotate(has_copies=has_copies()).get()


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


def copies_of(sheet, *, apart_from: str = "") -> list:
    """What was typed in other windows and could not go into the sheet, the latest first."""
    return list(sheet.copies.exclude(window=apart_from))


def shares_session():
    """Whether the sign-in that wrote this sheet wrote another member's in the same round: somebody may score for another."""
    return Exists(
        ScoreSheet.objects.filter(assignment__round=OuterRef("round"), session=OuterRef("sheet__session"))
        .exclude(session="")
        .exclude(assignment__member=OuterRef("member"))
    )


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
