"""推荐汇总表、一览表、推荐排序表: one row for each person, as unions file them on paper."""

from functools import partial

from django.db.models import F, OuterRef, Subquery

from exports.sheets import Column, Kind, Secret, Sheet, Table
from nominations import rules
from nominations.lists import scope
from nominations.models import Endorsement
from nominations.rules.standing import EXPORTERS, SEE_NUMBERS
from nominations.states import Channel
from privacy.masks import masked_identity, masked_phone

CHUNK = 200
DIRECT = "直接自荐"
YES = {True: "是", False: "否"}

NAMED = (Column("序号", 6, Kind.WHOLE), Column("申报编号", 14), Column("姓名", 12))
PERSON = (
    Column("性别", 6),
    Column("民族", 8),
    Column("出生日期", 16, Kind.DAY),
    Column("政治面貌", 12),
    Column("学历", 14),
)
UNIT = (Column("工作单位", 30), Column("统一社会信用代码", 22), Column("单位性质", 14), Column("行业", 16))
POST = (Column("岗位（职务）", 18), Column("工种", 14), Column("职工类别", 16))
SKILLS = (Column("职业技能等级", 14), Column("职称", 24), Column("双师型", 16))
NUMBERS = (Column("证件类别", 18), Column("证件号码", 22), Column("手机号", 15))
ROUTE = (Column("推荐途径", 12), Column("推荐单位", 26), Column("报送单位", 22), Column("本单位排序", 8, Kind.WHOLE))
DEEDS = (Column("主要业绩", 46, Kind.LONG), Column("事迹简介", 60, Kind.LONG))
STATE = (Column("进程", 14),)


def _rows_of(user, asked, *order):
    """The dossiers one after the other, a chunk at a time, each with its rank at the body that files."""
    rank = Endorsement.objects.filter(
        nomination=OuterRef("pk"), organisation=OuterRef("filing_body"), is_endorsed=True, is_void=False
    ).order_by("-pk")
    found = scope.found(user, asked).annotate(filing_rank=Subquery(rank.values("rank")[:1]))
    found = found.select_related("drafting_body", "filing_body", "industry").prefetch_related("achievements")
    return found.order_by(*order).iterator(chunk_size=CHUNK)


def _named(at, n):
    return (at, n.number, n.name)


def _person(n):
    return (
        n.get_sex_display(),
        n.ethnicity,
        n.birth_date,
        n.get_political_standing_display(),
        n.get_education_display(),
    )


def _unit(n):
    return (n.unit_name, n.unit_code, n.get_ownership_display(), n.industry.name if n.industry else "")


def _post(n):
    return (n.post, n.trade, n.get_worker_kind_display())


def _skills(n):
    title, name = n.get_title_level_display(), n.title_name or n.get_title_series_display()
    return (
        n.get_skill_level_display(),
        f"{title}：{name}" if name else title,
        n.dual_verification.label,
    )


def _numbers(user, n):
    may = rules.refuse_revealing(user, n, reason="导出") is None
    return (
        n.get_document_kind_display(),
        Secret(n.identity_number, masked_identity, may),
        Secret(n.phone, masked_phone, may),
    )


def _route(n):
    body = n.filing_body.name if n.filing_body else DIRECT
    return (Channel(n.channel).label, n.drafting_body.name if n.drafting_body else "", body, n.filing_rank)


def _deeds(n):
    lines = [
        "，".join(filter(None, (one.title, str(one.year or ""), one.level, one.place, one.rank)))
        for one in n.achievements.all()
    ]
    return ("\n".join(lines), n.summary)


def _summary_tables(user, asked):
    columns = (
        *NAMED, *PERSON, *UNIT, *POST, Column("工作年限", 8, Kind.WHOLE), *SKILLS,
        Column("工会会员", 8), Column("所在基层工会", 24), *NUMBERS, *ROUTE, *STATE, *DEEDS,
    )  # fmt: skip
    rows = (
        (
            *_named(at, n), *_person(n), *_unit(n), *_post(n), n.work_years, *_skills(n),
            YES[n.is_union_member], n.union_name, *_numbers(user, n), *_route(n), n.get_state_display(), *_deeds(n),
        )
        for at, n in enumerate(_rows_of(user, asked, "filing_body__path", "number"), start=1)
    )  # fmt: skip
    yield Table("推荐汇总表", columns, rows, frozen=3)


def _overview_tables(user, asked):
    columns = (*NAMED, *PERSON, UNIT[0], *POST[:2], *SKILLS[:2], ROUTE[2], *STATE, DEEDS[0])
    rows = (
        (*_named(at, n), *_person(n), n.unit_name, *_post(n)[:2], *_skills(n)[:2], _route(n)[2],
         n.get_state_display(), _deeds(n)[0])
        for at, n in enumerate(_rows_of(user, asked, "number"), start=1)
    )  # fmt: skip
    yield Table("一览表", columns, rows, frozen=3)


def _ranking_tables(user, asked):
    columns = (
        ROUTE[2],
        Column("本单位排序", 10, Kind.WHOLE),
        *NAMED[1:],
        PERSON[0],
        UNIT[0],
        *POST[:2],
        *SKILLS,
        *STATE,
    )
    order = ("filing_body__path", F("filing_rank").asc(nulls_last=True), "number")
    rows = (
        (_route(n)[2], n.filing_rank, n.number, n.name, n.get_sex_display(), n.unit_name, *_post(n)[:2], *_skills(n),
         n.get_state_display())
        for n in _rows_of(user, asked, *order)
    )  # fmt: skip
    yield Table("推荐排序表", columns, rows, frozen=4, note="排序以报送单位审核同意时填写的为准，未填写的排在其后。")


_SHEET = partial(Sheet, roles=EXPORTERS, read=scope.read, words=scope.words, count=scope.count)

SUMMARY = _SHEET(
    key="nominations.summary",
    title="推荐汇总表",
    lead="报送用的总表：个人、单位、岗位、资质、途径与事迹，A3 横向。",
    tables=_summary_tables,
    hides="证件号码、手机号",
    shown_in_full_to=SEE_NUMBERS,
    is_large=True,
)
OVERVIEW = _SHEET(
    key="nominations.overview",
    title="推荐人选一览表",
    lead="每人一行的简表，不含证件号码和手机号，A4 横向。",
    tables=_overview_tables,
)
RANKING = _SHEET(
    key="nominations.ranking",
    title="推荐排序表",
    lead="按报送单位和单位内的排序列出，A4 横向。",
    tables=_ranking_tables,
)
