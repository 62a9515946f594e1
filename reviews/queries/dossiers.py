"""The dossier as an expert reads it: no contact, no identity; in a blind round no name, no unit, no 申报编号 either.

Columns that are withheld are not asked for; texts pass under a cover (``reviews.blinding``) before they leave this module.
"""

from collections import defaultdict

from django.db.models import Prefetch
from django.urls import reverse

from common.files import size_words
from nominations.achievement_kinds import in_order
from nominations.models import Evidence, Nomination, Revision
from nominations.states import PaperPurpose
from reviews import pledge
from reviews.blinding import OPEN, Cover, ordinal
from reviews.models import Assignment
from reviews.queries.confirmations import confirmed_before
from seasons.states import Indicator

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
WITHHELD = ("number", "name", "sex", "unit_name", "studio_name")  # in a blind round
BLIND = tuple(name for name in SHOWN if name not in WITHHELD)
READABLE = ("statements", "achievements", "exceptions", "evidence")
PARTS = [*Indicator.values, ""]


def cover_of(sheet) -> Cover:
    """What hides name and unit in the texts of a blind round; it is asked for on its own and shows neither."""
    if not sheet.assignment.round.plan.is_blind:
        return OPEN
    name, *units = (
        Nomination.objects.filter(pk=sheet.assignment.nomination_id)
        .values_list("name", "unit_name", "studio_name", "drafting_body__name", "drafting_body__employer_name")
        .get()
    )
    return Cover(name, [unit for unit in units if unit])


def dossier_of(sheet, cover: Cover) -> Nomination:
    """What an expert reads: statements, achievements and evidence, as the round allows."""
    is_blind = sheet.assignment.round.plan.is_blind
    found = (
        Nomination.objects.only(*(BLIND if is_blind else SHOWN), "industry__name")
        .select_related("industry")
        .prefetch_related(
            "statements",
            "achievements",
            "exception_requests",
            Prefetch("evidence", papers().only("nomination", "indicator", "title", "token", "content_kind", "size")),
        )
        .get(pk=sheet.assignment.nomination_id)
    )
    found.title, found.serial = sheet.title, sheet.serial
    found.facts = _blind_facts(found, cover) if is_blind else _facts(found)
    shelves = defaultdict(list)
    for place, one in enumerate(in_shelves(found.evidence.all()), start=1):
        shelves[one.indicator].append(
            {
                "title": f"材料{ordinal(place)}" if is_blind else one.title,
                "url": reverse("reviews:evidence", args=[one.token]),
                "kind": one.content_kind.upper(),
                "size": size_words(one.size),
            }
        )
    texts = {one.indicator: one.text for one in found.statements.all()}
    found.parts = [
        {"title": one.label, "text": cover.over(texts.get(one, "")), "evidence": shelves[one]} for one in Indicator
    ]
    found.summary, found.deeds = cover.over(found.summary), cover.over(found.deeds)
    found.papers, found.works = shelves[""], _works(found, cover)
    found.exceptions = list(found.exception_requests.all())
    for one in found.exceptions:
        one.reason = cover.over(one.reason)
    return found


def papers():
    """佐证材料 in the stricter sense: what experts read."""
    return Evidence.objects.filter(purpose=PaperPurpose.EVIDENCE)


def in_shelves(evidence) -> list[Evidence]:
    """By the part they stand beside, then as they came: the order of the page, and of the numbers in a blind round."""
    return sorted(evidence, key=lambda one: (PARTS.index(one.indicator), one.pk))


def _works(found, cover):
    """业绩: the rows in their order; names and units are covered in every text of them."""
    works = in_order(found.achievements.all())
    if cover is OPEN:
        return works
    for one in works:
        for column in one._meta.fields:
            if isinstance(getattr(one, column.attname), str) and not column.choices:
                setattr(one, column.attname, cover.over(getattr(one, column.attname)))
    return works


def readable_content(revision, *, cover: Cover = OPEN) -> dict:
    """What of a revision an expert may read: the same columns as of the dossier, the texts, the rows and the papers."""
    content = revision.content
    known = SHOWN if cover is OPEN else BLIND
    columns = {name: value for name, value in content["columns"].items() if name in known}
    readable = {part: content[part] for part in READABLE if part in content} | {"columns": columns}
    if cover is OPEN:
        return readable
    papers_named = [row | {"title": "材料"} for row in readable.get("evidence", [])]
    return cover.over_all(readable | ({"evidence": papers_named} if papers_named else {}))


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


def _blind_facts(nomination, cover):
    return [
        ("岗位（职务）", cover.over(nomination.post)),
        ("工种", nomination.trade),
        ("行业", nomination.industry.name if nomination.industry else ""),
        ("学历", nomination.get_education_display()),
        ("一线工作年限", nomination.line_years),
        ("推荐途径", nomination.get_channel_display()),
        ("职业技能等级", nomination.get_skill_level_display()),
        ("职称", cover.over(nomination.title_name) or nomination.get_title_level_display()),
        ("双师型", nomination.dual_verification.label),
        ("工作室", nomination.get_studio_kind_display()),
    ]


def evidence_for(user, token):
    """A piece of evidence of a file the person judges now; nobody else's is found."""
    return Evidence.objects.select_related("nomination__season").filter(
        token=token, purpose=PaperPurpose.EVIDENCE, nomination__in=_judged_by(user).values("nomination")
    )


def _judged_by(user):
    return Assignment.objects.filter(
        confirmed_before(),
        member__user=user,
        member__stood_down_at__isnull=True,
        member__pledge_version=pledge.CURRENT.version,
        withdrawn_at__isnull=True,
        round__closed_at__isnull=True,
    )


def blind_name(user, paper) -> str:
    """What a file is called when it is handed out in a blind round: code and number; empty in an open one."""
    of_it = _judged_by(user).filter(nomination=paper.nomination_id)
    rows = of_it.filter(round__entrants__nomination=paper.nomination_id).values_list(
        "round__plan__is_blind", "round__entrants__code"
    )
    if not (codes := [code for is_blind, code in rows if is_blind]) or len(codes) < len(rows):
        return ""
    others = in_shelves(papers().filter(nomination=paper.nomination_id).only("indicator"))
    return f"{codes[0]}-材料{ordinal([one.pk for one in others].index(paper.pk) + 1)}"
