"""评审结果: what those who nominated may read of their own, and the comments before they go out."""

from collections import defaultdict

from django.db.models import Q

from nominations import queries as nomination_queries
from reviews.grouping import lot
from reviews.models import CommentRedaction, OutcomeRelease, RankingLine, Round, Score, ScoreSheet
from reviews.queries.rounds import NAMED
from reviews.states import SheetState

OVERALL = "总评"


def visible_to(user):
    """The only door: lines of confirmed rankings of released rounds, of the person's own and his bodies' candidates."""
    return _released().filter(nomination__in=nomination_queries.nominated_by(user).values("pk"))


def _released():
    return (
        RankingLine.objects.filter(ranking__confirmed_at__isnull=False, ranking__round__release__isnull=False)
        .select_related("nomination", "ranking__round__season", "ranking__round__release")
        .only(
            "total",
            "panel_score",
            "earlier",
            "bonus",
            "scores_given",
            "is_shortlisted",
            "ranking__round__name",
            "ranking__round__number",
            "ranking__round__season__label",
            "ranking__round__season__code",
            "ranking__round__release__shows_score",
            "ranking__round__release__shows_comments",
            "ranking__round__release__released_at",
            "ranking__round__release__lot",
            *(f"nomination__{name}" for name in NAMED),
        )
        .order_by("-ranking__round__season__code", "-ranking__round__number", "nomination__number")
    )


def lines_of(release):
    """Every line of a released round, for the letters."""
    return _released().filter(ranking__round=release.round_id)


def own_outcome(user, round_id, number):
    """One candidate's outcome in one round, for those who nominated him."""
    return visible_to(user).filter(ranking__round=round_id, nomination__number=number)


def comments_of(lines) -> dict[int, list[tuple[str, list[str]]]]:
    """Per line the comments, criterion by criterion and then overall, each list in an order of its own by lot.

    Nothing of who wrote them, when or on what leaves the database; a redacted copy stands for its comment. Three queries
    however many lines; a line whose release keeps comments back has none.
    """
    shown = [line for line in lines if line.ranking.round.release.shows_comments]
    wanted = {(line.ranking.round_id, line.nomination_id): line for line in shown}
    if not wanted:
        return {}
    ours = Q(assignment__round__in={key for key, _ in wanted}, assignment__nomination__in={key for _, key in wanted})
    judged = ScoreSheet.objects.filter(ours, state=SheetState.SUBMITTED, assignment__withdrawn_at__isnull=True)
    copies = {(one.sheet_id, one.criterion_id): one.text for one in CommentRedaction.objects.filter(sheet__in=judged)}
    found = defaultdict(list)
    rows = Score.objects.filter(sheet__in=judged).exclude(comment="").order_by("criterion__position")
    for round, nomination, sheet, criterion, name, text in rows.values_list(
        "sheet__assignment__round", "sheet__assignment__nomination", "sheet", "criterion", "criterion__name", "comment"
    ):
        found[round, nomination].append((name, sheet, copies.get((sheet, criterion), text)))
    for round, nomination, sheet, text in judged.exclude(comment="").values_list(
        "assignment__round", "assignment__nomination", "pk", "comment"
    ):
        found[round, nomination].append((OVERALL, sheet, copies.get((sheet, None), text)))
    return {line.pk: _mixed(found[key], line) for key, line in wanted.items()}


def _mixed(comments, line):
    """Every criterion with a lot of its own, so that the first here and the first there are not the same hand."""
    by_name = defaultdict(list)
    for name, sheet, text in comments:
        if text.strip():
            by_name[name].append((lot(line.ranking.round.release.lot, line.nomination_id, name, sheet), text))
    return [(name, [text for _, text in sorted(texts)]) for name, texts in by_name.items()]


def locked_for_release(pk) -> Round:
    """A round, held until its release is done."""
    return Round.objects.select_for_update(of=("self",)).select_related("season", "plan").get(pk=pk)


def release_of(round) -> OutcomeRelease | None:
    """Whether and how a round's outcome has been released."""
    return OutcomeRelease.objects.filter(round=round).select_related("released_by").first()


def to_review(round, *, hidden=frozenset(), words: str = ""):
    """评语 of a round before they go out, by candidate: no expert is in the answer, nor when he wrote."""
    rows = (
        Score.objects.filter(
            sheet__assignment__round=round,
            sheet__assignment__withdrawn_at__isnull=True,
            sheet__state=SheetState.SUBMITTED,
        )
        .exclude(comment="")
        .exclude(sheet__assignment__nomination__in=hidden)
    )
    overall = (
        ScoreSheet.objects.filter(
            assignment__round=round, assignment__withdrawn_at__isnull=True, state=SheetState.SUBMITTED
        )
        .exclude(comment="")
        .exclude(assignment__nomination__in=hidden)
    )
    if words:
        rows = rows.filter(Q(comment__icontains=words) | Q(sheet__assignment__nomination__name__icontains=words))
        overall = overall.filter(Q(comment__icontains=words) | Q(assignment__nomination__name__icontains=words))
    return rows, overall


def comments_listed(round, *, hidden=frozenset(), words: str = "") -> list[dict]:
    """The comments as rows of a list, mixed inside each candidate, with the copy where there is one."""
    rows, overall = to_review(round, hidden=hidden, words=words)
    copies = {
        (one.sheet_id, one.criterion_id): one for one in CommentRedaction.objects.filter(sheet__assignment__round=round)
    }
    found = [
        {"number": number, "name": name, "position": position, "word": word, "sheet": sheet, "criterion": criterion,
         "text": text, "copy": copies.get((sheet, criterion or None))}
        for number, name, position, word, sheet, criterion, text in [
            *rows.values_list(
                "sheet__assignment__nomination__number", "sheet__assignment__nomination__name", "criterion__position",
                "criterion__name", "sheet", "criterion", "comment",
            ),
            *((number, name, 999, OVERALL, sheet, 0, text) for number, name, sheet, text in overall.values_list(
                "assignment__nomination__number", "assignment__nomination__name", "pk", "comment"
            )),
        ]
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one["number"], one["position"], lot(round.seed, one["sheet"], one["word"])))


def sheet_of(round, pk, *, hidden=frozenset()):
    """A sheet whose comment is to be looked at; its expert is not fetched."""
    return (
        ScoreSheet.objects.filter(pk=pk, assignment__round=round, state=SheetState.SUBMITTED)
        .exclude(assignment__nomination__in=hidden)
        .select_related("assignment__nomination")
        .only("comment", "state", "assignment__round", *(f"assignment__nomination__{name}" for name in NAMED))
    )
