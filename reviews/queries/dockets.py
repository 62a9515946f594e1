"""督查卷宗: everything of a season's review, read for supervision. No identity number or telephone is in any answer."""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, Q

from ledger.models import Entry
from reviews.models import (
    Assignment,
    CommitteeMember,
    Entrant,
    MemberTie,
    PastEmployer,
    Ranking,
    Recusal,
    Round,
    Score,
    ScoreSheet,
    SignedPledge,
)
from reviews.queries import draws
from seasons.models import Season

# what is done to a nomination while it is judged; its earlier and later life is not the review's
OF_A_NOMINATION = ("nomination.sent_to_review", "nomination.shortlisted", "nomination.passed_over")
NAMED = ("nomination__state", "nomination__number", "nomination__name")
CHUNK = 500


def season_of(code: str) -> Season | None:
    """The season that is meant."""
    return Season.objects.filter(code=code).first()


def rounds(season) -> list[Round]:
    """The rounds of a season in their order."""
    return list(Round.objects.filter(season=season).select_related("season", "rulebook", "plan").order_by("number"))


def seats(season):
    """Every seat that ever was, those who stood down last."""
    return (
        CommitteeMember.objects.filter(season=season)
        .select_related("user", "organisation", "season")
        .defer("user__phone", "user__password")
        .prefetch_related("fields")
        .order_by("stood_down_at", "category", "pk")
    )


def pledges(season):
    """What was signed, word for word."""
    return (
        SignedPledge.objects.filter(member__season=season)
        .select_related("member__user")
        .defer("member__user__phone", "member__user__password")
        .order_by("member", "signed_at")
    )


def ties(season):
    """Ties that members declared."""
    return (
        MemberTie.objects.filter(member__season=season)
        .select_related("member__user")
        .defer("member__user__phone", "member__user__password")
        .order_by("member", "pk")
    )


def employers(season):
    """Where members worked in the last years."""
    return (
        PastEmployer.objects.filter(member__season=season)
        .select_related("member__user")
        .defer("member__user__phone", "member__user__password")
        .order_by("member", "-until")
    )


def recusals(season):
    """Who stood aside from what, and why."""
    return (
        Recusal.objects.filter(member__season=season)
        .select_related("member__user", "nomination", "by")
        .only("source", "ground", "explanation", "at", "by__full_name", "member__user__full_name", *NAMED)
        .order_by("at", "pk")
    )


def entrants(season):
    """参评 of every round."""
    return (
        Entrant.objects.filter(round__season=season)
        .select_related("round", "nomination")
        .only("entered_at", "round__name", "round__number", "nomination__unit_name", *NAMED)
        .order_by("round__number", "nomination__number")
        .iterator(CHUNK)
    )


def assignments(season):
    """Every assignment, withdrawn ones included."""
    return (
        Assignment.objects.filter(round__season=season)
        .select_related("round", "nomination", "member__user")
        .only(
            "assigned_at",
            "withdrawn_at",
            "withdrawn_because",
            "round__name",
            "member__category",
            "member__user__full_name",
            *NAMED,
        )
        .order_by("round__number", "nomination__number", "pk")
        .iterator(CHUNK)
    )


def sheets(season):
    """Sheets of closed rounds."""
    nomination = [f"assignment__{name}" for name in NAMED]
    return (
        ScoreSheet.objects.filter(assignment__round__season=season, assignment__round__closed_at__isnull=False)
        .select_related("assignment__round", "assignment__nomination", "assignment__member__user")
        .only(
            "state",
            "total",
            "comment",
            "abstain_reason",
            "submitted_at",
            "session",
            "device",
            "assignment__round__name",
            "assignment__member__user__full_name",
            *nomination,
        )
        .order_by("assignment__round__number", "assignment__nomination__number", "pk")
        .iterator(CHUNK)
    )


def scores(season):
    """Single scores of the sheets of closed rounds."""
    nomination = [f"sheet__assignment__{name}" for name in NAMED]
    return (
        Score.objects.filter(sheet__assignment__round__season=season, sheet__assignment__round__closed_at__isnull=False)
        .select_related(
            "criterion", "sheet__assignment__round", "sheet__assignment__nomination", "sheet__assignment__member__user"
        )
        .only(
            "points",
            "comment",
            "criterion__name",
            "criterion__maximum",
            "criterion__weight",
            "sheet__state",
            "sheet__assignment__round__name",
            "sheet__assignment__member__user__full_name",
            *nomination,
        )
        .order_by(
            "sheet__assignment__round__number", "sheet__assignment__nomination__number", "sheet", "criterion__position"
        )
        .iterator(CHUNK)
    )


def round_record(round) -> dict:
    """When a round was held, by which numbers, and the panels as they stand."""
    panels: dict[str, list[str]] = {}
    rows = (
        Assignment.objects.filter(round=round, withdrawn_at__isnull=True)
        .order_by("nomination__number", "member_id")
        .values_list("nomination__number", "member_id", "member__user__full_name")
    )
    for number, member, name in rows:
        panels.setdefault(number, []).append(f"{member} {name}")
    return {
        "轮次": round.number,
        "名称": round.name,
        "细则": f"{round.rulebook.document_number} 第{round.rulebook.edition}版",
        "每件评审人数": round.plan.scores_per_nomination,
        "开始": round.opened_at.isoformat(),
        "分派": round.drawn_at.isoformat() if round.drawn_at else None,
        "结束": round.closed_at.isoformat() if round.closed_at else None,
        "种子": draws.seed_of(round) or (round.seed if round.drawn_at else None),
        "历次抽签": [draws.record_of(one, with_names=True) for one in draws.whole_draws_of(round)],
        "评审分派": panels,
    }


def rankings(season):
    """Every ranking of a season in the order it was made."""
    return Ranking.objects.filter(round__season=season).select_related("round").order_by("pk")


def entry_records(season) -> Iterator[dict]:
    """The ledger of the season's review, the oldest first; ``moment`` is for the page, the rest is chained."""
    asked = Q(
        subject_kind="nominations.nomination",
        act__in=OF_A_NOMINATION,
        subject_id__in=apps.get_model("nominations.Nomination").objects.filter(season=season).values("pk"),
    )
    for label, path in roads_to_season():
        rows = apps.get_model(label)._default_manager.filter(**{path: season.pk}).values("pk")
        asked |= Q(subject_kind=label, subject_id__in=rows)
    for one in Entry.objects.filter(asked).order_by("pk").iterator(CHUNK):
        yield {
            "编号": one.pk,
            "时间": one.at.isoformat(),
            "moment": one.at,
            "经办人": one.actor_name,
            "角色": one.role,
            "组织": one.body,
            "事项": one.act_words,
            "对象": one.subject_label,
            "办理前": one.before,
            "办理后": one.after,
            "理由": one.reason,
            "详情": one.detail,
            "来源": one.origin,
        }


@cache
def roads_to_season() -> tuple[tuple[str, str], ...]:
    """Every model of the review with the shortest way of foreign keys from it to its season: found, not listed."""
    found = {}
    for model in apps.get_app_config("reviews").get_models():
        if path := _road(model):
            found[model._meta.label_lower] = path
    return tuple(sorted(found.items()))


def _road(model) -> str:
    ways, seen = [(model, "")], {model}
    while ways:
        here, path = ways.pop(0)
        for field in here._meta.concrete_fields:
            if not isinstance(field, ForeignKey):
                continue
            there, onward = field.related_model, f"{path}{field.name}"
            if there is Season:
                return onward
            if there not in seen and there._meta.app_label == "reviews":
                seen.add(there)
                ways.append((there, f"{onward}__"))
    return ""
