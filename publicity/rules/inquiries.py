"""核查: grounds of refusal (沪工总经〔2015〕260号 三(四) 社会公示)."""

from accounts.states import CLERKS, Role
from common.dates import day_words, plain_day_words, today
from common.refusals import Refusal
from nominations.rules import is_candidate, refuse_second_part
from nominations.states import State
from publicity import queries
from publicity.rules.objections import MOST_PAPERS_OF_A_CASE, refuse_answering, refuse_many
from publicity.rules.standing import handled, refuse_office
from publicity.states import InquiryFinding, ObjectionState, PaperSource
from seasons import working_days
from seasons.queries import calendar as holiday_calendar


def refuse_inquiry(user, objection, assignee) -> Refusal | None:
    """受理并核查: the name must still be there to be held, and the inquirer be a stranger to the case."""
    return (
        refuse_answering(user, objection)
        or refuse_holding(objection)
        or refuse_assignee(objection, assignee)
        or _same_hands(user, assignee)
    )


def refuse_holding(objection) -> Refusal | None:
    """人选暂缓: only a name that is on notice can be held."""
    nomination = objection.notice_name.nomination
    if nomination.state in (State.ON_NOTICE, State.CONTESTED):
        return None
    return Refusal(
        "name_gone",
        f"{objection.notice_name.name}现为“{nomination.get_state_display()}”，不在公示之列，无从核查。",
        "请以“人选已不在公示之列”答复异议人；涉及弄虚作假的，按举报线索登记查实。",
        status=409,
    )


def refuse_assignee(objection, assignee) -> Refusal | None:
    """核查人: of the review office, of no body the nomination came through, without any part in it."""
    nomination = objection.notice_name.nomination
    if assignee is None or not assignee.holds(Role.REVIEW_OFFICE):
        return Refusal("not_review_office", "核查人须为评审办公室人员。", "请从评审办公室另选核查人。", status=409)
    bodies = queries.bodies_of(nomination)
    if any(one.organisation_id in bodies for one in assignee.current_memberships()):
        return Refusal(
            "of_the_nominating_union",
            f"{assignee}任职于该人选的推荐或审核单位，不能担任核查人。",
            "请选择推荐单位以外的人员。",
            status=409,
        )
    former = objection.looked_at_anew
    if former is not None and former.assignee_id in queries.accounts_of_person(assignee):
        return Refusal(
            "inquired_before", f"{assignee}承办过原核查，不能再办复核。", "请另选未参与原核查的人员。", status=409
        )
    if objection.registered_by_id in queries.accounts_of_person(assignee):
        return Refusal("registered_it", f"{assignee}登记了此件，不能担任核查人。", "请另选核查人。", status=409)
    return refuse_second_part(assignee, nomination, "inquire")


def assignees_for(objection, user=None) -> list:
    """Who may be charged with the inquiry, the one who charges left out."""
    return [
        person
        for person in queries.review_office()
        if refuse_assignee(objection, person) is None and _same_hands(user, person) is None
    ]


def refuse_note(user, objection, *, content="", how_many=0, complete=True) -> Refusal | None:
    """核查记录: by the inquirer, while the inquiry is open."""
    if refusal := _not_the_inquirer(user, objection):
        return refusal
    if complete and not content.strip():
        return Refusal("no_content", "尚未填写记录。", "请写明做了什么、查到什么。", status=409)
    if queries.papers_of(objection).count() + how_many > MOST_PAPERS_OF_A_CASE:
        return Refusal(
            "too_many_papers", f"每件最多保存{MOST_PAPERS_OF_A_CASE}份材料，现已满。", "请合并同类材料。", status=409
        )
    return refuse_many(how_many)


def refuse_asking_statement(user, objection, *, question="", complete=True) -> Refusal | None:
    """请作陈述: one question at a time, and nothing in it that tells who objected."""
    if refusal := _not_the_inquirer(user, objection):
        return refusal
    if queries.open_statement(objection) is not None:
        return Refusal(
            "already_asked", "已请被反映人陈述，尚未答复。", "请等待陈述，或在陈述期限届满后再办理。", status=409
        )
    if not complete:
        return None
    if not question.strip():
        return Refusal("no_content", "尚未写明需要说明的情况。", "请写明请对方说明什么。", status=409)
    return _names_objector(objection, question)


