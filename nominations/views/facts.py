"""What a sheet says of a person, in the order of the paper form; numbers masked on every screen."""

from django.urls import reverse

from common.dates import plain_day_words
from common.files import Kind, size_words
from nominations import dossier
from nominations.states import PaperPurpose, Scan, SkillLevel, State, TitleLevel
from privacy.masks import masked_identity, masked_phone
from seasons.states import Indicator

ORDINALS = "五六七八"  # of the four statements on the sheet
YES_NO = {True: "是", False: "否"}
_KINDS = {kind.name.lower(): kind.label for kind in Kind}
_SCAN_NOTES = {
    Scan.WAITING: "待查毒，查毒完成前只有上传人可以打开",
    Scan.INFECTED: "查出病毒，文件已经删除；请重新上传无毒的文件",
}
_RETURNED = {State.CORRECTING: "需补正", State.RETURNED: "需修改"}
_SECTION_KINDS = {dossier.DONE: "done", dossier.GOING: "going", dossier.NOT_STARTED: ""}


def facts_of(nomination, *, in_full=False):
    """The structured sections as rows of label and value; ``in_full`` is for the paper of those who wrote the numbers."""
    n = nomination
    return {
        "person": [
            ("姓名", n.name),
            ("性别", n.get_sex_display()),
            ("民族", n.ethnicity),
            ("出生日期", plain_day_words(n.birth_date) if n.birth_date else ""),
            ("证件类别", n.get_document_kind_display()),
            ("证件号码", n.identity_number if in_full else masked_identity(n.identity_number)),
            ("中国国籍", YES_NO[n.is_chinese]),
            ("籍贯", n.native_place),
            ("政治面貌", n.get_political_standing_display()),
            ("学历", n.get_education_display()),
            ("学位", n.get_degree_display()),
            ("手机号", n.phone if in_full else masked_phone(n.phone)),
        ],
        "unit": [
            ("工会会员", YES_NO[n.is_union_member]),
            ("所在基层工会", n.union_name),
            ("会员证号", n.union_card_number),
            ("所属区、局（产业）工会", n.district.name if n.district else ""),
            ("工作单位", n.unit_name),
            ("统一社会信用代码", n.unit_code),
            *([("代码校验例外", n.unit_code_override)] if n.unit_code_override else []),
            ("单位性质", n.get_ownership_display()),
            ("单位规模", n.get_unit_size_display()),
            ("专精特新企业", YES_NO[n.is_specialised]),
            ("行业", _industry_words(n.industry)),
        ],
        "post": [
            ("岗位（职务）", n.post),
            ("工种", n.trade),
            ("职工类别", n.get_worker_kind_display()),
            ("在一线岗位", YES_NO[n.is_on_front_line]),
            ("工作年限", f"{n.work_years}年" if n.work_years is not None else ""),
            ("一线工作年限", f"{n.line_years}年" if n.line_years is not None else ""),
            *_qualification(
                "职业技能等级",
                n.get_skill_level_display(),
                n.skill_level == SkillLevel.NONE,
                (n.skill_certificate, n.skill_certified_on, n.skill_issuer),
            ),
            *_qualification(
                "职称",
                _with(n.get_title_level_display(), n.title_name, n.title_level == TitleLevel.NONE),
                n.title_level == TitleLevel.NONE,
                (n.title_certificate, n.title_certified_on, n.title_issuer),
                series=n.get_title_series_display(),
            ),
            ("双师型", n.dual_verification.label),
            ("工作室", n.studio_words),
        ],
        "notice": notice_facts(n),
        "channel": [
            ("申报编号", n.number),
            ("推荐途径", n.get_channel_display()),
            ("推荐单位", n.drafting_body.name if n.drafting_body else "本人自荐"),
            ("报送单位", n.filing_body.name if n.filing_body else "直接报送市总工会"),
        ],
    }


def _industry_words(industry):
    if industry is None:
        return ""
    return f"{industry.name}（重点聚焦）" if industry.is_focus else industry.name


def _qualification(label, level, is_none, certificate, series=""):
    """等级或职称 and its certificate; without one, one line is enough."""
    number, since, issuer = certificate
    rows = [(label, level)]
    if is_none:
        return rows
    if series:
        rows.append((f"{label}系列", series))
    since_words = plain_day_words(since) if since else ""
    told = "，".join(word for word in (number, since_words, issuer) if word)
    return [*rows, (f"{label}证书", told)]


def _with(word, number, is_none):
    return word if is_none or not number else f"{word}（{number}）"


def notice_facts(nomination):
    """所在单位公示; nothing where there was none."""
    notice = dossier.notice_at_work(nomination)
    if notice is None:
        return []
    dates = f"{plain_day_words(notice.since)}至{plain_day_words(notice.until)}（{notice.working_days}个工作日）"
    handled = [("异议及处理情况", notice.handling)] if notice.handling else []
    return [("公示时间", dates), ("公示地点或方式", notice.place), ("公示结果", notice.get_result_display()), *handled]


def scan_note(file):
    """What is said of a file that the scan has not let through."""
    return _SCAN_NOTES.get(file.scan, "")


def paper_row(evidence, *, removable=False):
    """One file as the evidence part prints it."""
    return {
        "title": evidence.title,
        "url": reverse("nominations:evidence", args=[evidence.token]),
        "kind": _KINDS.get(evidence.content_kind, evidence.content_kind.upper()),
        "size": size_words(evidence.size),
        "token": evidence.token,
        "remove": reverse("nominations:detach", args=[evidence.token]) if removable else "",
        "replace": reverse("nominations:replace", args=[evidence.token]) if removable else "",
        "note": scan_note(evidence),
    }


def photo_of(nomination):
    """本人照片 as the page prints it, or None."""
    photo = dossier.photo_of(nomination)
    return paper_row(photo) if photo else None


def papers_by_indicator(nomination, *, removable=False):
    """Files under each of the four indicators, and under none."""
    found = {}
    for evidence in nomination.evidence.all():
        if evidence.purpose == PaperPurpose.EVIDENCE:
            found.setdefault(evidence.indicator, []).append(paper_row(evidence, removable=removable))
    return found


def statements_of(nomination, papers):
    """The four statements (沪工总经〔2015〕260号 三(二)), each with its papers."""
    texts = {statement.indicator: statement.text for statement in nomination.statements.all()}
    return [
        {
            "title": f"{ordinal}、{indicator.label}",
            "text": texts.get(indicator, ""),
            "papers": papers.get(indicator, []),
        }
        for ordinal, indicator in zip(ORDINALS, Indicator, strict=True)
    ]


def section_rows(nomination, kept=None):
    """The task list: each section, how far it is, what it lacks and where that is filled in, what lies there unsaved."""
    return [
        {
            "title": section.title,
            "url": reverse("nominations:section", args=[nomination.number, section.key]),
            "progress": (progress := section.progress(nomination)),
            "kind": _SECTION_KINDS[progress],
            "missing": section.missing(nomination),
            "kept_at": (kept or {}).get(section.key),
            "returned": _RETURNED.get(nomination.state, "") if section.key in nomination.returned_sections else "",
            "is_closed": dossier.is_closed(nomination, section.key),
        }
        for section in dossier.sections_of(nomination)
    ]
