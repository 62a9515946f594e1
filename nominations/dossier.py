"""申报材料: the sections of a dossier. One tuple draws the task list and decides whether it can be recommended or filed.

What is asked for never touches age, sex, education, post rank, title, skill level, years of work or earlier honours
(沪工总经〔2015〕260号 三(一)): those are recorded for focus and statistics and may be anything, or empty.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from nominations import achievement_kinds, queries
from nominations.consents import REQUIRED
from nominations.models import Nomination
from nominations.states import Channel, ConsentKind, PaperPurpose, Scan, State
from seasons.states import Indicator

NOT_STARTED, GOING, DONE = "未开始", "进行中", "已完成"
PROMISES = "promises"


class Lack(str):
    """What a section lacks, in words; ``anchor`` is the field on the section's page where it is filled in."""

    anchor: str

    def __new__(cls, words, anchor=""):
        """Words that know their field."""
        lack = super().__new__(cls, words)
        lack.anchor = anchor
        return lack


@dataclass(frozen=True)
class Section:
    """One section: its columns, what it needs, and how far it is."""

    key: str
    title: str
    fields: tuple[str, ...]
    missing: Callable[[Nomination], list[str]]
    is_started: Callable[[Nomination], bool]
    needs: tuple[str, ...] = ()

    def is_complete(self, nomination):
        """Whether nothing is missing."""
        return not self.missing(nomination)

    def progress(self, nomination):
        """未开始、进行中 or 已完成; an optional section stays 未开始 until something is in it."""
        if not self.is_started(nomination):
            return NOT_STARTED
        return GOING if self.missing(nomination) else DONE


def _label(field):
    return Nomination._meta.get_field(field).verbose_name


def _lack(field):
    return Lack(_label(field), f"id_{field}")


def _needing(*required):
    columns = [(Nomination._meta.get_field(field).attname, field) for field in required]

    def missing(nomination):
        return [_lack(field) for column, field in columns if getattr(nomination, column) in ("", None)]

    return missing


def _any_of(*fields):
    def is_started(nomination):
        return any(getattr(nomination, field) not in ("", None, False) for field in fields)

    return is_started


NEEDED_OF_THE_PERSON = ("name", "identity_number", "ethnicity", "political_standing", "phone")
NEEDED_OF_THE_UNIT = ("union_name", "unit_name", "unit_code", "ownership", "industry")
NEEDED_OF_THE_POST = ("post", "trade", "worker_kind")


def _unit_missing(nomination):
    lacks = _needing(*NEEDED_OF_THE_UNIT)(nomination)
    return lacks if nomination.is_union_member else [Lack("工会会员（必备条件）", "id_is_union_member"), *lacks]


def _statements_missing(nomination):
    limit = nomination.rulebook.statement_characters
    texts = {statement.indicator: statement.text for statement in nomination.statements.all()}
    lacks = [
        Lack(indicator.label, f"id_{indicator.value}")
        for indicator in Indicator
        if not texts.get(indicator, "").strip()
    ]
    return lacks + [
        Lack(f"{indicator.label}超过{limit}字", f"id_{indicator.value}")
        for indicator in Indicator
        if len(texts.get(indicator, "")) > limit
    ]


def _evidence_missing(nomination):
    present = {paper.indicator for paper in nomination.evidence.all() if paper.scan != Scan.INFECTED}
    return [
        Lack(f"{indicator.label}的佐证材料", f"evidence-{indicator.value}")
        for indicator in Indicator
        if indicator not in present
    ]


def limits_of(rulebook):
    """字数上限 of the long texts that are columns."""
    return {"summary": rulebook.summary_characters, "deeds": rulebook.deeds_characters}


def _summary_missing(nomination):
    lacks = []
    for name, limit in limits_of(nomination.rulebook).items():
        text = getattr(nomination, name)
        if not text.strip():
            lacks.append(_lack(name))
        elif len(text) > limit:
            lacks.append(Lack(f"{_label(name)}超过{limit}字", f"id_{name}"))
    return lacks


def photo_of(nomination):
    """本人照片, or None."""
    return next((paper for paper in nomination.evidence.all() if paper.purpose == PaperPurpose.PHOTO), None)


def standing_consents(nomination):
    """The kinds consented to and not withdrawn."""
    return {consent.kind for consent in nomination.consents.all() if consent.withdrawn_at is None}


def _promises_missing(nomination):
    given = standing_consents(nomination)
    lacks = [
        Lack(f"“{ConsentKind(kind).label}”的单独同意", f"consent-{ConsentKind(kind).value}")
        for kind in REQUIRED
        if kind not in given
    ]
    return lacks if nomination.is_declared else [*lacks, Lack("真实性承诺", "declaration")]


def _exception_missing(nomination):
    lacks = []
    for request in nomination.exception_requests.all():
        if not request.reason.strip():
            lacks.append(f"“{request}”的申请理由")
        if not request.papers.all():
            lacks.append(f"“{request}”的佐证材料")
    return lacks


IDENTITY = (
    "name", "document_kind", "identity_number", "sex", "birth_date", "is_chinese",
    "ethnicity", "native_place", "political_standing", "education", "degree", "phone",
)  # fmt: skip
UNIT = (
    "is_union_member", "union_name", "union_card_number", "district", "unit_name", "unit_code", "unit_code_override",
    "ownership", "unit_size", "is_specialised", "industry",
)  # fmt: skip
POST = (
    "post", "trade", "worker_kind", "is_on_front_line", "work_years", "line_years",
    "skill_level", "skill_certificate", "skill_certified_on", "skill_issuer",
    "title_level", "title_series", "title_name", "title_certificate", "title_certified_on", "title_issuer",
    "studio_kind", "studio_name",
)  # fmt: skip
SUMMARY = ("summary", "deeds")
ACHIEVEMENT_COLUMNS = achievement_kinds.COLUMNS
FIELDS = (*IDENTITY, *UNIT, *POST, *SUMMARY)