def refuse_statement(user, statement, *, answer="", how_many=0, complete=True) -> Refusal | None:
    """陈述: by the candidate or a clerk of the nominating bodies, once."""
    nomination = statement.objection.notice_name.nomination
    bodies = {nomination.drafting_body_id, nomination.filing_body_id} - {None}
    if not is_candidate(user, nomination) and not any(body.pk in bodies for body in user.bodies(*CLERKS)):
        return Refusal("not_yours", "陈述由候选人本人或者推荐、报送单位的经办人作出。", "请由上述人员登录办理。")
    if statement.answered_at is not None:
        return handled("已陈述")
    if statement.objection.state != ObjectionState.INQUIRY:
        return Refusal("already_handled", "核查已经办结，不再接收陈述。", "核查结论另行函告。", status=409)
    if complete and not answer.strip():
        return Refusal("no_content", "尚未填写陈述。", "请逐项说明；没有异议的，也请写明。", status=409)
    return refuse_many(how_many)


def refuse_extension(user, objection, *, until=None, reason="", now, complete=True) -> Refusal | None:
    """延长核查期限: by the office, with a reason, within the rulebook's times and number."""
    if refusal := refuse_office(user) or _not_under_inquiry(objection):
        return refusal
    rulebook = objection.notice_name.notice.rulebook
    if objection.extensions >= rulebook.inquiry_extensions:
        return Refusal(
            "extended_enough",
            f"按细则，核查最多延期{rulebook.inquiry_extensions}次，已经用完。"
            if objection.extensions
            else "细则未设延期。",
            "请在期限内办结。",
            status=409,
        )
    if not complete:
        return None
    if not reason.strip():
        return Refusal("no_reason", "尚未填写延期的理由。", "请写明为什么不能按期办结。", status=409)
    latest = latest_extension(objection, now)
    if isinstance(latest, Refusal):
        return latest
    if until is None or not max(objection.due_on, today(now)) < until <= latest:
        return Refusal(
            "not_such_a_day",
            f"现期限为{day_words(objection.due_on)}，按细则最多可延至{day_words(latest)}。",
            f"请选择{plain_day_words(latest)}以前、现期限以后的日期。",
            status=409,
        )
    return None


def latest_extension(objection, now):
    """The last day an extension may reach, or why it cannot be counted."""
    start = max(objection.due_on, today(now))
    days = objection.notice_name.notice.rulebook.inquiry_extension_days
    calendar = holiday_calendar()
    refusal = working_days.refuse_counting(calendar, start, days, first_day_counts=False)
    return refusal or working_days.count(calendar, start, days, first_day_counts=False).end


def refuse_stepping_back(user, objection, *, reason="", complete=True) -> Refusal | None:
    """请求回避: by the inquirer, with a reason."""
    if refusal := _not_the_inquirer(user, objection):
        return refusal
    if complete and not reason.strip():
        return Refusal("no_reason", "尚未填写回避的理由。", "请写明与该人选或本件的关系。", status=409)
    return None


def refuse_reassigning(user, objection, assignee=None, *, reason="", complete=True) -> Refusal | None:
    """改派: by the office, to somebody else who may inquire."""
    if refusal := refuse_office(user) or _not_under_inquiry(objection):
        return refusal
    if is_candidate(user, objection.notice_name.nomination):
        return Refusal("own_candidacy", "该异议针对您本人，您不能办理。", "请由其他公示专员办理。")
    if not complete:
        return None
    if assignee is not None and objection.assignee_id in queries.accounts_of_person(assignee):
        return Refusal("same_assignee", f"现核查人就是{assignee}。", "请另选核查人。", status=409)
    if refusal := refuse_assignee(objection, assignee) or _same_hands(user, assignee):
        return refusal
    if not reason.strip():
        return Refusal("no_reason", "尚未填写改派的理由。", "请写明为什么改派。", status=409)
    return None


