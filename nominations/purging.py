"""清除 (个人信息保护法 第十九条、第四十七条): what goes of an unsuccessful file, what stays, and what postpones it.

Every table that points at a nomination stands in one of the two lists below; a test fails when one stands in neither.
What stays of the nomination's own row is its number, season, channel and outcome, the hashes that bans ask for, and the
columns of ``STATISTICS``, which tell nobody who the person was.
"""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from nominations import dossier
from nominations.models import Nomination
from nominations.states import WITH_NOMINATOR, State

# In the order in which they go: what points at a paper before the paper itself.
PURGED = (
    "nominations.workingcopy",
    "nominations.twininquiry",
    "nominations.invitation",  # an association's, with the address it went to
    "nominations.merger",  # of the one that goes on; the other is held back until then
    "nominations.revision",
    "nominations.workplacenotice",
    "nominations.exceptionrequest",
    "nominations.endorsement",
    "nominations.bulkresult",
    "nominations.screeningdecision",
    "nominations.correctionreminder",
    "nominations.screeningline",
    "nominations.consent",
    "reviews.namingdecision",  # how the office matched an expert whom the applicant named
    "nominations.unsuitableexpert",
    "nominations.statement",
    "nominations.achievement",
    "nominations.evidence",
    "nominations.printedform",
    "handover.delivery",
    "handover.package",
    "intake.importrow",
    "intake.paperrow",
)
KEPT = {
    "reviews.assignment": "评审分派与评分是评审工作的记录，不含人选的身份信息",
    "reviews.entrant": "参评名单是评审工作的记录，不含人选的身份信息",
    "reviews.recusal": "回避决定是评审工作的记录",
    "reviews.deliberation": "合议是评审工作的记录",
    "reviews.interviewslot": "面试次序是评审工作的记录，不含人选的身份信息",
    "reviews.staffrecusal": "回避登记是评审工作的记录",
    "reviews.rankingline": "排名是评审结论，名次和得分不含身份信息",
    "publicity.noticename": "已发布的公示名单封存，依法公开的内容不因清除而改动",
    "decisions.rosteritem": "主席办公会的审议名单属会议记录",
    "honours.honour": "已命名的不清除",
    "nominations.banhold": "因禁报暂停的记录，不含人选的身份信息",
    "findings.finding": "弄虚作假的认定是禁报的依据",
    "findings.casesubject": "查处案件的当事人记录是认定和申诉的依据",
    "findings.revokedhonour": "已命名的不清除",
}
STATISTICS = (
    "document_kind", "sex", "is_chinese", "education", "degree", "is_union_member", "district", "ownership", "unit_size",
    "is_specialised", "industry", "worker_kind", "is_on_front_line", "work_years", "line_years", "skill_level",
    "title_level", "title_series", "studio_kind",
)  # fmt: skip
BLANKED = "（已清除）"  # where the database wants a word

UNSUCCESSFUL = (State.DECLINED, State.NOT_SELECTED, State.WITHDRAWN, State.DROPPED_OUT, State.DISQUALIFIED)
NEVER_FILED = WITH_NOMINATOR


def rows_of(nomination):
    """(what they are called, the rows) of every table of ``PURGED`` that this house has, in order."""
    person = {"season": nomination.season_id, "identity_hash": nomination.identity_hash}
    lookups = {"nominations.twininquiry": person, "nominations.merger": {"kept": nomination}}
    if nomination.candidate_id:  # an invitation names the person, and the nomination only once it was asked for
        lookups["nominations.invitation"] = {"season": nomination.season_id, "nominee": nomination.candidate_id}
    for label in PURGED:
        if apps.is_installed(label.partition(".")[0]):
            model = apps.get_model(label)
            lookup = lookups.get(label, {"nomination": nomination})
            yield str(model._meta.verbose_name), model._base_manager.filter(**lookup)


def blank(nomination):
    """Take from the row itself whatever tells who it was; answers the names of the columns."""
    columns = [name for name in dossier.FIELDS if name not in STATISTICS]
    for name in columns:
        field = Nomination._meta.get_field(name)
        setattr(nomination, name, None if field.null else BLANKED if name in ("name", "unit_name") else "")
    nomination.candidate = None
    if nomination.closing_reason:
        nomination.closing_reason = BLANKED
    return [*columns, "candidate", "closing_reason"]


def held_back(nominations):
    """Grounds, by key, that a later floor knows against a purge: each app may have a room ``holds`` with ``on_purges``."""
    keys, found = [one.pk for one in nominations], {}
    for config in apps.get_app_configs():
        if keys and module_has_submodule(config.module, "holds"):
            found |= import_module(f"{config.name}.holds").on_purges(keys)
    return found
