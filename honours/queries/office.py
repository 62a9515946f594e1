"""What the office sees: who can be named, certificates of a season, award items, medals."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from honours.models import AwardIssue, Certificate, Honour
from nominations.models import Nomination
from nominations.states import State
from seasons.models import Season

NEAR = (State.SHORTLISTED, State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED, State.APPROVED)


def season_of(code):
    """The season of this code; else the one somebody waits in to be named, else the one last named in, else the current."""
    seasons = Season.objects.all()
    if code:
        return seasons.filter(code=code).first()
    waiting = Nomination.objects.filter(season=OuterRef("pk"), state__in=(State.APPROVED, State.NOTICE_PASSED))
    return (
        seasons.alias(waits=Exists(waiting), last=Max("honours__named_at")).order_by("-waits", "-last", "-code").first()
    )


def seasons_to_choose():
    """For the filter of a page, newest first."""
    return list(Season.objects.order_by("-code").values_list("code", "label"))


def near_naming(season):
    """Everybody of a season from the shortlist on who is not named yet."""
    return (
        Nomination.objects.filter(season=season, state__in=NEAR)
        .select_related("rulebook")
        .only(
            "number",
            "name",
            "unit_name",
            "state",
            "identity_hash",
            "unit_hash",
            "resolution_number",
            "rulebook__notice_before_approval",
        )
        .order_by("number")
    )


def waiting_to_be_named():
    """How many could be named, and since when, over all seasons."""
    return (
        Nomination.objects.filter(
            Q(state=State.APPROVED, rulebook__notice_before_approval=True)
            | Q(state=State.NOTICE_PASSED, rulebook__notice_before_approval=False)
        )
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("state_since"), season=Min("season__code"))
    )


def named_count(season):
    """(standing, revoked)."""
    counted = Honour.objects.filter(season=season).aggregate(
        standing=Count("pk", filter=Q(revoked_at__isnull=True)), revoked=Count("pk", filter=Q(revoked_at__isnull=False))
    )
    return counted["standing"], counted["revoked"]


# --- certificates ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """制证进度 of a season: revoked ones that were never pressed do not count."""

    total: int
    pressed: int
    problems: int
    unsigned: int = 0

    @property
    def owed(self):
        """Still to be pressed by the worker."""
        return self.total - self.pressed - self.problems

    @property
    def words(self):
        """For the page and for js/progress.js."""
        if not self.total:
            return "本年度尚无证书"
        told = f"已制 {self.pressed} / {self.total}"
        if self.unsigned:
            told += f"，{self.unsigned} 件待签章"
        if self.problems:
            told += f"，{self.problems} 件未能制证"
        return told if self.owed else f"{told}，没有待制的证书"


def progress(season):
    """Counted in one query."""
    problem = Q(pressed_at__isnull=True) & ~Q(problem="")
    counted = (
        Certificate.objects.filter(honour__season=season)
        .exclude(pressed_at__isnull=True, revoked_at__isnull=False)
        .order_by()
        .aggregate(
            total=Count("pk"),
            pressed=Count("pk", filter=Q(pressed_at__isnull=False)),
            problems=Count("pk", filter=problem),
            unsigned=Count("pk", filter=Q(awaits_signing_since__isnull=False, problem="")),
        )
    )
    return Progress(**counted)


def with_serial(words):
    """Honours one of whose certificates has these words in its serial, a replaced one too."""
    return Certificate.objects.filter(serial__icontains=words).values("honour")


PRINTED = (
    "serial",
    "problem",
    "pressed_at",
    "replaced_at",
    "revoked_at",
    "awaits_signing_since",
    "honour__name",
    "honour__unit_name",
)


def certificates(season, *, words="", course=""):
    """证书, by serial."""
    listed = (
        Certificate.objects.filter(honour__season=season).select_related("honour").only(*PRINTED).order_by("serial")
    )
    if words:
        listed = listed.filter(Q(honour__name__icontains=words) | Q(serial__icontains=words))
    if course == "owed":
        return listed.filter(pressed_at__isnull=True, revoked_at__isnull=True, problem="")
    if course == "unsigned":
        return listed.filter(awaits_signing_since__isnull=False, revoked_at__isnull=True, problem="")
    if course == "pressed":
        return listed.filter(pressed_at__isnull=False, revoked_at__isnull=True, replaced_at__isnull=True)
    if course == "problem":
        return listed.filter(pressed_at__isnull=True, revoked_at__isnull=True).exclude(problem="")
    if course == "replaced":
        return listed.filter(replaced_at__isnull=False)
    if course == "revoked":
        return listed.filter(revoked_at__isnull=False)
    return listed


def signing_trouble(season):
    """(reason, since, how many) of the certificates of a season that wait for the signing key, or None."""
    waiting = Certificate.objects.filter(
        honour__season=season, awaits_signing_since__isnull=False, revoked_at__isnull=True
    )
    found = waiting.values("awaits_signing_because").annotate(since=Min("awaits_signing_since"), count=Count("pk"))
    return found.order_by("since").first()


def problems(season):
    """Certificates that could not be printed, with the character."""
    return list(certificates(season, course="problem"))


def all_troubles():
    """(未能制证, 待签章) over all seasons, for the desk, in one query."""
    unprinted, unsigned = ~Q(problem=""), Q(problem="", awaits_signing_since__isnull=False)
    found = (
        Certificate.objects.filter(unprinted | unsigned, pressed_at__isnull=True, revoked_at__isnull=True)
        .order_by()
        .aggregate(
            **{
                f"{kind}_{name}": counted(column, filter=which)
                for kind, which in (("unprinted", unprinted), ("unsigned", unsigned))
                for name, counted, column in (
                    ("count", Count, "pk"),
                    ("oldest", Min, "owed_at"),
                    ("season", Min, "honour__season__code"),
                )
            }
        )
    )
    return [
        {name: found[f"{kind}_{name}"] for name in ("count", "oldest", "season")} for kind in ("unprinted", "unsigned")
    ]


# --- award items ------------------------------------------------------------------------------------------


def award_issues(season, *, award="", course="", words=""):
    """奖励事项 of a season, by serial and position."""
    issues = (
        AwardIssue.objects.filter(honour__season=season)
        .select_related("honour__certificate", "award_item", "handed_by")
        .order_by("honour__certificate__serial", "award_item__position")
    )
    if award:
        issues = issues.filter(award_item__name=award)
    if words:
        issues = issues.filter(Q(honour__name__icontains=words) | Q(honour__in=with_serial(words)))
    if course == "owed":
        return issues.filter(handed_over_on__isnull=True, honour__revoked_at__isnull=True)
    if course == "handed":
        return issues.filter(handed_over_on__isnull=False, recalled_at__isnull=True)
    if course == "recalled":
        return issues.filter(recalled_at__isnull=False, returned_on__isnull=True)
    if course == "returned":
        return issues.filter(returned_on__isnull=False)
    return issues


def award_names(season):
    """The season's award items besides money, for the filter."""
    return list(
        AwardIssue.objects.filter(honour__season=season)
        .order_by("award_item__name")
        .values_list("award_item__name", flat=True)
        .distinct()
    )


def chosen_issues(keys):
    """The award items chosen on the page."""
    return list(
        AwardIssue.objects.filter(pk__in=keys)
        .select_related("honour__season", "honour__certificate", "award_item")
        .order_by("honour__certificate__serial", "pk")
    )


def owed_awards():
    """Certificates and plaques not handed over yet, for the desk: of the latest season that still owes some."""
    owed = AwardIssue.objects.filter(handed_over_on__isnull=True, honour__revoked_at__isnull=True)
    by_season = owed.order_by("-honour__season__code").values(season=F("honour__season__code"))
    found = by_season.annotate(count=Count("pk"), oldest=Min("honour__named_at")).first()
    return found or {"season": "", "count": 0, "oldest": None}


def recalled_and_kept():
    """Called back and not returned yet, for the desk."""
    return (
        AwardIssue.objects.filter(recalled_at__isnull=False, returned_on__isnull=True)
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("recalled_at"), season=Min("honour__season__code"))
    )


def honour_of(serial):
    """One honour with what hangs on it, by a serial of its certificates, a replaced one too."""
    return (
        Honour.objects.filter(certificates__serial=serial)
        .select_related("season", "certificate", "resolution", "medal", "nomination")
        .first()
    )