def refuse_conclusion(
    user, objection, *, finding="", report="", reply="", correction="", now=None, complete=True
) -> Refusal | None:
    """核查结论: by the assignee; with ``complete=False`` only whether the person may conclude at all."""
    if objection.assignee_id is None or user is None or user.pk != objection.assignee_id:
        return Refusal("not_the_assignee", "核查结论由承办该件的核查人作出。", "请由核查人办理。")
    if refusal := _not_under_inquiry(objection) or _stepped_back(objection):
        return refusal
    if not complete:
        return None
    if not (finding and report.strip() and reply.strip()):
        return Refusal("incomplete", "核查结论、核查情况和答复须填写齐全。", "请补全后办结。", status=409)
    if correction.strip() and finding != InquiryFinding.PARTLY:
        return Refusal(
            "no_correction",
            "只有结论为“部分成立”的才写更正内容。",
            "结论为“成立”的，人选不再列入，无须更正；“不成立”的，请清空更正内容。",
            status=409,
        )
    return (
        _unheard(objection, finding, now)
        or _names_objector(objection, reply)
        or _names_objector(objection, report)
        or _names_objector(objection, correction)
    )


def refuse_reveal(user, objection, *, reason="", complete=True) -> Refusal | None:
    """查看异议人身份: the inquirer alone, while he inquires, with a reason; each look leaves an entry."""
    if objection.assignee_id is None or user is None or user.pk != objection.assignee_id:
        return Refusal(
            "sealed", "异议人的身份及其材料只有承办该件的核查人可以查看。", "如需了解核查进展，请与核查人联系。"
        )
    if objection.state != ObjectionState.INQUIRY:
        return Refusal(
            "sealed_again", "核查已办结，异议人的身份和材料不再开启。", "台账留有历次查看的记录。", status=409
        )
    if refusal := _stepped_back(objection):
        return refusal
    if complete and not reason.strip():
        return Refusal("no_reason", "尚未填写查看的理由。", "请写明为核查何事需要查看。", status=409)
    return None


def refuse_unsealing(user, paper, *, reason="", complete=True) -> Refusal | None:
    """调阅: what the objector sent is sealed like his name; what the inquiry gathered is its file."""
    if paper.source == PaperSource.OBJECTOR:
        return refuse_reveal(user, paper.objection, reason=reason, complete=complete)
    if paper.objection.assignee_id == user.pk or refuse_office(user) is None:
        return None
    return Refusal("not_your_file", "核查材料由核查人和公示专员调阅。", "如需了解核查进展，请与核查人联系。")


# --- grounds ---------------------------------------------------------------------------------------------------------


def _not_under_inquiry(objection):
    return None if objection.state == ObjectionState.INQUIRY else handled(objection.get_state_display())


def _stepped_back(objection):
    if not objection.stepping_back:
        return None
    return Refusal("stepped_back", "您已请求回避，此件待公示专员改派。", "改派之前无须办理。", status=409)


def _not_the_inquirer(user, objection):
    if objection.assignee_id is None or user is None or user.pk != objection.assignee_id:
        return Refusal("not_the_assignee", "此事项由承办该件的核查人办理。", "请与核查人联系。")
    return _not_under_inquiry(objection) or _stepped_back(objection)


def _same_hands(user, assignee):
    if user is None or assignee is None or assignee.pk not in queries.accounts_of_person(user):
        return None
    return Refusal("same_hands", "受理和核查须由不同的人办理，不能交办本人。", "请另选核查人。", status=409)


def _unheard(objection, finding, now):
    waiting = queries.open_statement(objection)
    if waiting is not None and today(now) <= waiting.due_on:
        return Refusal(
            "statement_awaited",
            f"已请被反映人陈述，期限至{day_words(waiting.due_on)}，尚未答复。",
            "请在收到陈述或者期限届满后作出结论。",
            status=409,
        )
    if finding == InquiryFinding.UPHELD and not objection.statements.exists():
        return Refusal(
            "unheard",
            "拟认定“成立”的，应当先听取被反映人的陈述。",
            "请先请其陈述；逾期未陈述的，可以径行作出结论。",
            status=409,
        )
    return None


def _names_objector(objection, words):
    named = [one for one in (objection.objector_name, objection.objector_contact) if len(one) > 1 and one in words]
    if not named:
        return None
    return Refusal(
        "names_objector",
        "所写内容出现了异议人的姓名、名称或联系方式。",
        "请删去后再办理：异议人的身份不得写入答复、陈述和核查报告。",
        status=409,
    )