def notice_at_work(nomination):
    """所在单位公示, or None."""
    return getattr(nomination, "workplace_notice", None)


def _notice_missing(nomination):
    notice, days = notice_at_work(nomination), nomination.rulebook.workplace_notice_days
    if notice is None:
        return [Lack("公示起止日期、地点和结果", "id_since")]
    lacks = []
    if notice.working_days < days:
        lacks.append(Lack(f"公示满{days}个工作日（现为{notice.working_days}个）", "id_until"))
    if not notice.result:
        lacks.append(Lack("公示结果", "id_result"))
    return lacks if notice.scan_id else [*lacks, Lack("加盖公章的公示材料扫描件", "id_upload")]


def _form_missing(nomination):
    from nominations.queries.printed import has_standing_scan  # it asks for the content, which asks for the sections

    if has_standing_scan(nomination):
        return []
    return [Lack("与现有材料一致的推荐审批表盖章扫描件（材料修改后须重新打印、盖章、上传）", "scan")]


NOTICE = Section("notice", "所在单位公示", (), _notice_missing, lambda nomination: bool(notice_at_work(nomination)))
FORM = Section("form", "盖章的推荐审批表", (), _form_missing, lambda nomination: nomination.printed_forms.exists())

_COMMON = (
    Section(
        "identity",
        "身份与联系方式",
        IDENTITY,
        _needing(*NEEDED_OF_THE_PERSON),
        _any_of("ethnicity", "native_place", "political_standing", "education", "phone"),
        NEEDED_OF_THE_PERSON,
    ),
    Section("photo", "本人照片", (), lambda nomination: [], lambda nomination: photo_of(nomination) is not None),
    Section(
        "unit",
        "工会与单位",
        UNIT,
        _unit_missing,
        _any_of("is_union_member", "union_name", "ownership", "unit_size", "industry_id"),
        NEEDED_OF_THE_UNIT,
    ),
    Section(
        "post",
        "岗位与资质",
        POST,
        _needing(*NEEDED_OF_THE_POST),
        _any_of("post", "trade", "worker_kind", "is_on_front_line", "work_years", "line_years"),
        NEEDED_OF_THE_POST,
    ),
    Section(
        "statements", "四个方面陈述", (), _statements_missing, lambda nomination: bool(nomination.statements.all())
    ),
    Section("achievements", "业绩", (), lambda nomination: [], lambda nomination: bool(nomination.achievements.all())),
    Section("evidence", "佐证材料", (), _evidence_missing, lambda nomination: bool(nomination.evidence.all())),
    Section("summary", "事迹简介与事迹材料", SUMMARY, _summary_missing, _any_of(*SUMMARY), SUMMARY),
    Section(
        "unsuitable",
        "请求回避的专家（可选）",
        (),
        lambda nomination: [],
        lambda nomination: nomination.unsuitable_experts.exists(),
    ),
    Section(
        PROMISES,
        "同意与承诺",
        (),
        _promises_missing,
        lambda nomination: nomination.declared_at is not None or bool(standing_consents(nomination)),
    ),
)
_SELF = (
    *_COMMON,
    Section(
        "exception",
        "破格申请",
        (),
        _exception_missing,
        lambda nomination: bool(nomination.exception_requests.all()),
    ),
)


SECTIONS = (*_SELF, NOTICE, FORM)


def sections_of(nomination):
    """The sections of a nomination; only a self-nominee may ask for an exception (沪工总基〔2026〕60号 下一步一).

    The workplace's notice and the stamped form are asked for where the rulebook asks.
    """
    sections = _SELF if nomination.channel == Channel.SELF else _COMMON
    rulebook = nomination.rulebook
    return (
        *sections,
        *((NOTICE,) if rulebook.asks_workplace_notice else ()),
        *((FORM,) if rulebook.asks_printed_form else ()),
    )


def section_of(nomination, key):
    """One section by its key, or None."""
    return next((section for section in sections_of(nomination) if section.key == key), None)


def titles_of(nomination, keys):
    """The names of sections, in the dossier's order."""
    return [section.title for section in sections_of(nomination) if section.key in keys]


def sections_touched(fields, *, statements=False, achievements=False):
    """The keys of the sections a change would write to."""
    touched = [section.key for section in SECTIONS if set(section.fields) & set(fields)]
    return touched + ["statements"] * statements + ["achievements"] * achievements


def is_closed(nomination, key):
    """Whether a section stays shut during a correction: others were named, and it lacks nothing."""
    if nomination.state != State.CORRECTING or not nomination.returned_sections:
        return False
    section = section_of(nomination, key)
    return (
        section is not None
        and key not in (*nomination.returned_sections, PROMISES, FORM.key)
        and section.is_complete(nomination)
    )


def missing(nomination):
    """Pairs of a section and what it lacks, for the sections that are not complete; four reads, whatever the size."""
    nomination = queries.with_dossier(copy(nomination))  # what is read here must not go stale on the caller's object
    return [(section, lacks) for section in sections_of(nomination) if (lacks := section.missing(nomination))]
