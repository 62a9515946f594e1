"""What the public may read of honours: the roll and one craftsman.

Publishing rests on a consent of its own, which may be withdrawn at any time (个人信息保护法 第十五条、第二十五条). The honour
itself was conferred and stays on record; so after a withdrawal the roll keeps the line but shows the name masked and no
unit, and a search by name does not find it.
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Exists, OuterRef

from honours.models import Certificate, Honour, HonourChange
from ladder.queries import climb, pyramid
from ladder.states import HEIGHT, Conferred, RecordState, Rung
from nominations.consents import NOT_PUBLISHED
from nominations.models import Consent
from nominations.states import ConsentKind
from privacy.masks import masked_name

A_MINUTE = 60


PRINTED = (
    "name",
    "unit_name",
    "post",
    "district_name",
    "revoked_at",
    "season__label",
    "certificate__serial",
)


def roll(*, name="", season="", industry="", district=""):
    """名录, newest season first and by serial; a name finds only those who let it be published."""
    honours = (
        published()
        .select_related(None)
        .select_related("season", "certificate")
        .only(*PRINTED)
        .order_by("-season__code", "certificate__serial")
    )
    if name:
        honours = honours.filter(name__icontains=name, name_is_public=True)
    if season:
        honours = honours.filter(season__code=season)
    if industry:
        honours = honours.filter(industry_name=industry)
    if district:
        honours = honours.filter(district_name=district)
    return honours


def published():
    """All honours, revoked ones too, with whether the name may be shown and whether one was ever taken back."""
    return Honour.objects.select_related("season", "certificate", "resolution", "nomination").annotate(
        name_is_public=Exists(consent_to_publish("nomination")), was_revoked=ever_revoked("pk")
    )


def ever_revoked(honour):
    """Whether it was revoked, be it restored since; the honour is given by its path from the row that asks."""
    return Exists(HonourChange.objects.filter(honour=OuterRef(honour)))


def changes_of(honour):
    """撤销、恢复 in their order; asked only of an honour that was ever revoked."""
    return list(honour.changes.all()) if honour.was_revoked else []


def consent_to_publish(nomination):
    """The standing consent of a nomination, given by its path from the row that asks."""
    return Consent.objects.filter(
        nomination=OuterRef(nomination), kind=ConsentKind.PUBLICATION, withdrawn_at__isnull=True
    )


def craftsman(serial):
    """The honour of a serial, or None."""
    return published().filter(certificate__serial=serial).first()


def serial_that_took_its_place(serial):
    """The current serial of an honour whose certificate was replaced, or None."""
    found = Certificate.objects.filter(serial=serial, replaced_at__isnull=False)
    return found.values_list("honour__certificate__serial", flat=True).first()


def standing_count():
    """累计: towards the thousand (沪工总经〔2015〕260号 二); revoked ones do not count."""
    return Honour.objects.filter(revoked_at__isnull=True).count()


def ladder_counts():
    """工匠阶梯: (rung, people) from the lowest rung up; the city's own count adds those named on this portal."""
    counted = pyramid()
    counted[Rung.CITY] += standing_count()
    return [(rung.label, counted[rung]) for rung in Rung]


def climb_of(honour):
    """一人的阶梯 as (year, title, body, revoked, restored), in order; empty where the name is not public (个人信息保护法 第二十五条)."""
    if not honour.name_is_public:
        return []
    own = (
        honour.season.code,
        HEIGHT[Rung.CITY],
        f"{honour.season}{honour.title}",
        "上海市总工会",
        not honour.is_standing,
        honour.is_standing and honour.was_revoked,
    )
    steps = [
        (
            one.year,
            HEIGHT[Rung(one.rung)],
            one.title if one.conferred == Conferred.TITLE else f"{one.title}（{one.get_conferred_display()}）",
            one.issuing_body,
            one.state == RecordState.REVOKED,
            False,
        )
        for one in climb(honour.nomination.identity_hash)
    ]
    found = sorted([own, *steps])
    return [
        {"year": year, "title": title, "body": body, "revoked": revoked, "restored": restored}
        for year, _, title, body, revoked, restored in found
    ]


def roll_choices():
    """Seasons, industries and districts that stand on the roll; a naming adds its own within a minute."""
    return caches["process"].get_or_set("honours.roll_choices", _roll_choices, A_MINUTE)


def _roll_choices():
    def distinct(*columns):
        return list(Honour.objects.order_by(columns[0]).values_list(*columns).distinct())

    return {
        "season": [(code, label) for code, label in reversed(distinct("season__code", "season__label"))],
        "industry": [(name, name) for (name,) in distinct("industry_name") if name],
        "district": [(name, name) for (name,) in distinct("district_name") if name],
    }


@dataclass(frozen=True)
class Shown:
    """What is shown of one honour to whoever asks."""

    name: str
    unit: str
    post: str
    district: str

    @classmethod
    def of(cls, honour, name=""):
        """Masked where the consent is withdrawn; a certificate may carry a name changed since (换发)."""
        if honour.name_is_public:
            return cls(name or honour.name, honour.unit_name, honour.post, honour.district_name)
        return cls(masked_name(name or honour.name), NOT_PUBLISHED, NOT_PUBLISHED, NOT_PUBLISHED)
