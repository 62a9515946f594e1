"""举报、初核、核查、告知与陈述申辩: grounds of refusal (沪工总经〔2015〕260号 五(三))."""

from django.core.cache import cache

from accounts.states import Role
from common.dates import today
from common.refusals import Refusal
from findings.queries import cases, findings
from findings.rules.standing import handled, incomplete, refuse_any_part, refuse_not_a_party, refuse_not_office
from findings.states import BANNING, CaseState, Party, StatementWay
from publicity.rules import MOST_PAPERS
from publicity.rules import refuse_opening as refuse_opening_file
from publicity.states import ObjectorKind
from seasons.queries import current_season, rulebook_in_force

REPORTS_PER_HOUR = 5
AN_HOUR = 60 * 60


def rulebook():
    """The rulebook that says today whether anonymous reports are taken; None where none is in force."""
    return rulebook_in_force(current_season())


def refuse_reporter(*, kind, name, contact, content, how_many) -> Refusal | None:
    """实名 or, where the rulebook takes them, anonymous with something to go by."""
    if not content.strip():
        return incomplete("尚未写明反映的内容。", "请写明事实、证据或者线索。")
    if how_many > MOST_PAPERS:
        return Refusal("too_many_papers", f"一次最多上传{MOST_PAPERS}份材料。", "请合并后上传。", status=409)
    if kind == ObjectorKind.ANONYMOUS:
        book = rulebook()
        if book is None or book.anonymous_reports:
            return None
        return Refusal(
            "anonymous", "现行细则不接受匿名举报。", "请以真实姓名或单位名义反映，您的身份将予保密。", status=409
        )
    if not name.strip() or not contact.strip():
        return Refusal("no_name", "实名举报须写明姓名或单位名称和联系方式。", "请补充，或选择匿名反映。", status=409)
    if kind == ObjectorKind.UNIT and not how_many:
        return Refusal("no_stamp", "以单位名义举报，须上传加盖公章的书面材料。", "请上传盖章材料的扫描件。", status=409)
    return None


def refuse_flood(address: str) -> Refusal | None:
    """限频: a few reports an hour from one address."""
    if not address or cache.get(flood_key(address), 0) < REPORTS_PER_HOUR:
        return None
    return Refusal(
        "too_many",
        f"同一网络地址一小时内最多提出{REPORTS_PER_HOUR}件举报，已达上限。",
        "请一小时后再提出，或来信、来电反映。",
        status=429,
    )


def flood_key(address: str) -> str:
    """Where the count of an address is kept."""
    return f"reports-from:{address}"


def refuse_opening(user, *, about="", content="", complete=True) -> Refusal | None:
    """登记线索: by the office, saying about whom and what."""
    if refusal := refuse_not_office(user):
        return refusal
    if complete and not (about.strip() and content.strip()):
        return incomplete("反映对象和反映内容须填写齐全。", "请补全后登记。")
    return None


def refuse_screening(user, case) -> Refusal | None:
    """初核: by the office, once, and by nobody whom the report is about."""
    if refusal := refuse_not_office(user):
        return refusal
    if case.state != CaseState.RECEIVED:
        return handled(case.get_state_display())
    return refuse_any_part(user, [one.nomination for one in cases.subjects_of(case)])


def refuse_declining(user, case, *, ground, note) -> Refusal | None:
    """不予立案: on a coded ground, with a sentence for the reporter."""
    if refusal := refuse_screening(user, case):
        return refusal
    return None if ground and note.strip() else incomplete("不予立案须选择理由并作说明。", "请补全后办理。")


def refuse_taking_up(user, case, nominations, assignee) -> Refusal | None:
    """立案: with a nomination at least, none of them in another case, and an inquirer without a part."""
    if refusal := refuse_screening(user, case):
        return refusal
    if not nominations:
        return incomplete("立案须确定所涉的申报。", "请填写申报编号、证书编号，或整批的决议文号。")
    for other in cases.held_elsewhere(nominations, case):
        return Refusal(
            "in_hand", f"{other.nomination.name}已由案件{other.case}核查。", "请以“同一事项已在核查”答复。", status=409
        )
    for nomination in nominations:
        if standing := findings.standing_on(nomination):
            return Refusal(
                "found_already", f"{nomination.name}已有认定（{standing}）。", "请返回查看认定情况。", status=409
            )
    return refuse_assignee(assignee, nominations)


def refuse_assignee(assignee, nominations) -> Refusal | None:
    """核查人: of the review office, without any part in any of them."""
    if assignee is None or not assignee.holds(Role.REVIEW_OFFICE):
        return Refusal("not_review_office", "核查人须为评审办公室人员。", "请从评审办公室另选核查人。", status=409)
    if refuse_any_part(assignee, nominations):
        return Refusal(
            "second_part", f"{assignee}参与过所涉申报的办理，不能担任核查人。", "请另选未参与各环节的人员。", status=409
        )
    return None


