"""Reads of 禁报 among nominations: the same reach as sanctions.rules.refuse_banned, asked of many at once."""

from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.expressions import ExpressionWrapper

from nominations.models import BanHold, Nomination
from nominations.states import UNDER_WAY, WITH_NOMINATOR
from organisations.models import Organisation
from sanctions.models import Ban
from sanctions.queries import standing
from sanctions.states import SubjectKind


def under_ban(on) -> Q:
    """Nominations whose person, unit, or the unit in whose name they are filed stands under a ban on a day."""
    return met_by(standing(on))


def met_by(bans) -> Q:
    """The same of these bans."""
    met = bans.filter(
        Q(subject_kind=SubjectKind.PERSON, subject_hash=OuterRef("identity_hash"))
        | Q(subject_kind=SubjectKind.UNIT, subject_hash=OuterRef("unit_hash"))
    )
    units = bans.filter(subject_kind=SubjectKind.UNIT).values("subject_hash")
    unions = Organisation.objects.exclude(employer_hash="").filter(employer_hash__in=units)
    own = unions.filter(pk=OuterRef("drafting_body"))
    path = ExpressionWrapper(OuterRef("drafting_body__path"), output_field=TextField())
    above = unions.annotate(line=path).filter(line__startswith=F("path"))
    return Q(Exists(met)) | Q(Exists(own)) | Q(Exists(above), rulebook__ban_reaches_subunits=True)


def banned_among(keys, *, on) -> set[int]:
    """The keys of those among these nominations that stand under a ban."""
    if not standing(on).exists():
        return set()
    return set(Nomination.objects.filter(under_ban(on), pk__in=list(keys)).values_list("pk", flat=True))


def banned_under_way(on):
    """在办申报中的禁报对象: for the review office, which finds and disqualifies."""
    found = Nomination.objects.filter(under_ban(on), state__in=UNDER_WAY)
    return found.select_related("filing_body", "season")


def lying_with(bans) -> Q:
    """Nominations that a nominating body under one of these bans has drafted, files, or has before it."""
    bans = bans.filter(subject_kind=SubjectKind.BODY)
    codes = bans.exclude(subject_hash="").values("subject_hash")
    bodies = Organisation.objects.filter(Q(pk__in=bans.values("organisation")) | Q(code_hash__in=codes))
    keys = bodies.values("pk")
    return Q(drafting_body__in=keys) | Q(filing_body__in=keys) | Q(at_body__in=keys)


def to_hold(ban):
    """Under way, met by a ban, and nobody told yet: of a body's ban only what is not filed."""
    bans = Ban.objects.filter(pk=ban.pk)
    if ban.subject_kind == SubjectKind.BODY:
        met = Nomination.objects.filter(lying_with(bans), state__in=WITH_NOMINATOR)
    else:
        met = Nomination.objects.filter(met_by(bans), state__in=UNDER_WAY)
    told = BanHold.objects.filter(nomination=OuterRef("pk"), ban=ban, released_at__isnull=True)
    return met.filter(~Exists(told)).select_for_update(of=("self",), skip_locked=True).order_by("pk")


def holds_over(on):
    """Holds whose ban stands no longer."""
    return (
        BanHold.objects.filter(released_at__isnull=True)
        .exclude(ban__in=standing(on))
        .select_related("nomination", "ban")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")
    )


def hold_of(nomination) -> BanHold | None:
    """The hold that stands, for the page of the file."""
    return nomination.ban_holds.filter(released_at__isnull=True).select_related("ban").order_by("-ban__until").first()