def refuse_inquirer(user, case) -> Refusal | None:
    """核查 is the assignee's, while it lasts."""
    if case.assignee_id is None or case.assignee_id != user.pk:
        return Refusal("not_the_assignee", "此步由承办该案的核查人办理。", "请与核查人联系。")
    return None if case.state == CaseState.INQUIRY else handled(case.get_state_display())


def refuse_telling(user, case, *, report, ground, facts, bans_person, bans_unit) -> Refusal | None:
    """拟认定告知: what is held against them, on which ground, and which ban is meant; then they are heard."""
    if refusal := refuse_inquirer(user, case):
        return refusal
    if not (report.strip() and ground and facts.strip()):
        return incomplete("核查情况、拟认定事由和拟认定事实须填写齐全。", "请补全后告知当事人。")
    return refuse_bans(ground, bans_person, bans_unit)


def refuse_bans(ground, bans_person, bans_unit) -> Refusal | None:
    """禁报 only where the ground carries one, and there of somebody."""
    if ground in BANNING and not (bans_person or bans_unit):
        return Refusal("nobody_banned", "须确定对个人或单位禁报。", "请至少选择个人、单位中的一项。", status=409)
    if ground not in BANNING and (bans_person or bans_unit):
        return Refusal("no_ban", "此项事由不发生禁报。", "请取消对个人、单位禁报的选择。", status=409)
    return None


def refuse_closing_inquiry(user, case, *, report, reason) -> Refusal | None:
    """查无实据: by the assignee, with what was looked into and why nothing follows."""
    if refusal := refuse_inquirer(user, case):
        return refusal
    return None if report.strip() and reason.strip() else incomplete("核查情况和理由须填写齐全。", "请补全后办结。")


def refuse_statement(user, subject, *, party, way, text) -> Refusal | None:
    """陈述申辩: by the party itself, or written down by the inquirer; until the case is decided, late ones too."""
    if refusal := refuse_stating(user, subject, way=way):
        return refusal
    if way == StatementWay.ACCOUNT and party and party not in parties_of(user, subject):
        return Refusal("not_the_unit", "单位的陈述由推荐或报送单位的经办人提交。", "请改为以本人名义陈述。", status=409)
    return None if party and text.strip() else incomplete("尚未写明陈述和申辩的内容。", "请填写后提交。")


def parties_of(user, subject) -> list[Party]:
    """In whose name somebody may speak from his own account: the candidate for himself alone."""
    return [Party.PERSON] if user.pk == subject.nomination.candidate_id else [Party.PERSON, Party.UNIT]


def refuse_stating(user, subject, *, way) -> Refusal | None:
    """Whether this person may speak, or write down, at all."""
    if subject.case.state != CaseState.HEARING:
        return handled(subject.case.get_state_display())
    if way == StatementWay.ACCOUNT:
        return refuse_not_a_party(user, subject.nomination)
    if user.pk == subject.case.assignee_id:
        return None
    return Refusal("not_the_assignee", "书面陈述由承办该案的核查人登记。", "请将材料交核查人。")


def refuse_unheard(case, subjects, *, now) -> Refusal | None:
    """未经陈述申辩不得认定: every party has spoken or waived, or the deadline is over."""
    if case.respond_by is not None and today(now) > case.respond_by:
        return None
    asked = [Party.PERSON] + ([Party.UNIT] if case.bans_unit else [])
    for subject in subjects:
        said = {one.party for one in subject.statements.all()}
        for party in asked:
            if party not in said:
                return Refusal(
                    "not_heard",
                    f"{subject}尚未收到{party.label}的陈述申辩，期限未满。",
                    "请待陈述申辩提交、登记放弃，或期限届满后再作认定。",
                    status=409,
                )
    return None


def refuse_seeing_sealed(user, case) -> Refusal | None:
    """查看举报人身份和举报材料: the inquirer alone; each look leaves an entry."""
    if case.assignee_id is not None and user is not None and user.pk == case.assignee_id:
        return None
    return Refusal("sealed", "举报人的身份及举报材料只有承办该案的核查人可以查看。", "如需了解进展，请与核查人联系。")


def refuse_opening_paper(user, paper) -> Refusal | None:
    """打开案件材料: the reporter's by the inquirer alone, the inquiry's by the office; none before the scan."""
    sealed = refuse_seeing_sealed(user, paper.case) if paper.from_reporter else refuse_not_office(user)
    return sealed or refuse_opening_file(paper)
